"""Files that people write in YAML: read with the place of every value, checked against one described structure."""

from publish.settings.mistakes import Mistakes, nearest
from publish.settings.schema import json_schema
from publish.settings.shape import Shaped, fit
from publish.settings.styles import builtin_styles, find_style
from publish.settings.tree import load_tree

__all__ = ["Mistakes", "Shaped", "builtin_styles", "find_style", "fit", "json_schema", "load_tree", "nearest"]
