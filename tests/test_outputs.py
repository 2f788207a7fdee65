"""The law of the house, on the examples and the seeds: every letter of the book is in every output, in its order."""

import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from building import ROOT, Build, build
from extraction import docx_letters, docx_run_in_headings, epub_letters, letters, office_headings, pdf_letters

from publish.model.book import Book, TocEntry
from publish.model.walk import book_lines
from publish.stylesheet import load_style

COLLECTIONS = ["office", "seeds"]


@pytest.fixture(scope="module", params=COLLECTIONS)
def collection(request: pytest.FixtureRequest) -> Build:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def book(collection: Build) -> Book:
    return collection.book()


def assert_shows(book: Book, pages: list[str]) -> None:
    """Every line of the book is on the pages, as often as in the book and, notes apart, in its order."""
    lines, text = lines_of(book), "".join(pages)
    assert not Counter("".join(lines)) - Counter(text)
    torn = {line for line in lines if line not in text and is_torn(line, pages)}
    assert [line for line in lines if line not in text and line not in torn] == []
    place = 0
    for line in lines_of(msgspec.convert(without_notes(msgspec.to_builtins(book)), Book)):
        found = text.find(line, place)
        assert found >= 0 or line in torn, f"out of order: {line}"
        place = max(place, found + len(line))


def lines_of(book: Book) -> list[str]:
    return [line for line in map(letters, book_lines(book)) if line]


def without_notes(value: Any) -> Any:
    """Plain data of a model, the notes in it left out; they stand elsewhere in an output."""
    match value:
        case dict():
            return {key: without_notes(inner) for key, inner in value.items()}
        case list() | tuple():
            return [
                without_notes(inner) for inner in value if not isinstance(inner, dict) or inner.get("type") != "Note"
            ]
    return value


def is_torn(line: str, pages: list[str]) -> bool:
    """Whether the line begins on one page and goes on at the head of the next, with notes between."""
    return any(
        line[:cut] in here and there.startswith(line[cut:])
        for here, there in pairwise(pages)
        for cut in range(1, len(line))
    )


def test_epub_shows_every_letter(collection, book):
    assert_shows(book, [epub_letters(collection.output("epub"))])


def test_docx_shows_every_letter(collection, book):
    assert_shows(book, [docx_letters(collection.output("docx"))])


def test_pdf_shows_every_letter(collection, book, missing):
    if not shutil.which("pdftotext"):
        missing("pdftotext is not installed")
    page = load_style("book", collection.manifest.parent).value.page
    assert_shows(book, pdf_letters(collection.output("pdf"), page))


def test_word_headings_are_those_of_the_book(office: Build, missing: Callable, tmp_path: Path):
    """LibreOffice sees every heading that stands alone; run-in headings are its words in a linked style, in order."""
    if not shutil.which("soffice"):
        missing("LibreOffice is not installed")
    path = office.output("docx")
    wanted = [letters(entry.title) for entry in entries_of(office.book().outline)]
    run_in = docx_run_in_headings(path)
    alone = [letters(text) for _, text in office_headings(path, tmp_path)]
    assert [title for title in alone if title in wanted] == [title for title in wanted if title not in run_in]
    assert run_in == [title for title in wanted if title not in alone]
    assert run_in


def entries_of(outline: tuple[TocEntry, ...]) -> list[TocEntry]:
    return [entry for top in outline for entry in (top, *entries_of(top.children))]


def test_a_second_build_is_the_same(office: Build, tmp_path: Path):
    """Another folder, another time zone, another language, other hashes: the same bytes."""
    elsewhere = shutil.copytree(ROOT / "examples" / "office", tmp_path / "别处 elsewhere")
    env = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "C"}
    again = build(elsewhere / "collection.yaml", tmp_path / "again", **env)
    for suffix in ("pdf", "docx", "epub"):
        assert again.output(suffix).read_bytes() == office.output(suffix).read_bytes(), suffix
