"""The columns that blocks are set in."""

from __future__ import annotations

from dataclasses import dataclass

from publish.model.style import StyleRole


@dataclass(frozen=True, slots=True)
class Measure:
    """The column that a paragraph is set in: its left edge and its width, points.

    `grid_loss` is how much narrower office programs make it (`model.office`).
    """

    left: float
    width: float
    grid_loss: float = 0.0

    def inset(self, left: float, right: float = 0.0) -> Measure:
        """The column with its sides moved in."""
        return Measure(self.left + left, self.width - left - right, self.grid_loss)


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks are set, and the role of body paragraphs there (quotations, cells and notes have their own).

    `element` is the structure element that they belong to, `level` that of the heading above them in the book.
    """

    measure: Measure
    element: int
    body: StyleRole = StyleRole.BODY
    level: int = 1

    def within(self, measure: Measure, element: int, body: StyleRole | None = None) -> Column:
        """Another measure inside another element, and possibly another role."""
        return Column(measure, element, body or self.body, self.level)
