"""styles/NAME.yaml → StyleSheet: files that extend each other, roles that inherit, every value resolved once."""

from publish.stylesheet.fonts import load_families
from publish.stylesheet.load import load_style, style_schema

__all__ = ["load_families", "load_style", "style_schema"]
