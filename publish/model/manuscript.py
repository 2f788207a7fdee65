"""What layout and writers are given."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from publish.diagnostics import Diagnostic
from publish.model.book import Book
from publish.model.pages import Element, Page
from publish.model.raw import Asset
from publish.model.style import StyleSheet


class Manuscript(msgspec.Struct, frozen=True):
    """What layout and writers are given: the book, its looks, its images by digest.

    `remarks` is what is to be shown beside the text, by outputs that can: comments of a Word file.
    """

    book: Book
    style: StyleSheet
    assets: dict[str, Asset]
    remarks: tuple[Diagnostic, ...] = ()


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
