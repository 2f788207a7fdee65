"""The glyphs of a PDF's pages, by pdfminer.six, with bounds on what a file may ask for."""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTFigure, LTImage, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from publish.diagnostics import PublishError, Span, error
from publish.model.ports import Limits, raise_limit

MAX_GLYPHS = 100_000  # of one page
MAX_FIGURES = 10_000  # drawings within drawings, of the whole file

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Filter\s*\[[^\]]{0,200}(?:Flate|Fl)[^\]]{0,200}(?:Flate|Fl)")
_CHUNK = 1 << 20
_ZLIB = tuple(bytes((window << 4 | 8,)) for window in range(8))
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SAVE = "open it in a PDF program and print it anew as PDF, or save its text as .docx or .txt"

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it notices of broken files would go to the terminal


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A character on a page: its box in points from the lower left corner, its font, whether it stands upright."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str
    upright: bool


class PageGlyphs(msgspec.Struct, frozen=True):
    """The glyphs of one page in the order in which they are drawn, those that mean no known character, its images."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    unknown: int = 0
    images: int = 0


class Layers(msgspec.Struct, frozen=True):
    """What a PDF file shows, and the title that it states."""

    pages: tuple[PageGlyphs, ...]
    title: str = ""


class _TooMuchError(Exception):
    """The file asks for more than any document needs."""

    def __init__(self, what: str, advice: str = _SAVE) -> None:
        super().__init__(what)
        self.advice = advice


class _Device(PDFLayoutAnalyzer):
    """Collects what is drawn without any analysis, and counts."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self._page: LTPage | None = None
        self._glyphs = self._figures = 0

    def receive_layout(self, ltpage: LTPage) -> None:
        self._page, self._glyphs = ltpage, 0

    def take(self) -> LTPage | None:
        """The page that was drawn last, once."""
        page, self._page = self._page, None
        return page

    def render_char(self, *args: Any, **more: Any) -> float:
        self._glyphs += 1
        if self._glyphs > MAX_GLYPHS:
            raise _TooMuchError(f"more than {MAX_GLYPHS} characters on one page")
        return super().render_char(*args, **more)

    def begin_figure(self, *args: Any, **more: Any) -> None:
        self._figures += 1
        if self._figures > MAX_FIGURES:
            raise _TooMuchError(f"more than {MAX_FIGURES} drawings")
        super().begin_figure(*args, **more)


def read_layers(data: bytes, path: str, limits: Limits) -> Layers:
    """All pages of the file.

    Raises PublishError: R002 when it is no PDF or damaged, R003 when it is too large or asks for too much, R070 when
    it is protected by a password.
    """
    if b"%PDF-" not in data[:1024]:
        raise _refused("R002", "is no PDF file", path)
    _check_sizes(data, path, limits)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        return Layers(tuple(_pages(document, limits.pdf_pages)), _title(document))
    except PDFPasswordIncorrect as problem:
        raise _refused("R070", "is protected by a password", path, "save it without password") from problem
    except _TooMuchError as problem:
        raise _refused("R003", f"holds {problem}", path, problem.advice) from problem
    except Exception as problem:  # the parser raises whatever its code trips over in a broken file
        reason = (str(problem) or type(problem).__name__).splitlines()[0][:120]
        raise _refused("R002", f"is damaged: {reason}", path) from problem


def _check_sizes(data: bytes, path: str, limits: Limits) -> None:
    """Refuse files whose streams would fill the memory: the parser unpacks them whole."""
    if _TWICE.search(data):
        raise _refused("R003", "holds data that is packed twice", path)
    total = 0
    for found in _STREAM.finditer(data):
        size = _unpacked(data, found.end(), limits.part)
        total += size
        if size > limits.part or total > limits.unpacked:
            message = f"unpacks to more than {limits.part >> 20} MB at once or {limits.unpacked_mb} MB in all"
            raise _refused("R003", message, path, f"split it, {raise_limit('unpacked_mb')}")


def _unpacked(data: bytes, start: int, limit: int) -> int:
    """The size of a packed stream, unpacked, as far as to its passing the limit."""
    if data[start : start + 1] not in _ZLIB:
        return 0  # no zlib data (RFC 1950, 2.2)
    unpacker, size, rest = zlib.decompressobj(), 0, data[start : start + _CHUNK]
    place = start + len(rest)
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            if size > limit:
                return size
            rest = unpacker.unconsumed_tail
            if not rest:
                rest = data[place : place + _CHUNK]
                place += len(rest)
    except zlib.error:
        return size
    return size


def _pages(document: PDFDocument, most: int) -> Iterator[PageGlyphs]:
    manager = PDFResourceManager(caching=True)
    device = _Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= most:
            raise _TooMuchError(f"more than {most:,} pages", f"split it, {raise_limit('pdf_pages')}")
        interpreter.process_page(page)
        drawn = device.take()
        if drawn is not None:
            yield _glyphs_of(drawn)


def _glyphs_of(page: LTPage) -> PageGlyphs:
    glyphs: list[Glyph] = []
    unknown = images = 0
    for item in _items(page):
        if isinstance(item, LTImage):
            images += 1
        elif isinstance(item, LTChar):
            text = item.get_text()
            if text.startswith("(cid:") or text == "\ufffd":
                unknown += 1
            else:
                glyphs.append(_glyph(item, text))
    return PageGlyphs(page.width, page.height, tuple(glyphs), unknown, images)


def _items(container: LTContainer[Any] | LTFigure) -> Iterator[object]:
    for item in container:
        if isinstance(item, LTFigure):
            yield from _items(item)
        else:
            yield item


def _glyph(item: LTChar, text: str) -> Glyph:
    a, b, c, _, _, _ = item.matrix
    upright = abs(b) + abs(c) < 0.1 * abs(a)
    return Glyph(text, item.x0, item.y0, item.x1, item.y1, round(item.size, 1), _SUBSET.sub("", item.fontname), upright)


def _title(document: PDFDocument) -> str:
    value: object = resolve1(document.info[0].get("Title")) if document.info else None
    text = decode_text(value) if isinstance(value, bytes) else ""
    return " ".join(text.split()).strip("\0")


def _refused(code: str, message: str, path: str, hint: str = _SAVE) -> PublishError:
    return PublishError([error(code, f"the file {message}", Span(path), hint)])
