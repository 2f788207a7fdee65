"""Text with inline marks becomes a tree of inlines, properly nested also where marks overlap.

The text is cut at every border of a mark into atoms; each atom knows the marks over it, one of each kind; atoms under
the same mark are then gathered, kind by kind from the outermost in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.raw import Mark, MarkKind

# Marks that hold others, from the outermost in; where two overlap, the inner one is cut in two.
_NESTING = (MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.SUPERSCRIPT, MarkKind.SUBSCRIPT)
_LEAVES = (MarkKind.RUBY, MarkKind.CODE)

Call = Callable[[str], Note | None]


class Atom(msgspec.Struct, frozen=True):
    """Inlines that no border of a mark divides, and the marks over them, in the order of nesting."""

    content: tuple[Inline, ...]
    over: tuple[Mark | None, ...]


def build_inlines(text: str, marks: Sequence[Mark], call: Call) -> tuple[Inline, ...]:
    """The inlines of a text. `call` gives the note of a key, None when there is none to give."""
    shown = [mark for mark in marks if mark.kind is not MarkKind.LEAD] if marks else marks
    if not shown:
        return tuple(_plain(text))
    return tuple(_gather(list(_atoms(text, shown, call)), 0))


def broken_lines(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    """The inlines between the line breaks, those inside of emphasis and links apart."""
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return tuple(map(tuple, lines))


def without_whole(marks: Sequence[Mark], length: int) -> tuple[Mark, ...]:
    """The marks without emphasis that covers the whole text: a heading is stressed by its style."""
    stress = (MarkKind.STRONG, MarkKind.EMPHASIS)
    return tuple(mark for mark in marks if not (mark.kind in stress and mark.start <= 0 and mark.end >= length))


def _atoms(text: str, marks: Sequence[Mark], call: Call) -> Iterator[Atom]:
    leaves = [_Cursor(_parted(marks, _LEAVES))]
    wrappers = [_Cursor(_parted(marks, (kind,))) for kind in _NESTING]
    notes = sorted((mark for mark in marks if mark.kind is MarkKind.NOTE), key=_start)
    cuts = _cuts(len(text), marks, leaves[0].marks)
    over: tuple[Mark | None, ...] = (None,) * len(wrappers)
    asked = 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        while asked < len(notes) and notes[asked].start <= start:
            yield from _note(notes[asked], over, call)
            asked += 1
        if start < end:
            leaf = leaves[0].at(start)
            over = tuple(wrapper.at(start) for wrapper in wrappers)
            yield Atom((_leaf(leaf, text[start:end]),) if leaf else tuple(_plain(text[start:end])), over)
    for mark in notes[asked:]:
        yield from _note(mark, over, call)


def _cuts(length: int, marks: Sequence[Mark], leaves: Sequence[Mark]) -> list[int]:
    """Where the text is cut: at the borders of all marks, but never inside of a leaf."""
    borders = {0, length} | {border for mark in marks for border in (mark.start, mark.end) if 0 <= border <= length}
    inside = _Cursor(leaves)
    cuts = []
    for border in sorted(borders | {mark.start for mark in leaves}):
        leaf = inside.at(border)
        if leaf is None or leaf.start == border:
            cuts.append(border)
    return cuts


class _Cursor:
    """Asks for the mark over one place after the other; the places only go up."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._next = 0

    def at(self, place: int) -> Mark | None:
        while self._next < len(self.marks) and self.marks[self._next].end <= place:
            self._next += 1
        if self._next < len(self.marks) and self.marks[self._next].start <= place:
            return self.marks[self._next]
        return None


def _parted(marks: Sequence[Mark], kinds: tuple[MarkKind, ...]) -> list[Mark]:
    """The marks of these kinds in order, the later cut short where they overlap."""
    kept: list[Mark] = []
    for mark in sorted((mark for mark in marks if mark.kind in kinds and mark.start < mark.end), key=_start):
        start = max(mark.start, kept[-1].end) if kept else mark.start
        if start < mark.end:
            kept.append(Mark(mark.kind, start, mark.end, mark.target))
    return kept


def _start(mark: Mark) -> int:
    return mark.start


def _note(mark: Mark, over: tuple[Mark | None, ...], call: Call) -> Iterator[Atom]:
    note = call(mark.target)
    if note is not None:
        yield Atom((note,), over)


def _leaf(mark: Mark, text: str) -> Inline:
    return Code(text) if mark.kind is MarkKind.CODE else Ruby(text, mark.target)


def _gather(atoms: Sequence[Atom], level: int) -> Iterator[Inline]:
    if level == len(_NESTING):
        for atom in atoms:
            yield from atom.content
        return
    for mark, group in groupby(atoms, key=lambda atom: atom.over[level]):
        inner = tuple(_gather(list(group), level + 1))
        if mark is None:
            yield from inner
        else:
            yield _wrap(mark, inner)


def _wrap(mark: Mark, content: tuple[Inline, ...]) -> Inline:
    if mark.kind is MarkKind.LINK:
        return Link(content, mark.target)
    if mark.kind is MarkKind.STRONG:
        return Strong(content)
    if mark.kind is MarkKind.SUPERSCRIPT:
        return Superscript(content)
    if mark.kind is MarkKind.SUBSCRIPT:
        return Subscript(content)
    return Emphasis(content)


def _plain(text: str) -> Iterable[Inline]:
    """Plain characters; a line feed is a line break."""
    for number, piece in enumerate(text.split("\n")):
        if number:
            yield LineBreak()
        if piece:
            yield Text(piece)
