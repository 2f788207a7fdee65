"""Which row and column a table cell of a web page is in."""

from lxml.etree import _Element

from publish.model.raw import CellPlace

_WIDEST, _TALLEST = 1000, 65_534  # limits of the HTML Standard for colspan and rowspan


class Grid:
    """A table while its cells come in."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column -> first row that is free again
        self.header = False  # inside thead

    def next_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0

    def next_cell(self, element: _Element) -> CellPlace:
        """The place of the cell that begins."""
        row = max(self._row, 0)
        while self._taken.get(self._column, 0) > row:
            self._column += 1
        column = self._column
        wide, tall = _number(element.get("colspan"), _WIDEST), _number(element.get("rowspan"), _TALLEST)
        for taken in range(column, column + wide):
            self._taken[taken] = row + tall
        self._column = column + wide
        return CellPlace(self._number, row, column, tall, wide, self.header or element.tag == "th")


def is_layout(table: _Element) -> bool:
    """Whether a table only arranges the page: it holds another table, or a single cell."""
    if table.find(".//table") is not None:
        return True
    cells = table.iter("td", "th")
    return next(cells, None) is None or next(cells, None) is None


def _number(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isascii() and text.isdecimal() and len(text) < 7 else 1
