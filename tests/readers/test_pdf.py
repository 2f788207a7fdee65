"""PDF files: lines by their places, furniture of pages, notes, and what is refused."""

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from publish.diagnostics import PublishError
from publish.model.ports import Source
from publish.model.raw import Origin
from publish.readers import read
from publish.readers.pdf.read import read_pdf
from publish.structure import infer

from .dump import dump

pytest.importorskip("pdfminer", reason="pdfminer.six is not installed: pip install 'publish[pdf]'")

Words = tuple[float, float, float, str]  # left, height above the edge, size, text
BODY = [(90, 700 - 20 * n, 12, "这一行正文正好有二十个字用来量出版心的宽") for n in range(12)]


def pdf(*pages: list[Words], **more) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, (595, 842), **more)
    for page in pages:
        for left, height, size, text in page:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(left, height, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines_of(data: bytes) -> list[str]:
    return dump(read(Source("a.pdf", data)).value).split("\n")


def test_lines_go_by_their_places_not_by_their_order():
    found = lines_of(
        pdf([(90, 600, 12, "第二行。"), (90, 700, 12, "第一"), (114, 700, 12, "行"), (90, 580, 12, "第三行。")])
    )
    assert found == ["1:1 '第一行'", "2:1 '第二行。'", "3:1 '第三行。'"]


def test_indents_titles_signatures_and_gaps():
    blocks = read(
        Source(
            "a.pdf",
            pdf([*BODY, (168, 780, 18, "工作报告"), (114, 460, 12, "缩进两字。"), (234, 400, 12, "某某镇人民政府")]),
        )
    ).value.document.blocks
    assert [(block.text, block.hints.align, block.hints.blank_before) for block in (blocks[0], *blocks[-2:])] == [
        ("工作报告", "center", 0),
        ("　　缩进两字。", None, 0),
        ("某某镇人民政府", "right", 1),
    ]


def test_latin_words_have_spaces_and_letters_drawn_twice_are_one():
    found = lines_of(
        pdf([(90, 700, 12, "GDP"), (120, 700, 12, "growth"), (90, 650, 12, "粗体"), (90.4, 650, 12, "粗体")])
    )
    assert found == ["1:1 'GDP growth'", "2:1 '粗体'"]


def test_heads_and_feet_of_pages_recur_notes_do_not():
    pages = [
        [(90, 800, 9, "某县年鉴"), *BODY, (290, 40, 9, f"— {n} —"), (90, 70, 10, f"脚注{word}")]
        for n, word in enumerate("甲乙丙丁")
    ]
    blocks = read(Source("a.pdf", pdf(*pages))).value.document.blocks
    origins = {block.text: block.hints.origin for block in blocks}
    assert origins["某县年鉴"] is Origin.HEADER
    assert {origins[f"— {n} —"] for n in range(4)} == {Origin.FOOTER}
    assert origins["脚注甲"] is Origin.BODY


def test_entries_of_contents_are_set_aside():
    entries = [(90, 700 - 20 * n, 12, f"第{n}章" + "…" * 15 + f" {n}") for n in range(3)]
    blocks = read(Source("a.pdf", pdf([*entries, (90, 500, 12, "正文……还有下文。")]))).value.document.blocks
    assert [block.hints.origin for block in blocks] == [Origin.NAVIGATION] * 3 + [Origin.BODY]


def test_notes_are_called_by_raised_numbers():
    page = [
        *BODY,
        (90, 440, 12, "减排二氧化碳"),
        (162, 445, 7, "1"),
        (167, 440, 12, "很多，面积一百"),
        (251, 445, 7, "2"),
    ]
    page += [(90, 70, 9, "1 来自统计局，"), (90, 58, 9, "以年报为准。")]
    found = lines_of(pdf(page))
    assert found[-2:] == [
        "13:1 '减排二氧化碳很多，面积一百2' [note →page-1-1@6] [superscript 2@13]",
        "14:1 note=page-1-1 '来自统计局，以年报为准。'",
    ]


def test_hard_wrapped_lines_become_paragraphs_in_structure():
    line = "这一行正文正好有二十个字用来量出版心的宽"
    page = [(141, 780, 18, "关于测试的报告")]
    for place, height in enumerate(range(700, 300, -80)):
        page += [(114, height, 12, line[:-2]), (90, height - 20, 12, line), (90, height - 40, 12, f"第{place}段完。")]
    (document,) = infer(read(Source("a.pdf", pdf(page))).value.document).value.documents
    assert document.metadata.title == "关于测试的报告"
    assert len(document.blocks) == 5


def test_two_columns_are_read_one_after_the_other():
    left = [(60, 700 - 20 * n, 12, f"左栏第{n:02}行正文刚好有十六个字") for n in range(10)]
    right = [(270, 700 - 20 * n, 12, f"右栏第{n:02}行正文刚好有十六个字") for n in range(10)]
    page = [(60, 760, 18, "关于两栏排版的报告，题目横跨两栏的上方"), *left, *right, (60, 480, 12, "全宽的末行" * 8)]
    blocks = read(Source("a.pdf", pdf(page))).value.document.blocks
    assert [block.text[:5] for block in blocks[1:-1]] == [f"{side}栏第{n:02}" for side in "左右" for n in range(10)]
    assert {block.hints.align for block in blocks[1:-1]} == {None}


def test_columns_need_no_common_lines():
    left = [(60, 700 - 20 * n, 12, f"左栏第{n:02}行正文刚好有十六个字") for n in range(12)]
    right = [(270, 700 - 20 * n, 12, f"右栏第{n:02}行正文刚好有十六个字") for n in range(6)]
    right += [(270, 571 - 20 * n, 12, f"右栏下第{n}行正文刚好有十六个字") for n in range(6)]
    blocks = read(Source("a.pdf", pdf([*left, *right]))).value.document.blocks
    assert "".join(block.text[0] for block in blocks) == "左" * 12 + "右" * 12


def test_tables_are_read_as_lines_and_that_is_said():
    cells = [(90 + 150 * column, 600 - 20 * row, 12, f"格{row}{column}") for row in range(10) for column in range(3)]
    outcome = read(Source("a.pdf", pdf([*BODY[:4], *cells], BODY)))
    assert [(told.code, told.message) for told in outcome.diagnostics] == [
        ("R075", "what looks like a table is read as lines, on page 1")
    ]
    assert outcome.value.document.blocks[4].text.split() == ["格00", "格01", "格02"]


@pytest.mark.parametrize("words", ["姓名", "左边的话写到一半"])
def test_words_beside_each_other_are_no_columns(words):
    page = [(left, 700 - 20 * n, 12, words) for n in range(12) for left in (90, 330)]
    page += [(90, 440, 12, "这一行正文正好有二十个字用来量出版心的宽" * 2), (330, 420, 12, "长得多的一行文字放在这里")]
    page += [(90, 420, 12, "左边也有长得多的一行文字放着")]
    outcome = read(Source("a.pdf", pdf(page)))
    assert outcome.value.document.blocks[0].text.split() == [words, words]
    assert not outcome.diagnostics


def test_our_own_is_read(office):
    """The example's PDF holds every heading of the book as a line of its own."""
    book = office.book()
    outcome = read(Source("a.pdf", office.output("pdf").read_bytes()))
    body = "".join(block.text for block in outcome.value.document.blocks if block.hints.origin is Origin.BODY)
    text = "".join(body.split())
    for part in book.parts:
        for chapter in part.chapters:
            assert "".join(chapter.metadata.title.split()) in text
    assert "二、存在的问题" in [block.text.strip() for block in outcome.value.document.blocks]


def scan() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawImage(ImageReader(Image.new("RGB", (9, 9))), 0, 0, 500, 500)
    canvas.save()
    return target.getvalue()


def packed(size: int, filters: str = "/FlateDecode") -> bytes:
    data = zlib.compress(bytes(size))
    head = f"%PDF-1.4\n1 0 obj\n<</Length {len(data)}/Filter {filters}>>\nstream\n".encode()
    return head + data + b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>"


@pytest.mark.parametrize(
    ("problem", "data"),
    [
        ("R002.*is no PDF file", b"PK"),
        ("R002.*is damaged", b"%PDF-1.4\n%%EOF"),
        ("R003.*unpacks to more", packed(65 << 20)),
        ("R003.*packed twice", packed(9, "[/FlateDecode /FlateDecode]")),
        ("R070.*save it without password", pdf(BODY, encrypt=StandardEncryption("geheim"))),
        ("R071.*no text layer: 1 pages, 1 images.*OCR", scan()),
    ],
    ids=["other", "broken", "bomb", "twice", "password", "scan"],
)
def test_what_is_refused(problem, data):
    with pytest.raises(PublishError, match=problem):
        read(Source("a.pdf", data))


def test_without_the_parser_there_is_advice(monkeypatch):
    monkeypatch.setattr("publish.readers.pdf.read.find_spec", lambda name: None)
    with pytest.raises(PublishError, match=r"R074.*pip install 'publish\[pdf\]'"):
        read_pdf(Source("a.pdf", Path(__file__).read_bytes()))
