"""The lists that a place in a source stands in."""

from publish.model.raw import ListPlace
from publish.readers.places import Counters


class ListStack:
    """Open lists, the innermost last.

    The number of an item is that of the list's first one plus the count of items between. Where the file counts
    otherwise (3 after 1, because an item was lost), a new list begins, so that no number is altered. Equal numbers
    throughout, a habit of Markdown, count up as its renderers do.
    """

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._open: list[ListPlace] = []
        self._lazy: list[bool] = []
        self.labels: dict[int, str] = {}  # the first number of each numbered list, as text before a paragraph
        self.bullet = ""  # the marker of the item just begun, empty for a numbered one
        self.hidden = False  # what comes next belongs to no list after all

    @property
    def place(self) -> ListPlace | None:
        """The item that is being read; None outside of lists."""
        return self._open[-1] if self._open and not self.hidden else None

    def open(self, start: int | None = None) -> None:
        """A list begins, an ordered one with its first number."""
        ordered = start is not None
        number = self._counters.next_list()
        self._open.append(ListPlace(number, -1, len(self._open), ordered, 1 if start is None else start))
        self._lazy.append(False)

    def open_item(self, info: str, markup: str = "") -> None:
        """An item begins; `info` is its number as written, `markup` its bullet."""
        place = self._open[-1]
        self.bullet = "" if place.ordered else markup
        item, number, start = place.item + 1, place.list, place.start
        if place.ordered and info.isdecimal():
            said = int(info)
            self._lazy[-1] = said == start and (item == 1 or self._lazy[-1])
            if not self._lazy[-1] and said != start + item:
                number, item, start = self._counters.next_list(), 0, said
        delimiter = markup if place.ordered and markup else "."
        self._open[-1] = ListPlace(number, item, place.level, place.ordered, start, delimiter)
        if place.ordered and not item:
            self.labels[number] = f"({start}) " if delimiter == "()" else f"{start}{delimiter} "

    def close(self) -> None:
        """The innermost list ends; nothing happens when there is none."""
        if self._open:
            self._open.pop()
            self._lazy.pop()
        self.bullet = ""
