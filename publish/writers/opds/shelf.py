"""What a catalogue knows of its publications."""

import re
import uuid

import msgspec

from publish.model.book import BookMetadata

ATOM_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
FEED_TYPE = "application/opds+json"
PUBLICATION_TYPE = "application/opds-publication+json"
ACQUISITION = "http://opds-spec.org/acquisition/open-access"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ISBN = re.compile(r"(97[89])?\d{9}[\dXx]")


class EbookRecord(msgspec.Struct, frozen=True):
    """What an e-book says about itself; `cover` is the data of its cover image, empty where it has none."""

    metadata: BookMetadata
    cover: bytes = b""


class ShelfFile(msgspec.Struct, frozen=True):
    """A file to be fetched; `href` is a URL, relative to the catalogue or absolute."""

    href: str
    media_type: str
    size: int
    title: str = ""


class Publication(msgspec.Struct, frozen=True):
    """A book with its files, the e-book first. `page` is the address of its own record, `cover` that of a PNG image."""

    metadata: BookMetadata
    files: tuple[ShelfFile, ...]
    cover: str
    page: str

    @property
    def identifier(self) -> str:
        """The identifier as a URI, which both forms ask for."""
        return identifier_uri(self.metadata.identifier or self.metadata.title)


class Catalogue(msgspec.Struct, frozen=True):
    """All publications of a catalogue. `atom` and `feed` are the addresses of its two forms."""

    title: str
    publications: tuple[Publication, ...]
    atom: str
    feed: str
    language: str = "zh-CN"

    @property
    def identifier(self) -> str:
        """The identifier of the catalogue, the same as long as its title is."""
        return identifier_uri(f"publish catalogue {self.title}")

    @property
    def updated(self) -> str:
        """When the youngest publication was changed."""
        return max((each.metadata.modified for each in self.publications), default=BookMetadata("").modified)


def identifier_uri(identifier: str) -> str:
    """The identifier if it is a URI already, an ISBN as one, else a URI made of it that is the same each time."""
    plain = identifier.strip()
    if _SCHEME.fullmatch(plain):
        return plain
    digits = plain.replace("-", "").replace(" ", "")
    if _ISBN.fullmatch(digits):
        return f"urn:isbn:{digits.upper()}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, plain)}"
