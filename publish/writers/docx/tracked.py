"""The cleaning as tracked changes: which paragraph each line of a source became, and what was changed there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.diagnostics import Diagnostic, info
from publish.model.edits import RevisedLine, Stretch
from publish.model.manuscript import Manuscript
from publish.writers.docx.changes import Change, Signatures, deleted_paragraph, paragraph_text, track_changes
from publish.writers.docx.markup import paragraph
from publish.writers.docx.names import BODY, SEPARATOR

_PARAGRAPH = re.compile("<w:p>.*?</w:p>")
_LETTERS = re.compile(r"\S")
_AHEAD = 64  # paragraphs that are looked through for a line: structure may leave lines out, but not many in a row
_NEAR = 4  # paragraphs that a line may be a part of, or hold


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it was written: where it stands, its letters (no white space) and their places in its text."""

    item: int
    in_table: bool
    start: int
    end: int
    letters: str
    places: list[int]
    text: str
    taken: int = 0  # letters of it that lines were found for
    changes: list[Change] = field(default_factory=list)


class Tracked(NamedTuple):
    """A chapter with its changes: what is gone before its title, its content, and what was changed in neither."""

    gone: list[str]
    content: list[str]
    lost: list[Diagnostic]


class Tracking:
    """Marks what was changed in paragraphs that are written already, told from their text."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._lines = manuscript.revisions
        self._signatures = Signatures(manuscript.book.metadata.modified)
        self._notes: dict[str, list[RevisedLine]] = defaultdict(list)
        for lines in self._lines.values():
            for line in lines:
                if line.in_note and _changes(line):
                    self._notes["".join(line.after.split())].append(line)

    def chapter(self, anchor: str, written: list[str]) -> Tracked:
        """The paragraphs and tables of a chapter with its changes."""
        lines = [line for line in self._lines.get(anchor, ()) if not line.in_note]
        if not lines:
            return Tracked([], written, [])
        aligned = _Alignment(_read(written))
        aligned.take(lines)
        gone = self._deleted(aligned.deleted.pop(0, []))
        revised = [self._item(at, markup, aligned) for at, markup in enumerate(written)]
        if aligned.waiting:
            # The end of a section must not be in a paragraph that goes.
            revised += [*self._deleted(aligned.waiting), paragraph(SEPARATOR, "")]
        return Tracked(gone, revised, list(_told(aligned.lost)))

    def note(self, written: list[str]) -> list[str]:
        """The paragraphs of a note with its changes."""
        if not self._notes:
            return written
        paragraphs = _read(written)
        aligned = _Alignment(paragraphs)
        for each in paragraphs:
            waiting = self._notes.get(each.letters)
            if waiting:
                aligned.take([waiting.pop(0)])
        return [self._item(at, markup, aligned) for at, markup in enumerate(written)]

    def left_over(self) -> Iterator[Diagnostic]:
        """Changes of notes that were found in none."""
        return _told([(line, each) for lines in self._notes.values() for line in lines for each in _changes(line)])

    def _item(self, at: int, markup: str, aligned: _Alignment) -> str:
        reached, pieces = 0, self._deleted(aligned.deleted[at])
        for each in aligned.changed[at]:
            pieces += [markup[reached : each.start]]
            pieces += [track_changes(markup[each.start : each.end], each.changes, self._signatures)]
            reached = each.end
        return "".join([*pieces, markup[reached:]])

    def _deleted(self, lines: Iterable[RevisedLine]) -> list[str]:
        return [deleted_paragraph(BODY, _changes(line), self._signatures) for line in lines]


def _read(written: Sequence[str]) -> list[_Paragraph]:
    found = []
    for item, markup in enumerate(written):
        tabular = not markup.startswith("<w:p>")
        for each in _PARAGRAPH.finditer(markup):
            text = paragraph_text(each[0])
            letters = "".join(text.split())
            if letters:
                found.append(_Paragraph(item, tabular, each.start(), each.end(), letters, _places(text), text))
    return found


def _places(text: str) -> list[int]:
    return [found.start() for found in _LETTERS.finditer(text)]


def _changes(line: RevisedLine) -> list[Stretch]:
    return [each for each in line.stretches if each.rule]


def _told(lost: Iterable[tuple[RevisedLine, Stretch]]) -> Iterator[Diagnostic]:
    for line, each in lost:
        message = f"'{each.before}' → '{each.after}': {each.reason}"
        yield info(each.rule, message, line.span, "this change has no place of its own in the text")


class _Alignment:
    """Finds the paragraph of each line, from the first to the last of both."""

    def __init__(self, paragraphs: list[_Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._found: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(paragraphs):
            self._found[each.letters].append(number)
        self._next = 0
        self._last = -1  # the item of the last line
        self.changed: dict[int, list[_Paragraph]] = defaultdict(list)  # by the number of their item
        self.deleted: dict[int, list[RevisedLine]] = defaultdict(list)  # lines that stood before an item
        self.waiting: list[RevisedLine] = []
        self.lost: list[tuple[RevisedLine, Stretch]] = []

    def take(self, lines: Iterable[RevisedLine]) -> None:
        """The lines in their order; those of which nothing is left wait for the paragraph behind them."""
        for line in lines:
            letters = "".join(line.after.split())
            if not letters:
                self.waiting += [line] if _changes(line) else []
                continue
            places = list(self._places_of(letters))
            if places:
                self._settle(places[0][0])
            self._mark(line, places)

    def _places_of(self, letters: str) -> Iterator[tuple[_Paragraph, int, int]]:
        """Paragraphs that hold the line or stand in it: the first letter there, and the line's first letter in it."""
        exact = self._found.get(letters, ())
        at = bisect_left(exact, self._next)
        if at < len(exact) and exact[at] < self._next + _AHEAD:
            each = self._paragraphs[exact[at]]
            self._next, each.taken = exact[at] + 1, len(letters)
            yield each, 0, 0
            return
        near = range(max(self._next - 1, 0), min(self._next + _NEAR, len(self._paragraphs)))
        for number in near:
            each = self._paragraphs[number]
            if each.letters.startswith(letters, each.taken):
                yield each, each.taken, 0
                self._next, each.taken = number + 1, each.taken + len(letters)
                return
        yield from self._parts_of(letters, near)

    def _parts_of(self, letters: str, near: range) -> Iterator[tuple[_Paragraph, int, int]]:
        """Paragraphs that stand in the line one after the other: it had line breaks, or a mark that structure took."""
        reached = 0
        for number in range(near.start, len(self._paragraphs)):
            each = self._paragraphs[number]
            found = -1 if each.taken else letters.find(each.letters, reached)
            if found >= 0 and (found == reached or 2 * len(each.letters) > len(letters)):
                self._next, each.taken, reached = number + 1, len(each.letters), found + len(each.letters)
                yield each, 0, found
            elif reached or number >= near.stop:
                return

    def _settle(self, holder: _Paragraph) -> None:
        """Lines that are gone stand before the next item that is there; inside of an item is no room for them.

        A paragraph that goes joins the one behind it, which must not be a table: the one before the table is.
        """
        at = holder.item - holder.in_table
        if at <= self._last:
            self.lost += [(line, each) for line in self.waiting for each in _changes(line)]
        else:
            self.deleted[at] += self.waiting
        self.waiting, self._last = [], holder.item

    def _mark(self, line: RevisedLine, places: list[tuple[_Paragraph, int, int]]) -> None:
        own = _places(line.after)
        reached = 0
        for each in line.stretches:
            start, reached = reached, reached + len(each.after)
            if not each.rule:
                continue
            letter = bisect_left(own, start)
            spots = [spot for spot in places if spot[2] <= letter <= spot[2] + len(spot[0].letters) - spot[1]]
            if not spots:
                self.lost.append((line, each))
                continue
            holder, first, offset = spots[0]
            begin, end = (_carried(at, own, holder, first - offset) for at in (start, reached))
            holder.changes.append(Change(begin, max(begin, end), each.before, each))
            if len(holder.changes) == 1:
                self.changed[holder.item].append(holder)


def _carried(at: int, own: Sequence[int], holder: _Paragraph, shift: int) -> int:
    """A place in a line as a place in the paragraph that has the same letters, `shift` letters further on."""
    letter = bisect_left(own, at)
    white = at - (own[letter - 1] + 1 if letter else 0)
    goal = min(max(letter + shift, 0), len(holder.places))
    base = holder.places[goal - 1] + 1 if goal else 0
    limit = holder.places[goal] if goal < len(holder.places) else len(holder.text)
    return min(base + white, limit)
