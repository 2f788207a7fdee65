"""What layout and writers are given."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from publish.diagnostics import Diagnostic
from publish.model.book import Book
from publish.model.edits import RevisedLine
from publish.model.pages import Element, Page
from publish.model.ports import HeadingNumbers, Remember, work_anew
from publish.model.raw import Asset
from publish.model.style import StyleSheet


class WordOptions(msgspec.Struct, frozen=True):
    """What is asked of Word files: `reference` is the user's template, a Word file, if there is one; with
    `embed_fonts`, the faces of the PDF travel along.
    """

    reference: bytes = b""
    embed_fonts: bool = False
    heading_numbers: HeadingNumbers = HeadingNumbers.TEXT


class Manuscript(msgspec.Struct, frozen=True):
    """What layout and writers are given: the book, its looks, its images by digest.

    `remarks` is what is to be shown beside the text, by outputs that can: comments of a Word file. `revisions` are
    the lines that chapters were made of, by the anchor of the chapter, for outputs that show what was changed.
    `remember` spares writers work that was done for an earlier build.
    """

    book: Book
    style: StyleSheet
    assets: dict[str, Asset]
    remarks: tuple[Diagnostic, ...] = ()
    revisions: dict[str, tuple[RevisedLine, ...]] = {}
    word: WordOptions = WordOptions()
    remember: Remember = work_anew


class PageSource(Protocol):
    """A layout as writers see it: pages to be taken once, in the order in which they are finished."""

    @property
    def pages(self) -> Iterator[Page]:
        """The pages."""
        ...

    @property
    def elements(self) -> Sequence[Element]:
        """The structure elements that tags on the pages made so far refer to, by number."""
        ...
