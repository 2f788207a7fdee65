"""Tables: which cell stands where, how wide the columns are, and the markup around the contents of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from publish.model.document import Cell, Row, Table
from publish.model.walk import block_lines
from publish.units import EMU_PER_TWIP, Length, to_twips
from publish.writers.docx.markup import attributes, value
from publish.writers.docx.names import BOOK_TABLE

_NARROWEST, _WIDEST = 4, 30  # weights of columns, in characters


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row of the grid. `cell` is None where a cell from above goes on or where none was given."""

    cell: Cell | None
    columns: int
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a regular grid: slots of each row from left to right, widths of the columns in twips."""

    rows: tuple[tuple[Slot, ...], ...]
    widths: tuple[int, ...]
    header_rows: int

    def width(self, row: int, slot: int) -> int:
        """The width of a slot in twips."""
        before = sum(other.columns for other in self.rows[row][:slot])
        return sum(self.widths[before : before + self.rows[row][slot].columns])


def plan_table(table: Table, measure: Length) -> Grid:
    """The grid of the table on `measure`, gaps filled, spans cut where they leave the table."""
    columns = _count_columns(table.rows)
    taken: dict[int, tuple[int, int]] = {}  # column: rows that its cell still goes on for, its columns
    rows = []
    for number, row in enumerate(table.rows):
        slots = _slots(row, columns, taken, len(table.rows) - number)
        rows.append(tuple(slots))
    return Grid(tuple(rows), _widths(rows, columns, measure), min(table.header_rows, len(rows)))


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
            slots.append(Slot(None, width, continued=True))
        else:
            cell = cells.pop(0) if cells else None
            width = _free(column, columns, taken, max(cell.column_span, 1) if cell else 1)
            left = min(max(cell.row_span, 1), rows_left) if cell else 1
            slots.append(Slot(cell, width))
        if left > 1:
            taken[column] = (left - 1, width)
        column += width
    return slots


def _free(column: int, columns: int, taken: dict[int, tuple[int, int]], wanted: int) -> int:
    """How many of the wanted columns are free, at least one."""
    ends = [other for other in taken if other > column]
    return min(wanted, min([*ends, columns]) - column)


def _widths(rows: Sequence[Sequence[Slot]], columns: int, measure: Length) -> tuple[int, ...]:
    """Column widths after the longest line in each column; together exactly the measure."""
    weights = [_NARROWEST] * columns
    for row in rows:
        column = 0
        for slot in row:
            if slot.cell and slot.columns == 1:
                longest = max(map(len, block_lines(slot.cell.blocks)), default=0)
                weights[column] = max(weights[column], min(longest, _WIDEST))
            column += slot.columns
    total, space = sum(weights), to_twips(measure)
    widths = [space * weight // total for weight in weights]
    widths[-1] += space - sum(widths)
    return tuple(widths)


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
