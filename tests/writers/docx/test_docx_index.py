"""The index of a Word file: marked in the text, its entries there before anybody asks for them."""

from typing import Any

import pytest
from msgspec.structs import replace
from round_trip import bare
from test_docx_shape import small
from word_package import W, WordFile, style_of, text
from word_torture import style
from word_torture import text as words

from publish.diagnostics import Span
from publish.model.book import Book, Index, IndexEntry, TextPlace
from publish.model.document import Block, Cell, Heading, Paragraph, Row, Table
from publish.model.edits import RevisedLine, Stretch
from publish.model.manuscript import Manuscript
from publish.model.pages import PageStart, Pagination
from publish.model.ports import Source
from publish.readers.docx.read import read_docx
from publish.structure import infer
from publish.writers.docx import write_docx
from publish.writers.docx.index import PageFinder

BLOCKS: tuple[Block, ...] = (
    Paragraph(words("推行河长制以后，河长制见效。")),
    Table((Row((Cell((Paragraph(words("网格员")),)),)),)),
    Heading(1, words('"甲:乙"')),
)
STARTS = (PageStart("1", "c0", -1), PageStart("2", "c0", 0, 6), PageStart("3", "c0", 1), PageStart("4", "c0", 2))


def place(block: int, offset: int = 0) -> TextPlace:
    return TextPlace("c0", block, offset)


ENTRIES = (
    IndexEntry("河长制", (place(0, 2), place(0, 8))),
    IndexEntry("网格员", (place(1),)),
    IndexEntry('"甲:乙"', (place(2),)),
)


def book() -> Book:
    return replace(small(*BLOCKS, titles=("题",)), index=Index("索引", ENTRIES))


def data(**rest: Any) -> bytes:
    return write_docx(Manuscript(book(), style(), {}, **rest), Pagination({}, (), STARTS)).value


@pytest.fixture(scope="module")
def word() -> WordFile:
    return WordFile(data())


def same(content: str) -> Stretch:
    return Stretch(content, content)


def marked(word: WordFile, paragraph: str) -> list[str]:
    """The text of a paragraph, fields in braces."""
    (found,) = [p for p in word.body.iter(W + "p") if text(p) == paragraph]
    names = {W + "t": lambda e: e.text, W + "instrText": lambda e: "{" + e.text.strip() + "}"}
    return [names[e.tag](e) for e in found.iter(*names)]


def test_terms_are_marked_where_they_begin(word: WordFile) -> None:
    shown = marked(word, "推行河长制以后，河长制见效。")
    assert shown == ["推行", '{XE "河长制"}', "河长制以后，", '{XE "河长制"}', "河长制见效。"]
    assert marked(word, "网格员") == ['{XE "网格员"}', "网格员"]
    assert marked(word, '"甲:乙"')[0] == '{XE "\\"甲\\:乙\\""}'


def test_entries_have_the_pages_of_the_layout(word: WordFile) -> None:
    assert word.paragraphs("Index1") == ["河长制　1，2", "网格员　3", '"甲:乙"　4']
    fields = [e.get(W + "fldCharType") for p in word.body.iter(W + "p") for e in p.iter(W + "fldChar")]
    assert fields.count("begin") == fields.count("end")
    assert any(p.find(f".//{W}fldChar") is not None for p in word.body.iter(W + "p") if style_of(p) == "Separator")


def test_no_section_ends_together_with_the_field() -> None:
    whole = replace(book(), colophon=(Paragraph(words("说明")),))
    word = WordFile(write_docx(Manuscript(whole, style(), {}), Pagination({}, (), STARTS)).value)
    ends = [p for p in word.body.iter(W + "p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    kinds = [[mark.get(W + "fldCharType") for mark in p.iter(W + "fldChar")] for p in ends]
    assert kinds
    assert all(each.count("begin") == each.count("end") for each in kinds)


def test_pages_in_a_row_are_a_range() -> None:
    finder = PageFinder(book(), Pagination({}, (), STARTS))
    assert finder.pages(IndexEntry("全", (place(0, 2), place(0, 8), place(2)))) == "1，2，4"
    starts = (*STARTS[:2], PageStart("3", "c0", 2))
    finder = PageFinder(book(), Pagination({}, (), starts))
    assert finder.pages(IndexEntry("全", (place(0, 2), place(0, 8), place(2)))) == "1–3"


def test_a_table_that_goes_on_over_a_page_is_on_the_page_where_it_begins() -> None:
    inside = PageStart("3", "c0", 1, inner=(1,))
    finder = PageFinder(book(), Pagination({}, (), (*STARTS[:2], inside, STARTS[3])))
    assert finder.label(place(1)) == "2"


def test_the_index_is_no_text_when_the_file_is_read() -> None:
    (document,) = infer(read_docx(Source("book.docx", data())).value.document).value.documents
    assert bare(document.blocks) == bare(BLOCKS)


def test_marks_and_tracked_changes_go_together() -> None:
    comma = Stretch(",", "，", "C701", "mark")
    line = RevisedLine(Span("a.txt"), (same("推行河长制以后"), comma, same("河长制见效。")))
    word = WordFile(data(revisions={"c0": (line,)}))
    shown = [e.text for e in word.body.iter(W + "delText", W + "instrText") if e.text and "INDEX" not in e.text]
    assert [each.strip() for each in shown] == ['XE "河长制"', ",", 'XE "河长制"', 'XE "网格员"', 'XE "\\"甲\\:乙\\""']
