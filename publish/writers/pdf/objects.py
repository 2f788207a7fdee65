"""PDF objects: reportlab's, with the few that it lacks. Everything here is written once and never read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

from publish.writers.pdf.packing import packed


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no type stubs
    """An object given as the bytes to be written; they may be set after it was referred to."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: Any) -> bytes:
        """The bytes as they are; name and argument are reportlab's."""
        del document
        return self.data


def text_string(text: str) -> bytes:
    """A text string as bytes, UTF-16 in hexadecimal digits."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().upper().encode("ascii")


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


class Stream(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no type stubs
    """A stream with the line ends that PDF/A asks for (ISO 19005-2, 6.1.7.1), which reportlab's own lacks."""

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: Mapping[str, Any]) -> None:
        self._data = data
        self._entries = entries

    def format(self, document: Any) -> bytes:
        """Dictionary and data; name and argument are reportlab's."""
        data, entries = self._shown()
        head = dictionary({**self._entries, **entries, "Length": len(data)}).format(document)
        return bytes(head) + b"\nstream\n" + data + b"\nendstream"

    def _shown(self) -> tuple[bytes, dict[str, Any]]:
        """The data as it is written, and the entries which that asks for."""
        return self._data, {}


class PackedStream(Stream):
    """A stream that is compressed when it is written. `padding` may be added to the data, see `packed`.

    Length1, where it is among the entries, becomes the length of the data.
    """

    def __init__(self, data: bytes, entries: Mapping[str, Any] | None = None, padding: bytes = b"\n") -> None:
        super().__init__(data, entries or {})
        self._padding = padding

    def _shown(self) -> tuple[bytes, dict[str, Any]]:
        shown, length = packed(self._data, self._padding)
        own = {"Length1": length} if "Length1" in self._entries else {}
        return shown, {**own, "Filter": name("FlateDecode")}
