"""Words inside a paragraph of an e-book of ours, as text with marks."""

import re

from lxml.etree import _Element

from publish.model.raw import MarkKind
from publish.readers.html.tags import INLINE, MARKS
from publish.readers.lines import joint
from publish.readers.links import link_target
from publish.readers.marked import MarkedText

_FOLD = re.compile(r"[ \t\r]*\n[ \t\r\n]*")  # where a program has broken lines of the file
_STYLED = re.compile(r"(?:heading|lead)-([1-6])")
_DEEPER = re.compile(r"[1-9][0-9]?")
_NO_TEXT = frozenset(("doc-backlink", "doc-pagebreak"))


def is_inline(element: _Element) -> bool:
    """Whether an element stands in a line. An image never does: it is a block of its own."""
    return element.tag in INLINE and element.tag != "img"


def is_call(link: _Element) -> bool:
    """Whether a link is the sign of a note."""
    return link.get("role") == "doc-noteref"


def styled_level(element: _Element) -> str:
    """The level that the class of a heading names, or an attribute where it is too deep for a class; '' for none."""
    names = (element.get("class") or "").split()
    level = next((found[1] for found in map(_STYLED.fullmatch, names) if found), "")
    deeper = element.get("data-level") or ""
    return deeper if level and _DEEPER.fullmatch(deeper) else level


class Words(MarkedText):
    """The words of one paragraph. Their spaces are kept as they stand, save where the file's lines are broken.

    `leads` are the run-in headings that have a name, by it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.leads: dict[str, str] = {}

    def run(self, text: str | None) -> None:
        """Append running text."""
        whole = (text or "") if self.length else (text or "").lstrip(" ")
        if "\n" in whole:
            whole = _FOLD.sub(
                lambda fold: joint(whole[: fold.start()][-1:] or self.last, whole[fold.end() :][:1]), whole
            )
        self.add(whole)

    def inside(self, element: _Element) -> None:
        """Append all that stands in an element."""
        self.run(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.take(child)
            self.run(child.tail)

    def take(self, element: _Element) -> None:
        """Append an element of the line."""
        tag, role = str(element.tag), element.get("role")
        if tag == "br":
            self.add("\n")
        elif is_call(element):
            self.note((element.get("href") or "")[1:])
        elif tag == "sup" and element.get("class") == "call":
            self.inside(element)
        elif tag != "rp" and role not in _NO_TEXT:
            self._marked(element, tag)

    def _marked(self, element: _Element, tag: str) -> None:
        kind, target = _mark(element, tag)
        if tag == "ruby":
            self.begin_base()
        elif tag == "rt":
            self.begin_reading()
        if kind:
            self.open(kind, target)
        self.inside(element)
        if kind:
            self.close(kind)
        if tag == "rt":
            self.end_reading()
        if kind is MarkKind.LEAD and element.get("id"):
            self.leads[element.get("id", "")] = "".join(map(str, element.itertext()))


def _mark(element: _Element, tag: str) -> tuple[MarkKind | None, str]:
    """What an element says about its words; a link that leads nowhere says nothing."""
    if tag == "a":
        target = link_target(element.get("href") or "")
        return (MarkKind.LINK, target) if target else (None, "")
    level = styled_level(element)
    return (MarkKind.LEAD, level) if level else (MARKS.get(tag), "")
