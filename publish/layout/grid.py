"""The geometry of tables: which cell stands where, how wide the columns are, which tables need a turned page."""

from __future__ import annotations

from dataclasses import dataclass

from publish.layout.breaks import SPECIAL
from publish.model.document import Cell, Table
from publish.model.style import StyleRole, StyleSheet
from publish.model.walk import block_lines
from publish.units import to_pt

_LEAST = 2.0  # em of a column
_READABLE = 4.0  # em of a column that need not be narrower for want of text


@dataclass(slots=True, eq=False)
class Place:
    """A cell and where it stands in the grid."""

    cell: Cell
    row: int
    column: int


def places(table: Table) -> list[Place]:
    """The grid position of every cell; what spans from above pushes cells to the right."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells.cells:
            while (row, column) in taken:
                column += 1
            found.append(Place(cell, row, column))
            for down in range(cell.row_span):
                taken.update((row + down, column + right) for right in range(cell.column_span))
            column += cell.column_span
    return found


def column_count(cells: list[Place]) -> int:
    """The columns that the cells need."""
    return max(place.column + place.cell.column_span for place in cells)


def widths(cells: list[Place], sheet: StyleSheet, room: float) -> list[float]:
    """Column widths: modest wishes are granted whole, the rest of the room is shared by the others' wishes."""
    need, wish = _wishes(cells, sheet)
    need = [min(width, room / len(need)) for width in need]
    wish = [max(width, low) for width, low in zip(wish, need, strict=True)]
    if sum(wish) <= room:
        return [width * room / sum(wish) for width in wish]
    return _shared(need, wish, room)


def is_too_wide(table: Table, sheet: StyleSheet, room: float) -> bool:
    """Whether columns would have to be so narrow that their text is torn to pieces."""
    cells = places(table)
    if not cells:
        return False
    need, wish = _wishes(cells, sheet)
    readable = _READABLE * to_pt(sheet.text[StyleRole.TABLE_CELL].size) + 2 * to_pt(sheet.table.padding)
    return sum(max(low, min(wide, readable)) for low, wide in zip(need, wish, strict=True)) > room


def _wishes(cells: list[Place], sheet: StyleSheet) -> tuple[list[float], list[float]]:
    """What each column needs and what it would like to have, padding included."""
    size, padding = to_pt(sheet.text[StyleRole.TABLE_CELL].size), to_pt(sheet.table.padding)
    need = [_LEAST * size] * column_count(cells)
    wish = list(need)
    for place in cells:
        if place.cell.column_span == 1:
            narrow, wide = _text_widths(place.cell, size)
            need[place.column] = max(need[place.column], narrow)
            wish[place.column] = max(wish[place.column], wide)
    return [width + 2 * padding for width in need], [width + 2 * padding for width in wish]


def _shared(need: list[float], wish: list[float], room: float) -> list[float]:
    """Widths that fill the room exactly: the smallest wishes first, never less than an equal share of what is left."""
    widths = [0.0] * len(wish)
    order = sorted(range(len(wish)), key=lambda column: (wish[column], column))
    for rank, column in enumerate(order):
        left = order[rank:]
        share = room / len(left)
        if wish[column] > share:
            spare = room - sum(need[other] for other in left)
            wanted = sum(wish[other] - need[other] for other in left)
            for other in left:
                widths[other] = need[other] + (wish[other] - need[other]) * spare / wanted
            break
        widths[column] = wish[column]
        room -= wish[column]
    return widths


def _text_widths(cell: Cell, size: float) -> tuple[float, float]:
    """The longest unbreakable stretch and the longest line of a cell, estimated: narrow characters half an em."""
    narrow = wide = 0.0
    for line in block_lines(cell.blocks):
        halves = [len(found[0]) for found in SPECIAL.finditer(line) if not found["marks"]]
        narrow = max(narrow, max((len(word) for word in line.split() if word.isascii()), default=0) * size * 0.6)
        wide = max(wide, (len(line) - sum(halves) * 0.4) * size)
    return narrow, wide
