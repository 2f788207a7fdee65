"""OPDS 2.0: the catalogue as JSON."""

from typing import Any

import msgspec

from publish.writers.opds.shelf import (
    ACQUISITION,
    ATOM_TYPE,
    FEED_TYPE,
    PUBLICATION_TYPE,
    Catalogue,
    Publication,
    ShelfFile,
)


def write_feed(catalogue: Catalogue) -> bytes:
    """The feed with all publications."""
    return _json(
        {
            "metadata": {
                "title": catalogue.title,
                "numberOfItems": len(catalogue.publications),
                "modified": catalogue.updated,
            },
            "links": [
                {"rel": "self", "href": catalogue.feed, "type": FEED_TYPE},
                {"rel": "alternate", "href": catalogue.atom, "type": ATOM_TYPE},
            ],
            "publications": [_publication(each, each.page) for each in catalogue.publications],
        }
    )


def write_publication(publication: Publication) -> bytes:
    """The record of one publication, by which programs know it (its self link)."""
    return _json(_publication(publication, publication.page))


def _publication(publication: Publication, page: str) -> dict[str, Any]:
    own = {"rel": "self", "href": page, "type": PUBLICATION_TYPE}
    return {
        "metadata": _metadata(publication),
        "links": [own, *map(_acquisition, publication.files)],
        "images": [{"href": publication.cover, "type": "image/png"}],
    }


def _acquisition(file: ShelfFile) -> dict[str, str | int]:
    link: dict[str, str | int] = {"rel": ACQUISITION, "href": file.href, "type": file.media_type, "size": file.size}
    return {**link, "title": file.title} if file.title else link


def _metadata(publication: Publication) -> dict[str, Any]:
    about = publication.metadata
    told = {
        "@type": "http://schema.org/Book",
        "title": about.title,
        "subtitle": about.subtitle,
        "identifier": publication.identifier,
        "modified": about.modified,
        "published": about.date,
        "language": about.language,
        "editor": list(about.editors),
        "publisher": about.organisation,
        "subject": list(about.subjects),
        "description": about.description,
    }
    return {name: value for name, value in told.items() if value}


def _json(value: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
