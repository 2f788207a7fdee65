"""Names of WordprocessingML elements and attributes (ISO/IEC 29500-1)."""

from collections.abc import Iterator

from lxml.etree import _Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

RELATION_ID = f"{{{_RELATIONS}}}id"
RELATION_EMBED = f"{{{_RELATIONS}}}embed"
RELATION_LINK = f"{{{_RELATIONS}}}link"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
MATHS = frozenset(
    f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}" for name in ("oMath", "oMathPara")
)

_OFF = frozenset(("0", "false", "off", "none"))


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{_MAIN}}}{name}"


VAL = w("val")


def child_value(element: _Element | None, name: str) -> str | None:
    """The value of the child with this name; None when there is no such child or no value."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(VAL)


def child_switch(element: _Element | None, name: str) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said (17.17.4: present without value is on)."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


def child_number(element: _Element | None, name: str) -> int | None:
    """The whole number of the child with this name; None when it is none."""
    return whole(child_value(element, name))


def whole(text: str | None) -> int | None:
    """The whole number that the text is, within nine digits; None when it is none."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def elements(parent: _Element) -> Iterator[_Element]:
    """The child elements, comments left out."""
    return parent.iterchildren("*")
