"""A book with everything that a book can have, and what readers of Word files are known to stumble over."""

import hashlib
import struct
import zlib
from pathlib import Path

from publish.diagnostics import Span
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
from publish.model.manuscript import Manuscript
from publish.model.pages import PagePlace, Pagination
from publish.model.raw import Asset
from publish.model.style import StyleSheet
from publish.stylesheet import load_style

LONG = "为了深入贯彻会议精神，进一步推动各项工作落到实处，现将有关事项通知如下，请各单位结合实际认真执行。" * 4
QUOTES = "他说：“要坚持‘两手抓’——一手抓发展，一手抓稳定……”，1·5倍、A·B、don’t、café、Привет、¥100、±3℃、①②③。"
RARE = "生僻字𠀀𪚥㐂龘、异体字角︀、表情😀👨‍👩‍👧、全角ＡＢＣ１２３、零宽\u200b字、空格\u3000全角"
SPECIAL = "甲 & 乙 < 丙 > 丁 \" ' ／ ： 戊]]>&amp;"


def png(width: int, height: int) -> bytes:
    """A picture of diagonal stripes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes(200 if (x + y) % 40 < 20 else 80 for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def asset(width: int, height: int) -> Asset:
    data = png(width, height)
    return Asset(hashlib.sha256(data).hexdigest(), "image/png", data, width, height)


WIDE, TALL = asset(1200, 300), asset(200, 1500)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def par(words: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph(text(words), role=role)


def cell(words: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell((par(words),), rows, columns)


def note(words: str) -> Note:
    return Note((par(words),))


def headings() -> tuple[Block, ...]:
    return (
        Heading(1, text("总体要求"), number="一、", anchor="h-1"),
        par(LONG),
        Heading(2, text("指导思想"), number="（一）", anchor="h-2"),
        Heading(3, text("基本原则"), number="1.", anchor="h-3"),
        Heading(4, text("坚持问题导向"), number="（1）", anchor="h-4"),
        Heading(5, text("第五级"), number="①", anchor="h-5"),
        par(LONG),
        Paragraph(text(LONG), lead=Lead(2, text("加强组织领导。"), "（二）", "lead-1")),
        Paragraph((), lead=Lead(2, (*text("只有标题没有正文。"), note("段首标题的注。")), "（三）", "lead-2")),
        Paragraph(
            (*text("正文也有注"), note("正文的注。"), *text("。")),
            lead=Lead(2, (*text("标题有注"), note("标题的注。"), *text("。")), "（四）", "lead-3"),
        ),
        Heading(1, (Text("标题里有"), Strong(text("强调")), Note((par("标题的注"),))), number="二、", anchor="h-6"),
        par(LONG * 6),
    )


def roles() -> tuple[Block, ...]:
    return tuple(Paragraph(text(f"{role.value}：{QUOTES}"), role=role) for role in Role)


def inlines() -> tuple[Block, ...]:
    return (
        par(QUOTES),
        par(RARE),
        par(SPECIAL),
        Paragraph(
            (
                Emphasis(text("强调")),
                Strong((Text("着重"), Emphasis(text("双重")), Superscript(text("2")))),
                Code("path = 'C:\\x' <b>"),
                Text("H"),
                Subscript(text("2")),
                Text("O"),
                LineBreak(),
                Ruby("漢字", "hànzì"),
                Link(text("网站 & 更多"), "https://example.org/查询?a=1&b=“二”#段"),
                Link((Strong(text("第一章")),), "#c-1"),
                Link(text("不存在"), "#nowhere"),
                Link(text("危险"), "javascript:alert(1)"),
                Link((Link(text("链接里的链接"), "https://example.org/b"),), "https://example.org/a"),
                Note((par("注中有链接："), Paragraph((Link(text("网"), "https://example.org/n"),)), par("第二段。"))),
                note("注中之注：" + QUOTES),
                Note((Paragraph((Text("外层"), note("内层"), Text("之后"))),)),
            )
        ),
    )


def tables() -> tuple[Block, ...]:
    merged = Table(
        (
            Row((cell("项目", rows=2), cell("数量（万元）", columns=2), cell("备注", rows=2))),
            Row((cell("上年"), cell("本年"))),
            Row((cell("甲", rows=3), cell("1"), cell("2"), Cell((par("第一段"), par("第二段"))))),
            Row((cell("3", columns=2), cell("4", rows=2))),
            Row((cell("5"), cell("6"))),
        ),
        header_rows=2,
        caption=(*text("表1　合并单元格"), note("表题的注")),
    )
    long = Table(
        (Row((cell("序号"), cell("内容"))), *(Row((cell(str(n)), cell(LONG))) for n in range(30))), header_rows=1
    )
    nested = Table((Row((cell("外"), Cell((merged,)))), Row((Cell(()), cell("缺格", rows=9)))), header_rows=1)
    ragged = Table((Row((cell("一"), cell("二"), cell("三"))), Row((cell("只有一格"),)), Row(())), header_rows=1)
    return (merged, long, nested, ragged, Figure(WIDE.digest, alt="宽图", caption=text("图1　宽图")))


def lists() -> tuple[Block, ...]:
    inner = ListBlock((ListItem((par("内一"),)), ListItem((par("内二"), par("续段")))), ordered=True, start=3)
    return (
        ListBlock((ListItem((par("甲"), inner)), ListItem((par("乙"), par(LONG))), ListItem(())), ordered=True),
        ListBlock((ListItem((par(LONG), ListBlock((ListItem((par("点中点"),)),)))), ListItem((CodeBlock("x"),)))),
        ListBlock((ListItem((par("又从五起"),)), ListItem((par("六"),))), ordered=True, start=5),
        Quote((par(LONG), Quote((par("引中引"),)), par("引毕"))),
        Verse((text("床前明月光，"), (Text("疑是地上霜。"), note("诗注")), text("举头望明月，"), text("低头思故乡。"))),
        CodeBlock("def f(x):\n\treturn x < 1 & y\n\n    # 结束  ", language="python"),
        Break(),
        Figure(TALL.digest, alt='高图 "甲" & <乙>', width=99_000_000, height=200_000_000),
        Figure("0" * 64, Span("a.docx", 7), caption=text("丢失的图")),
        par("最后一段。"),
    )


CHAPTERS = (
    ("c-1", SPECIAL + "：标题", headings()),
    ("c-2", "同名文件", roles()),
    ("c-3", "同名文件", inlines()),
    ("c-4", "表格", tables()),
    ("c-5", "列表等", lists()),
    ("c-6", "空文件", ()),
    ("c-7", "关于进一步加强和改进新形势下各项重点工作督促检查落实情况的通知（征求意见稿）", (par(LONG),)),
)


def _chapter(anchor: str, title: str, blocks: tuple[Block, ...]) -> Chapter:
    return Chapter(anchor, Metadata(title=title, subtitle="——副题" if anchor == "c-2" else ""), blocks)


def _entries(chapters: tuple[Chapter, ...]) -> tuple[TocEntry, ...]:
    below = {"c-1": (TocEntry("一、总体要求", "h-1", 2), TocEntry("二、标题里有强调", "h-6", 2))}
    return tuple(TocEntry(c.metadata.title, c.anchor, 1, below.get(c.anchor, ())) for c in chapters)


def torture_book(divided: bool = True) -> Book:
    chapters = tuple(_chapter(*parts) for parts in CHAPTERS)
    first, second = chapters[:4], chapters[4:]
    if divided:
        parts = (Part("p-1", "第一部分　综合 & 其他", first), Part("p-2", "第二部分", second))
        entries = tuple(TocEntry(part.title, part.anchor, 0, _entries(part.chapters)) for part in parts)
    else:
        parts = (Part("p-1", "", chapters),)
        entries = _entries(chapters)
    metadata = BookMetadata(
        "文件汇编 & 选编：<上>／“卷”",
        "二〇二四年度",
        ("张三", "李四"),
        "某某市人民政府办公室",
        "2024-05-01",
        identifier="urn:uuid:0",
        rights="版权所有",
        description="说明" * 200,
        subjects=("公文", "汇编"),
        modified="2024-05-01T00:00:00Z",
        printed_date="2024年5月1日",
    )
    colophon = (
        par("来源：a.txt"),
        Table((Row((cell("文件"), cell("校验和"))), Row((cell("a"), cell("b")))), header_rows=1),
    )
    return Book(
        metadata, parts, entries, Contents("目　录", 2, entries), Cover(), colophon=colophon, colophon_title="编辑说明"
    )


def pagination(book: Book) -> Pagination:
    """Labels as the layout would give them: contents on i, every anchor two pages after the one before."""
    anchors = [part.anchor for part in book.parts] + [c.anchor for part in book.parts for c in part.chapters]
    anchors += ["h-1", "h-2", "h-3", "h-4", "h-5", "h-6", "lead-1", "lead-2", "lead-3"]
    places = {anchor: PagePlace(3 + 2 * n, str(1 + 2 * n)) for n, anchor in enumerate(anchors)}
    return Pagination(places, ("", "", "i", *map(str, range(1, 60))))


def style(name: str = "book") -> StyleSheet:
    return load_style(name, Path()).value


def manuscript(divided: bool = True, style_name: str = "book") -> Manuscript:
    assets = {asset.digest: asset for asset in (WIDE, TALL)}
    return Manuscript(torture_book(divided), style(style_name), assets)
