"""Numbers of headings that Word counts: the same as in the text, or text."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from round_trip import as_book, documents_of, essence, material, regular
from test_docx_shape import par, small
from word_package import W, WordFile, style_of, text, value
from word_torture import style
from word_torture import text as words

from publish.diagnostics import Outcome
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block, Document, Heading, Lead, Metadata, Note, Paragraph
from publish.model.manuscript import Manuscript, WordOptions
from publish.model.pages import Pagination
from publish.model.ports import HeadingNumbers, Source
from publish.model.raw import Asset
from publish.model.walk import inline_text
from publish.readers.docx.read import read_docx
from publish.structure import infer
from publish.writers.docx import write_docx
from publish.writers.docx.heading_numbers import flow_headings

AUTOMATIC = WordOptions(heading_numbers=HeadingNumbers.AUTOMATIC)
OFFICIAL = (
    (1, "一、"),
    (2, "（一）"),
    (3, "1."),
    (4, "（1）"),
    (4, "（2）"),
    (3, "2."),
    (2, "（二）"),
    (3, "1."),
    (1, "二、"),
)
CHAPTERS = ((1, "第一章　"), (2, "第一节　"), (2, "第二节　"), (1, "第二章　"), (2, "第一节　"))


def headings(numbers: tuple[tuple[int, str], ...]) -> tuple[Block, ...]:
    return tuple(Heading(level, words(f"题目{at}"), number=number) for at, (level, number) in enumerate(numbers))


def made(book: Book, assets: tuple[Asset, ...] = ()) -> Outcome[bytes]:
    manuscript = Manuscript(book, style(), {asset.digest: asset for asset in assets}, word=AUTOMATIC)
    return write_docx(manuscript, Pagination({}, ()))


def book_of(*chapters: tuple[Block, ...], part: str = "") -> Book:
    parts = [Chapter(f"c{at}", Metadata(title=f"文{at}"), blocks) for at, blocks in enumerate(chapters)]
    return Book(BookMetadata("书名"), (Part("p", part, tuple(parts)),), (), title_page=False)


def titles(word: WordFile) -> list[str]:
    """The text of all headings, without what Word counts."""
    return [text(p) for p in word.body.iter(W + "p") if "Heading" in style_of(p)]


def read_again(data: bytes) -> tuple[Document, ...]:
    return infer(read_docx(Source("book.docx", data)).value.document).value.documents


def numbers_read(data: bytes) -> list[list[str]]:
    return [[block.number for block in each.blocks if isinstance(block, Heading)] for each in read_again(data)]


@pytest.mark.parametrize("numbers", [OFFICIAL, CHAPTERS, ((1, "①"), (1, "②")), ((1, "壹、"), (2, "一、"), (2, "二、"))])
@pytest.mark.parametrize("part", ["", "上编"])
def test_headings_have_no_number_in_their_text_and_the_same_ones_when_read(numbers, part) -> None:
    outcome = made(book_of(headings(numbers), headings(numbers), part=part))
    assert not outcome.diagnostics
    assert not [title for title in titles(WordFile(outcome.value)) if any(number in title for _, number in numbers)]
    expected = [number.strip() for _, number in numbers]
    assert [[number.strip() for number in each] for each in numbers_read(outcome.value)] == [expected, expected]


def test_levels_belong_to_the_styles_of_headings() -> None:
    word = WordFile(made(book_of(headings(OFFICIAL))).value)
    levels = {
        value(lvl, "pStyle"): lvl for lvl in word.part("word/numbering.xml").iter(W + "lvl") if value(lvl, "pStyle")
    }
    forms = [(value(levels[f"Heading{n}"], "numFmt"), value(levels[f"Heading{n}"], "lvlText")) for n in range(1, 6)]
    assert forms == [
        ("none", ""),
        ("chineseCounting", "%2、"),
        ("chineseCounting", "（%3）"),
        ("decimal", "%4."),
        ("decimal", "（%5）"),
    ]
    assert {value(lvl, "suff") for lvl in levels.values()} == {"nothing"}
    assert [value(word.styles[f"Heading{n}"], "pPr/numPr/ilvl") for n in range(1, 7)] == ["0", "1", "2", "3", "4", None]
    assert not list(word.body.iter(W + "numPr"))  # nothing by hand


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        (((1, "一、"), (1, "三、")), "三、题目1"),
        (((1, "二、"),), "二、题目0"),
        (((1, "一、"), (2, "（一）"), (1, "二、"), (2, "（二）")), "（二）题目3"),
        (((1, "一、"), (1, "2.")), "2.题目1"),
        (((1, "1.1 "),), "1.1 题目0"),
        (((1, "%一、"),), "%一、题目0"),
    ],
)
def test_a_series_that_word_would_count_otherwise_stays_text(numbers, broken) -> None:
    outcome = made(book_of(headings(numbers), headings(OFFICIAL)))
    (told,) = outcome.diagnostics
    assert told.code == "W211"
    assert broken in told.message
    shown = titles(WordFile(outcome.value))
    assert shown[1 : len(numbers) + 1] == [f"{number}题目{at}" for at, (_, number) in enumerate(numbers)]
    assert numbers_read(outcome.value)[1] == [number for _, number in OFFICIAL]


def test_documents_that_number_in_another_way_have_a_list_of_their_own() -> None:
    data = made(book_of(headings(OFFICIAL), headings(CHAPTERS), headings(OFFICIAL))).value
    assert [len(each) for each in numbers_read(data)] == [len(OFFICIAL), len(CHAPTERS), len(OFFICIAL)]
    assert [number.strip() for number in numbers_read(data)[1]] == [number.strip() for _, number in CHAPTERS]
    lists = {value(p, "pPr/numPr/numId") for p in WordFile(data).body.iter(W + "p")}
    assert lists == {None, "2"}


def test_headings_without_number_and_run_in_ones_are_not_counted() -> None:
    blocks = (
        Heading(1, words("前言")),
        Heading(1, words("题目"), number="一、"),
        Paragraph(words("要。"), lead=Lead(2, words("加强。"), number="（一）")),
        Heading(1, words("其他"), number="二、"),
    )
    outcome = made(book_of(blocks))
    assert not outcome.diagnostics
    assert essence(read_again(outcome.value)) == [
        ["文0", "", essence((Document(Metadata(title="文0"), blocks),))[0][2]]
    ]


def test_headings_of_notes_are_text() -> None:
    note = Note((Heading(1, words("注中"), number="一、"),))
    blocks = (*headings(OFFICIAL), Paragraph((*words("文"), note)))
    word = WordFile(made(book_of(blocks)).value)
    assert next(text(note) for note in word.notes.values() if "注中" in text(note)).endswith("一、注中")


def test_without_being_asked_numbers_are_text() -> None:
    plain = write_docx(Manuscript(small(*headings(OFFICIAL), par("文")), style(), {}), Pagination({}, ())).value
    assert "一、题目0" in titles(WordFile(plain))
    assert not WordFile(plain).styles["Heading2"].findall(f"{W}pPr/{W}numPr")


NUMBERS = st.sampled_from(["", "一、", "二、", "三、", "（一）", "（二）", "1.", "2.", "第一章　", "第二章　"])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 3), NUMBERS), max_size=8), st.lists(st.tuples(st.integers(1, 3), NUMBERS)))
def test_numbers_are_never_others_than_those_of_the_text(first, second) -> None:
    documents = tuple(
        Document(Metadata(title=f"文{at}"), headings(tuple(numbers))) for at, numbers in enumerate((first, second))
    )
    documents = regular(documents)
    word = write_docx(Manuscript(as_book(documents), style(), {}), Pagination({}, ())).value
    assert essence(read_again(made(as_book(documents)).value)) == essence(read_again(word))


def lines_in_libreoffice(data: bytes, folder: Path, missing: Callable[[object], NoReturn]) -> list[str]:
    """The lines of the text with the numbers that LibreOffice counts, without space."""
    soffice = shutil.which("soffice") or missing("LibreOffice is not installed")
    (folder / "book.docx").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "txt:Text", "--outdir", folder, folder / "book.docx"]
    subprocess.run(command, check=True, capture_output=True)
    return ["".join(line.split()) for line in (folder / "book.txt").read_text("utf-8-sig").splitlines()]


def wrong_in_libreoffice(book: Book, folder: Path, missing: Callable[[object], NoReturn]) -> list[str]:
    """The headings that LibreOffice does not show, in their order, as lines with the numbers of the text."""
    lines = iter(lines_in_libreoffice(made(book).value, folder, missing))
    flow = [heading for chapter in book.parts[0].chapters for heading in flow_headings(chapter.blocks)]
    expected = ["".join(f"{heading.number}{inline_text(heading.content)}".split()) for heading in flow]
    return [heading for heading in expected if heading not in lines]


@pytest.mark.validators
def test_libreoffice_shows_the_numbers_of_the_text(tmp_path: Path, missing) -> None:
    book = book_of(headings(OFFICIAL), headings(CHAPTERS), headings(((1, "三、"),)), headings(OFFICIAL))
    assert wrong_in_libreoffice(book, tmp_path, missing) == []


@pytest.mark.slow
@pytest.mark.validators
def test_libreoffice_shows_the_numbers_of_the_corpus_and_the_seeds(shared: Path, tmp_path: Path, missing) -> None:
    documents = [each for path in material(shared) for each in documents_of(path)[0]]
    book = book_of(*[each.blocks for each in documents])
    assert 0 < len(made(book).diagnostics) < len(documents) / 2  # of most documents Word counts the numbers
    assert wrong_in_libreoffice(book, tmp_path, missing) == []
