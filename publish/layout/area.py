"""The type area: where on the paper the text stands."""

from __future__ import annotations

from typing import NamedTuple

from publish.layout.column import Measure
from publish.model.office import grid_loss
from publish.model.style import PageStyle
from publish.units import to_pt


class TypeArea(NamedTuple):
    """The type area of a style's pages on their paper; points."""

    paper: tuple[float, float]
    top: float
    width: float
    height: float
    left_odd: float
    left_even: float
    grid_loss: float  # how much narrower office programs make the text

    @classmethod
    def of(cls, page: PageStyle) -> TypeArea:
        """The type area of a page style."""
        paper = to_pt(page.width), to_pt(page.height)
        top, inner, outer = to_pt(page.margin_top), to_pt(page.margin_inner), to_pt(page.margin_outer)
        width, height = paper[0] - inner - outer, paper[1] - top - to_pt(page.margin_bottom)
        return cls(paper, top, width, height, inner, outer if page.mirrored else inner, to_pt(grid_loss(page)))

    @property
    def bottom(self) -> float:
        """Where it ends, from the top of the paper."""
        return self.top + self.height

    @property
    def measure(self) -> Measure:
        """Its whole width, counted from its own left edge."""
        return Measure(0.0, self.width, self.grid_loss)

    def left(self, *, even: bool) -> float:
        """Where it begins, from the left edge of the paper."""
        return self.left_even if even else self.left_odd
