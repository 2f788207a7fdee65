"""The geometry of tables: which cell stands where, how wide the columns are, how far in numbers stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publish.model.document import Cell, Paragraph, Table
from publish.model.style import StyleRole, StyleSheet
from publish.model.walk import block_lines, inline_text
from publish.units import to_pt

_LEAST = 2.0  # em of a column
_READABLE = 4.0  # em of a column that need not be narrower for want of text
_NARROW = 0.6  # em of a narrow character, about
_NUMBER = re.compile(r"([+\-−–±＋－]?[¥￥$€]?\d[\d,，]*)((?:\.\d+)?\s?[^\d\s]{0,2})")
_NOTHING = frozenset({"", "—", "——", "-", "–", "/", "…", "……"})
_FEWEST = 2  # numbers that make a column one of numbers


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


def widths(cells: Iterable[Place], columns: int, sheet: StyleSheet, room: float) -> list[float]:
    """Column widths in points: modest wishes are granted whole, the others share what is left of the room."""
    need, wish = _wishes(cells, columns, sheet)
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
    need, wish = _wishes(cells, column_count(cells), sheet)
    readable = _READABLE * to_pt(sheet.text[StyleRole.TABLE_CELL].size) + 2 * to_pt(sheet.table.padding)
    return sum(max(low, min(wide, readable)) for low, wide in zip(need, wish, strict=True)) > room


def _wishes(cells: Iterable[Place], columns: int, sheet: StyleSheet) -> tuple[list[float], list[float]]:
    """What each column needs and what it would like to have, padding included."""
    size, padding = to_pt(sheet.text[StyleRole.TABLE_CELL].size), to_pt(sheet.table.padding)
    need = [_LEAST * size] * columns
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
    """The longest unbreakable stretch and the longest line of a cell, estimated."""
    narrow = wide = 0.0
    for line in block_lines(cell.blocks):
        word = max((len(word) for word in line.split() if word.isascii()), default=0)
        narrow = max(narrow, word * _NARROW * size)
        wide = max(wide, sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else _NARROW for each in line) * size)
    return narrow, wide


def number_shifts(
    table: Table, cells: list[Place], room: float, width_of: Callable[[str], float]
) -> list[tuple[Place, float]]:
    """How far each number of a column goes to the right, in points; none when the column holds other things as well.

    The numbers as a block stand in the middle of the column, whose inner width is `room`, and so does each dash.
    """
    parts = []
    blanks = []
    for place in cells:
        if place.cell.header or place.row < table.header_rows:
            continue
        text = _plain(place)
        found = _NUMBER.fullmatch(text) if text else None
        if found and place.cell.column_span == 1:
            parts.append((place, width_of(found[1]), width_of(found[2])))
        elif text is None or text not in _NOTHING:
            return []
        elif text and place.cell.column_span == 1:
            blanks.append((place, (room - width_of(text)) / 2))
    left = max((before for _, before, _ in parts), default=0.0)
    spare = room - left - max((after for _, _, after in parts), default=0.0)
    if len(parts) < _FEWEST or spare < 0:
        return []
    return [*((place, spare / 2 + left - before) for place, before, _ in parts), *blanks]


def _plain(place: Place) -> str | None:
    """The text of a cell of at most one paragraph; None for anything else."""
    blocks = place.cell.blocks
    if not blocks:
        return ""
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
        return None
    return inline_text(blocks[0].content).strip()
