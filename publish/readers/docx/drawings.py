"""What drawings hold: pictures and text boxes."""

import msgspec
from lxml.etree import _Element

from publish.readers.docx.names import (
    ALTERNATE,
    BLIP,
    CHOICE,
    DRAWING_PROPERTIES,
    EXTENT,
    FALLBACK,
    IMAGE_DATA,
    RELATION_EMBED,
    RELATION_ID,
    RELATION_LINK,
    elements,
    w,
    whole,
)

_LARGEST = 100_000_000  # EMU, about three yards


class Picture(msgspec.Struct, frozen=True):
    """A picture: the relationship that leads to it, its description, its size in EMU (0 unknown)."""

    relation: str
    alt: str = ""
    width: int = 0
    height: int = 0


def chosen_branch(alternate: _Element) -> _Element | None:
    """The one branch of alternative content to read: the same thing is in the others in another form."""
    choice = alternate.find(CHOICE)
    fallback = alternate.find(FALLBACK)
    return choice if choice is not None and len(choice) else fallback


def contents_of(drawing: _Element) -> tuple[list[Picture], list[_Element]]:
    """Pictures and text boxes (txbxContent) of a drawing, those inside its text boxes left to their reading."""
    pictures: list[Picture] = []
    boxes: list[_Element] = []
    alt, width, height = "", 0, 0
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == w("txbxContent"):
            boxes.append(element)
            continue
        if tag == ALTERNATE:
            branch = chosen_branch(element)
            waiting += [] if branch is None else [branch]
            continue
        if tag == EXTENT:
            width, height = _size(element.get("cx")), _size(element.get("cy"))
        elif tag == DRAWING_PROPERTIES:
            alt = element.get("descr") or element.get("title") or ""
        elif tag in (BLIP, IMAGE_DATA):
            relation = element.get(RELATION_EMBED) or element.get(RELATION_LINK) or element.get(RELATION_ID)
            if relation:
                pictures.append(Picture(relation, alt.strip(), width, height))
        waiting += reversed(list(elements(element)))
    return pictures, boxes


def _size(text: str | None) -> int:
    return min(max(whole(text) or 0, 0), _LARGEST)
