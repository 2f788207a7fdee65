"""The whole book as numbered pages: the body first, contents once its numbers are known, then cover and title page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from publish.diagnostics import Diagnostic
from publish.fontbook import FontBook
from publish.layout.area import TypeArea
from publish.layout.column import Column, Measure
from publish.layout.composer import Composer
from publish.layout.contents import set_contents
from publish.layout.front import set_cover, set_title_page
from publish.layout.furniture import Titles, set_foot, set_head
from publish.layout.galley import Galley, Makeup, Setter, UnitSetter, titled
from publish.layout.index import PageFinder, as_contents, page_anchor, set_index
from publish.layout.letterhead import letter_rules
from publish.layout.slug import Opening, Slug
from publish.layout.structure import Structure
from publish.layout.units import units
from publish.model.book import Book, Contents, TocEntry
from publish.model.manuscript import Manuscript
from publish.model.pages import (
    Anchor,
    Element,
    Item,
    Kind,
    LinkArea,
    Page,
    PagePlace,
    PageStart,
    Pagination,
    Section,
    Tag,
)
from publish.model.style import StyleRole
from publish.model.walk import block_lines, flat_entries

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ORDER = (Section.COVER, Section.FRONT, Section.BODY)
_BLANK = Makeup()
"""Left blank to make the next a right-hand page; its head and number say that nothing is missing there."""
_DOCUMENT = 1  # the element that holds all others


def lay_out(manuscript: Manuscript, fonts: FontBook) -> Layout:
    """The layout of a book; its pages are made as they are asked for."""
    return Layout(manuscript, fonts)


class Layout:
    """Numbers the pages of galleys in the order in which they are finished; then knows the page of every anchor.

    `pages` does all of it. Who has galleys of the units already, or wants to have them made elsewhere, calls `admit`
    and `number` for each, and for those that `closing` makes, which depend on the numbers.
    """

    def __init__(self, manuscript: Manuscript, fonts: FontBook) -> None:
        self._manuscript = manuscript
        self._book = manuscript.book
        self._area = TypeArea.of(manuscript.style.page)
        self._mirrored = manuscript.style.page.mirrored
        self._fonts = fonts
        self._composer = self._new_composer()
        self.elements = [Element(Kind.ARTIFACT, 0), Element(Kind.DOCUMENT, 0)]
        # In reading order, although the contents are made last.
        self._sections = {section: self._add(Element(Kind.SECTION, _DOCUMENT)) for section in _ORDER}
        self._part = 0  # the element of the part at hand
        self._numbers = dict.fromkeys(_ORDER, 0)  # of the last page of each section
        if self._book.cover:
            self._numbers[Section.FRONT] = 1  # the cover counts: odd numbers are on right-hand pages
        self._anchors: dict[str, tuple[Section, int, float]] = {}
        self._labels: dict[tuple[Section, int], str] = {}
        self._starts: list[PageStart] = []
        self._running = Opening()
        self._heads: dict[bool, tuple[Titles, tuple[Item, ...]]] = {}
        self._indexed = bool(self._book.index or self._book.lists)
        self._finder = PageFinder(self._book)
        self._diagnostics: list[Diagnostic] = []
        self.pages = self._pages()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be said about fonts and pictures, once the pages are made."""
        return (*self._diagnostics, *self._fonts.diagnostics())

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

    def _new_composer(self) -> Composer:
        manuscript = self._manuscript
        return Composer(manuscript.style, self._fonts, manuscript.book.metadata.language)

    # --- galleys ------------------------------------------------------------------------------

    def _pages(self) -> Iterator[Page]:
        for setter in self._setters():
            texts = list(setter.pages)
            galley = setter.galley
            base = self.admit(galley)
            for makeup, text in zip(galley.makeups, texts, strict=True):
                *blank, page = self.number(galley.section, makeup)
                yield from blank
                yield replace(page, text=tuple(shifted(text, base)))
        yield from self.last()

    def _setters(self) -> Iterator[Setter]:
        for unit in units(self._manuscript):
            yield UnitSetter(unit, self._manuscript.style, self._fonts)
        yield from self.closing()

    def admit(self, galley: Galley) -> int:
        """Take in what a galley has to say; what is to be added to the numbers of its elements."""
        base = len(self.elements) - Structure.OUTSIDE
        section = self._sections[galley.section]
        outside = (0, section, self._part or section)
        placed: dict[Element, Element] = {}  # paragraphs below one heading are one and the same value
        for element in galley.elements[Structure.OUTSIDE :]:
            if element not in placed:
                parent = element.parent + base if element.parent >= Structure.OUTSIDE else outside[element.parent]
                placed[element] = replace(element, parent=parent)
            self._add(placed[element])
        self._part = galley.part + base if galley.part else self._part
        self._fonts.add_wants(galley.wants)
        self._diagnostics.extend(galley.diagnostics)
        return base

    def _add(self, element: Element) -> int:
        self.elements.append(element)
        return len(self.elements) - 1

    def closing(self) -> Iterator[Setter]:
        """What comes after the units, each to be admitted and numbered before the next is asked for."""
        book, measure = self._book, self._area.measure
        if book.index:
            setter = self._setter(Section.BODY)
            column = Column(measure, setter.composer.structure.add(Kind.SECTION, Structure.SECTION))
            yield setter.fill(set_index(book.index, self._finder.label, setter.composer, column))
        if book.colophon:
            setter = self._setter(Section.BODY, (book.colophon_title, *block_lines(book.colophon)))
            yield setter.fill(_colophon(book, setter.composer, measure))
        self._running = Opening()
        yield from self._front()

    def _front(self) -> Iterator[Setter]:
        book, paper, section = self._book, self._area.paper, Structure.SECTION
        if book.cover:
            setter = self._setter(Section.COVER)
            assets = self._manuscript.assets
            yield setter.bare(set_cover(book.cover, assets, book.metadata, setter.composer, paper, section))
        if book.title_page:
            setter = self._setter(Section.FRONT)
            yield setter.bare(set_title_page(book.metadata, setter.composer, paper, section))
        if book.contents:
            places = self._anchors.items()
            labels = {name: self._labels[section, number] for name, (section, number, _) in places}
            yield self._list(_with_index(book), labels, "contents")
        for captions in book.lists:
            yield self._list(*as_contents(captions, self._finder.label))

    def _list(self, contents: Contents, labels: Mapping[str, str], anchor: str = "") -> Setter:
        setter = self._setter(Section.FRONT)
        shown = [labels.get(entry.anchor, "") for entry in flat_entries(contents.entries)]
        setter.made_of = msgspec.msgpack.encode((contents, shown, anchor, self._book.metadata.language))
        slugs = set_contents(contents, labels, setter.composer, self._area.measure, Structure.SECTION)
        return setter.fill(_opened(slugs, contents.title, anchor))

    def _setter(self, section: Section, lines: Iterable[str] = ()) -> Setter:
        return Setter(section, self._new_composer(), lines)

    def last(self) -> Iterator[Page]:
        """A page left blank where one is needed when all others have their numbers.

        Body page 1 is a right-hand page: the pages before it must be even in number when printed on both sides.
        """
        if self._mirrored and self._numbers[Section.FRONT] % 2:
            yield self._page(Section.FRONT, _BLANK)

    # --- one page -----------------------------------------------------------------------------

    def number(self, section: Section, makeup: Makeup) -> Iterator[Page]:
        """The next page of a section without its text; before it a blank one where it must be a right-hand page."""
        if makeup.recto and self._numbers[section] % 2:
            yield self._page(section, _BLANK)
        yield self._page(section, makeup)

    def _page(self, section: Section, makeup: Makeup) -> Page:
        self._numbers[section] += 1
        number = self._numbers[section]
        label = "" if makeup.bare else str(number) if section is Section.BODY else roman(number)
        self._labels[section, number] = label
        paper = self._area.paper
        if makeup.bare:
            return Page(section, number, label, *paper)
        for anchor in makeup.anchors:
            self._anchors[anchor.name] = section, number, anchor.y
        start = makeup.start
        if start:
            self._starts.append(PageStart(label, start.chapter, start.block, start.offset, start.inner))
        even = number % 2 == 0
        left = self._area.left(even=even)
        anchors = *makeup.anchors, *self._page_anchor(section, label, makeup)
        head, foot = self._furniture(makeup, label, left, even=even)
        return Page(section, number, label, *paper, left, head, (), foot, anchors, makeup.turned)

    def _page_anchor(self, section: Section, label: str, makeup: Makeup) -> Iterator[Anchor]:
        """The anchor that an index or a list leads to."""
        if section is Section.BODY and self._indexed:
            if makeup.start:
                self._finder.add(label, makeup.start, makeup.begun)
            yield Anchor(page_anchor(label), self._area.top)

    def _furniture(
        self, makeup: Makeup, label: str, left: float, *, even: bool
    ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Running head and page number."""
        running = Opening(makeup.part or self._running.part, makeup.document or self._running.document)
        self._running = running
        self._fonts.document = running.document
        column = Measure(left, self._area.width)
        head = () if makeup.opens else self._head(running, column, even=even)
        if makeup.letter_rules:  # 10.1: no number on the first page
            style = self._manuscript.style
            return head, tuple(
                letter_rules(makeup.letter_rules, style.page, self._composer.style(StyleRole.LETTER_MASTHEAD).color)
            )
        bottom = self._area.bottom
        return head, tuple(set_foot(label, even=even, composer=self._composer, measure=column, bottom=bottom))

    def _head(self, running: Opening, column: Measure, *, even: bool) -> tuple[Item, ...]:
        """The running head; most pages have that of the last one on their side."""
        titles = Titles(self._book.metadata.title, running.part, running.document)
        known = self._heads.get(even)
        if known is None or known[0] != titles:
            head = set_head(titles, even=even, composer=self._composer, measure=column, top=self._area.top)
            known = self._heads[even] = titles, tuple(head)
        return known[1]


def shifted(items: Iterable[Item], base: int) -> Iterator[Item]:
    """Items of a galley as items of the book: their elements have other numbers there."""
    for item in items:
        if isinstance(item, Tag) and item.element:
            yield Tag(item.element + base)
        elif isinstance(item, LinkArea):
            yield replace(item, element=item.element + base)
        else:
            yield item


def _colophon(book: Book, composer: Composer, measure: Measure) -> Iterator[Slug]:
    section = composer.structure.add(Kind.SECTION, Structure.SECTION)
    title, anchor = book.colophon_title, book.colophon_anchor
    composer.begin(title)
    yield from titled(composer, title, StyleRole.COLOPHON_TITLE, anchor, Opening(document=title), section)
    for slug in composer.blocks(book.colophon, Column(measure, section, StyleRole.COLOPHON)):
        slug.chapter = anchor
        yield slug


def _with_index(book: Book) -> Contents:
    """The contents, the index as their last entry."""
    contents = book.contents or Contents("", 0, ())
    if book.index is None:
        return contents
    return replace(contents, entries=(*contents.entries, TocEntry(book.index.title, book.index.anchor, 1)))


def _opened(slugs: Iterator[Slug], title: str, anchor: str) -> Iterator[Slug]:
    """A list with its title for the running head, and with an anchor of its own where outline and links lead there."""
    for index, slug in enumerate(slugs):
        if index == 0:
            slug.opening = Opening(document=title)
            slug.anchors = (anchor,) if anchor else ()
        yield slug


def roman(number: int) -> str:
    """A number in small Roman numerals, for the pages before the text."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
