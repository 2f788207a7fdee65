"""Notes of a web page or of an e-book: which words call one, and which element is its text.

Known by their names (EPUB 3 Structural Semantics, DPUB-ARIA), or by what they are: a short sign that leads to a place
further down from which a link leads back to it.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec
from lxml.etree import _Element

from publish.readers.html.tags import HEADINGS, INLINE

_SIGN = re.compile(
    r"[\[(（〔【［]?\s*(?:注|note)?\s*(?:\d{1,4}|[*＊†‡§¶]{1,4}|[①-⑳㉑-㊿]|[a-z]|[ivxlc]{1,6})\s*[\])）〕】］]?"
)
_BACK = 8  # characters of a link back to the call, at most: '[12]', '↩', '返回正文'
_LONGEST = 20_000  # characters of a note
_MOST_LINKS = 100  # in a note
_CALLS = frozenset(("noteref", "doc-noteref", "footnote-ref", "footnote-reference"))
TYPE = "data-epub-type"  # the attribute that the reader of e-books keeps epub:type in
_NAMING = (TYPE, "epub:type", "role", "class")


class PageNotes:
    """The notes of one page: `calls` and `bodies` by their elements, with keys, and the links `back` to the calls."""

    def __init__(self, root: _Element, prefix: str = "") -> None:
        self.calls: dict[_Element, str] = {}
        self.bodies: dict[_Element, str] = {}
        self.back: set[_Element] = set()
        self._seen: dict[_Element, _Body | None] = {}
        self._places = _named_elements(root)
        for link in root.iter("a"):
            name = (link.get("href") or "").partition("#")
            target = self._places.get(unquote(name[2])) if name[2] and not name[0] else None
            if target is not None and link not in self.back:
                self._take(link, target, prefix + unquote(name[2]))

    def _take(self, link: _Element, target: _Element, key: str) -> None:
        element = _block_around(target)
        if element is None:
            return
        if element not in self._seen:
            self._seen[element] = _look_at(element)
        body = self._seen[element]
        if body is None or link in body.links:
            return
        names = {f"#{name}" for name in _own_names(link)}
        back = [each for each, target in body.back if target in names or each.get("role") == "doc-backlink"]
        signed = back and _SIGN.fullmatch(_text(link).strip().lower())
        if not (signed or _is_named_call(link)):
            return
        self.calls[_with_brackets(link)] = self.bodies.setdefault(element, key)
        self.back.update(map(_with_brackets, back))
        self.back.update(back)


class _Body(msgspec.Struct, frozen=True):
    """An element that may be a note: the links in it, and the short ones among them with their addresses."""

    links: frozenset[_Element]
    back: tuple[tuple[_Element, str], ...]


def _look_at(element: _Element) -> _Body | None:
    """What may be a note; None when it is too long for one."""
    if len(_text(element)) > _LONGEST:
        return None
    links = list(element.iter("a"))
    if len(links) > _MOST_LINKS:
        return None
    short = [link for link in links if len(_text(link).strip()) <= _BACK]
    return _Body(frozenset(links), tuple((link, unquote(link.get("href") or "")) for link in short))


def _named_elements(root: _Element) -> dict[str, _Element]:
    named: dict[str, _Element] = {}
    for element in root.iter("*"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                named.setdefault(name, element)
    return named


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _is_named_call(link: _Element) -> bool:
    words = " ".join(link.get(name) or "" for name in _NAMING).lower().split()
    return not _CALLS.isdisjoint(words)


def _block_around(target: _Element) -> _Element | None:
    """The element that holds a note; None where a link leads to a heading or to the page as a whole."""
    element: _Element | None = target
    while element is not None and element.tag in INLINE:
        element = element.getparent()
    if element is None or element.tag in HEADINGS or element.tag in ("body", "html", "table", "td", "th", "tr"):
        return None
    around = element.getparent()
    if element.tag == "p" and around is not None and around[0] is element:
        whole = around.tag in ("li", "aside") or (around.tag == "div" and around.get("id"))
        return around if whole else element
    return element


def _own_names(link: _Element) -> Iterator[str]:
    """Names of the call itself, of what is in it, and of the elements of the line around it."""
    for inner in link.iter("*"):
        yield from filter(None, (inner.get("id"), inner.get("name")))
    around = link.getparent()
    while around is not None and around.tag in INLINE:
        yield from filter(None, (around.get("id"), around.get("name")))
        around = around.getparent()


def _with_brackets(link: _Element) -> _Element:
    """The raised characters around a link when they hold nothing but its sign: '[1]' with the brackets outside."""
    around = link.getparent()
    if around is not None and around.tag in ("sup", "span") and len(around) == 1:
        text = _text(around).strip()
        if len(text) <= _BACK and text.strip("[]()（）〔〕【】［］ ") == _text(link).strip("[]()（）〔〕【】［］ "):
            return around
    return link
