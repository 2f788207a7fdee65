"""Lengths as whole English Metric Units (EMU): points, millimetres and Word's twips are exact integers in it."""

import re
from typing import NewType

Length = NewType("Length", int)

EMU_PER_PT = 12_700
EMU_PER_MM = 36_000
EMU_PER_TWIP = 635

_FACTORS = {"pt": EMU_PER_PT, "mm": EMU_PER_MM, "cm": 10 * EMU_PER_MM, "in": 914_400}
_LENGTH = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(pt|mm|cm|in)\s*")


def pt(points: float) -> Length:
    """The length of so many points."""
    return Length(round(points * EMU_PER_PT))


def mm(millimetres: float) -> Length:
    """The length of so many millimetres."""
    return Length(round(millimetres * EMU_PER_MM))


def to_pt(length: Length) -> float:
    """A length in points."""
    return length / EMU_PER_PT


def to_mm(length: Length) -> float:
    """A length in millimetres."""
    return length / EMU_PER_MM


def to_twips(length: Length) -> int:
    """A length in twentieths of a point, Word's unit, rounded."""
    return round(length / EMU_PER_TWIP)


def floor_twips(length: Length) -> int:
    """A length in whole twips, never more than it: a hair more for lines or letters costs a line or a letter."""
    return length // EMU_PER_TWIP


def parse_length(text: str) -> Length:
    """The length that a text such as '37mm', '16pt' or '2.5 cm' names.

    Raises ValueError when the number or the unit cannot be read.
    """
    found = _LENGTH.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not a length; write a number and pt, mm, cm or in, such as 16pt")
    return Length(round(float(found[1]) * _FACTORS[found[2]]))
