"""What an e-book says about itself: title, people, dates, and its cover. Of any EPUB, not only of ours."""

import posixpath
import re
import zipfile
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from publish.diagnostics import Diagnostic, Outcome, Span, warning
from publish.model.book import BookMetadata
from publish.writers.opds.shelf import EbookRecord

_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "opf": "http://www.idpf.org/2007/opf",
}
_LARGEST = 32 << 20  # bytes of a part; nothing larger is a package document or a cover
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def read_ebook(data: bytes, path: str) -> Outcome[EbookRecord | None]:
    """The record of an EPUB; None with a warning (W410) when it cannot be read. `path` names it in messages."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            (name, *_) = _found(_tree(archive, "META-INF/container.xml"), "//container:rootfile/@full-path")
            package = _tree(archive, name)
            return Outcome(EbookRecord(_metadata(package), _cover(archive, package, name)))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
    ) as problem:
        return Outcome(None, (unreadable(path, problem),))


def unreadable(path: str, problem: object) -> Diagnostic:
    """What is said of an e-book that cannot be read."""
    message = f"this e-book cannot be read, and is left out: {problem}"
    return warning("W410", message, Span(path), "make it again, or take it out of the folder")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"'{name}' is too large")
    return archive.read(name)


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(_part(archive, name), etree.XMLParser(resolve_entities=False, no_network=True))


def _found(tree: etree._Element, path: str) -> list[str]:
    found = tree.xpath(path, namespaces=_NAMES)
    assert isinstance(found, list)
    return [" ".join(str(each).split()) for each in found]


def _first(tree: etree._Element, path: str) -> str:
    return next(iter(_found(tree, path)), "")


def _metadata(package: etree._Element) -> BookMetadata:
    unique = package.get("unique-identifier", "")
    modified = _first(package, "//opf:meta[@property='dcterms:modified']/text()")
    identifiers = package.xpath("//dc:identifier[@id=$id]/text()", namespaces=_NAMES, id=unique)
    assert isinstance(identifiers, list)
    titles = _found(package, "//dc:title/text()")
    if not titles:
        raise ValueError("it has no title")
    return BookMetadata(
        title=titles[0],
        subtitle=titles[1] if len(titles) > 1 else "",
        editors=tuple(_found(package, "//dc:creator/text()")),
        organisation=_first(package, "//dc:publisher/text()"),
        date=_first(package, "//dc:date/text()"),
        language=_first(package, "//dc:language/text()"),
        identifier=str(identifiers[0]).strip() if identifiers else _first(package, "//dc:identifier/text()"),
        rights=_first(package, "//dc:rights/text()"),
        description=_first(package, "//dc:description/text()"),
        subjects=tuple(_found(package, "//dc:subject/text()")),
        modified=modified if _TIME.fullmatch(modified) else BookMetadata("").modified,
    )


def _cover(archive: zipfile.ZipFile, package: etree._Element, name: str) -> bytes:
    """The cover image: as EPUB 3 marks it, or as EPUB 2 did; empty when it is a drawing or not there."""
    (old,) = _found(package, "//opf:meta[@name='cover']/@content")[:1] or [""]
    items = package.xpath(
        "//opf:item[contains(concat(' ', @properties, ' '), ' cover-image ') or @id=$old]", namespaces=_NAMES, old=old
    )
    assert isinstance(items, list)
    for item in items:
        assert isinstance(item, etree._Element)
        place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(item.get("href", ""))))
        if item.get("media-type") in _PICTURES and place in archive.namelist():
            return _part(archive, place)
    return b""
