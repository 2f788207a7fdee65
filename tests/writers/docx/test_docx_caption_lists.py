"""Lists of tables and figures in a Word file: fields whose entries are there already."""

import pytest
from msgspec.structs import replace
from round_trip import bare
from test_docx_shape import small
from word_package import W, WordFile, text
from word_torture import style
from word_torture import text as words

from publish.assembly.index import caption_lists
from publish.manifest.plan import CaptionKind
from publish.model.book import Book
from publish.model.document import Block, Cell, Paragraph, Row, Table
from publish.model.manuscript import Manuscript
from publish.model.pages import PageStart, Pagination
from publish.model.ports import Source
from publish.readers.docx.read import read_docx
from publish.structure import infer
from publish.writers.docx import write_docx

STARTS = (PageStart("1", "c0", -1), PageStart("2", "c0", 1), PageStart("3", "c0", 2), PageStart("4", "c0", 3))


def table(caption: str) -> Table:
    return Table((Row((Cell((Paragraph(words("甲")),)),)),), caption=words(caption))


def book(*captions: str) -> Book:
    blocks: tuple[Block, ...] = (Paragraph(words("正文。")), *map(table, captions))
    plain = small(*blocks, titles=("题",))
    return replace(plain, lists=caption_lists((CaptionKind.TABLES,), plain.parts, "zh-CN"))


def data(whole: Book) -> bytes:
    return write_docx(Manuscript(whole, style(), {}), Pagination({}, ("1", "2", "3", "4"), STARTS)).value


@pytest.fixture(scope="module")
def word() -> WordFile:
    return WordFile(data(book("表1　河湖", "表2　人口", "表2　人口")))


def codes(word: WordFile) -> list[str]:
    return [(each.text or "").strip() for each in word.body.iter(W + "instrText")]


def test_entries_have_the_pages_of_the_layout(word: WordFile) -> None:
    assert word.paragraphs("TOCHeading") == ["表目录"]
    assert word.paragraphs("TableOfFigures") == ["表1　河湖\t2", "表2　人口\t3", "表2　人口\t4"]
    assert codes(word)[0] == r'TOC \h \z \c "表"'


def test_each_entry_leads_to_its_caption(word: WordFile) -> None:
    wanted = [link.get(W + "anchor") for link in word.body.iter(W + "hyperlink")]
    captions = [p for p in word.body.iter(W + "p") if p.find(f"{W}bookmarkStart") is not None and "表" in text(p)]
    assert [p.find(f"{W}bookmarkStart").get(W + "name") for p in captions] == wanted
    assert len(set(wanted)) == 3


def test_fields_are_closed(word: WordFile) -> None:
    marks = [each.get(W + "fldCharType") for each in word.body.iter(W + "fldChar")]
    assert marks.count("begin") == marks.count("end") == marks.count("separate")


def test_captions_without_numbers_are_listed_without_a_field() -> None:
    word = WordFile(data(book("河湖情况", "人口")))
    assert word.paragraphs("TableOfFigures") == ["河湖情况\t2", "人口\t3"]
    assert not [code for code in codes(word) if code.startswith("TOC")]


def test_lists_are_no_text_when_the_file_is_read() -> None:
    whole = book("表1　河湖", "表2　人口")
    (document,) = infer(read_docx(Source("book.docx", data(whole))).value.document).value.documents
    assert bare(document.blocks) == bare(whole.parts[0].chapters[0].blocks)
