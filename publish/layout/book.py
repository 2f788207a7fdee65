"""The whole book as pages: body first, contents once its numbers are known, then cover and title page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from publish.diagnostics import Diagnostic
from publish.fontbook import FontBook
from publish.layout.column import Column, Measure
from publish.layout.composer import Composer
from publish.layout.contents import set_contents
from publish.layout.front import set_cover, set_title_page
from publish.layout.furniture import Titles, set_foot, set_head
from publish.layout.index import PageFinder, as_contents, page_anchor, set_index
from publish.layout.pagination import NOTE_SPACE, FilledPage, fill_pages
from publish.layout.slug import Opening, Slug, moved, turned
from publish.layout.structure import heading_kind
from publish.model.book import Book, Chapter, Contents, TocEntry
from publish.model.manuscript import Manuscript
from publish.model.pages import Anchor, Box, Element, Item, Kind, Page, PagePlace, PageStart, Pagination, Section, Tag
from publish.model.style import StyleRole
from publish.units import to_pt

_NOTE_RULE = 0.25  # of the measure
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ORDER = (Section.COVER, Section.FRONT, Section.BODY)


class _Area(NamedTuple):
    """The type area of a page on its paper, or by itself where the page is turned; points."""

    left: float
    top: float
    width: float
    height: float


def lay_out(manuscript: Manuscript, fonts: FontBook) -> Layout:
    """The layout of a book; its pages are made as they are asked for."""
    return Layout(manuscript, fonts)


class Layout:
    """Pages in the order in which they are finished, and, once all are, the page of every anchor."""

    def __init__(self, manuscript: Manuscript, fonts: FontBook) -> None:
        self._book = manuscript.book
        self._page_style = page = manuscript.style.page
        self._assets = manuscript.assets
        self._fonts = fonts
        self._paper = to_pt(page.width), to_pt(page.height)
        self._top = to_pt(page.margin_top)
        self._measure = Measure(0.0, self._paper[0] - to_pt(page.margin_inner) - to_pt(page.margin_outer))
        self._height = self._paper[1] - self._top - to_pt(page.margin_bottom)
        self._composer = Composer(manuscript, fonts, self._height, self._measure.width)
        self._structure = structure = self._composer.structure
        # In reading order, although the contents are made last.
        self._sections = {section: structure.add(Kind.SECTION, structure.DOCUMENT) for section in _ORDER}
        self._anchors: dict[str, tuple[Section, int, float]] = {}
        self._labels: dict[tuple[Section, int], str] = {}
        self._starts: list[PageStart] = []
        self._running = Opening()
        self._indexed = bool(self._book.index or self._book.lists)
        self._finder = PageFinder(self._book)
        self.pages = self._pages()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be said about fonts and pictures, once the pages are made."""
        return (*self._composer.diagnostics, *self._fonts.diagnostics())

    @property
    def pagination(self) -> Pagination:
        """The page of every anchor, in reading order; complete once the pages are made."""
        keys = sorted(self._labels, key=lambda key: (_ORDER.index(key[0]), key[1]))
        index = {key: number for number, key in enumerate(keys)}
        places = {
            name: PagePlace(index[section, number], self._labels[section, number], y)
            for name, (section, number, y) in self._anchors.items()
        }
        return Pagination(places, tuple(self._labels[key] for key in keys), tuple(self._starts))

    @property
    def elements(self) -> Sequence[Element]:
        """The structure elements so far, by number."""
        return self._structure.elements

    # --- the sections of the book -------------------------------------------------------------

    def _pages(self) -> Iterator[Page]:
        number = 0
        for number, filled in enumerate(fill_pages(self._body(), self._height, self._measure.width), 1):
            yield self._finished(filled, Section.BODY, number, str(number))
        yield from self._front()

    def _body(self) -> Iterator[Slug]:
        body = self._sections[Section.BODY]
        for part in self._book.parts:
            parent = self._structure.add(Kind.PART, body) if part.title else body
            if part.title:
                yield from self._title(part.title, StyleRole.PART_TITLE, part.anchor, Opening(part=part.title), parent)
            for chapter in part.chapters:
                yield from self._chapter(chapter, parent, level=2 if part.title else 1)
        if self._book.index:
            column = Column(self._measure, self._structure.add(Kind.SECTION, body))
            yield from set_index(self._book.index, self._finder.label, self._composer, column)
        if self._book.colophon:
            yield from self._colophon(self._structure.add(Kind.SECTION, body))

    def _title(
        self, text: str, role: StyleRole, anchor: str, opening: Opening, parent: int, level: int = 1
    ) -> list[Slug]:
        element = self._structure.add(heading_kind(level), parent)
        slugs = self._composer.text(text, role, self._measure, element)
        for slug in slugs:
            slug.keep = slug is not slugs[-1] or slug.keep
            slug.chapter = anchor
        if slugs:
            slugs[0].anchors = (anchor,)
            slugs[0].opening = opening
        return slugs

    def _chapter(self, chapter: Chapter, parent: int, level: int) -> Iterator[Slug]:
        section = self._structure.add(Kind.SECTION, parent)
        title, subtitle = chapter.metadata.title, chapter.metadata.subtitle
        self._composer.begin(title, chapter.metadata.language)
        yield from self._title(title, StyleRole.TITLE, chapter.anchor, Opening(document=title), section, level)
        if subtitle:
            element = self._structure.add(Kind.PARAGRAPH, section)
            yield from self._composer.text(subtitle, StyleRole.SUBTITLE, self._measure, element)
        for slug in self._composer.blocks(chapter.blocks, Column(self._measure, section, level=level)):
            slug.chapter = chapter.anchor
            yield slug

    def _colophon(self, section: int) -> Iterator[Slug]:
        title, anchor = self._book.colophon_title, self._book.colophon_anchor
        self._composer.begin(title)
        yield from self._title(title, StyleRole.COLOPHON_TITLE, anchor, Opening(document=title), section)
        for slug in self._composer.blocks(self._book.colophon, Column(self._measure, section, StyleRole.COLOPHON)):
            slug.chapter = anchor
            yield slug

    def _front(self) -> Iterator[Page]:
        book, number = self._book, 0
        if book.cover:
            section = self._sections[Section.COVER]
            items = set_cover(book.cover, self._assets, book.metadata, self._composer, self._paper, section)
            yield self._page(Section.COVER, 1, "", tuple(items))
        if book.title_page:
            number += 1
            items = set_title_page(book.metadata, self._composer, self._paper, self._sections[Section.FRONT])
            yield self._page(Section.FRONT, number, "", tuple(items))
        if book.contents:
            labels = {name: self._labels[section, page] for name, (section, page, _) in self._anchors.items()}
            front = self._sections[Section.FRONT]
            slugs = set_contents(_with_index(book), labels, self._composer, self._measure, front)
            self._running = Opening()
            for filled in fill_pages(_anchored(slugs, book.contents.title), self._height):
                number += 1
                yield self._finished(filled, Section.FRONT, number, roman(number))
        for captions in book.lists:
            contents, labels = as_contents(captions, self._finder.label)
            slugs = set_contents(contents, labels, self._composer, self._measure, self._sections[Section.FRONT])
            for filled in fill_pages(_opened(slugs, captions.title), self._height):
                number += 1
                yield self._finished(filled, Section.FRONT, number, roman(number))
        # Body page 1 is a right-hand page: the pages before it must be even in number when printed on both sides.
        if self._page_style.mirrored and (number + bool(book.cover)) % 2:
            yield self._finished(FilledPage(), Section.FRONT, number + 1, roman(number + 1))

    # --- one page -----------------------------------------------------------------------------

    def _finished(self, filled: FilledPage, section: Section, number: int, label: str) -> Page:
        """A filled page with everything at its place on the paper.

        One that is left blank to make the next a right-hand page keeps head and number: nothing is missing there.
        """
        even = (number + self._sheets_before(section)) % 2 == 0
        left = self._left(even=even)
        first = next((slug for slug in filled.slugs if slug.chapter), None)  # repeated table heads have none
        if first:
            self._starts.append(PageStart(label, first.chapter, first.block, first.offset))
        opening = filled.opening
        self._running = Opening(opening.part or self._running.part, opening.document or self._running.document)
        column = Measure(left, self._measure.width)
        items: list[Item] = []
        if not (filled.slugs and filled.slugs[0].opening):
            titles = Titles(self._book.metadata.title, self._running.part, self._running.document)
            items += set_head(titles, even=even, composer=self._composer, measure=column, top=self._top)
        items += self._placed_items(filled, section, number, left)
        if section is Section.BODY and self._indexed:
            self._finder.add(label, filled.slugs)
            items.append(Anchor(page_anchor(label), self._top))
        items.append(Tag(0))
        bottom = self._top + self._height
        items += set_foot(label, even=even, composer=self._composer, measure=column, bottom=bottom)
        return self._page(section, number, label, tuple(items), turned=filled.turned)

    def _placed_items(self, filled: FilledPage, section: Section, number: int, left: float) -> Iterator[Item]:
        """Text and notes at their places. The head of a turned page is at the left, on both sides of a leaf: at the
        binding on odd pages, at the outer edge on even ones (GB/T 9704, 8); head and number stay as they are.
        """
        if not filled.turned:
            yield from self._placed(filled, section, number, _Area(left, self._top, self._measure.width, self._height))
            return
        area = _Area(0.0, 0.0, self._height, self._measure.width)
        for item in self._placed(filled, section, number, area):
            yield turned(item, left, self._top + self._height)

    def _sheets_before(self, section: Section) -> int:
        """Pages before a section that decide which of its pages are right-hand ones; the body begins anew."""
        return 1 if section is Section.FRONT and self._book.cover else 0

    def _left(self, *, even: bool) -> float:
        page = self._page_style
        return to_pt(page.margin_outer if even and page.mirrored else page.margin_inner)

    def _placed(self, filled: FilledPage, section: Section, number: int, area: _Area) -> Iterator[Item]:
        if filled.notes:
            yield self._note_rule(filled, area)
        current = 0
        for top, slug in filled.in_reading_order(area.height):
            y = area.top + top
            for name in slug.anchors:
                self._anchors[name] = section, number, self._top if filled.turned else y
                yield Anchor(name, y)
            if slug.element != current:
                current = slug.element
                yield Tag(current)
            for item in slug.items:
                yield moved(item, area.left, y)
                if isinstance(item, Tag):
                    current = item.element

    def _note_rule(self, filled: FilledPage, area: _Area) -> Box:
        """The short rule above the notes; a long one says that the first goes on here."""
        y = area.top + area.height - filled.note_height - NOTE_SPACE / 2
        width = area.width * (1.0 if filled.continued else _NOTE_RULE)
        return Box(area.left, y, width, 0.5, self._composer.style(StyleRole.FOOTNOTE).color)

    def _page(
        self, section: Section, number: int, label: str, items: tuple[Item, ...], *, turned: bool = False
    ) -> Page:
        self._labels[section, number] = label
        return Page(section, number, label, *self._paper, items, turned)


def _with_index(book: Book) -> Contents:
    """The contents, the index as their last entry."""
    contents = book.contents or Contents("", 0, ())
    if book.index is None:
        return contents
    return replace(contents, entries=(*contents.entries, TocEntry(book.index.title, book.index.anchor, 1)))


def _opened(slugs: Iterator[Slug], title: str) -> Iterator[Slug]:
    """A list with its title for the running head."""
    for index, slug in enumerate(slugs):
        if index == 0:
            slug.opening = Opening(document=title)
        yield slug


def _anchored(slugs: Iterator[Slug], title: str) -> Iterator[Slug]:
    """The contents with their own anchor, so that outline and links can lead there."""
    for index, slug in enumerate(slugs):
        if index == 0:
            slug.anchors = ("contents",)
            slug.opening = Opening(document=title)
        yield slug


def roman(number: int) -> str:
    """A number in small Roman numerals, for the pages before the text."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
