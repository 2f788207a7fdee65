"""OPDS 1.2: the catalogue as an acquisition feed in Atom, which every reading program with catalogues understands."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from publish.writers.opds.shelf import (
    ACQUISITION,
    ATOM_TYPE,
    FEED_TYPE,
    PUBLICATION_TYPE,
    Catalogue,
    Publication,
    ShelfFile,
)

_ATOM = "http://www.w3.org/2005/Atom"
_TERMS = "http://purl.org/dc/terms/"
_IMAGE = "http://opds-spec.org/image"


def write_atom(catalogue: Catalogue) -> bytes:
    """The feed (OPDS 1.2, 2.2). It is the root of the catalogue as well."""
    names: Any = {None: _ATOM, "dc": _TERMS}  # lxml's stubs do not know of a default namespace
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=names)
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", catalogue.language)
    _text(feed, "id", catalogue.identifier)
    for relation in ("self", "start"):
        _link(feed, relation, catalogue.atom, ATOM_TYPE)
    _link(feed, "alternate", catalogue.feed, FEED_TYPE)
    _text(feed, "title", catalogue.title)
    _text(feed, "updated", catalogue.updated)
    _author(feed, catalogue.title)
    for publication in catalogue.publications:
        _entry(feed, publication)
    etree.indent(feed)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(feed: etree._Element, publication: Publication) -> None:
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    for name, value in _facts(publication):
        _text(entry, name, value)
    for editor in publication.metadata.editors:
        _author(entry, editor)
    for subject in publication.metadata.subjects:
        etree.SubElement(entry, f"{{{_ATOM}}}category", term=subject, label=subject)
    _link(entry, "alternate", publication.page, PUBLICATION_TYPE)  # asked of entries without content (RFC 4287, 4.1.2)
    for relation in (_IMAGE, f"{_IMAGE}/thumbnail"):
        _link(entry, relation, publication.cover, "image/png")
    for file in publication.files:
        _acquisition(entry, file)


def _facts(publication: Publication) -> Iterator[tuple[str, str]]:
    about = publication.metadata
    facts = {
        "title": about.title,
        "id": publication.identifier,
        "updated": about.modified,
        f"{{{_TERMS}}}identifier": publication.identifier if about.identifier else "",
        f"{{{_TERMS}}}language": about.language,
        f"{{{_TERMS}}}publisher": about.organisation,
        f"{{{_TERMS}}}issued": about.date,
        "rights": about.rights,
        "summary": about.description or about.subtitle,
    }
    yield from ((name, value) for name, value in facts.items() if value)


def _acquisition(entry: etree._Element, file: ShelfFile) -> None:
    link = _link(entry, ACQUISITION, file.href, file.media_type)
    link.set("length", str(file.size))
    if file.title:
        link.set("title", file.title)


def _author(parent: etree._Element, name: str) -> None:
    _text(etree.SubElement(parent, f"{{{_ATOM}}}author"), "name", name)


def _text(parent: etree._Element, name: str, value: str) -> None:
    qualified = name if name.startswith("{") else f"{{{_ATOM}}}{name}"
    etree.SubElement(parent, qualified).text = value


def _link(parent: etree._Element, relation: str, href: str, media_type: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_ATOM}}}link", rel=relation, href=href, type=media_type)
