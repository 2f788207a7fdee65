"""Paragraph and character styles of a Word file, resolved along what they are based on."""

import re

import msgspec
from lxml.etree import _Element

from publish.model.raw import Align
from publish.readers.docx.names import VAL, child_number, child_switch, child_value, w

# Word stores built-in names in English whatever its language; other programs translate them.
_HEADING = re.compile(r"(?:heading|标题|標題|見出し|제목|titre|título|überschrift|titolo|заголовок)\s*([1-9])")
_TITLES = frozenset(("title", "标题", "標題", "文档标题", "表題", "titel"))
BODY = -1
_DEEPEST = 50  # styles in a chain; longer ones are circles

_ALIGN = {"left": Align.LEFT, "start": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}
_ALIGN |= {"both": Align.JUSTIFY, "distribute": Align.JUSTIFY}


class RunLook(msgspec.Struct, frozen=True):
    """Character properties; None where nothing is said. Size in points."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: str | None = None  # superscript, subscript, baseline
    font: str | None = None
    size: float | None = None

    def over(self, below: "RunLook") -> "RunLook":
        """These properties, and what they leave open from those below."""
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(below)
        return RunLook(*(one if one is not None else other for one, other in zip(mine, theirs, strict=True)))


class ParagraphLook(msgspec.Struct, frozen=True):
    """Paragraph properties; None where nothing is said. `level` as in Hints, BODY for text that is no heading."""

    name: str | None = None
    level: int | None = None
    align: Align | None = None
    number_id: str | None = None
    number_level: int | None = None
    page_break: bool | None = None

    def over(self, below: "ParagraphLook") -> "ParagraphLook":
        """These properties, and what they leave open from those below."""
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(below)
        return ParagraphLook(*(one if one is not None else other for one, other in zip(mine, theirs, strict=True)))


NO_RUN = RunLook()
NO_PARAGRAPH = ParagraphLook()


class Styles:
    """The styles of one file by their id."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default = ""
        self._runs: dict[str, RunLook] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}
        self.base = NO_RUN
        if root is None:
            return
        self.base = run_look(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        for element in root.findall(w("style")):
            self._elements.setdefault(element.get(w("styleId"), ""), element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default = element.get(w("styleId"), "")

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all styles."""
        return frozenset(self._elements)

    def run(self, style_id: str | None) -> RunLook:
        """Character properties of a paragraph or character style; of the default paragraph style for None."""
        key = self._default if style_id is None else style_id
        if key not in self._runs:
            look = NO_RUN
            for element in self._chain(key):
                look = look.over(run_look(element.find(w("rPr"))))
            self._runs[key] = look
        return self._runs[key]

    def paragraph(self, style_id: str | None) -> ParagraphLook:
        """Paragraph properties of a style; of the default one for None."""
        key = self._default if style_id is None else style_id
        if key not in self._paragraphs:
            look = NO_PARAGRAPH
            for element in self._chain(key):
                look = look.over(_style_look(element))
            self._paragraphs[key] = look
        return self._paragraphs[key]

    def _chain(self, style_id: str) -> list[_Element]:
        chain: list[_Element] = []
        element = self._elements.get(style_id)
        while element is not None and element not in chain and len(chain) < _DEEPEST:
            chain.append(element)
            element = self._elements.get(child_value(element, "basedOn") or "")
        return chain


def run_look(properties: _Element | None) -> RunLook:
    """What run properties (rPr) say themselves."""
    if properties is None or len(properties) == 0:
        return NO_RUN
    fonts = properties.find(w("rFonts"))
    font = None if fonts is None else fonts.get(w("eastAsia")) or fonts.get(w("ascii"))
    size = child_number(properties, "sz")
    return RunLook(
        child_switch(properties, "b"),
        child_switch(properties, "i"),
        child_switch(properties, "vanish"),
        child_value(properties, "vertAlign"),
        font,
        size / 2 if size else None,  # half points, 17.3.2.38
    )


def paragraph_look(properties: _Element | None) -> ParagraphLook:
    """What paragraph properties (pPr) say themselves, the style left out."""
    if properties is None:
        return NO_PARAGRAPH
    outline = child_number(properties, "outlineLvl")
    numbering = properties.find(w("numPr"))
    return ParagraphLook(
        None,
        None if outline is None else outline + 1 if 0 <= outline < 9 else BODY,  # 9 is body text, 17.3.1.20
        _ALIGN.get(child_value(properties, "jc") or ""),
        child_value(numbering, "numId"),
        child_number(numbering, "ilvl"),
        child_switch(properties, "pageBreakBefore"),
    )


def style_id_of(properties: _Element | None, name: str) -> str | None:
    """The id of the style that paragraph (pStyle) or run properties (rStyle) name."""
    found = None if properties is None else properties.find(w(name))
    return None if found is None else found.get(VAL)


def _style_look(element: _Element) -> ParagraphLook:
    name = child_value(element, "name") or ""
    own = paragraph_look(element.find(w("pPr")))
    level = _level(name)
    return msgspec.structs.replace(own, name=name or None, level=own.level if level is None else level)


def _level(name: str) -> int | None:
    plain = name.strip().lower()
    if plain in _TITLES:
        return 0
    found = _HEADING.fullmatch(plain)
    return int(found[1]) if found else None
