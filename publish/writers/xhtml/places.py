"""Which file of the e-book holds which anchor of the book, and where links may lead."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

import msgspec

from publish.model.book import Book
from publish.model.walk import block_anchors

TITLE_ID = "title"
_SAFE_ID = re.compile(r"(?!(?:id|note|noteref|page)-|title$)[A-Za-z_][A-Za-z0-9_.-]*")
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Place(msgspec.Struct, frozen=True):
    """A place in the e-book: a file, and in it an element; the beginning of the file when `id` is empty."""

    file: str
    id: str = ""

    @property
    def href(self) -> str:
        """The place as the target of a link."""
        return f"{self.file}#{self.id}" if self.id else self.file


XHTML, HTML = ".xhtml", ".html"


def part_file(number: int, suffix: str = XHTML) -> str:
    """The file of a part's title page; parts count from 1."""
    return f"part-{number}{suffix}"


def chapter_file(number: int, suffix: str = XHTML) -> str:
    """The file of a chapter; chapters count from 1 through the whole book."""
    return f"chapter-{number}{suffix}"


def colophon_file(suffix: str = XHTML) -> str:
    """The file of the colophon."""
    return f"colophon{suffix}"


def find_places(book: Book, suffix: str = XHTML) -> dict[str, Place]:
    """Every anchor of the book with its place, each document in a file of its own.

    Of anchors that occur twice the first counts.

    Anchors that cannot be the id of an XML element get one made of their position.
    """
    places: dict[str, Place] = {}
    number = 0
    for position, part in enumerate(book.parts, 1):
        first = Place(part_file(position, suffix) if part.title else chapter_file(number + 1, suffix))
        places.setdefault(part.anchor, first)
        for chapter in part.chapters:
            number += 1
            file = chapter_file(number, suffix)
            places.setdefault(chapter.anchor, Place(file))
            _add(places, file, block_anchors(chapter.blocks))
    places.setdefault(book.colophon_anchor, Place(colophon_file(suffix)))
    _add(places, colophon_file(suffix), block_anchors(book.colophon))
    return places


def find_places_on_one_page(book: Book) -> dict[str, Place]:
    """Every anchor of the book with its place, when all of it is one file."""
    places: dict[str, Place] = {}
    for part in book.parts:
        _add(places, "", (part.anchor,))
        for chapter in part.chapters:
            _add(places, "", (chapter.anchor, *block_anchors(chapter.blocks)))
    _add(places, "", (book.colophon_anchor, *block_anchors(book.colophon)))
    return places


def _add(places: dict[str, Place], file: str, anchors: Iterable[str]) -> None:
    for anchor in anchors:
        if anchor not in places:
            places[anchor] = Place(file, anchor if _SAFE_ID.fullmatch(anchor) else f"id-{len(places) + 1}")


def web_address(target: str) -> str:
    """The address with everything percent-encoded that RFC 3986 asks for; empty when no e-book should lead there.

    Only the web, mail and telephone are safe: `javascript:`, `data:` and `file:` reach into the reader's machine,
    and a relative address means nothing outside the source's folder.
    """
    target = target.strip()
    try:
        parts = urlsplit(target)
        port = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme in ("mailto", "tel"):
        return f"{scheme}:{_quoted(parts.path)}{_query(parts.query)}" if parts.path else ""
    host = _ascii_host(parts.hostname or "")
    if scheme not in ("http", "https") or not host:
        return ""
    where = f"{host}:{port}" if port is not None else host
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return f"{scheme}://{where}{_quoted(parts.path)}{_query(parts.query)}{fragment}"


def _ascii_host(host: str) -> str:
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return plain if _HOST.fullmatch(plain) else ""


def _query(text: str) -> str:
    return f"?{_quoted(text)}" if text else ""


def _quoted(text: str) -> str:
    """The text as it may stand in an address; lone surrogates become the replacement character."""
    whole = text.encode("utf-8", "replace")
    return quote(_STRAY_PERCENT.sub("%25", whole.decode("utf-8")), safe="/:@!$&'()*+,;=?~%-._")
