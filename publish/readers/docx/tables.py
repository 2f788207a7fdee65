"""The grid of a Word table (ISO/IEC 29500-1, 17.4)."""

from collections.abc import Iterator

from lxml.etree import _Element

from publish.model.raw import CellPlace
from publish.readers.docx.names import VAL, child_number, child_switch, elements, w

_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))
_WIDEST = 1000


def cells_of(table: _Element, number: int) -> list[tuple[_Element, CellPlace]]:
    """The cells in reading order, each merged one once, with its place. Rows whose deletion is tracked are left out."""
    found: list[tuple[_Element, CellPlace]] = []
    open_cells: dict[int, int] = {}  # column -> index of the cell that goes on downward from there
    for row, element in enumerate(_rows(table)):
        properties = element.find(w("trPr"))
        header = bool(child_switch(properties, "tblHeader"))
        column = min(child_number(properties, "gridBefore") or 0, _WIDEST)
        for cell in _wrapped(element, w("tc")):
            span = _column_span(cell)
            merge = _merge(cell)
            at = open_cells.get(column)
            if merge == "continue" and at is not None and not _has_text(cell):
                found[at] = (found[at][0], _taller(found[at][1], row))
            else:
                found.append((cell, CellPlace(number, row, column, 1, span, header)))
                open_cells.pop(column, None)
                if merge:
                    open_cells[column] = len(found) - 1
            column += span
    return found


def _rows(table: _Element) -> Iterator[_Element]:
    for row in _wrapped(table, w("tr")):
        properties = row.find(w("trPr"))
        if properties is None or properties.find(w("del")) is None:
            yield row


def _wrapped(parent: _Element, tag: str) -> Iterator[_Element]:
    for child in elements(parent):
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _wrapped(child, tag)


def _column_span(cell: _Element) -> int:
    return min(max(child_number(cell.find(w("tcPr")), "gridSpan") or 1, 1), _WIDEST)


def _merge(cell: _Element) -> str:
    """'restart', 'continue', or nothing; vMerge without a value continues (17.4.84)."""
    properties = cell.find(w("tcPr"))
    merge = None if properties is None else properties.find(w("vMerge"))
    return "" if merge is None else merge.get(VAL, "continue")


def _has_text(cell: _Element) -> bool:
    return any(element.text and element.text.strip() for element in cell.iter(w("t")))


def _taller(place: CellPlace, row: int) -> CellPlace:
    height = row - place.row + 1
    return CellPlace(place.table, place.row, place.column, height, place.column_span, place.header)
