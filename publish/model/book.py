"""A whole collection, in reading order, every place that can be linked to named."""

import msgspec

from publish.diagnostics import Span
from publish.model.document import Block, Metadata


class BookMetadata(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the manifest says about the collection. `date` is ISO 8601 (year, month or day), `language` BCP 47."""

    title: str
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    organisation: str = ""
    date: str = ""
    printed_date: str = ""  # the date as readers of the language write it
    language: str = "zh-CN"
    identifier: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    modified: str = "1980-01-01T00:00:00Z"  # of SOURCE_DATE_EPOCH or the manifest's date, never of the clock


class Cover(msgspec.Struct, frozen=True, omit_defaults=True):
    """The cover: an image by digest, or one generated from the metadata when `digest` is empty."""

    digest: str = ""


class Chapter(msgspec.Struct, frozen=True):
    """One document in its place. `anchor` names its beginning, `span` where it begins in its source."""

    anchor: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    span: Span | None = None


class Part(msgspec.Struct, frozen=True):
    """Chapters under a common title. The title is empty where the collection is not divided into parts."""

    anchor: str
    title: str
    chapters: tuple[Chapter, ...]


class TocEntry(msgspec.Struct, frozen=True):
    """An entry of the contents. `level`: 0 a part, 1 a document, 2 its first heading level …"""

    title: str
    anchor: str
    level: int
    children: tuple["TocEntry", ...] = ()


class Contents(msgspec.Struct, frozen=True):
    """The table of contents, cut at `depth` levels of document and headings (parts do not count)."""

    title: str
    depth: int
    entries: tuple[TocEntry, ...]


class TextPlace(msgspec.Struct, frozen=True, gc=False):
    """A place in the text: `block`, `offset`, `inner` as in pages.PageStart, `chapter` the anchor of a chapter."""

    chapter: str
    block: int
    offset: int = 0
    inner: tuple[int, ...] = ()


class IndexEntry(msgspec.Struct, frozen=True):
    """A term or a caption, and the places where it stands, in reading order."""

    title: str
    places: tuple[TextPlace, ...]


class Index(msgspec.Struct, frozen=True):
    """The index of the book, its entries in order."""

    title: str
    entries: tuple[IndexEntry, ...]
    anchor: str = "index"


class CaptionList(msgspec.Struct, frozen=True):
    """A list of tables or figures by their captions."""

    title: str
    entries: tuple[IndexEntry, ...]


class Book(msgspec.Struct, frozen=True):
    """The collection. Order of the outputs: cover, title page, contents, parts, colophon.

    `outline` holds every heading whatever the depth of the contents. `contents` is None where none is wanted.
    """

    metadata: BookMetadata
    parts: tuple[Part, ...]
    outline: tuple[TocEntry, ...]
    contents: Contents | None = None
    cover: Cover | None = None
    title_page: bool = True
    colophon: tuple[Block, ...] = ()
    colophon_title: str = ""
    colophon_anchor: str = "colophon"
    index: Index | None = None
    lists: tuple[CaptionList, ...] = ()  # after the contents

    @property
    def divided(self) -> bool:
        """Whether the collection has parts with titles, which then are the first heading level of the outputs."""
        return any(part.title for part in self.parts)
