"""What an element says about the looks of its text, in attributes and inline CSS."""

import re

import msgspec
from lxml.etree import _Element

from publish.model.raw import Align
from publish.readers.html.tags import SKIPPED

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_MEDIA = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"(?:^|,)\s*[a-z]*\.([\w-]+)\s*(?=,|$)")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(px|pt)")
_ALIGN = {"left": Align.LEFT, "center": Align.CENTER, "middle": Align.CENTER, "right": Align.RIGHT}
_ALIGN |= {"justify": Align.JUSTIFY}
_PT_PER_PX = 0.75  # CSS Values 5.2


class Look(msgspec.Struct, frozen=True):
    """Claims of one element; size in points."""

    align: Align | None = None
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False


PLAIN = Look()


def hidden_classes(root: _Element) -> frozenset[str]:
    """The classes that the page's own style sheets hide, outside of rules for media."""
    sheets = "".join("".join(str(text) for text in sheet.itertext()) for sheet in root.iter("style"))
    plain = _MEDIA.sub("", sheets)
    return frozenset(
        name for rule in _RULE.finditer(plain) if _HIDDEN.search(rule[2]) for name in _CLASS.findall(rule[1])
    )


def is_hidden(element: _Element) -> bool:
    """Whether a browser would not show the element."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def count_letters(element: _Element) -> int:
    """How many characters an element shows, or would if it were not hidden."""
    shown = (part for part in element.iter("*") if part.tag not in SKIPPED and part.tag != "noscript")
    return sum(len((part.text or "").strip()) + len((part.tail or "").strip()) for part in shown)


def look_of(element: _Element) -> Look:
    """What the element itself asks for."""
    if not element.attrib and element.tag != "center":
        return PLAIN
    css = {name.lower(): value.strip() for name, value in _DECLARATION.findall(element.get("style") or "")}
    align = css.get("text-align") or element.get("align") or ("center" if element.tag == "center" else "")
    family = css.get("font-family") or element.get("face") or ""
    return Look(
        _ALIGN.get(align.lower()),
        family.partition(",")[0].strip("\"' "),
        _points(css.get("font-size", "")),
        css.get("font-weight", "").lower() in ("bold", "bolder", "600", "700", "800", "900"),
        css.get("font-style", "").lower() in ("italic", "oblique"),
    )


def _points(value: str) -> float:
    found = _SIZE.match(value.lower())
    return round(float(found[1]) * (1 if found[2] == "pt" else _PT_PER_PX), 2) if found else 0.0
