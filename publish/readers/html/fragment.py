"""Markup inside another format, as in Markdown."""

from publish.model.raw import RawBlock
from publish.readers.html.page import PageReader
from publish.readers.html.parser import parse_page
from publish.readers.images import Gallery
from publish.readers.places import Counters


def read_fragment(markup: str, path: str, line: int, gallery: Gallery, counters: Counters) -> tuple[RawBlock, ...]:
    """The blocks of a piece of HTML that begins at the given line."""
    root = parse_page(markup, path)
    return () if root is None else PageReader(path, line, gallery, counters).read(root)
