"""Names by which links call the headings of a page."""

from collections.abc import Iterator

from lxml.etree import _Element

from publish.readers.html.tags import HEADINGS
from publish.readers.html.whitespace import Collapser
from publish.readers.links import heading_target


def heading_names(root: _Element) -> dict[str, str]:
    """For each name ('#aims') of a heading, of what is in it, or of the section that it begins: where links lead."""
    found: dict[str, str] = {}
    for heading in root.iter(*HEADINGS):
        words = Collapser()
        for text in heading.itertext():
            words.add(str(text))
        for name in _names(heading):
            found.setdefault(f"#{name}", heading_target(words.marked.finish()[0]))
    return found


def _names(heading: _Element) -> Iterator[str]:
    for element in heading.iter("*"):
        yield from filter(None, (element.get("id"), element.get("name")))
    around = heading.getparent()
    if around is not None and around[0] is heading and around.get("id"):
        yield around.get("id", "")
