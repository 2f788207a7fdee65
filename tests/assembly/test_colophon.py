"""Identity and provenance of the book."""

import re

import pytest

from publish.assembly import assemble
from publish.assembly.identity import modified
from publish.manifest.plan import CoverKind, CoverPlan
from publish.model.book import BookMetadata, Cover
from publish.model.walk import block_lines

from .books import book_of, document, manifest, source

SOURCES = source("a.txt", document("甲"), document("乙")), source("b.txt", document("丙"))


def colophon(**metadata):
    book = book_of(*SOURCES, metadata=BookMetadata("文集", **metadata)).value
    return book.colophon_title, list(block_lines(book.colophon))


def test_the_colophon_tells_where_everything_came_from():
    title, lines = colophon(rights="内部资料")
    assert title == "编印说明"
    assert lines[0] == "本书由2份材料汇编，收文3篇，共200字。材料来源及整理情况如下："
    assert lines[5:13] == ["a.txt", "abababababab", "100", "3", "b.txt", "abababababab", "100", "3"]
    assert re.fullmatch(r"本书由 publish [\d.]+ 整理排印。", lines[13])
    assert lines[14] == "版权：内部资料"


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-CN", "编印说明"), ("zh", "编印说明"), ("zh-Hant", "編印說明"), ("zh-TW", "編印說明"), ("en", "Colophon")],
)
def test_the_colophon_speaks_the_language_of_the_book(language, title):
    assert colophon(language=language)[0] == title


def test_no_colophon_when_none_is_wanted():
    book = book_of(*SOURCES, colophon=False).value
    assert (book.colophon, book.colophon_title) == ((), "")


def test_the_identifier_stays_while_sources_are_corrected():
    identifier = book_of(*SOURCES).value.metadata.identifier
    corrected = source("a.txt", document("甲改")), SOURCES[1]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identifier)
    assert book_of(*corrected).value.metadata.identifier == identifier
    assert book_of(SOURCES[0]).value.metadata.identifier != identifier


def test_the_manifest_may_give_the_identifier():
    book = book_of(*SOURCES, metadata=BookMetadata("文集", identifier="isbn:123")).value
    assert book.metadata.identifier == "isbn:123"


@pytest.mark.parametrize(
    ("date", "epoch", "told"),
    [
        ("2023-11-05", None, "2023-11-05T00:00:00Z"),
        ("2023-11", None, "2023-11-01T00:00:00Z"),
        ("2023", None, "2023-01-01T00:00:00Z"),
        ("", None, "1980-01-01T00:00:00Z"),
        ("去年", None, "1980-01-01T00:00:00Z"),
        ("2023", 1700000000, "2023-11-14T22:13:20Z"),
    ],
)
def test_the_state_of_the_book(date, epoch, told):
    assert modified(date, epoch) == told


def test_covers():
    def cover(plan):
        return assemble(manifest([("", SOURCES)], cover=plan), SOURCES, cover="12ab").value.cover

    assert cover(CoverPlan(CoverKind.NONE)) is None
    assert cover(CoverPlan(CoverKind.GENERATED)) == Cover()
    assert cover(CoverPlan(CoverKind.IMAGE, "/books/cover.png")) == Cover("12ab")
