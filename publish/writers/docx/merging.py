"""The styles of a template and ours as one: those of the template win where both have the same (name or id)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from publish.writers.docx.markup import MAIN
from publish.writers.docx.names import BODY

_W = f"{{{MAIN}}}"
_VAL, _ID, _TYPE = f"{_W}val", f"{_W}styleId", f"{_W}type"
_POINTERS = ("basedOn", "next", "link")
_KEPT_OF_OURS = ("keepNext", "pageBreakBefore", "numPr", "tabs", "outlineLvl")  # what structure and contents rest on
# Children of w:pPr up to those that are put in, in the schema's order (ISO/IEC 29500-1, 17.3.1.26).
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
)
_NORMAL = "Normal"


class MergedStyles:
    """The styles part of both. `renamed` says how ids of the template are called in it, `taken` which names won."""

    def __init__(self, ours: bytes, theirs: bytes) -> None:
        self._ours, self._root = etree.fromstring(ours), etree.fromstring(theirs)
        self._by_name = {_key(style): style for style in self._ours.iter(f"{_W}style")}
        self._by_id = {(style.get(_TYPE), style.get(_ID)): style for style in self._ours.iter(f"{_W}style")}
        self.renamed: dict[str, str] = {}
        self.taken: list[str] = []
        self._matched: set[str] = set()
        self._merge()

    @property
    def data(self) -> bytes:
        """The part."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _merge(self) -> None:
        for style in self._root.iter(f"{_W}style"):
            self._match(style)
        rename_styles(self._root, self.renamed)
        self._speak()
        body = self._by_id["paragraph", BODY]
        look = _look(body)
        for style in list(self._ours.iter(f"{_W}style")):
            if style.get(_ID) not in self._matched:
                rests = _is_like(style, look)
                self._root.append(_resting(style, indented=self._indented) if rests else deepcopy(style))

    def _match(self, style: _Element) -> None:
        """One style of the template: it takes the place and the id of ours, or a free id."""
        own = self._by_name.get(_key(style))
        if own is None:
            own = self._by_id.get((style.get(_TYPE), style.get(_ID)))
        identity = style.get(_ID, "")
        _take_out(style, f"{_W}pPr/{_W}numPr")  # its definition stays in the template
        if own is None or own.get(_ID) in self._matched:
            if any(identity == known for _, known in self._by_id):
                self.renamed[identity] = f"Reference{identity}"
            return
        self.renamed[identity] = own.get(_ID, "")
        self._matched.add(own.get(_ID, ""))
        self.taken.append(_name(own))
        for name in style.findall(f"{_W}name"):
            name.set(_VAL, _name(own))
        if style.get(_TYPE) == "paragraph" and own.find(f"{_W}pPr") is not None:
            _keep_of_ours(style, own)

    def _speak(self) -> None:
        """The language of the text is the book's, whatever the template's was."""
        path = f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"
        language, defaults = self._ours.find(f"{path}/{_W}lang"), self._root.find(path)
        if language is not None and defaults is not None:
            _take_out(defaults, f"{_W}lang")
            defaults.append(language)

    @property
    def _indented(self) -> bool:
        """Whether the template's plain paragraphs have an indent."""
        normal = next((style for style in self._root.iter(f"{_W}style") if style.get(_ID) == _NORMAL), None)
        return normal is not None and normal.find(f"{_W}pPr/{_W}ind") is not None


def rename_styles(root: _Element, renamed: dict[str, str]) -> None:
    """Styles and everything that names them, called by their new ids."""
    for style in root.iter(f"{_W}style"):
        style.set(_ID, renamed.get(style.get(_ID, ""), style.get(_ID, "")))
    for name in (*_POINTERS, "pStyle", "rStyle", "tblStyle"):
        for pointer in root.iter(f"{_W}{name}"):
            pointer.set(_VAL, renamed.get(pointer.get(_VAL, ""), pointer.get(_VAL, "")))


def _name(style: _Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(_VAL, "")


def _key(style: _Element) -> tuple[str | None, str]:
    return style.get(_TYPE), _name(style).lower()


def _take_out(style: _Element, path: str) -> None:
    for element in style.findall(path):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _keep_of_ours(style: _Element, own: _Element) -> None:
    """What the order of the book and its contents rest on, where the template is silent about it."""
    target = style.find(f"{_W}pPr")
    if target is None:
        target = etree.Element(f"{_W}pPr")
        before = style.find(f"{_W}rPr")
        style.insert(len(style) if before is None else style.index(before), target)
    for name in _KEPT_OF_OURS:
        wanted = own.find(f"{_W}pPr/{_W}{name}")
        if wanted is not None and wanted.get(_VAL) != "0" and target.find(f"{_W}{name}") is None:
            place = sum(1 for child in target if _rank(child) < _ORDER.index(name))
            target.insert(place, deepcopy(wanted))


def _rank(element: _Element) -> int:
    name = etree.QName(element).localname
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _look(style: _Element) -> bytes:
    """The type of a style: faces, size, colour."""
    found = style.find(f"{_W}rPr")
    return b"" if found is None else etree.tostring(found)


def _is_like(style: _Element, look: bytes) -> bool:
    return style.get(_TYPE) == "paragraph" and style.get(_ID) != _NORMAL and _look(style) == look


def _resting(style: _Element, *, indented: bool) -> _Element:
    """A style of ours that is set like the body: it takes type and line spacing from the template's plain text."""
    rested = deepcopy(style)
    for name in _given_up(rested, indented=indented):
        _take_out(rested, name)
    base = rested.find(f"{_W}basedOn")
    if base is not None and rested.get(_ID) != BODY and base.get(_VAL) == _NORMAL:
        base.set(_VAL, BODY)
    return rested


def _given_up(style: _Element, *, indented: bool) -> Iterator[str]:
    yield f"{_W}rPr"
    yield f"{_W}pPr/{_W}spacing"
    if style.get(_ID) == BODY:
        yield f"{_W}pPr/{_W}jc"
        if indented:
            yield f"{_W}pPr/{_W}ind"
