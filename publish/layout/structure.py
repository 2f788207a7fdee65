"""The structure of a galley as it goes into tagged files: elements, numbered as they come up."""

from __future__ import annotations

from publish.model.pages import Element, Kind

_HEADINGS = (Kind.H1, Kind.H2, Kind.H3, Kind.H4, Kind.H5, Kind.H6)


class Structure:
    """The elements so far. Number 0 is page furniture.

    Two more stand for what is outside: the section of the book, and the part of the book that goes on from before.
    """

    SECTION = 1
    PART = 2
    OUTSIDE = 3  # so many numbers are not of the galley's own elements

    def __init__(self) -> None:
        self.elements = [Element(Kind.ARTIFACT, 0), Element(Kind.SECTION, 0), Element(Kind.PART, 0)]

    def add(self, kind: Kind, parent: int, alt: str = "", row_span: int = 1, column_span: int = 1) -> int:
        """A new element below another; its number."""
        self.elements.append(Element(kind, parent, alt, row_span, column_span))
        return len(self.elements) - 1


def heading_kind(level: int) -> Kind:
    """The kind of a heading of the book, level 1 being its parts or undivided chapters; there are six."""
    return _HEADINGS[min(level, len(_HEADINGS)) - 1]
