"""A PDF document in the compact form of PDF 1.5: streams leave for the file at once, all else is packed in streams."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

from reportlab.pdfbase import pdfdoc

from publish.writers.pdf.objects import RawObject, Stream
from publish.writers.pdf.packing import packed

_PACKED = 200  # objects to a stream: more compress no better, and a reader unpacks all of them to see one
_BINARY = b"%\x93\x8c\x8b\x9e publish\n"  # four bytes above 127 mark a binary file (ISO 32000-1, 7.5.2)
_FREE, _PLAIN, _IN_STREAM = 0, 1, 2  # kinds of places (ISO 32000-1, 7.5.8.3)
_PLACE = struct.Struct(">BIH")
DEFLATED = b" /Filter /FlateDecode"  # entry of a stream of compressed data


class CompactDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab has no type stubs
    """reportlab's document with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).

    Objects are kept only until their bytes are known; what is drawn is in the file when the next page begins.
    """

    def __init__(self, version: tuple[int, int], language: str) -> None:
        super().__init__(dummyoutline=1, invariant=1, pdfVersion=version, lang=language)
        self._file = io.BytesIO()
        self._file.write(b"%%PDF-%d.%d\n" % version + _BINARY)
        self._places = bytearray(_PLACE.pack(_FREE, 0, 65535))  # of all objects: there are hundreds of thousands
        self._waiting: list[tuple[int, bytes]] = []  # objects for the next object stream
        self._executor: Executor | None = None
        self._later: list[tuple[int, Future[bytes]]] = []  # streams that are being made

    def share(self, executor: Executor) -> None:
        """From now on streams are made, and thereby compressed, aside; they leave for the file last, in order."""
        self._executor = executor

    def reserve(self) -> int:
        """The number of an object whose bytes come later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def put(self, number: int, data: bytes) -> None:
        """The bytes of a reserved object that is no stream."""
        self._waiting.append((number, data))
        if len(self._waiting) == _PACKED:
            self._pack()

    def add(self, data: bytes) -> bytes:
        """A new object that is no stream, given as bytes; a reference to it."""
        number = self.reserve()
        self.put(number, data)
        return reference(number)

    def add_stream(self, new: Stream) -> bytes:
        """A stream; a reference to it."""
        number = self.reserve()
        self._make(number, partial(new.format, self))
        return reference(number)

    def add_content(self, data: bytes, entries: bytes = b"") -> int:
        """A stream with these entries, written at once; its number."""
        number = self.reserve()
        self._write(number, _stream(entries, data))
        return number

    def Reference(self, obj: Any, name: str | None = None) -> Any:  # noqa: N802  # reportlab's name
        """The same as reportlab says it, but that a stream does not wait for the end."""
        if isinstance(obj, RawReference):
            return obj
        if isinstance(obj, Stream):
            return RawReference(self.add_stream(obj))
        return super().Reference(obj, name)

    def format(self) -> bytes:
        """The bytes of the file."""
        roots = self.Reference(self.Catalog), self.Reference(self.info)
        number = 0
        while number < self.objectcounter:  # objects may come up while others are formatted
            number += 1
            if number in self.numberToId:
                self.put(number, bytes(pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)))
        self._pack()
        for number, made in self._later:
            self._write(number, made.result())
        self._close(*(bytes(root.format(self)) for root in roots))
        return self._file.getvalue()

    def _make(self, number: int, stream: Callable[[], bytes]) -> None:
        if self._executor:
            self._later.append((number, self._executor.submit(stream)))
        else:
            self._write(number, stream())

    def _write(self, number: int, data: bytes) -> None:
        self._place(number, _PLAIN, self._file.tell(), 0)
        self._file.write(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def _place(self, number: int, kind: int, where: int, index: int) -> None:
        start = number * _PLACE.size
        self._places.extend(bytes(max(start + _PLACE.size - len(self._places), 0)))
        _PLACE.pack_into(self._places, start, kind, where, index)

    def _pack(self) -> None:
        if self._waiting:
            own = self.reserve()
            for index, (number, _) in enumerate(self._waiting):
                self._place(number, _IN_STREAM, own, index)
            self._make(own, partial(_object_stream, self._waiting))
            self._waiting = []

    def _close(self, catalog: bytes, information: bytes) -> None:
        """The cross-reference stream, and where it is."""
        own, start = self.reserve(), self._file.tell()
        self._place(own, _PLAIN, start, 0)
        assert all(self._places[_PLACE.size :: _PLACE.size]), "an object was reserved and never written"
        identity = b"<%s>" % self.signature.hexdigest().encode("ascii")
        head = b" /Type /XRef /Size %d /W [1 4 2] /Root %s /Info %s /ID [%s %s]" + DEFLATED
        # What is added so that the stream does not end like a line has to be an entry, too: readers count them.
        data, length = packed(bytes(self._places), _PLACE.pack(_FREE, 0, 65535))
        entries = head % (length // _PLACE.size, catalog, information, identity, identity)
        self._write(own, _stream(entries, data))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)


class RawReference(RawObject):
    """A reference given as bytes."""


def reference(number: int) -> bytes:
    """A reference to an object."""
    return b"%d 0 R" % number


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    offsets, offset = [], 0
    for number, data in objects:
        offsets.append(b"%d %d" % (number, offset))
        offset += len(data) + 1
    head = b" ".join(offsets) + b"\n"
    content = head + b"\n".join(data for _, data in objects) + b"\n"
    entries = b" /Type /ObjStm /N %d /First %d" % (len(objects), len(head)) + DEFLATED
    return _stream(entries, packed(content)[0])
