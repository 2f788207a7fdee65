"""Lines of a source with everything that was done to them: what an editor is shown, to accept or to reject."""

from collections.abc import Iterable, Iterator, Sequence

from publish.model.edits import Edit, RevisedLine, Stretch
from publish.model.raw import RawDocument


def revise_lines(document: RawDocument, edits: Iterable[Edit]) -> tuple[RevisedLine, ...]:
    """The blocks of a source, as it was read, with the edits done to them; blocks that never held text are left out.

    Where the text of a block moved to another, it is part of that one: a line end was taken away between them.
    """
    replay = _Replay(document)
    for edit, goal in _in_pairs(list(edits)):
        if goal:
            replay.move(edit, goal)
        else:
            replay.change(edit)
    return tuple(replay.lines())


def _in_pairs(edits: Sequence[Edit]) -> Iterator[tuple[Edit, Edit | None]]:
    """Each edit alone, or the one that takes text out of a block with the one that puts it into another."""
    waiting: Edit | None = None
    for edit in edits:
        if waiting and _moves(waiting, edit):
            yield waiting, edit
            waiting = None
            continue
        if waiting:
            yield waiting, None
        waiting = edit
    if waiting:
        yield waiting, None


def _moves(taken: Edit, put: Edit) -> bool:
    same = taken.rule == put.rule and taken.block != put.block
    return same and bool(taken.before) and not (taken.after or put.before) and put.after.endswith(taken.before)


class _Replay:
    """The blocks of a document as stretches, while edits are done to them."""

    def __init__(self, document: RawDocument) -> None:
        self._blocks = document.blocks
        self._stretches: dict[int, list[Stretch]] = {}

    def change(self, edit: Edit) -> None:
        """An edit in its place; former changes that it touches in part become part of it."""
        shared = _alike(edit.before, edit.after)
        tail = _alike(edit.before[shared:][::-1], edit.after[shared:][::-1])
        start, end = edit.start + shared, edit.start + len(edit.before) - tail
        left, inside, right = _cut(self._line(edit.block), start, end)
        old, begin = _after(inside), len(_after(left))
        new = old[: start - begin] + edit.after[shared : len(edit.after) - tail] + old[end - begin :]
        before = "".join([each.before for each in inside])
        changed = [] if before == new else [Stretch(before, new, edit.rule, edit.reason)]
        same = [Stretch(new, new)] if before == new and new else []
        self._stretches[edit.block] = [*left, *changed, *same, *right]

    def move(self, taken: Edit, put: Edit) -> None:
        """Text of one block into another, with what happened to it before."""
        left, moved, right = _cut(self._line(taken.block), taken.start, taken.start + len(taken.before))
        if not (_after(left) + _after(right)).strip():  # the whole line goes, white space around it is given up
            moved = [*_emptied(left, taken), *moved, *_emptied(right, taken)]
            left = right = []
        self._stretches[taken.block] = [*left, *right]
        before, inside, after = _cut(self._line(put.block), put.start, put.start)
        glue = put.after.removesuffix(taken.before)
        self._stretches[put.block] = [
            *before,
            *inside,
            Stretch("\n", glue, put.rule, put.reason),
            *moved,
            *after,
        ]

    def lines(self) -> Iterator[RevisedLine]:
        """The blocks in their order."""
        for number, block in enumerate(self._blocks):
            stretches = self._line(number)
            if stretches:
                in_note, in_cell = block.hints.note is not None, block.hints.cell is not None
                yield RevisedLine(block.span, tuple(stretches), in_note, in_cell)

    def _line(self, block: int) -> list[Stretch]:
        if block not in self._stretches:
            text = self._blocks[block].text
            self._stretches[block] = [Stretch(text, text)] if text.strip() else []
        return self._stretches[block]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _after(stretches: Iterable[Stretch]) -> str:
    return "".join([each.after for each in stretches])


def _emptied(stretches: Iterable[Stretch], edit: Edit) -> list[Stretch]:
    return [Stretch(each.before, "", each.rule or edit.rule, each.reason or edit.reason) for each in stretches]


def _cut(stretches: Iterable[Stretch], start: int, end: int) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """What stands before `start`, up to `end`, and behind it, counted in the text as it is now.

    Unchanged stretches are cut; changed ones that the borders fall into are inside as a whole.
    """
    left, inside, right = list[Stretch](), list[Stretch](), list[Stretch]()
    at = 0
    for each in stretches:
        low, high = at, at + len(each.after)
        at = high
        if high <= start:
            left.append(each)
        elif low >= end:
            right.append(each)
        elif each.rule:
            inside.append(each)
        else:
            cuts = [max(low, min(start, high)) - low, max(low, min(end, high)) - low]
            pieces = (each.after[: cuts[0]], each.after[cuts[0] : cuts[1]], each.after[cuts[1] :])
            for text, into in zip(pieces, (left, inside, right), strict=True):
                if text:
                    into.append(Stretch(text, text))
    return left, inside, right
