"""A book in which everything is as awkward as it can be."""

import hashlib
import struct
import zlib

from publish.model.book import Book, BookMetadata, Chapter, Contents, Cover, Part, TocEntry
from publish.model.document import (
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Lead,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from publish.model.raw import Asset

AWKWARD = "甲&乙 <丙> \"丁\" ／：'戊' ]]> &amp; 😀👨\u200d👩\u200d👧 𠮷𪚥 e\u0301 ﷽ Ω \u00a0尾"
LONG_TITLE = "下编　在全县农村工作会议上的讲话和在全市政府系统办公室主任会议上的发言"


def png(width: int, height: int, shade: int) -> bytes:
    """A grey image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def asset(data: bytes, media_type: str = "image/png", width: int = 0, height: int = 0) -> Asset:
    return Asset(hashlib.sha256(data).hexdigest(), media_type, data, width, height)


WIDE = asset(png(2400, 60, 128), width=2400, height=60)
SMALL = asset(png(8, 8, 40), width=8, height=8)
DRAWING = asset(
    b'<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
    b'<style>rect { fill: url(#none) }</style><rect width="90" height="40"/></svg>',
    "image/svg+xml",
)
ASSETS = {each.digest: each for each in (WIDE, SMALL, DRAWING)}


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(text: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph(words(text), role=role)


def cell(text: str, row_span: int = 1, column_span: int = 1, *, header: bool = False) -> Cell:
    return Cell((paragraph(text),), row_span, column_span, header)


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks)


def note(text: str, *more: Block) -> Note:
    return Note((paragraph(text), *more))


INLINES: tuple[Inline, ...] = (
    Text("句首"),
    Emphasis(words("着重")),
    Strong((Text("加粗"), Emphasis(words("又着重")))),
    Code("a < b && c"),
    Text("水H"),
    Subscript(words("2")),
    Text("O，平方"),
    Superscript(words("2")),
    Ruby("汉字", "hàn zì"),
    LineBreak(),
    Text("换行后"),
    Link((Text("内部"), note("链接里的注"), Text("链接")), "#d2-h3"),
    Link((Text("外部"), Link(words("套链"), "https://example.org/b")), "https://例子.中国/路 径?q=<甲>&r=%2#片段"),
    Link(words("危险"), "javascript:alert(1)"),
    Link(words("无处"), "#nowhere"),
    Link(words("相对"), "chapter2.html"),
    Link(words("邮件"), "mailto:someone@example.org?subject=你好"),
    Link((), "https://example.org/empty"),
    note("第一个注", paragraph("注的第二段"), ListBlock((item(paragraph("注中列项")),))),
    Note((Paragraph((Text("注中有注"), note("注中之注"))),)),
    Note((Quote((paragraph("以引文开始的注"),)),)),
    Text("句尾。"),
)
NOTES = 11  # in BLOCKS and TABLE, one of them inside another

MIXED_CELL = Cell((paragraph("多段一"), paragraph("多段二"), Heading(3, words("格中标题"), anchor="cell h")))
LIST_CELL = Cell((ListBlock((item(paragraph("格中列项")),)),))
TABLE = Table(
    (
        Row((cell("项目", row_span=2), cell("甲类", column_span=2), cell(""))),
        Row((cell("一月"), cell("二月"), cell("合计"))),
        Row((cell("收入", header=True), cell("1"), cell("2"), cell("3"))),
        Row((MIXED_CELL, cell(""), LIST_CELL, cell("末", row_span=9))),
    ),
    header_rows=2,
    caption=(Text("表1　各月情况"), note("表的注")),
)
WIDE_TABLE = Table(tuple(Row(tuple(cell(f"第{r}行第{c}列") for c in range(8))) for r in range(3)))
CROSSING = Table((Row((cell("头", row_span=2), cell("乙"))), Row((cell("丙"),))), header_rows=1)
POEM = Verse(
    (
        words("床前明月光，"),
        words("疑是地上霜。"),
        (),
        (Text("举头望明月，"), note("诗的注")),
        words("低头思故乡。"),
    )
)
NUMBERED = ListBlock((item(paragraph("内项")), item()), ordered=True, start=3)

BLOCKS: tuple[Block, ...] = (
    Heading(3, words("跳级的标题"), number="1．", anchor="d2-h1"),
    Paragraph(INLINES),
    *(Heading(n, words(f"第{n}级标题 & <符号>"), number="（一）", anchor=f"d2-h{n + 1}") for n in range(1, 8)),
    Heading(2, (Text("带注的标题"), note("标题的注"), LineBreak(), Text("第二行")), anchor="含 空格/的锚"),
    Heading(1, ()),
    Paragraph(words("其余文字随后。"), lead=Lead(2, words("段首标题。"), number="（二）", anchor="note-1")),
    Paragraph((), lead=Lead(5, (Text("只有段首标题。"), note("段首的注")))),
    Paragraph(()),
    Quote((paragraph("引文。"), Quote((paragraph("引中之引。"),)), Verse((words("诗行一"), words("诗行二"))))),
    POEM,
    ListBlock((item(paragraph("项一"), paragraph("项一之二")), item(Paragraph(INLINES[:4]), NUMBERED))),
    ListBlock((), ordered=True),
    TABLE,
    WIDE_TABLE,
    CROSSING,
    Table((), caption=words("没有行的表")),
    Figure(WIDE.digest, alt='宽图 "a" <b>', caption=(Text("图1　宽图"), note("图的注"))),
    Figure(SMALL.digest, alt="小图", width=914_400, height=914_400),
    Figure(DRAWING.digest, caption=words("图2　图样")),
    CodeBlock("if a < b:\n\tprint('" + "x" * 120 + "')\n\n    return '&amp;'", language='py"x'),
    Break(),
    *(paragraph(f"{role.value}：文字", role) for role in Role),
    paragraph(AWKWARD),
    paragraph("长" * 3000),
    paragraph("averyverylongword" * 30),
)


def chapter(number: int, title: str, blocks: tuple[Block, ...], subtitle: str = "", language: str = "") -> Chapter:
    return Chapter(f"d{number}", Metadata(title=title, subtitle=subtitle, language=language), blocks)


def small(number: int) -> Chapter:
    """A chapter like many others, with a title that repeats."""
    blocks = (
        Heading(1, words("基本情况"), number="一、", anchor=f"d{number}-h1"),
        paragraph(f"这是第{number}篇的正文。" * 3),
        Heading(2, words("做法"), number="（一）", anchor=f"d{number}-h2"),
        paragraph("要点如下。"),
    )
    return chapter(number, f"同名的讲话{number % 7}", blocks)


def entry(of: Chapter) -> TocEntry:
    inner = tuple(
        TocEntry(block.number + "标题", block.anchor, 2)
        for block in of.blocks
        if isinstance(block, Heading) and block.level == 1 and block.anchor
    )
    return TocEntry(of.metadata.title, of.anchor, 1, inner)


METADATA = BookMetadata(
    title='重要讲话／文件：汇编 & <选> "集"',
    subtitle="（二〇二四年）",
    editors=("张三", "李四 & 王五"),
    organisation="某某办公室",
    date="2024-05",
    printed_date="2024年5月",
    rights="内部资料 & 注意保存",
    description="一句 <简介>。",
    subjects=("讲话", "文件"),
    modified="2024-05-01T00:00:00Z",
)


def torture(chapters: int) -> Book:
    """The book: a chapter outside of parts, then two parts, in one of them a chapter with everything."""
    before = chapter(1, AWKWARD, (paragraph("前言的文字。"),), subtitle="副题 & <副>", language="en")
    full = chapter(2, "各种内容\n第二行", BLOCKS, language="中文")
    untitled = chapter(3, "", (Heading(2, words("无题篇的标题"), anchor="d3-h1"), paragraph("文字")))
    first = (full, untitled, chapter(4, "空文", ()), chapter(5, "", ()))
    second = tuple(small(number) for number in range(6, chapters + 1))
    parts = (
        Part("p0", "", (before,)),
        Part("p1", '上编 & "一"', first),
        Part("p2", LONG_TITLE, second),
    )
    outline = (
        entry(before),
        TocEntry(parts[1].title, "p1", 0, tuple(map(entry, first))),
        TocEntry(parts[2].title, "p2", 0, tuple(map(entry, second))),
    )
    contents = Contents("目　录", 2, outline)
    colophon = (paragraph("编印说明的文字。"), WIDE_TABLE)
    return Book(METADATA, parts, outline, contents, Cover(), colophon=colophon, colophon_title="版权页")
