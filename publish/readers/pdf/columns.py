"""Columns side by side and tables of a page, told by the gaps in its rows of glyphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from publish.readers.pdf.pages import Glyph

Row = list[Glyph]  # from left to right
Stretch = tuple[float, float]  # left and right edge of glyphs without a wide gap between them

_GAP = 1.3  # of a letter's height: a wider gap may part columns or cells
_FEWEST = 8  # lines of each column
_FULL = 0.8  # of a column's width, which most of its lines fill; cells of a table do not
_WIDEST = 0.2  # of the text's width: a wider gutter parts cells, not columns
_STEP = 3.0  # points between places where a gutter is looked for
_CELLS, _ROWS = 3, 3  # cells in a row, and rows below each other, from which on they look like a table


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows with two columns side by side, where a gutter parts them, one after the other.

    The right column is moved to stand below the left one, so that both have the same edges.
    """
    stretches = [_stretches(row) for row in rows]
    best = max(_bands(stretches), key=lambda band: band[1] - band[0], default=None)
    if best is None:
        return list(rows)
    start, stop, gutter = best
    parts = [
        [[glyph for glyph in row if (glyph.left < gutter) is left] for row in rows[start:stop]]
        for left in (True, False)
    ]
    lefts, rights = ([row for row in part if row] for part in parts)
    shift = min(row[0].left for row in rights) - min(row[0].left for row in lefts)
    moved = [[replace(glyph, left=glyph.left - shift, right=glyph.right - shift) for glyph in row] for row in rights]
    return [*rows[:start], *lefts, *moved, *rows[stop:]]


def has_table(rows: Sequence[Row]) -> bool:
    """Whether some rows below each other have cells that begin at the same places."""
    cells = [tuple(left for left, _ in _stretches(row)) for row in rows]
    alike = [
        len(above) >= _CELLS
        and len(above) == len(below)
        and all(abs(a - b) < row[0].size for a, b in zip(above, below, strict=True))
        for (above, below), row in zip(pairwise(cells), rows, strict=False)
    ]
    return any(same and len(list(run)) >= _ROWS - 1 for same, run in groupby(alike))


def _stretches(row: Row) -> list[Stretch]:
    found: list[Stretch] = []
    for glyph in row:
        if not glyph.text.strip():
            continue
        if found and glyph.left - found[-1][1] <= _GAP * glyph.size:
            found[-1] = found[-1][0], max(found[-1][1], glyph.right)
        else:
            found.append((glyph.left, glyph.right))
    return found


def _bands(rows: Sequence[list[Stretch]]) -> Iterator[tuple[int, int, float]]:
    """Runs of rows (first, behind the last) that a gutter at this place parts into two columns of text."""
    inked = [stretch for row in rows for stretch in row]
    if len(rows) < _FEWEST or sum(len(row) > 1 for row in rows) < _FEWEST // 2:
        return
    left, right = min(edge for edge, _ in inked), max(edge for _, edge in inked)
    for step in range(int((right - left) / 3 / _STEP)):
        gutter = left + (right - left) / 3 + step * _STEP
        start = 0
        for crossed, run in groupby(rows, key=lambda row: any(begin < gutter < end for begin, end in row)):
            band = list(run)
            if not crossed and _are_columns(band, gutter):
                yield start, start + len(band), gutter
            start += len(band)


def _are_columns(band: Sequence[list[Stretch]], gutter: float) -> bool:
    """Whether each side of a narrow gutter holds lines of text, most of them as long as the column is wide."""
    lefts = [stretch for row in band for stretch in row if stretch[1] <= gutter]
    rights = [stretch for row in band for stretch in row if stretch[0] >= gutter]
    if min(len(lefts), len(rights)) < _FEWEST:
        return False
    begin, end = min(lefts)[0], max(edge for _, edge in rights)
    gap = min(rights)[0] - max(edge for _, edge in lefts)
    return gap < _WIDEST * (end - begin) and _fill(lefts) and _fill(rights)


def _fill(side: Sequence[Stretch]) -> bool:
    width = max(end for _, end in side) - min(begin for begin, _ in side)
    return 2 * sum(end - begin >= _FULL * width for begin, end in side) >= len(side)
