"""The law of the house: the letters of the book are the letters of the e-book, in order."""

from typing import Any

import msgspec
import pytest
from epub_torture import ASSETS, chapter, paragraph, torture
from extraction import NAMESPACES, letters
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.model.book import Book, BookMetadata, Part
from publish.model.document import Cell, Heading, Paragraph, Row, Table, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.walk import book_lines
from publish.writers.epub import write_epub

NOTES = ".//x:section[@class='notes']"
NO_TEXT = "ancestor::x:rt or ancestor::x:rp or ancestor::x:a[@role='doc-backlink' or @role='doc-noteref']"


def body_letters(written) -> tuple[str, str]:
    """The letters of part pages and chapters in reading order, and those of their notes."""
    running, notes = [], []
    opf = written.tree("content.opf")
    names = {item.get("id"): item.get("href") for item in opf.iter("{*}item")}
    for reference in opf.iter("{*}itemref"):
        name = names[reference.get("idref")]
        if name.startswith(("chapter-", "part-")):
            body = written.tree(name).find("{*}body")
            for section in body.xpath(NOTES, namespaces=NAMESPACES):
                notes.append(shown(section))
                section.getparent().remove(section)
            running.append(shown(body))
    return "".join(running), "".join(notes)


def shown(element: etree._Element) -> str:
    return letters("".join(element.xpath(f".//text()[not({NO_TEXT})]", namespaces=NAMESPACES)))


def without_notes(value: Any) -> Any:
    """Plain data of a model without its notes."""
    if isinstance(value, dict):
        return {key: without_notes(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_notes(each) for each in value if not (isinstance(each, dict) and each.get("type") == "Note")]
    return value


def book_letters(book: Book) -> str:
    return letters("".join(book_lines(book)))


def test_everything_is_shown_in_order(write):
    book = torture(8)
    parts = tuple(
        msgspec.structs.replace(part, chapters=tuple(c for c in part.chapters if c.anchor != "d5"))
        for part in book.parts
    )
    book = msgspec.structs.replace(book, parts=parts)  # a document without anything says that it is empty
    running, notes = body_letters(write(book, ASSETS))
    plain = msgspec.convert(without_notes(msgspec.to_builtins(book)), Book)
    assert running == book_letters(plain)
    assert sorted(running + notes) == sorted(book_letters(book))


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=20)
PARAGRAPHS = TEXTS.map(lambda text: Paragraph((Text(text),)))
HEADINGS = st.builds(lambda level, text: Heading(level, (Text(text),)), st.integers(1, 9), TEXTS)
TABLES = st.lists(st.lists(PARAGRAPHS, max_size=3), max_size=3).map(
    lambda rows: Table(tuple(Row(tuple(Cell((words,)) for words in row)) for row in rows), header_rows=len(rows) // 2)
)


@given(st.lists(st.one_of(PARAGRAPHS, HEADINGS, TABLES), max_size=6), TEXTS)
def test_any_text_survives(style, blocks, title):
    from conftest import Written

    book = Book(BookMetadata("书"), (Part("p", "", (chapter(1, title, (paragraph("首"), *blocks)),)),), ())
    written = Written(write_epub(Manuscript(book, style, {}), Pagination({}, ())))
    assert body_letters(written)[0] == book_letters(book)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_replaced_and_reported(write, character):
    text = f"前{character}后{character}"
    metadata = BookMetadata(f"书{character}", editors=(f"编{character}",))
    written = write(Book(metadata, (Part("p", "", (chapter(1, text, (paragraph(text),)),)),), ()))
    assert "<p>前\ufffd后\ufffd</p>" in written.text("chapter-1.xhtml")
    assert '<dc:title id="about-title">书\ufffd</dc:title>' in written.text("content.opf")
    assert "编\ufffd</dc:creator>" in written.text("content.opf")
    assert written.codes == ["W301"]
    assert f"U+{ord(character):04X}" in written.messages[0]
