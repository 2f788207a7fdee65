"""A whole book as one Markdown file, for archives."""

from collections import Counter
from pathlib import Path

import pytest
from extraction import letters

from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Figure, Heading, Metadata, Note, Paragraph, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.raw import Asset
from publish.model.walk import book_lines
from publish.stylesheet import load_style
from publish.writers.md import write_book


def chapter(number: int, *content: str) -> Chapter:
    called = Text("句"), Note((Paragraph((Text(f"注{number}"),)),))
    blocks = (Heading(1, (Text("节"),), number="一、"), Paragraph(called), *(Paragraph((Text(t),)) for t in content))
    return Chapter(f"d{number}", Metadata(title=f"篇{number}"), (*blocks, Figure("abc", alt="图")))


@pytest.fixture(scope="module")
def book() -> Book:
    metadata = BookMetadata("文集", editors=("张三", "李四"), date="2024-05", organisation="某办公室")
    parts = (Part("p1", "上编", (chapter(1, "正文。"),)), Part("p2", "下编", (chapter(2, "# 不是标题"),)))
    return Book(metadata, parts, (), colophon=(Paragraph((Text("编印说明。"),)),), colophon_title="版权页")


@pytest.fixture(scope="module")
def text(book) -> str:
    image = Asset("abc", "image/png", b"\x89PNG\r\n\x1a\nX", 1, 1)
    manuscript = Manuscript(book, load_style("book", Path()).value, {"abc": image})
    return write_book(manuscript, Pagination({}, ())).value.decode()


def test_every_letter_is_there(book, text):
    assert not Counter(letters("".join(book_lines(book)))) - Counter(letters(text))
    assert "编印说明" in text


def test_the_head_tells_what_is_known(text):
    head = text.split("---")[1]
    assert 'title: "文集"' in head
    assert 'author: "张三、李四"' in head
    assert 'date: "2024-05"' in head


def test_parts_and_documents_are_headings_of_the_first_level(text):
    titles = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    assert titles == [
        "文集 {.book-title}",
        "上编 {.part}",
        "篇1",
        "下编 {.part}",
        "篇2",
        "版权页 {.colophon}",
    ]


def test_notes_are_counted_through_and_images_are_inside(text):
    assert "[^1]: 注1" in text
    assert "[^2]: 注2" in text
    assert text.count("](data:image/png;base64,") == 2
