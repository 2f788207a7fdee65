"""Where the pages of the printed book begin: marks in the text, for readers who were told a page number."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping

import msgspec

from publish.model.document import Block, CodeBlock, Heading, Paragraph, Verse
from publish.model.pages import PageStart

TITLE = -1  # stands for the title where blocks are numbered


class PageMark(msgspec.Struct, frozen=True):
    """The beginning of a printed page: its label, the id of its mark, and its place in its block, as in PageStart."""

    label: str
    id: str
    offset: int
    inner: tuple[int, ...] = ()


Marks = Mapping[int, tuple[PageMark, ...]]
"""The marks of a document by the number of their block."""


def find_marks(starts: Iterable[PageStart]) -> dict[str, Marks]:
    """The marks of all documents by their anchor."""
    found: dict[str, dict[int, tuple[PageMark, ...]]] = {}
    for number, start in enumerate(starts, 1):
        marks = found.setdefault(start.chapter, {})
        mark = PageMark(start.label, f"page-{number}", start.offset, _outermost(start.inner, start.offset))
        marks[start.block] = (*marks.get(start.block, ()), mark)
    return dict(found)


def _outermost(inner: tuple[int, ...], offset: int) -> tuple[int, ...]:
    """The way to the largest thing that begins in this place: a list rather than its first item."""
    while inner and not inner[-1] and not offset:
        inner = inner[:-1]
    return inner


class PageBreaks:
    """Sets the marks of one document while it is written: between blocks, and inside of those that are text.

    `path` leads from the block to the one inside of it that is being written, `passed` counts the characters of that
    one, both as PageStart does. `set` are the marks set so far, in order.
    """

    def __init__(self, marks: Marks | None = None) -> None:
        self._marks = marks or {}
        self._due: deque[PageMark] = deque()
        self._path: tuple[int, ...] = ()
        self._passed = 0
        self.set: list[PageMark] = []

    def begin(self, number: int, block: Block | None) -> list[PageMark]:
        """The marks before this block; of one that is no text also those that stand in its caption."""
        waiting = self._marks.get(number)
        if not waiting:
            return []
        self._path, self._passed = (), 0
        self._due = deque(waiting)
        inside = isinstance(block, Paragraph | Heading | Verse | CodeBlock)
        return self._taken(lambda mark: not (mark.inner or (inside and mark.offset)))

    def end(self) -> list[PageMark]:
        """The marks of the block that have found no place inside of it."""
        return self._taken(lambda _: True)

    def enter(self, number: int) -> list[PageMark]:
        """The marks before the block, item, row or cell of this number inside of what is being written."""
        self._path, self._passed = (*self._path, number), 0
        return self._taken(lambda mark: (mark.inner, mark.offset) <= (self._path, 0))

    def leave(self) -> None:
        """What was entered last is written."""
        self._path = self._path[:-1]

    def cuts(self, length: int) -> list[tuple[int, PageMark]]:
        """The marks among the next so many characters of the block, each with its distance from the first of them."""
        if not self._due:
            return []
        start, self._passed = self._passed, self._passed + length
        here = self._taken(lambda mark: (mark.inner, mark.offset) < (self._path, self._passed))
        return [(max(mark.offset - start, 0) if mark.inner == self._path else 0, mark) for mark in here]

    def _taken(self, is_reached: Callable[[PageMark], bool]) -> list[PageMark]:
        taken: list[PageMark] = []
        if not self._due:
            return taken
        while self._due and is_reached(self._due[0]):
            taken.append(self._due.popleft())
        self.set += taken
        return taken
