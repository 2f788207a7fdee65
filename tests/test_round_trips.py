"""What comes back from the outputs that are sources again: the examples, the corpus and the seeds as they were."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from round_trip import as_book, documents_of, essence, examples, material, regular

from publish.diagnostics import Outcome
from publish.model.document import Document
from publish.model.manuscript import Manuscript, WordOptions
from publish.model.pages import Pagination
from publish.model.ports import HeadingNumbers, Source
from publish.readers import read
from publish.structure import infer
from publish.stylesheet import load_style
from publish.writers.docx import write_docx
from publish.writers.epub import write_epub
from publish.writers.md import write_book

Write = Callable[[Manuscript, Pagination], Outcome[bytes]]
WRITERS: dict[str, tuple[str, Write]] = {
    "word": ("docx", write_docx),
    "word that counts headings": ("docx", write_docx),
    "e-book": ("epub", write_epub),
    "markdown": ("md", write_book),
}
COUNTED = WordOptions(heading_numbers=HeadingNumbers.AUTOMATIC)
FORMATS = pytest.mark.parametrize("name", WRITERS)


def check(path: Path, name: str) -> None:
    documents, assets = documents_of(path)
    suffix, write = WRITERS[name]
    sheet, images = load_style("book", Path()).value, {asset.digest: asset for asset in assets}
    word = COUNTED if "counts" in name else WordOptions()
    data = write(Manuscript(as_book(documents, "上编"), sheet, images, word=word), Pagination({}, ())).value
    found = infer(read(Source(f"book.{suffix}", data)).value.document).value.documents
    if suffix == "md":  # which cannot say the sizes of images, and says less of headings
        assert without_sizes(regular(found)) == without_sizes(documents)
    else:
        assert essence(found) == essence(documents)


def without_sizes(documents: tuple[Document, ...]) -> Any:
    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(item) for item in (value[:-2] if value[:1] == ["Figure"] else value)]
        return value

    return bare(essence(documents))


@FORMATS
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.name)
def test_the_examples_come_back_as_they_were(path: Path, name: str) -> None:
    check(path, name)


@pytest.mark.slow
@FORMATS
def test_the_corpus_and_the_seeds_come_back_as_they_were(shared: Path, name: str) -> None:
    for path in material(shared):
        check(path, name)
