"""Inline marks follow the text when edits move it."""

from bisect import bisect_right

from publish.model.raw import Mark

Cut = tuple[int, int, int]
"""Start and end (exclusive) in the old text, and the length of what replaces it."""


def shift_marks(marks: tuple[Mark, ...], cuts: list[Cut]) -> tuple[Mark, ...]:
    """The marks after the cuts (sorted, apart from each other); a mark whose text is gone goes with it."""
    if not marks:
        return marks
    starts = [cut[0] for cut in cuts]
    moved: list[int] = [0]
    for start, end, length in cuts:
        moved.append(moved[-1] + length - (end - start))

    def place(position: int, *, opening: bool) -> int:
        before = bisect_right(starts, position)
        if before and position < cuts[before - 1][1]:  # inside a cut: to its near end
            start, _, length = cuts[before - 1]
            return start + moved[before - 1] + (length if opening else 0)
        if before and not opening and position == starts[before - 1]:  # an end where a cut begins
            before -= 1
        return position + moved[before]

    shifted = []
    for mark in marks:
        start = place(mark.start, opening=True)
        end = start if mark.end == mark.start else place(mark.end, opening=False)
        if start < end or mark.end == mark.start:
            shifted.append(Mark(mark.kind, start, end, mark.target))
    return tuple(shifted)


def unshift_marks(marks: tuple[Mark, ...], cuts: list[Cut]) -> tuple[Mark, ...]:
    """The marks before the cuts, as far as they can be told from those after them."""
    back: list[Cut] = []
    moved = 0
    for start, end, length in cuts:
        back.append((start + moved, start + moved + length, end - start))
        moved += length - (end - start)
    return shift_marks(marks, back)
