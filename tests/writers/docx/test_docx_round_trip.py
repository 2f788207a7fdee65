"""A Word file of ours, read again, gives the documents that it was made of."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from building import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from word_torture import style

from publish.assembly.headings import regular_headings
from publish.cleaners import RULES, clean
from publish.diagnostics import PublishError
from publish.manifest.plan import Numbering
from publish.model.book import Book, BookMetadata, Chapter, Contents, Part, TocEntry
from publish.model.document import (
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Inline,
    Lead,
    LineBreak,
    ListBlock,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.ports import Cleaning, Source
from publish.model.raw import Asset
from publish.plugins import load_tables
from publish.readers.docx.read import read_docx
from publish.readers.select import read_by_suffix
from publish.structure import infer
from publish.writers.docx import write_docx


def bare(value: Any) -> Any:
    """The value without what belongs to its place: spans, and anchors, which assembly gives."""
    if isinstance(value, msgspec.Struct):
        names = [name for name in value.__struct_fields__ if name not in ("span", "anchor")]
        return [type(value).__name__, *[bare(getattr(value, name)) for name in names]]
    return [bare(item) for item in value] if isinstance(value, tuple) else value


def essence(documents: tuple[Document, ...]) -> list[Any]:
    return [[each.metadata.title, each.metadata.subtitle, bare(each.blocks)] for each in documents]


def regular(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The documents with their headings as assembly makes them."""
    return tuple(
        Document(each.metadata, regular_headings(each.blocks, Numbering.KEEP, f"d{number}"), each.span)
        for number, each in enumerate(documents, 1)
    )


def read_again(documents: tuple[Document, ...], assets: tuple[Asset, ...] = (), part: str = "") -> tuple[Document, ...]:
    chapters = tuple(Chapter(f"d{n}", each.metadata, each.blocks) for n, each in enumerate(documents, 1))
    entries = tuple(TocEntry(chapter.metadata.title, chapter.anchor, 1) for chapter in chapters)
    book = Book(
        BookMetadata("书名", organisation="某办公室"),
        (Part("p1", part, chapters),),
        entries,
        contents=Contents("目录", 1, entries),
        colophon=(Paragraph((Text("说明文字"),)),),
        colophon_title="编辑说明",
    )
    manuscript = Manuscript(book, style(), {asset.digest: asset for asset in assets})
    data = write_docx(manuscript, Pagination({}, ())).value
    return infer(read_docx(Source("book.docx", data)).value.document).value.documents


def material() -> list[Path]:
    return sorted((ROOT / "examples/office/sources").glob("*.*"))


def check(path: Path) -> None:
    readers = load_tables().value.readers
    try:
        reading = read_by_suffix(Source(path.name, path.read_bytes(), folder=str(path.parent)), readers).value
    except PublishError:
        pytest.skip("the source cannot be read")
    cleaned = clean(reading.document, Cleaning(), RULES).value
    documents = regular(infer(cleaned.document).value.documents)
    assert essence(read_again(documents, reading.assets)) == essence(documents)


@pytest.mark.parametrize("path", material(), ids=lambda path: path.name)
def test_the_examples_come_back_as_they_were(path: Path) -> None:
    check(path)


@pytest.mark.slow
def test_the_corpus_and_the_seeds_come_back_as_they_were(shared: Path) -> None:
    for path in [*sorted((shared / "corpus/docs").iterdir()), *sorted((shared / "seeds").iterdir())]:
        check(path)


def test_parts_are_no_text_of_documents() -> None:
    documents = (Document(Metadata(title="讲话"), (Heading(1, (Text("概述"),)), Paragraph((Text("正文。"),)))),)
    assert essence(read_again(documents, part="上编")) == essence(documents)


# --- documents that nobody wrote ---------------------------------------------------------------

WORDS = st.text("天地玄黄宇宙洪荒", min_size=2, max_size=9)
PLAIN = st.builds(Text, WORDS)
ONE = st.tuples(PLAIN)
SPECIAL: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Emphasis, ONE),
    st.builds(Strong, ONE),
    st.builds(Code, WORDS),
    st.builds(Superscript, ONE),
    st.builds(Subscript, ONE),
    st.builds(Ruby, WORDS, st.just("dú")),
    st.builds(LineBreak),
    st.builds(lambda words: Note((Paragraph((Text(words),)),)), WORDS),
)
CONTENT = st.one_of(ONE, st.tuples(PLAIN, SPECIAL, PLAIN))
BODY = st.builds(Paragraph, CONTENT)
NUMBERS = st.sampled_from(("", "一、", "（二）"))
ITEM = st.builds(lambda blocks: ListItem(tuple(blocks)), st.lists(BODY, min_size=1, max_size=2))
ITEMS = st.lists(ITEM, min_size=2, max_size=3).map(tuple)
NESTED = st.builds(
    lambda items, inner: ListBlock((ListItem((*items[0].blocks[:1], ListBlock(inner))), *items[1:])), ITEMS, ITEMS
)
CELLS = st.builds(lambda word: Cell((Paragraph((Text(word),)),)), WORDS)
HEADS = st.builds(lambda word: Cell((Paragraph((Text(word),)),), header=True), WORDS)
TABLE = st.builds(
    lambda head, rows, caption: Table((Row(head), *map(Row, rows)), header_rows=1, caption=caption),
    st.tuples(HEADS, HEADS),
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3),
    st.one_of(st.just(()), st.tuples(st.builds(Text, WORDS.map(lambda words: f"表1 {words}")))),
)
BLOCK: st.SearchStrategy[Block] = st.one_of(
    BODY,
    st.builds(lambda content, role: Paragraph(content, role=role), CONTENT, st.sampled_from(Role)),
    st.builds(Heading, st.integers(1, 4), ONE, number=NUMBERS),
    st.builds(
        lambda content, level, words, number: Paragraph(content, lead=Lead(level, (Text(words + "。"),), number)),
        st.one_of(ONE, st.just(())),
        st.integers(1, 3),
        WORDS,
        NUMBERS,
    ),
    st.builds(lambda blocks: Quote(tuple(blocks)), st.lists(BODY, min_size=1, max_size=2)),
    st.builds(lambda lines: Verse(tuple(lines)), st.lists(ONE, min_size=2, max_size=4)),
    st.builds(ListBlock, ITEMS),
    st.builds(lambda items, start: ListBlock(items, ordered=True, start=start), ITEMS, st.integers(1, 4)),
    NESTED,
    TABLE,
    st.builds(CodeBlock, WORDS),
    st.builds(Break),
)


@settings(max_examples=40)
@given(st.lists(BLOCK, max_size=8), WORDS, st.one_of(st.just(""), WORDS))
def test_any_document_comes_back_as_it_was(blocks: list[Block], title: str, subtitle: str) -> None:
    apart = [part for block in blocks for part in (block, Paragraph((Text("其间"),)))]  # lists that touch are one list
    documents = regular((Document(Metadata(title=title, subtitle=subtitle), tuple(apart)),))
    assert essence(read_again(documents)) == essence(documents)
