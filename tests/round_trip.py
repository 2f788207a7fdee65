"""What tests of round trips share: documents to send on the way, and what has to come back of them."""

from pathlib import Path
from typing import Any

import msgspec
from building import ROOT
from hypothesis import strategies as st

from publish.assembly.headings import regular_headings
from publish.cleaners import RULES, clean
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
from publish.model.ports import Cleaning, Source
from publish.model.raw import Asset
from publish.plugins import load_tables
from publish.readers.select import read_by_suffix
from publish.structure import infer


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


def as_book(documents: tuple[Document, ...], part: str = "") -> Book:
    """The documents in one part, with contents and a colophon, none of which are text of theirs."""
    chapters = tuple(Chapter(f"d{n}", each.metadata, each.blocks) for n, each in enumerate(documents, 1))
    entries = tuple(TocEntry(chapter.metadata.title, chapter.anchor, 1) for chapter in chapters)
    return Book(
        BookMetadata("书名", organisation="某办公室"),
        (Part("p1", part, chapters),),
        entries,
        contents=Contents("目录", 1, entries),
        colophon=(Paragraph((Text("说明文字"),)),),
        colophon_title="编辑说明",
    )


def examples() -> list[Path]:
    return sorted((ROOT / "examples/office/sources").glob("*.*"))


def material(shared: Path) -> list[Path]:
    """The corpus and the seeds."""
    return [*sorted((shared / "corpus/docs").iterdir()), *sorted((shared / "seeds").iterdir())]


def documents_of(path: Path) -> tuple[tuple[Document, ...], tuple[Asset, ...]]:
    """The documents of a source as a book has them, and its images."""
    readers = load_tables().value.readers
    reading = read_by_suffix(Source(path.name, path.read_bytes(), folder=str(path.parent)), readers).value
    cleaned = clean(reading.document, Cleaning(), RULES).value
    return regular(infer(cleaned.document).value.documents), reading.assets


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
