"""Book and style sheet to finished pages."""

from publish.layout.book import Layout, lay_out
from publish.layout.galley import Galley, Setter, UnitSetter
from publish.layout.units import Unit, unit_lines, units

__all__ = ["Galley", "Layout", "Setter", "Unit", "UnitSetter", "lay_out", "unit_lines", "units"]
