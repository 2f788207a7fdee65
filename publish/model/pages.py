"""Finished pages: everything at its place, nothing left to decide. Positions are points from the top left corner."""

from enum import StrEnum

import msgspec


class TextRun(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Characters on one base line in one font. `x`, `y` is the start of the base line.

    `spacing` is added after every character; `gaps` are pairs of a character index and points that are added
    before that character as well (negative where punctuation is squeezed; one behind the last character says that this
    gives up space to another run). A `turned` run goes upwards.
    """

    x: float
    y: float
    font: str  # name of a face of the font book
    size: float
    text: str
    color: str = "#000000"
    spacing: float = 0.0
    gaps: tuple[tuple[int, float], ...] = ()
    turned: bool = False


class Shape(StrEnum):
    """What a box is filled with."""

    RECTANGLE = "rectangle"
    DISC = "disc"


class Box(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A filled rectangle: rules, underlines, backgrounds; or the disc inside a square: emphasis dots."""

    x: float
    y: float
    width: float
    height: float
    color: str
    shape: Shape = Shape.RECTANGLE


class Picture(msgspec.Struct, frozen=True, tag=True, gc=False):
    """An image in its rectangle; the head of a `turned` one is at the left."""

    x: float
    y: float
    width: float
    height: float
    digest: str
    alt: str = ""
    turned: bool = False


class LinkArea(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A rectangle that leads to `target`: '#' and an anchor, or a web address. `text` describes it.

    `element` is the number of the link in the structure of the book.
    """

    x: float
    y: float
    width: float
    height: float
    target: str
    text: str = ""
    element: int = 0


class Anchor(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A place that can be linked to; `y` is the top of its line."""

    name: str
    y: float


class Tag(msgspec.Struct, frozen=True, tag=True, gc=False):
    """What follows on the page belongs to this element of the structure; 0 is page furniture. Boxes always are that."""

    element: int


Item = TextRun | Box | Picture | LinkArea | Anchor | Tag


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item at another place."""
    match item:
        case TextRun():  # most items are; to take its fields by a pattern would cost eight times as much
            x, y, gaps, turned = item.x + dx, item.y + dy, item.gaps, item.turned
            return TextRun(x, y, item.font, item.size, item.text, item.color, item.spacing, gaps, turned)
        case Box(x, y, width, height, color, shape):
            return Box(x + dx, y + dy, width, height, color, shape)
        case Picture(x, y, width, height, digest, alt, turned):
            return Picture(x + dx, y + dy, width, height, digest, alt, turned)
        case LinkArea(x, y, width, height, target, text, element):
            return LinkArea(x + dx, y + dy, width, height, target, text, element)
        case Anchor(name, y):
            return Anchor(name, y + dy)
        case Tag():
            return item


class Kind(StrEnum):
    """Kinds of structure elements, by their names in PDF (ISO 32000-1, 14.8.4)."""

    ARTIFACT = "Artifact"
    DOCUMENT = "Document"
    PART = "Part"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    CODE = "Code"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEADER_CELL = "TH"
    DATA_CELL = "TD"
    CAPTION = "Caption"
    FIGURE = "Figure"
    NOTE = "Note"
    LINK = "Link"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    INDEX = "Index"


class Element(msgspec.Struct, frozen=True, gc=False):
    """An element of the book's structure; elements are numbered, number 0 is page furniture.

    `alt` describes a figure; the spans are those of table cells.
    """

    kind: Kind
    parent: int
    alt: str = ""
    row_span: int = 1
    column_span: int = 1


class Section(StrEnum):
    """The parts of a book that number their pages separately."""

    COVER = "cover"
    FRONT = "front"
    BODY = "body"


class Page(msgspec.Struct, frozen=True):
    """One page. `number` counts inside the section from 1, before the
    text from 2 where there is a cover; odd ones are right-hand pages. `label` is the printed number, '' where none is.

    Pages come out of the layout in the order in which they get finished, the contents last: `section` and
    `number` give the reading order. What stands in `text` is the same whatever the number: its `x` counts from `left`,
    where the type area begins. `head` is the running head, `foot` the page number.
    """

    section: Section
    number: int
    label: str
    width: float
    height: float
    left: float = 0.0
    head: tuple[Item, ...] = ()
    text: tuple[Item, ...] = ()
    foot: tuple[Item, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    turned: bool = False  # its text goes upwards: on a screen it is best shown turned to the right

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything on the page in reading order, at its place on the paper."""
        text = (moved(item, self.left, 0.0) for item in self.text)
        return (*self.head, *self.anchors, *text, Tag(0), *self.foot)


class PagePlace(msgspec.Struct, frozen=True, gc=False):
    """Where an anchor came to stand: `index` of the page in the whole file from 0, its label, height in points."""

    index: int
    label: str
    y: float = 0.0


class PageStart(msgspec.Struct, frozen=True, gc=False):
    """Where in the text a page of the body begins, for outputs that break their own lines.

    `chapter` is the anchor of the part, chapter or colophon, `block` the index of the block among its blocks, -1 its
    title. `inner` leads on from it in blocks that hold blocks: the index of the block in a quotation, of item and block
    in a list, of the row in a table or, where the page begins inside of a row, of row, cell and block. `offset` counts
    the characters of the innermost block before the page (number, lead and content, notes left out). Pages left blank
    have no start.
    """

    label: str
    chapter: str
    block: int
    offset: int = 0
    inner: tuple[int, ...] = ()


class Pagination(msgspec.Struct, frozen=True):
    """Page numbers of all anchors. `labels` has the label of each page in reading order."""

    places: dict[str, PagePlace]
    labels: tuple[str, ...]
    starts: tuple[PageStart, ...] = ()
