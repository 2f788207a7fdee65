"""Where edits happened: they are done again, one after the other, and looked at."""

from array import array
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publish.diagnostics import Span
from publish.model.edits import Edit
from publish.model.raw import RawDocument
from publish.reports.report import PlacedEdit

CONTEXT = 24
"""Characters that are shown before and after an edit."""


def place_edits(document: RawDocument, *logs: Iterable[Edit]) -> tuple[tuple[PlacedEdit, ...], ...]:
    """The edits of each log with place and context. `document` is as it was read; the logs follow each other.

    The column of a place counts characters in the text of its block, which for text files is that of the line.
    """
    replay = _Replay(document)
    return tuple(tuple(replay.placed(log)) for log in logs)


class _Replay:
    """The texts of a document while edits are done to them, and where in the source each character comes from."""

    def __init__(self, document: RawDocument) -> None:
        self._document = document
        self._texts = [block.text for block in document.blocks]
        self._origins: dict[int, array[int]] = {}

    def placed(self, log: Iterable[Edit]) -> Iterator[PlacedEdit]:
        for edit in log:
            text = self._texts[edit.block]
            end = edit.start + len(edit.before)
            fits = edit.start <= len(text) and text.startswith(edit.before, edit.start)
            yield self._placed(edit, self._span(edit), text, end) if fits else self._unplaced(edit)
            if fits:
                self._texts[edit.block] = text[: edit.start] + edit.after + text[end:]
                origins = self._origins_of(edit.block, text)
                origins[edit.start : end] = array("l", [origins[edit.start]] * len(edit.after))

    def _placed(self, edit: Edit, span: Span, text: str, end: int) -> PlacedEdit:
        left, right = text[max(0, edit.start - CONTEXT) : edit.start], text[end : end + CONTEXT]
        if not edit.start and edit.block:
            left = self._texts[edit.block - 1][-CONTEXT:] + "\n"
        if end == len(text) and edit.block + 1 < len(self._texts):
            right = "\n" + self._texts[edit.block + 1][:CONTEXT]
        return PlacedEdit(edit.rule, edit.reason, span, edit.block, edit.start, edit.before, edit.after, left, right)

    def _unplaced(self, edit: Edit) -> PlacedEdit:
        """An edit on a part of the block that an earlier one has moved: it has the place of the block."""
        span = self._document.blocks[edit.block].span
        return PlacedEdit(edit.rule, edit.reason, span, edit.block, edit.start, edit.before, edit.after)

    def _span(self, edit: Edit) -> Span:
        span = self._document.blocks[edit.block].span
        offset = self._origins_of(edit.block, self._texts[edit.block])[edit.start]
        return replace(span, column=span.column + offset, length=len(edit.before))

    def _origins_of(self, block: int, text: str) -> "array[int]":
        if block not in self._origins:
            self._origins[block] = array("l", range(len(text) + 1))
        return self._origins[block]
