"""What the tests of e-books share: the built-in style, and books written once."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from epub_torture import ASSETS, torture
from lxml import etree

from publish.diagnostics import Outcome
from publish.model.book import Book
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.raw import Asset
from publish.model.style import StyleSheet
from publish.stylesheet import load_style
from publish.writers.epub import write_epub


class Written:
    """An e-book as it was written, its files by name."""

    def __init__(self, outcome: Outcome[bytes]) -> None:
        self.data = outcome.value
        self.codes = [found.code for found in outcome.diagnostics]
        self.messages = [str(found) for found in outcome.diagnostics]
        with zipfile.ZipFile(BytesIO(outcome.value)) as archive:
            self.infos = archive.infolist()
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.files[f"EPUB/{name}"].decode()

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/{name}"])


@pytest.fixture(scope="session")
def style() -> StyleSheet:
    return load_style("book", Path()).value


@pytest.fixture(scope="session")
def as_written() -> type[Written]:
    """An outcome of the writer, opened."""
    return Written


@pytest.fixture(scope="session")
def write(style: StyleSheet) -> Callable[..., Written]:
    """Writes a book with the built-in style."""

    def written(book: Book, assets: dict[str, Asset] | None = None) -> Written:
        return Written(write_epub(Manuscript(book, style, assets or {}), Pagination({}, ())))

    return written


@pytest.fixture(scope="session")
def awkward(write: Callable[..., Written]) -> Written:
    """The torture book, with few of its chapters."""
    return write(torture(12), ASSETS)
