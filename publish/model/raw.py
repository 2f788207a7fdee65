"""What a reader found in a file: lines of text with what the source claimed about them, nothing inferred yet."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from publish.diagnostics import Span


class MarkKind(StrEnum):
    """What an inline mark says about its stretch of text."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"  # target: the address
    RUBY = "ruby"  # target: the annotation
    LEAD = "lead"  # a run-in heading at the beginning of a paragraph; target: its level, as in Hints.level
    NOTE = "note"  # an empty stretch; target: the note's key, as in Hints.note


class Mark(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An inline mark over characters `start` to `end` (exclusive) of a block's text."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


class Align(StrEnum):
    """How a block is set across the measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Origin(StrEnum):
    """The part of the source that a block stood in; only BODY is taken for text of the document."""

    BODY = "body"
    HEADER = "header"  # page header of a Word file
    FOOTER = "footer"
    NAVIGATION = "navigation"  # menus, breadcrumbs, asides of a web page
    HIDDEN = "hidden"


class ListPlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """The block belongs to a list item. `item` counts the items of one list; equal numbers are one item."""

    list: int
    item: int
    level: int = 0  # depth of nesting, from 0
    ordered: bool = False
    start: int = 1
    delimiter: str = "."  # what stands after the number of an item, or around it: '.', ')', '()'


class CellPlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """The block stands in a table cell; `table` numbers the tables of the file, rows and columns from 0."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


class ImagePlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """The block is an image; the block's text is its caption. Sizes are in EMU, 0 where the source is silent."""

    digest: str
    alt: str = ""
    width: int = 0
    height: int = 0


class Hints(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the source claimed about a block. All of it is a claim, none of it is believed without evidence."""

    origin: Origin = Origin.BODY
    style: str = ""  # name of the paragraph style
    level: int | None = None  # claimed heading level: 0 the title, 1 the first heading level …
    bold: bool = False  # all of the block is bold
    font: str = ""
    size: float = 0.0  # points, 0 unknown
    align: Align | None = None
    list: ListPlace | None = None
    cell: CellPlace | None = None
    image: ImagePlace | None = None
    note: str | None = None  # the block belongs to the note with this key
    quote: int = 0  # depth of quotation
    code: str | None = None  # language of a code block, "" when not named; lines are parted by line feeds
    rule: bool = False  # a thematic break
    blank_before: int = 0  # blank lines before the block
    indent: int = 0  # white space before the text, in columns: half-width characters
    page_break_before: bool = False


NO_HINTS = Hints()

_WIDTHS = {"\u3000": 2, "\t": 4}


def white_columns(white: str) -> int:
    """The width of white space in columns, as `Hints.indent` counts it: an ideographic space has two, a tab four."""
    return sum(_WIDTHS.get(character, 1) for character in white)


# What `Hints.style` says beside the names that word processors give: these, and the values of document.Role.
CAPTION = "caption"
DEFINITION = "definition"
DEFINITION_TERM = "definition-term"
SUBTITLE = "subtitle"
VERSE = "verse"
BOOK_TITLE, PART, COLOPHON = "book-title", "part", "colophon"  # titles that are no document's


class RawBlock(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line or paragraph of a source. A line feed in `text` is a line break that the source asked for.

    Cleaning may leave a block empty: it stays in its place, so that block numbers never shift.
    """

    text: str
    span: Span
    hints: Hints = NO_HINTS
    marks: tuple[Mark, ...] = ()


class Claims(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the file states about itself: front matter, document properties, meta elements."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    organisation: str = ""
    date: str = ""
    language: str = ""
    source: str = ""
    complete: bool = False  # every block says what it is, and nothing is left to be inferred: our own outputs


class RawDocument(msgspec.Struct, frozen=True, omit_defaults=True):
    """One source file as its reader saw it. `path` is relative to the manifest, with forward slashes.

    `format` is the file's suffix without dot; `encoding` the decided text encoding, empty for binary formats.
    `names` are those by which links of other files may call its headings ('aims'), each with the heading's words.
    `wrapped` says that its lines were broken at a fixed width: they are not paragraphs.
    """

    path: str
    format: str
    blocks: tuple[RawBlock, ...]
    claims: Claims = Claims()
    encoding: str = ""
    names: tuple[tuple[str, str], ...] = ()
    wrapped: bool = False


class Asset(msgspec.Struct, frozen=True):
    """An image of a source. `digest` is the hexadecimal SHA-256 of `data`."""

    digest: str
    media_type: str
    data: bytes
    width: int  # pixels
    height: int


class Reading(msgspec.Struct, frozen=True):
    """What a reader returns: the text and the images that it names.

    `consulted` names the other files that it looked for, found or not, relative to the source's folder: what it says
    holds as long as these stay as they are.
    """

    document: RawDocument
    assets: tuple[Asset, ...] = ()
    consulted: tuple[str, ...] = ()
