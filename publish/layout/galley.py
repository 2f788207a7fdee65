"""Galleys: text that is set and made up into pages which have no numbers yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.diagnostics import Diagnostic
from publish.fontbook import FontBook, Want
from publish.layout.column import Column
from publish.layout.composer import Composer
from publish.layout.letterhead import line_space, order_title, set_letterhead
from publish.layout.pagination import NOTE_SPACE, FilledPage, fill_pages
from publish.layout.slug import Opening, Slug, turned
from publish.layout.structure import Structure, heading_kind
from publish.layout.units import Unit, UnitPart, unit_lines
from publish.model.book import Chapter, TextPlace
from publish.model.letterhead import Letterheads, head_length, is_order
from publish.model.pages import Anchor, Box, Element, Item, Kind, Section, Tag, moved
from publish.model.style import BreakBefore, StyleRole, StyleSheet

_NOTE_RULE = 0.25  # of the measure


class Makeup(msgspec.Struct, frozen=True):
    """What there is to know of a page of text to number it: everything but the text itself.

    `start` is the place in the text where the page begins, `begun` are the blocks that begin on it. `opens` says that
    it begins with a title, `recto` that it must be a right-hand page. A `bare` one has no running head and no
    number, and its positions are on the paper. The first page of a letter has double rules, the upper one at
    `letter_rules`, and no number.
    """

    anchors: tuple[Anchor, ...] = ()
    start: TextPlace | None = None
    begun: tuple[TextPlace, ...] = ()
    part: str = ""  # the title of the part that begins on it
    document: str = ""
    opens: bool = False
    recto: bool = False
    turned: bool = False
    bare: bool = False
    letter_rules: float = 0.0


class Galley(msgspec.Struct, frozen=True):
    """Pages in order. `elements` are those of `Structure`; `part` is the one in which the text ends, 0 if none began.

    `wants` are characters that the fonts of their roles do not have.
    """

    section: Section
    makeups: tuple[Makeup, ...]
    elements: tuple[Element, ...]
    part: int = 0
    wants: tuple[Want, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Setter:
    """Sets one galley: its pages are made as they are taken, and known as a whole when all are.

    `pages` gives the items of each page; `x` counts from the left edge of the type area, `y` from the top of the
    paper. `lines` is the text that must be on them. `made_of` is, as MessagePack, all that they depend on, style and
    fonts apart; nothing where that is not told.
    """

    def __init__(self, section: Section, composer: Composer, lines: Iterable[str] = ()) -> None:
        self.section = section
        self.composer = composer
        self.lines = lines
        self.pages: Iterator[tuple[Item, ...]] = iter(())
        self.part = 0
        self.made_of = b""
        self._makeups: list[Makeup] = []
        self._block = TextPlace("", 0)  # the last one that has begun
        self._area = composer.area

    @property
    def elements(self) -> list[Element]:
        """The structure elements so far, by number."""
        return self.composer.structure.elements

    @property
    def galley(self) -> Galley:
        """What is known when all pages have been taken."""
        composer = self.composer
        wants = composer.fonts.take_wants()
        diagnostics = tuple(composer.diagnostics)
        return Galley(self.section, tuple(self._makeups), tuple(self.elements), self.part, wants, diagnostics)

    def bare(self, items: Iterable[Item]) -> Setter:
        """Makes these items a single page without head and number; they are placed on the paper."""
        self._makeups.append(Makeup(bare=True))
        self.pages = iter([tuple(items)])
        return self

    def fill(self, slugs: Iterable[Slug]) -> Setter:
        """Fills pages with slugs."""
        self.pages = self._filled(slugs)
        return self

    def _filled(self, slugs: Iterable[Slug]) -> Iterator[tuple[Item, ...]]:
        for filled in fill_pages(slugs, self._area.height, self._area.width):
            self._makeups.append(self._makeup(filled))
            yield tuple(self._items(filled))

    def _makeup(self, filled: FilledPage) -> Makeup:
        opening = filled.opening
        first = next((slug for slug in filled.slugs if slug.chapter), None)  # repeated table heads have none
        return Makeup(
            tuple(self._anchors(filled)),
            TextPlace(first.chapter, first.block, first.offset, first.inner) if first else None,
            tuple(self._begun(filled.slugs)),
            opening.part,
            opening.document,
            opens=bool(filled.slugs and filled.slugs[0].opening),
            recto=filled.recto,
            turned=filled.turned,
            letter_rules=max((slug.rules for slug in filled.slugs), default=0.0),
        )

    def _anchors(self, filled: FilledPage) -> Iterator[Anchor]:
        for top, slug in zip(filled.tops, filled.slugs, strict=True):
            for name in slug.anchors:
                yield Anchor(name, self._area.top + (0.0 if filled.turned else top))

    def _begun(self, slugs: Iterable[Slug]) -> Iterator[TextPlace]:
        for slug in slugs:
            if slug.chapter and (slug.block != self._block.block or slug.chapter != self._block.chapter):
                self._block = TextPlace(slug.chapter, slug.block)
                yield self._block

    # --- places -------------------------------------------------------------------------------

    def _items(self, filled: FilledPage) -> list[Item]:
        """Text and notes at their places. The head of a turned page is at the left, on both sides of a leaf: at the
        binding on odd pages, at the outer edge on even ones (GB/T 9704, 8).
        """
        area = self._area
        if not filled.turned:
            return self._placed(filled, area.top, area.width, area.height)
        return [turned(item, area.bottom) for item in self._placed(filled, 0.0, area.height, area.width)]

    def _placed(self, filled: FilledPage, top: float, width: float, height: float) -> list[Item]:
        """The items in reading order, tagged, in an area that begins at `top`."""
        items: list[Item] = [self._note_rule(filled, width, top + height)] if filled.notes else []
        current = 0
        for place, slug in filled.in_reading_order(height):
            y = top + place
            if slug.element != current:
                current = slug.element
                items.append(Tag(current))
            for item in slug.items:
                items.append(moved(item, 0.0, y))
                if isinstance(item, Tag):
                    current = item.element
        return items

    def _note_rule(self, filled: FilledPage, width: float, bottom: float) -> Box:
        """The short rule above the notes; a long one says that the first goes on here."""
        y = bottom - filled.note_height - NOTE_SPACE / 2
        color = self.composer.style(StyleRole.FOOTNOTE).color
        return Box(0.0, y, width * (1.0 if filled.continued else _NOTE_RULE), 0.5, color)


# --- the text of a unit --------------------------------------------------------------------------


class UnitSetter(Setter):
    """Sets the pages of a unit."""

    def __init__(self, unit: Unit, sheet: StyleSheet, fonts: FontBook) -> None:
        composer = Composer(sheet, fonts, unit.language, unit.images, unit.first_note)
        super().__init__(Section.BODY, composer, unit_lines(unit))
        self._unit = unit
        self.fill(self._slugs())

    def _slugs(self) -> Iterator[Slug]:
        parent = Structure.PART
        for part in self._unit.parts:
            if part.level == 1:
                parent = Structure.SECTION
            elif part.title:
                parent = self.part = self.composer.structure.add(Kind.PART, Structure.SECTION)
                yield from self._part_title(part, parent)
            for chapter in part.chapters:
                yield from self._chapter(chapter, parent, part.level)

    def _part_title(self, part: UnitPart, parent: int) -> list[Slug]:
        self.composer.begin(part.title)
        return titled(self.composer, part.title, StyleRole.PART_TITLE, part.anchor, Opening(part=part.title), parent)

    def _chapter(self, chapter: Chapter, parent: int, level: int) -> Iterator[Slug]:
        composer, measure = self.composer, self._area.measure
        section = composer.structure.add(Kind.SECTION, parent)
        subtitle, column = chapter.metadata.subtitle, Column(measure, section, level=level)
        composer.begin(chapter.metadata.title, chapter.metadata.language)
        above = head_length(chapter.blocks) if self._sets_heads else 0
        yield from self._title(chapter, set_letterhead(chapter.blocks[:above], composer, column), column)
        if subtitle:
            element = composer.structure.add(Kind.PARAGRAPH, section)
            yield from composer.text(subtitle, StyleRole.SUBTITLE, measure, element)
        for slug in composer.blocks(chapter.blocks, column, above):
            slug.chapter = chapter.anchor
            yield slug

    @property
    def _sets_heads(self) -> bool:
        return self.composer.sheet.letterheads is Letterheads.SET

    def _title(self, chapter: Chapter, head: list[Slug], column: Column) -> list[Slug]:
        """The title of a document below its head, if it has one."""
        composer, title = self.composer, chapter.metadata.title
        if self._sets_heads and is_order(chapter.blocks):
            element = composer.structure.add(heading_kind(column.level), column.element)
            slugs = [order_title(title, head, composer, column.measure, element)]
        else:
            slugs = titled(composer, title, StyleRole.TITLE, "", Opening(), column.element, column.level)
            for slug in slugs[:1] if head else ():
                slug.before, slug.break_before = line_space(composer), BreakBefore.NONE
        slugs = [*head, *slugs]
        _open(slugs, chapter.anchor, Opening(document=title))
        for slug in slugs[:1]:
            slug.break_before = composer.style(StyleRole.TITLE).break_before
        return slugs


def titled(
    composer: Composer, text: str, role: StyleRole, anchor: str, opening: Opening, parent: int, level: int = 1
) -> list[Slug]:
    """The title of something that is listed in the contents: `anchor` leads to it."""
    element = composer.structure.add(heading_kind(level), parent)
    slugs = composer.text(text, role, composer.area.measure, element)
    for slug in slugs[:-1]:
        slug.keep = True
    _open(slugs, anchor, opening)
    return slugs


def _open(slugs: list[Slug], anchor: str, opening: Opening) -> None:
    """Makes these slugs the beginning of something: `anchor` leads to the first."""
    for slug in slugs:
        slug.chapter = anchor
    for slug in slugs[:1]:
        slug.anchors = (anchor,)
        slug.opening = opening
