"""Lines with a place in a table become a table."""

import re
from collections.abc import Callable, Sequence

from publish.model.document import Block, Cell, Inline, Row, Table
from publish.model.raw import CellPlace
from publish.structure.lines import Line

import msgspec  # isort: skip

BuildBlocks = Callable[[Sequence[Line]], tuple[Block, ...]]
_YEAR = re.compile(r"(?:19|20)\d\d\s?年?(?:度|[上下]半年)?")
_HEADER_WIDTH = 16  # characters of a cell of a header row


def build_table(lines: Sequence[Line], build: BuildBlocks, caption: tuple[Inline, ...]) -> Table:
    """The table of the lines; cells keep the order of rows and columns, an empty cell stays an empty cell."""
    cells: dict[tuple[int, int], list[Line]] = {}
    places: dict[tuple[int, int], CellPlace] = {}
    for line in lines:
        place = line.hints.cell
        assert place is not None
        key = (place.row, place.column)
        places.setdefault(key, place)
        held = cells.setdefault(key, [])
        if line.text or line.hints.image:
            held.append(msgspec.structs.replace(line, hints=msgspec.structs.replace(line.hints, cell=None)))
    header = _header_rows(cells, places)
    rows: dict[int, list[Cell]] = {}
    for key in sorted(cells):
        place = places[key]
        is_header = place.header or place.row < header
        cell = Cell(build(cells[key]), place.row_span, place.column_span, is_header)
        rows.setdefault(place.row, []).append(cell)
    return Table(tuple(Row(tuple(row)) for row in rows.values()), lines[0].span, header, caption)


def _header_rows(cells: dict[tuple[int, int], list[Line]], places: dict[tuple[int, int], CellPlace]) -> int:
    """The number of header rows: those that the source marks, else the first one when it looks like labels."""
    marked = {place.row for place in places.values() if place.header}
    count = 0
    while count in marked and all(place.header for place in places.values() if place.row == count):
        count += 1
    if count:
        return count
    first = [cells[key] for key in cells if key[0] == 0]
    several = len({row for row, _ in cells}) > 1 and len(first) > 1
    return int(several and all(_is_label(lines) for lines in first))


def _is_label(lines: Sequence[Line]) -> bool:
    """Whether a cell holds a short phrase that begins with no digit, or a year: 2023年."""
    if len(lines) != 1:
        return False
    text = lines[0].text
    if _YEAR.fullmatch(text):
        return True
    return 0 < len(text) <= _HEADER_WIDTH and not text[0].isdigit() and text[-1] not in "。；"
