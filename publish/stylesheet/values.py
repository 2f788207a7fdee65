"""Lengths, sizes and colours as a style file writes them, and what they come to."""

import re
from typing import NamedTuple

from publish.units import EMU_PER_PT, Length, parse_length, pt

# The Chinese names of type sizes, in points.
SIZE_NAMES = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
}  # fmt: skip

COLOR_NAMES = {
    "black": "#000000", "white": "#ffffff", "grey": "#808080", "gray": "#808080", "darkgrey": "#555555",
    "darkgray": "#555555", "lightgrey": "#cccccc", "lightgray": "#cccccc", "red": "#ff0000", "darkred": "#8b0000",
    "blue": "#0000ff", "darkblue": "#00008b", "green": "#008000", "darkgreen": "#006400", "brown": "#8b4513",
    "orange": "#ff8c00", "purple": "#800080", "teal": "#008080",
}  # fmt: skip

# Trimmed sizes in millimetres: ISO 216, and the commonest of GB/T 788 for books.
PAPER_SIZES = {
    "A3": ("297mm", "420mm"), "A4": ("210mm", "297mm"), "A5": ("148mm", "210mm"), "B5": ("176mm", "250mm"),
    "16开": ("185mm", "260mm"), "大16开": ("210mm", "285mm"), "32开": ("130mm", "184mm"), "大32开": ("140mm", "203mm"),
}  # fmt: skip

GRID = "grid"
_LARGEST = 5_000  # millimetres; beyond it a length is a slip of the pen

_RELATIVE = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(em|lines?)\s*")
_FACTOR = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


class Measure(NamedTuple):
    """What relative lengths refer to: `em` one character of the role, `line` one line of the body."""

    em: Length
    line: Length


def length(text: str, measure: Measure) -> Length:
    """A length, given with a unit: pt, mm, cm, in, em or line; '0' needs none.

    Raises ValueError when it is none or is far too large.
    """
    if text.strip() in {"0", "0.0"}:
        return Length(0)
    found = _RELATIVE.fullmatch(text)
    if found:
        unit = measure.em if found[2] == "em" else measure.line
        return Length(round(float(found[1]) * unit))
    try:
        absolute = parse_length(text)
    except ValueError:
        raise ValueError("a length is a number and one of pt, mm, cm, in, em, line, such as 16pt or 2em") from None
    if abs(absolute) > _LARGEST * 36_000:
        raise ValueError("this is longer than any page")
    return absolute


def size(text: str) -> Length:
    """A type size: points or another absolute unit, or a Chinese name such as 三号.

    Raises ValueError when it is none.
    """
    if text.strip() in SIZE_NAMES:
        return pt(SIZE_NAMES[text.strip()])
    try:
        found = parse_length(text)
    except ValueError:
        raise ValueError("a size is a length such as 16pt or a name such as 三号") from None
    if not EMU_PER_PT <= found <= 400 * EMU_PER_PT:
        raise ValueError("a size lies between 1pt and 400pt")
    return found


def line_height(text: str, measure: Measure) -> Length:
    """The distance of base lines: a length, or a plain number that multiplies the size.

    Raises ValueError when it is neither or not above zero.
    """
    factor = _FACTOR.fullmatch(text)
    found = Length(round(float(text) * measure.em)) if factor else length(text, measure)
    if found <= 0:
        raise ValueError("the distance of lines is above zero, such as 1.6 or 28.95pt")
    return found


def color(text: str) -> str:
    """A colour as #rrggbb in lower case; some have English names.

    Raises ValueError when it is none.
    """
    if _COLOR.fullmatch(text):
        return text.lower()
    if text.casefold() in COLOR_NAMES:
        return COLOR_NAMES[text.casefold()]
    raise ValueError("a colour is '#' and six digits such as '#8b0000', or a name such as darkred")
