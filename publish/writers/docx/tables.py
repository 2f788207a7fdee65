"""Tables: which cell stands where, how wide the columns are, and the markup around the contents of cells."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from publish.model.document import Cell, Row, Table
from publish.model.style import StyleRole, StyleSheet
from publish.tabular import Place, number_shifts, widths
from publish.units import EMU_PER_TWIP, Length, pt, to_pt, to_twips
from publish.writers.docx.markup import attributes, value
from publish.writers.docx.names import BOOK_TABLE

# Widths of what numbers are made of in the Latin face of most tables, in em.
_DIGIT = 0.5
_TWIPS = 20  # in a point
_ADVANCES = {",": 0.25, ".": 0.25, " ": 0.25, "-": 0.333, "+": 0.564, "−": 0.564, "±": 0.549, "%": 0.833}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row of the grid. `cell` is None where a cell from above goes on or where none was given.

    `column` is its first one.
    """

    cell: Cell | None
    column: int
    columns: int
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a regular grid: slots of each row from left to right, widths of the columns in twips.

    `shifts` tells by row and column how far in numbers stand, in twips, so that their points are below each other.
    """

    rows: tuple[tuple[Slot, ...], ...]
    widths: tuple[int, ...]
    header_rows: int
    shifts: dict[tuple[int, int], int]

    def width(self, row: int, slot: int) -> int:
        """The width of a slot in twips."""
        first = self.rows[row][slot].column
        return sum(self.widths[first : first + self.rows[row][slot].columns])


def plan_table(table: Table, measure: Length, sheet: StyleSheet) -> Grid:
    """The grid of the table on `measure`, gaps filled, spans cut where they leave the table; columns are as wide, and
    numbers stand as far in, as on printed pages.
    """
    columns = _count_columns(table.rows)
    taken: dict[int, tuple[int, int]] = {}  # column: rows that its cell still goes on for, its columns
    rows = [tuple(_slots(row, columns, taken, len(table.rows) - number)) for number, row in enumerate(table.rows)]
    places = [
        Place(msgspec.structs.replace(slot.cell, column_span=slot.columns), row, slot.column)
        for row, slots in enumerate(rows)
        for slot in slots
        if slot.cell
    ]
    wide = [to_twips(pt(width)) for width in widths(places, columns, sheet, to_pt(measure))]
    wide[-1] += to_twips(measure) - sum(wide)
    return Grid(tuple(rows), tuple(wide), min(table.header_rows, len(rows)), _shifts(table, places, wide, sheet))


def _shifts(
    table: Table, places: Iterable[Place], wide: Sequence[int], sheet: StyleSheet
) -> dict[tuple[int, int], int]:
    size, paddings = to_pt(sheet.text[StyleRole.TABLE_CELL].size), 2 * to_twips(sheet.table.padding)
    by_column: defaultdict[int, list[Place]] = defaultdict(list)
    for place in places:
        by_column[place.column].append(place)
    return {
        (place.row, column): to_twips(pt(shift))
        for column, cells in by_column.items()
        for place, shift in number_shifts(
            table, cells, (wide[column] - paddings) / _TWIPS, lambda text: _advance(text) * size
        )
    }


def _advance(text: str) -> float:
    """The width of a number in em."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else _ADVANCES.get(each, _DIGIT) for each in text)


def _count_columns(rows: Sequence[Row]) -> int:
    going_on: list[tuple[int, int]] = []  # rows left, columns
    most = 1
    for row in rows:
        begun = [(max(cell.row_span, 1), max(cell.column_span, 1)) for cell in row.cells]
        going_on += begun
        most = max(most, sum(columns for _, columns in going_on))
        going_on = [(left - 1, columns) for left, columns in going_on if left > 1]
    return most


def _slots(row: Row, columns: int, taken: dict[int, tuple[int, int]], rows_left: int) -> list[Slot]:
    """The slots of one row; `taken`, what goes on from above, is brought up to date for the next."""
    cells = list(row.cells)
    slots: list[Slot] = []
    column = 0
    while column < columns:
        if column in taken:
            left, width = taken.pop(column)
            slots.append(Slot(None, column, width, continued=True))
        else:
            cell = cells.pop(0) if cells else None
            width = _free(column, columns, taken, max(cell.column_span, 1) if cell else 1)
            left = min(max(cell.row_span, 1), rows_left) if cell else 1
            slots.append(Slot(cell, column, width))
        if left > 1:
            taken[column] = (left - 1, width)
        column += width
    return slots


def _free(column: int, columns: int, taken: dict[int, tuple[int, int]], wanted: int) -> int:
    """How many of the wanted columns are free, at least one."""
    ends = [other for other in taken if other > column]
    return min(wanted, min([*ends, columns]) - column)


def table_markup(grid: Grid, contents: Sequence[Sequence[str]]) -> str:
    """The table with the paragraphs of each slot given."""
    look = attributes({"val": "0420" if grid.header_rows else "0400", "firstRow": int(grid.header_rows > 0)})
    rest = attributes({"lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1})
    columns = "".join([f"<w:gridCol{attributes({'w': width})}/>" for width in grid.widths])
    rows = "".join([_row(grid, number, contents[number]) for number in range(len(grid.rows))])
    return (
        f"<w:tbl><w:tblPr>{value('tblStyle', BOOK_TABLE)}<w:tblW{attributes({'w': sum(grid.widths), 'type': 'dxa'})}/>"
        f"<w:tblLayout{attributes({'type': 'fixed'})}/><w:tblLook{look}{rest}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(grid: Grid, number: int, contents: Sequence[str]) -> str:
    header = "<w:tblHeader/>" if number < grid.header_rows else ""
    cells = "".join([_cell(grid, number, at, content) for at, content in enumerate(contents)])
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _cell(grid: Grid, row: int, at: int, content: str) -> str:
    slot = grid.rows[row][at]
    span = value("gridSpan", slot.columns) if slot.columns > 1 else ""
    if slot.continued:
        merge = "<w:vMerge/>"
    else:
        merge = value("vMerge", "restart") if slot.cell and slot.cell.row_span > 1 and row + 1 < len(grid.rows) else ""
    width = f"<w:tcW{attributes({'w': grid.width(row, at), 'type': 'dxa'})}/>"
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{content}</w:tc>"


def inner_width(grid: Grid, row: int, at: int, padding: Length) -> Length:
    """The width that the contents of a slot have."""
    return Length(max(grid.width(row, at) * EMU_PER_TWIP - 2 * padding, EMU_PER_TWIP))
