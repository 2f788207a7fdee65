"""Heads of official documents (GB/T 9704, 7.2, 10) in all outputs: nothing is lost, and all of it comes back."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from msgspec.structs import replace
from PIL import Image
from round_trip import as_book, essence

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.document import Document
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.ports import Source
from publish.model.raw import RawDocument
from publish.readers.docx.read import read_docx
from publish.readers.epub.read import read_epub
from publish.readers.md.read import read_md
from publish.readers.txt import read_txt
from publish.structure import infer
from publish.stylesheet import load_style
from publish.writers.docx import write_docx
from publish.writers.epub import write_epub
from publish.writers.md.book import write_book
from publish.writers.pdf.write import write_pdf

DPI = 300
TOLERANCE = 0.3  # mm
WORD_TOLERANCE = 2.5  # LibreOffice puts the base line of an exact line elsewhere, and other faces stand for 小标宋
TEXT = "为了把工作做得更好，现将有关事项通知如下。\n云岭县人民政府\n2024年3月27日\n"
SOURCES = {
    "document": "000001\n机密★1年\n特急\n云岭县人民政府文件\n云政发〔2024〕3号\n\n"
    f"关于做好供水工作的通知\n各镇：\n{TEXT}",
    "upward": f"云岭县水利局文件\n云水报〔2024〕12号　签发人：张三\n\n关于解决供水问题的请示\n县人民政府：\n{TEXT}",
    "letter": f"云岭县人民政府办公室\n秘密\n加急\n云政办函〔2024〕5号\n\n关于商请支持的函\n市水利局：\n{TEXT}",
    "order": f"云岭县人民政府令\n第12号\n{TEXT}",
    "minutes": "云岭县人民政府常务会议纪要\n〔2024〕7号\n\n关于研究供水工作的会议纪要\n"
    "会议认为，供水工作很好。\n出席：张三、李四\n列席：王五\n",
}
STYLES = ("gbt9704", "book")


def document(kind: str) -> Document:
    source = Source(f"{kind}.txt", SOURCES[kind].encode())
    (found,) = infer(read_txt(source).value.document).value.documents
    return found


def manuscript(style: str, *kinds: str) -> Manuscript:
    book = as_book(tuple(map(document, kinds or SOURCES)))
    return Manuscript(replace(book, contents=None, title_page=False, colophon=()), load_style(style, Path()).value, {})


def pdf(text: Manuscript) -> bytes:
    fonts = FontBook(text.style.families)
    return write_pdf(text, lay_out(text, fonts), fonts).value


# --- nothing is lost ------------------------------------------------------------------------------


def from_word(text: Manuscript) -> RawDocument:
    return read_docx(Source("book.docx", write_docx(text, Pagination({}, ())).value)).value.document


def from_ebook(text: Manuscript) -> RawDocument:
    return read_epub(Source("book.epub", write_epub(text, Pagination({}, ())).value)).value.document


def from_markdown(text: Manuscript) -> RawDocument:
    return read_md(Source("book.md", write_book(text, Pagination({}, ())).value)).value.document


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("way", [from_word, from_ebook])
def test_heads_come_back_as_they_were(style: str, way: Callable[[Manuscript], RawDocument]) -> None:
    documents = tuple(map(document, SOURCES))
    assert essence(infer(way(manuscript(style))).value.documents) == essence(documents)


@pytest.mark.parametrize("kind", SOURCES)
def test_heads_come_back_from_markdown_below_their_titles(kind: str) -> None:
    found = infer(from_markdown(manuscript("book", kind))).value.documents
    assert essence(found) == essence((document(kind),))


# --- places ---------------------------------------------------------------------------------------


Stretch = tuple[float, float, float, float]
"""Rows of red ink that touch: top, bottom, left and right edge on the paper, mm."""


def red(file: Path, page: int) -> list[Stretch]:
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), str(file)]
    done = subprocess.run(command, check=True, capture_output=True)
    channels = Image.open(io.BytesIO(done.stdout)).split()
    strong = channels[0].point(lambda value: 255 * (value > 150))
    weak = channels[1].point(lambda value: 255 * (value < 100))
    ink = Image.composite(strong, Image.new("L", strong.size), weak)
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() for y in range(ink.height)]
    found: list[list[float]] = []
    for y, box in enumerate(rows):
        if box is None:
            continue
        if found and found[-1][1] == y:
            found[-1] = [found[-1][0], y + 1, min(found[-1][2], box[0]), max(found[-1][3], box[2])]
        else:
            found.append([y, y + 1, box[0], box[2]])
    return [tuple(edge * 25.4 / DPI for edge in each) for each in found]  # type: ignore[misc]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed (poppler-utils)")
    file = tmp_path_factory.mktemp("heads") / "heads.pdf"
    file.write_bytes(pdf(manuscript("gbt9704")))
    return file


@pytest.mark.parametrize("page", [1, 2, 5], ids=["document", "upward", "minutes"])
def test_masthead_begins_35_mm_below_the_top_of_the_type_area_and_the_rule_is_as_wide_as_that(
    drawn: Path, page: int
) -> None:
    """7.2.4, 7.2.7"""
    masthead, rule = red(drawn, page)
    left = 28 if page % 2 else 26
    assert masthead[0] == pytest.approx(37 + 35, abs=TOLERANCE)
    assert (masthead[2] + masthead[3]) / 2 == pytest.approx(left + 78, abs=1)
    assert rule[2:] == pytest.approx((left, left + 156), abs=TOLERANCE)


def test_letter_has_its_masthead_30_mm_from_the_edge_and_double_rules_of_170_mm(drawn: Path) -> None:
    """10.1: the upper one thick above thin, the lower one thin above thick, 20 mm above the edge."""
    masthead, *rules = red(drawn, 3)
    assert masthead[0] == pytest.approx(30, abs=TOLERANCE)
    assert rules[0][0] == pytest.approx(masthead[1] + 4, abs=TOLERANCE)
    assert rules[-1][1] == pytest.approx(297 - 20, abs=TOLERANCE)
    heights = [bottom - top for top, bottom, _, _ in rules]
    assert heights[0] > heights[1]
    assert heights[2] < heights[3]
    assert all(rule[2:] == pytest.approx((20, 190), abs=TOLERANCE) for rule in rules)


def test_order_has_its_masthead_20_mm_below_the_top_of_the_type_area_and_no_rule(drawn: Path) -> None:
    """10.2"""
    (masthead,) = red(drawn, 4)
    assert masthead[0] == pytest.approx(37 + 20, abs=TOLERANCE)


def test_red_rule_is_4_mm_below_the_number(tmp_path: Path) -> None:
    """7.2.7: below the em box, whose foot is 0.12 em below the base line."""
    text = manuscript("gbt9704", "document")
    page = next(iter(lay_out(text, FontBook(text.style.families)).pages))
    number = next(item for item in page.items if getattr(item, "text", "").startswith("云政发"))
    file = tmp_path / "head.pdf"
    file.write_bytes(pdf(text))
    foot = (number.y + 0.12 * number.size) / 72 * 25.4  # type: ignore[union-attr]
    assert red(file, 1)[-1][0] - foot == pytest.approx(4, abs=TOLERANCE)


@pytest.mark.slow
def test_the_word_file_has_red_ink_in_the_same_places(
    drawn: Path, tmp_path: Path, missing: Callable[[object], NoReturn]
) -> None:
    soffice = shutil.which("soffice") or missing("LibreOffice is not installed")
    (tmp_path / "heads.docx").write_bytes(write_docx(manuscript("gbt9704"), Pagination({}, ())).value)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "heads.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for page in range(1, len(SOURCES) + 1):
        ours, theirs = red(drawn, page), red(tmp_path / "heads.pdf", page)
        assert [each[0] for each in theirs] == pytest.approx([each[0] for each in ours], abs=WORD_TOLERANCE)
