"""An e-book of ours, read again, gives the documents that it was made of."""

import hashlib
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from round_trip import (
    BLOCK,
    BODY,
    CELLS,
    HEADS,
    PLAIN,
    WORDS,
    as_book,
    essence,
    regular,
)

from publish.model.document import (
    Block,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Lead,
    Link,
    Metadata,
    Note,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    Verse,
)
from publish.model.manuscript import Manuscript
from publish.model.pages import PageStart, Pagination
from publish.model.ports import Source
from publish.model.raw import Asset
from publish.model.style import StyleSheet, Writing
from publish.readers.epub.read import read_epub
from publish.structure import infer
from publish.stylesheet import load_style
from publish.writers.epub import write_epub

STYLE = load_style("book", Path()).value
UPRIGHT = replace(STYLE, ebook=replace(STYLE.ebook, writing=Writing.VERTICAL))


def picture() -> Asset:
    data = io.BytesIO()
    Image.new("RGB", (40, 30)).save(data, "PNG")
    return Asset(hashlib.sha256(data.getvalue()).hexdigest(), "image/png", data.getvalue(), 40, 30)


PICTURE = picture()


def read_again(
    documents: tuple[Document, ...],
    assets: tuple[Asset, ...] = (PICTURE,),
    part: str = "",
    pages: int = 0,
    style: StyleSheet = STYLE,
) -> tuple[Document, ...]:
    """The documents of the e-book; `pages` of the printed book begin at as many characters of its first block."""
    manuscript = Manuscript(as_book(documents, part), style, {asset.digest: asset for asset in assets})
    starts = tuple(PageStart(str(number), "d1", 0, number) for number in range(pages))
    data = write_epub(manuscript, Pagination({}, (), starts)).value
    return infer(read_epub(Source("book.epub", data)).value.document).value.documents


def document(*blocks: Block, title: str = "讲话") -> Document:
    return Document(Metadata(title=title), blocks)


def test_parts_and_empty_documents() -> None:
    documents = (document(title="第一篇\n分两行"), document(Heading(1, (Text("概述"),)), Paragraph((Text("正文。"),))))
    assert essence(read_again(documents, part="上编")) == essence(documents)


def test_marks_of_printed_pages_are_no_text() -> None:
    documents = (document(Paragraph((Text("一二三四五六七"), Strong((Text("八九十"),)), Text("百千万")))),)
    assert essence(read_again(documents, pages=12)) == essence(documents)


def test_numbers_of_vertical_lines() -> None:
    documents = (document(Paragraph((Text("第1次、第12次，共3.5倍"), Strong((Text("7"),)))), title="第6篇"),)
    assert essence(read_again(documents, style=UPRIGHT)) == essence(documents)


def test_spaces_stay_where_they_are() -> None:
    documents = (document(Paragraph((Text("a  b"), Strong((Text(" c "),)), Text("  d"), Code("e   f")))),)
    assert essence(read_again(documents)) == essence(documents)


def test_headings_deeper_than_html_knows() -> None:
    levels = tuple(Heading(level, (Text(f"第{level}级"),)) for level in range(1, 10))
    documents = (document(*levels, Paragraph((Text("其余。"),), lead=Lead(9, (Text("段首。"),)))),)
    assert essence(read_again(documents)) == essence(documents)


def test_links_inside_the_book_lead_to_the_same_headings() -> None:
    """What assembly calls by anchors it is told by the words of headings, as by every reader."""
    first = document(Paragraph((Link((Text("见下"),), "#h"), Link((Text("次篇"),), "#d2"))), title="首篇")
    second = document(Heading(1, (Text("做法"),), number="一、", anchor="h"), title="次篇")
    (paragraph,) = read_again((first, second))[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert [link.target for link in paragraph.content if isinstance(link, Link)] == ["#一、做法", "#次篇"]


# --- documents that nobody wrote ---------------------------------------------------------------

CAPTION = st.one_of(st.just(()), st.tuples(PLAIN))
SIZES = st.one_of(st.just((0, 0)), st.tuples(st.integers(1, 9_000_000), st.integers(1, 9_000_000)))
FIGURE = st.builds(
    lambda alt, caption, size: Figure(PICTURE.digest, None, alt, caption, *size),
    st.one_of(st.just(""), WORDS),
    CAPTION,
    SIZES,
)
SPANNING = st.builds(
    lambda head, wide, tall, cells: Table(
        (
            Row((Cell(head.blocks, header=True), Cell(wide.blocks, column_span=2, header=True))),
            Row((Cell(tall.blocks, row_span=2), *cells[:2])),
            Row((Cell(()), Cell(cells[2].blocks, header=True))),
        ),
        header_rows=1,
    ),
    HEADS,
    HEADS,
    CELLS,
    st.tuples(CELLS, CELLS, CELLS),
)
LONG_NOTE = st.builds(
    lambda word, first, quoted, last: Paragraph((Text(word), Note((*first, Quote((quoted,)), last)), Text("其余"))),
    WORDS,
    st.lists(BODY, max_size=2),
    BODY,
    BODY,
)
NESTED_QUOTE = st.builds(
    lambda one, two, lines: Quote((one, Quote((two, Verse(tuple(lines)))))),
    BODY,
    BODY,
    st.lists(st.tuples(PLAIN), min_size=2, max_size=3),
)
MORE: st.SearchStrategy[Block] = st.one_of(
    FIGURE,
    SPANNING,
    LONG_NOTE,
    NESTED_QUOTE,
    st.builds(lambda lines: Verse((*lines, (), *lines)), st.lists(st.tuples(PLAIN), min_size=1, max_size=2)),
    st.builds(lambda text: CodeBlock(f"if a < b:\n\n    return '{text} &amp;'", language="python"), WORDS),
    st.builds(lambda one, two: Paragraph((Strong((one, Emphasis((two,)))), Text("其余"))), PLAIN, PLAIN),
    # A note called inside of a link is called behind it: an e-book can hold no link in a link.
    st.builds(
        lambda one, two: Paragraph((Link((one, Strong((two,))), "https://example.org/a?b=c&d"), Text("其余"))),
        PLAIN,
        PLAIN,
    ),
)


@given(st.lists(st.one_of(BLOCK, MORE), max_size=8), WORDS, st.one_of(st.just(""), WORDS))
def test_any_document_comes_back_as_it_was(blocks: list[Block], title: str, subtitle: str) -> None:
    apart = [part for block in blocks for part in (block, Paragraph((Text("其间"),)))]  # lists that touch are one list
    documents = regular((Document(Metadata(title=title, subtitle=subtitle), tuple(apart)),))
    assert essence(read_again(documents)) == essence(documents)
