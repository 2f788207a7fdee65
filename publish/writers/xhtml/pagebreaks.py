"""Where the pages of the printed book begin: marks in the text, for readers who were told a page number."""

from collections import deque
from collections.abc import Iterable, Mapping

import msgspec

from publish.model.document import Block, Heading, Paragraph
from publish.model.pages import PageStart

TITLE = -1  # stands for the title where blocks are numbered


class PageMark(msgspec.Struct, frozen=True):
    """The beginning of a printed page: its label, the id of its mark, the characters of the block before it."""

    label: str
    id: str
    offset: int


Marks = Mapping[int, tuple[PageMark, ...]]
"""The marks of a document by the number of their block."""


def find_marks(starts: Iterable[PageStart]) -> dict[str, Marks]:
    """The marks of all documents by their anchor."""
    found: dict[str, dict[int, tuple[PageMark, ...]]] = {}
    for number, start in enumerate(starts, 1):
        marks = found.setdefault(start.chapter, {})
        mark = PageMark(start.label, f"page-{number}", start.offset)
        marks[start.block] = (*marks.get(start.block, ()), mark)
    return dict(found)


class PageBreaks:
    """Sets the marks of one document while it is written: between its blocks, and inside of paragraphs and headings.

    `passed` counts the characters of the block that have been written, as PageStart does. `set` are the marks set
    so far, in order.
    """

    def __init__(self, marks: Marks | None = None) -> None:
        self._marks = marks or {}
        self._due: deque[PageMark] = deque()
        self._passed = 0
        self.set: list[PageMark] = []

    def begin(self, number: int, block: Block | None) -> list[PageMark]:
        """The marks before this block: all of them, if it is not a paragraph or heading that they could stand in."""
        if not self._marks:
            return []
        self._passed = 0
        marks = self._marks.get(number, ())
        inside = isinstance(block, Paragraph | Heading)
        self._due = deque(marks)
        return [self._take() for mark in marks if not (inside and mark.offset)]

    def end(self) -> list[PageMark]:
        """The marks of the block that have found no place inside of it."""
        return [self._take() for _ in range(len(self._due))]

    def cuts(self, length: int) -> list[tuple[int, PageMark]]:
        """The marks among the next so many characters of the block, each with its distance from the first of them."""
        if not self._due:
            return []
        start, self._passed = self._passed, self._passed + length
        cuts = []
        while self._due and self._due[0].offset < self._passed:
            cuts.append((self._due[0].offset - start, self._take()))
        return cuts

    def _take(self) -> PageMark:
        self.set.append(self._due[0])
        return self._due.popleft()
