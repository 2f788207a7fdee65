"""PDF objects: reportlab's, with the few that it lacks. Everything here is written once and never read back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

_LEVEL = 6  # zlib's default: level 9 saves one percent and costs twice the time


def name(text: str) -> Any:
    """A PDF name."""
    return pdfdoc.PDFName(text)


def string(text: str) -> Any:
    """A text string, UTF-16 where it must be."""
    return pdfdoc.PDFString(text)


def array(values: Iterable[Any]) -> Any:
    """An array."""
    return pdfdoc.PDFArray(list(values))


def dictionary(values: Mapping[str, Any]) -> Any:
    """A dictionary; keys without slash."""
    return pdfdoc.PDFDictionary(dict(values))


def stream(data: bytes, values: Mapping[str, Any] | None = None) -> Any:
    """A compressed stream with these further entries."""
    entries = dictionary({**(values or {}), "Filter": name("FlateDecode")})
    return pdfdoc.PDFStream(entries, zlib.compress(data, _LEVEL))


def plain_stream(data: bytes, values: Mapping[str, Any]) -> Any:
    """A stream that is not compressed, as PDF/A asks of metadata."""
    return pdfdoc.PDFStream(dictionary(values), data)
