"""The index: terms with the numbers of the pages that have them, each number a link; and what is found by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from publish.layout.column import Column, Measure
from publish.layout.composer import Composer
from publish.layout.slug import Opening, Slug, stacked
from publish.layout.structure import heading_kind
from publish.model.book import Book, CaptionList, Contents, Index, IndexEntry, TextPlace, TocEntry
from publish.model.document import Inline, Link, Paragraph, Text
from publish.model.pages import Item, Kind
from publish.model.style import BreakBefore, StyleRole
from publish.units import to_pt

PageOf = Callable[[TextPlace], str]
"""The label of the page that has a place."""
_PAGE = "page-"
_COLUMNS, _MANY = 2, 12  # so many columns where there are so many entries
_GAP = 2.0  # em between the columns
_EPSILON = 1e-3  # points
_RUN = 3  # so many pages in a row are printed as a range


def page_anchor(label: str) -> str:
    """The anchor at the head of a page of the body."""
    return _PAGE + label


class PageFinder:
    """Finds the pages of places in the text, as far as pages are finished."""

    def __init__(self, book: Book) -> None:
        chapters = [anchor for part in book.parts for anchor in (part.anchor, *(each.anchor for each in part.chapters))]
        self._rank = {anchor: number for number, anchor in enumerate(chapters)}
        self._begun: dict[tuple[str, int], str] = {}  # the page on which each block begins
        self._keys: list[tuple[int, int, tuple[int, ...], int]] = []  # where pages begin
        self._labels: list[str] = []

    def add(self, label: str, start: TextPlace, begun: Iterable[TextPlace]) -> None:
        """Takes note of a page: where in the text it begins, and the blocks that begin on it."""
        self._begun.update(((place.chapter, place.block), label) for place in begun)
        if start.chapter in self._rank:
            self._keys.append((self._rank[start.chapter], start.block, start.inner, start.offset))
            self._labels.append(label)

    def label(self, place: TextPlace) -> str:
        """The label of the page of a place."""
        if place.offset == 0 and not place.inner:
            return self._begun[place.chapter, place.block]
        key = self._rank[place.chapter], place.block, place.inner, place.offset
        return self._labels[bisect_right(self._keys, key) - 1]


def set_index(index: Index, page_of: PageOf, composer: Composer, column: Column) -> Iterator[Slug]:
    """Title and entries. Places are looked for after the title: as it begins a page, those before are finished."""
    structure = composer.structure
    title = structure.add(heading_kind(1), column.element)
    slugs = composer.text(index.title, StyleRole.COLOPHON_TITLE, column.measure, title)
    slugs[0].break_before = BreakBefore.PAGE
    slugs[0].anchors = (index.anchor,)
    slugs[0].opening = Opening(document=index.title)
    for slug in slugs:
        slug.keep, slug.chapter = True, index.anchor
        yield slug
    entries = structure.add(Kind.INDEX, column.element)
    count = _COLUMNS if len(index.entries) >= _MANY else 1
    gap = _GAP * to_pt(composer.style(StyleRole.COLOPHON).size)
    width = (column.measure.width + gap) / count - gap
    inner = Column(Measure(column.measure.left, width), entries, StyleRole.COLOPHON)
    texts = (Paragraph(tuple(_entry(entry, page_of))) for entry in index.entries)
    above = sum(slug.before + slug.height for slug in slugs)
    for slug in _in_columns(list(composer.blocks(texts, inner)), count, width + gap, composer.area.height, above):
        slug.chapter = index.anchor
        yield slug


def _in_columns(lines: list[Slug], count: int, pitch: float, height: float, above: float) -> Iterator[Slug]:
    """Lines side by side in columns of about equal height, those of a page as one slug: what is drawn stays in order.

    `pitch` is the distance of the columns, `height` that of a page, whose first one holds `above` already.
    """
    if count == 1:
        yield from lines
        return
    pitch_down = max(line.height for line in lines)
    while lines:
        fitting = max(1, int((height - above + _EPSILON) / pitch_down))
        rows = min(fitting, -(-len(lines) // count))
        items: list[Item] = []
        for number in range(count):
            part = lines[number * rows : (number + 1) * rows]
            drawn, _ = stacked(part, number * pitch)
            items.extend(drawn)
        yield Slug(rows * pitch_down, tuple(items), element=0)
        lines, above = lines[count * rows :], 0.0


def _entry(entry: IndexEntry, page_of: PageOf) -> Iterator[Inline]:
    yield Text(f"{entry.title}　")
    labels = dict.fromkeys(map(page_of, entry.places))
    for number, (first, last) in enumerate(_ranges(list(map(int, labels)))):
        if number:
            yield Text("，")
        yield Link((Text(f"{first}–{last}" if last > first else str(first)),), f"#{page_anchor(str(first))}")


def _ranges(pages: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(pages) + 1):
        if at < len(pages) and pages[at] == pages[at - 1] + 1:
            continue
        run = pages[start:at]
        if len(run) < _RUN:
            yield from ((page, page) for page in run)
        else:
            yield run[0], run[-1]
        start = at


def as_contents(captions: CaptionList, page_of: PageOf) -> tuple[Contents, dict[str, str]]:
    """A list of captions in the form of contents, and the labels of its anchors, which are those of pages."""
    labels = {page_anchor(label): label for label in (page_of(entry.places[0]) for entry in captions.entries)}
    entries = tuple(TocEntry(entry.title, page_anchor(page_of(entry.places[0])), 1) for entry in captions.entries)
    return Contents(captions.title, 1, entries), labels
