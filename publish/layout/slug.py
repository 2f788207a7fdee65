"""A slug: one line of type, table row or picture as a block that pages are filled with."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from publish.model.pages import Anchor, Box, Item, LinkArea, Picture, Tag, TextRun, moved
from publish.model.style import BreakBefore


class Opening(msgspec.Struct, gc=False):
    """What begins with a slug, for running heads: the title of a part or a document."""

    part: str = ""
    document: str = ""


class Slug(msgspec.Struct, gc=False):
    """Items at places relative to the slug's own top left corner; all lengths in points.

    `before` is space above that falls away at the head of a page. `after` is the part of its height that is space
    below: of two spaces that meet, the larger one counts, as in Word and in e-books. `keep` forbids a page break below.
    `notes` are the slugs of the notes that are called in it. `heads` are slugs to be repeated above it when it
    begins a page (the head rows of a table). `element` is what it belongs to in the structure of the book.
    `chapter`, `block`, `inner` and `offset` say where in the text it begins, as in PageStart. `turned` slugs stand on
    pages of their own, whose lines go upwards. What is `at_foot` stands at the bottom of the type area if nothing
    follows it on its page. `rules`, above 0, is where the upper double rule of a letter's first page begins, from the
    top of the paper.
    """

    height: float
    items: tuple[Item, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    break_before: BreakBefore = BreakBefore.NONE
    anchors: tuple[str, ...] = ()
    notes: tuple[Slug, ...] = ()
    heads: tuple[Slug, ...] = ()
    opening: Opening | None = None
    element: int = 0
    chapter: str = ""
    block: int = -1
    offset: int = 0
    inner: tuple[int, ...] = ()
    turned: bool = False
    at_foot: bool = False
    rules: float = 0.0

    def space_below(self, above: Slug) -> float:
        """The space between the slug above and this one, beside what is part of that one's height."""
        return max(0.0, self.before - above.after)

    def inside(self, index: int) -> Slug:
        """The slug, found to begin in the block, item or row of this index: what its index was lies inside of that."""
        if self.block >= 0:
            self.inner = (self.block, *self.inner)
        self.block = index
        return self


def turned(item: Item, bottom: float) -> Item:
    """The item of a turned page, whose own top left corner comes to stand at the foot of the type area, `bottom`."""
    match item:
        case TextRun(x, y):
            return replace(item, x=y, y=bottom - x, turned=True)
        case Box(x, y, width, height, color, shape):
            return Box(y, bottom - x - width, height, width, color, shape)
        case Picture(x, y, width, height, digest, alt):
            return Picture(y, bottom - x - width, height, width, digest, alt, turned=True)
        case LinkArea(x, y, width, height, target, text, element):
            return LinkArea(y, bottom - x - width, height, width, target, text, element)
        case Anchor(name):
            return Anchor(name, bottom)
        case Tag():
            return item


def stacked(slugs: Iterable[Slug], left: float = 0.0, top: float = 0.0) -> tuple[list[Item], float]:
    """The items of slugs one below the other, the first one's corner at (left, top), and their height together."""
    items: list[Item] = []
    y, above = 0.0, None
    for slug in slugs:
        y += slug.space_below(above) if above else 0.0
        items.append(Tag(slug.element))
        items.extend(moved(item, left, top + y) for item in slug.items)
        y, above = y + slug.height, slug
    return items, y


def as_furniture(slug: Slug) -> Slug:
    """The slug as a repetition that is no part of the text: without tags, links and notes."""
    items = tuple(item for item in slug.items if not isinstance(item, Tag | LinkArea | Anchor))
    return replace(slug, items=items, element=0, notes=(), anchors=(), chapter="")
