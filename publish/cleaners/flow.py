"""Views of a document that rules search: its short lines, or the running text of all blocks as one string."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from publish.model.edits import Edit
from publish.model.raw import Origin, RawBlock, RawDocument


class Flow:
    """The text of all blocks, joined by line feeds, so that a search crosses the ends of hard-wrapped lines."""

    __slots__ = ("_starts", "document", "text")

    def __init__(self, document: RawDocument) -> None:
        self.document = document
        self.text = "\n".join(block.text for block in document.blocks)
        self._starts: list[int] | None = None

    def block_at(self, offset: int) -> int:
        """The number of the block that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    @property
    def starts(self) -> list[int]:
        """Offset of each block's first character."""
        if self._starts is None:
            lengths = (len(block.text) + 1 for block in self.document.blocks)
            self._starts = [0, *accumulate(lengths)][:-1] or [0]
        return self._starts

    def cut(self, start: int, end: int, rule: str, reason: str, after: str = "") -> Iterator[Edit]:
        """Edits that take the stretch out of every block that it touches; `after` goes into the first of them.

        Code blocks are never touched.
        """
        number = self.block_at(start)
        while number < len(self.starts) and self.starts[number] < end:
            block, begin = self.document.blocks[number], self.starts[number]
            low, high = max(start - begin, 0), min(end - begin, len(block.text))
            if block.hints.code is None and (low < high or after):
                yield Edit(rule, number, low, block.text[low:high], after, reason)
                after = ""
            number += 1


def short_lines(document: RawDocument, limit: int) -> Iterator[tuple[int, str]]:
    """Number and stripped text of blocks that may be a line of furniture: not empty, of at most `limit` characters.

    Table cells, notes, captions and code are content and left out.
    """
    for number, block in enumerate(document.blocks):
        if 0 < len(block.text) <= limit + 60 and is_line(block):
            line = block.text.strip()
            if line and len(line) <= limit:
                yield number, line


def is_line(block: RawBlock) -> bool:
    """Whether the block can be a line of furniture at all."""
    hints = block.hints
    return hints.cell is None and hints.note is None and hints.image is None and hints.code is None


def is_body(block: RawBlock) -> bool:
    """Whether the block stood in the text of the source and still has text."""
    return block.hints.origin is Origin.BODY and bool(block.text) and not block.text.isspace()


def drop(document: RawDocument, number: int, rule: str, reason: str) -> Edit:
    """The edit that empties a block; the block itself stays."""
    return Edit(rule, number, 0, document.blocks[number].text, "", reason)
