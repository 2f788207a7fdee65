"""Book and style sheet to finished pages."""

from publish.layout.book import Layout, lay_out

__all__ = ["Layout", "lay_out"]
