"""The PDF file as an independent reader (qpdf's library) sees it."""

import io
import re

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ImageCms

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.book import Book, TocEntry
from publish.model.document import Link, Text
from publish.model.manuscript import Manuscript
from publish.model.walk import book_lines
from publish.writers.pdf.outline import link_goal
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, heading, note, paragraph, style


def written(whole: Book) -> bytes:
    sheet = style()
    manuscript = Manuscript(whole, sheet, {})
    fonts = FontBook(sheet.families)
    return write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value


def sample() -> Book:
    link = Link((Text("网站"),), "https://example.com/")
    blocks = (
        heading(1, "一、(要点)\\", "h1"),
        paragraph("正文2024年，“引文”——", link, note("脚注"), "。"),
        paragraph("𠮷字"),
    )
    whole = book(chapter(1, "甲", *blocks), chapter(2, "乙", paragraph("另一篇")), cover=True, contents=True)
    children = (TocEntry("一、(要点)\\", "h1", 2),)
    return replace(whole, outline=(replace(whole.outline[0], children=children), whole.outline[1]))


def text_of(pdf: pikepdf.Pdf) -> str:
    """The text of the file through its own ToUnicode maps, in drawing order."""
    parts = []
    for page in pdf.pages:
        maps = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
        current: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                current = maps[str(operands[0])]
            shown = list(operands[0]) if str(operator) == "TJ" else operands if str(operator) == "Tj" else []
            for string in shown:
                if isinstance(string, pikepdf.String):
                    data = bytes(string)
                    codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                    parts.extend(current[code] for code in codes)
    return "".join(parts)


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for section in re.findall(r"beginbfrange\n(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, start in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", section):
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = chr(int(start, 16) + code - int(low, 16))
    for section in re.findall(r"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)> <(\w+)>", section):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def test_every_letter_of_the_book_can_be_copied_out_of_the_file() -> None:
    whole = sample()
    with pikepdf.open(io.BytesIO(written(whole))) as pdf:
        got = text_of(pdf)
    for line in book_lines(whole):
        assert without_digits(line) in without_digits(got)  # numbers of notes stand between the letters


def without_digits(text: str) -> str:
    return re.sub(r"\d", "", text)


def test_file_is_sound_and_the_same_every_time() -> None:
    first, second = written(sample()), written(sample())
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_outline_leads_to_the_pages_of_the_titles() -> None:
    with pikepdf.open(io.BytesIO(written(sample()))) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root] == ["甲", "乙"]
        assert [str(item.title) for item in outline.root[0].children] == ["一、(要点)\\"]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        assert [numbers[item.destination[0].objgen] for item in outline.root] == [2, 3]


def test_page_labels_are_the_printed_numbers() -> None:
    with pikepdf.open(io.BytesIO(written(sample()))) as pdf:
        assert [page.label for page in pdf.pages] == ["cover", "ii", "1", "2"]


def test_title_language_and_links_are_stated() -> None:
    with pikepdf.open(io.BytesIO(written(sample()))) as pdf:
        assert str(pdf.docinfo.Title) == "汇编"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "汇编"
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(link.A.URI) for link in links if "/A" in link] == ["https://example.com/"]
        assert {str(link.Dest) for link in links if "/Dest" in link} == {"d1", "d2"}


def test_fonts_are_embedded_subsets_with_widths() -> None:
    with pikepdf.open(io.BytesIO(written(sample()))) as pdf:
        fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
        for font in fonts.values():
            inner = font.DescendantFonts[0]
            assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", str(font.BaseFont))
            assert len(inner.FontDescriptor.FontFile2.read_bytes()) < 200_000


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "#nowhere", "relative.html", ""])
def test_link_that_leads_nowhere_safe_is_not_written(target: str) -> None:
    assert link_goal(target, {"d1": b"[]"}) is None


def test_address_is_escaped_and_cannot_end_its_string() -> None:
    goal = link_goal("https://例.cn/a(b)\\c%20d", {})
    assert goal == b"/A << /S /URI /URI (https://%E4%BE%8B.cn/a%28b%29%5Cc%20d) >>"


def test_colours_are_those_of_a_profile_of_srgb() -> None:
    with pikepdf.open(io.BytesIO(written(sample()))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = ImageCms.getOpenProfile(io.BytesIO(intent.DestOutputProfile.read_bytes())).profile
    assert profile.xcolor_space.strip() == "RGB"
    assert "sRGB" in profile.profile_description
    assert profile.creation_date is None or profile.creation_date.year == 2000
