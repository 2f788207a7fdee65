"""A Word file of ours, read again, gives the documents that it was made of."""

from hypothesis import given, settings
from hypothesis import strategies as st
from round_trip import BLOCK, WORDS, as_book, essence, regular
from word_torture import style

from publish.model.document import Block, Document, Heading, Metadata, Paragraph, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.ports import Source
from publish.model.raw import Asset
from publish.readers.docx.read import read_docx
from publish.structure import infer
from publish.writers.docx import write_docx


def read_again(documents: tuple[Document, ...], assets: tuple[Asset, ...] = (), part: str = "") -> tuple[Document, ...]:
    manuscript = Manuscript(as_book(documents, part), style(), {asset.digest: asset for asset in assets})
    data = write_docx(manuscript, Pagination({}, ())).value
    return infer(read_docx(Source("book.docx", data)).value.document).value.documents


def test_parts_are_no_text_of_documents() -> None:
    documents = (Document(Metadata(title="讲话"), (Heading(1, (Text("概述"),)), Paragraph((Text("正文。"),)))),)
    assert essence(read_again(documents, part="上编")) == essence(documents)


@settings(max_examples=40)
@given(st.lists(BLOCK, max_size=8), WORDS, st.one_of(st.just(""), WORDS))
def test_any_document_comes_back_as_it_was(blocks: list[Block], title: str, subtitle: str) -> None:
    apart = [part for block in blocks for part in (block, Paragraph((Text("其间"),)))]  # lists that touch are one list
    documents = regular((Document(Metadata(title=title, subtitle=subtitle), tuple(apart)),))
    assert essence(read_again(documents)) == essence(documents)
