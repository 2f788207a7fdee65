"""The columns that blocks are set in."""

from __future__ import annotations

from dataclasses import dataclass

from publish.model.style import StyleRole


@dataclass(frozen=True, slots=True)
class Measure:
    """The column that a paragraph is set in: its left edge and its width, points."""

    left: float
    width: float

    def inset(self, left: float, right: float = 0.0) -> Measure:
        """The column with its sides moved in."""
        return Measure(self.left + left, self.width - left - right)


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks are set, and the role of body paragraphs there (quotations, cells and notes have their own)."""

    measure: Measure
    body: StyleRole = StyleRole.BODY

    def within(self, measure: Measure, body: StyleRole | None = None) -> Column:
        """Another measure, and possibly another role."""
        return Column(measure, body or self.body)
