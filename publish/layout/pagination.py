"""Fills pages with slugs: keeps what belongs together, puts notes below the line that calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publish.layout.slug import Opening, Slug
from publish.model.style import BreakBefore

_EPSILON = 1e-3  # points
# Space between the text and the first note; the rule above the notes stands in it.
NOTE_SPACE = 9.0
_NOTE_SHARE = 0.5  # of the page that notes may take as long as there is text for the rest
_WHOLE_NOTE = 3  # lines; what is not longer is never divided
_BEGUN_NOTE = 2  # lines of a longer one that stand on the page of its mark


@dataclass(slots=True)
class FilledPage:
    """The slugs of one page from the top, and the notes of its foot."""

    slugs: list[Slug] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)  # of the slugs, from the top of the type area
    notes: list[Slug] = field(default_factory=list)
    continued: bool = False  # whether the first note began on an earlier page
    turned: bool = False  # its lines go upwards
    recto: bool = False  # it must be a right-hand page

    @property
    def opening(self) -> Opening:
        """What begins on this page; the last one where several do."""
        found = Opening()
        for slug in self.slugs:
            if slug.opening:
                found.part = slug.opening.part or found.part
                found.document = slug.opening.document or found.document
        return found

    @property
    def note_height(self) -> float:
        """The height of the notes together, the space above them left out."""
        return _height(self.notes)

    def in_reading_order(self, height: float) -> Iterator[tuple[float, Slug]]:
        """Text and notes of the page with their tops, the type area being `height` points high.

        A note follows the paragraph that calls it, or what the page has of that; what goes on from an earlier page
        is first.
        """
        if not self.notes:
            yield from zip(self.tops, self.slugs, strict=True)
            return
        notes = {id(line): (top, line) for top, line in self._placed_notes(height)}
        called = {id(line) for slug in self.slugs for line in slug.notes}
        yield from (place for own, place in notes.items() if own not in called)
        waiting: list[tuple[float, Slug]] = []
        for top, slug, following in zip(self.tops, self.slugs, [*self.slugs[1:], None], strict=False):
            yield top, slug
            waiting += [notes[id(line)] for line in slug.notes if id(line) in notes]
            if following is None or not slug.element or following.element != slug.element:
                yield from waiting
                waiting = []

    def _placed_notes(self, height: float) -> Iterator[tuple[float, Slug]]:
        y = height - self.note_height
        for line in self.notes:
            yield y + line.before, line
            y += line.before + line.height


def fill_pages(slugs: Iterable[Slug], capacity: float, across: float = 0.0) -> Iterator[FilledPage]:
    """The slugs on pages that hold `capacity` points of height, turned ones `across`.

    What is turned and what is not never share a page.
    """
    filler = _Filler(capacity, across)
    for slug in slugs:
        yield from filler.add(slug)
    yield from filler.finish()


class _Filler:
    def __init__(self, capacity: float, across: float) -> None:
        self._capacities = capacity, across
        self._capacity = capacity
        self._page = FilledPage()
        self._used = 0.0  # height of the text so far
        self._noted = 0.0  # height of the notes so far, the space above them included
        self._owed: list[Slug] = []  # lines of notes that their page could not hold
        self._heads = 0  # so many slugs at the head of the page are repeated table heads

    def add(self, slug: Slug) -> Iterable[FilledPage]:
        """Takes one more slug; gives the pages that thereby are full: most slugs just have their place."""
        page = self._page
        if slug.notes or slug.break_before is not BreakBefore.NONE or slug.turned is not page.turned:
            return self._turning(slug)
        top = self._used + self._space(slug)
        bottom = top + slug.height
        if bottom + self._noted > self._capacity + _EPSILON:
            return self._turning(slug)
        page.slugs.append(slug)
        page.tops.append(top)
        self._used = bottom
        return ()

    def _turning(self, slug: Slug) -> Iterator[FilledPage]:
        """The same for a slug that may need another page."""
        if slug.break_before is not BreakBefore.NONE:
            yield from self._open(slug.break_before)
        if slug.turned is not self._page.turned:
            yield from self.finish()
            self._turn(turned=slug.turned)
        waiting = [slug]
        while waiting:
            current = waiting.pop(0)
            if self._fits(current) or len(self._page.slugs) <= self._heads:
                self._place(current)
                continue
            rest = self._cut()
            yield self._close()
            heads = (rest[0] if rest else current).heads
            self._heads = len(heads)
            waiting = [*heads, *rest, current, *waiting]

    def finish(self) -> Iterator[FilledPage]:
        """The last page, and pages for what is left of its notes."""
        while self._page.slugs or self._owed or self._page.notes:
            owed, self._owed = self._owed, []
            for line in owed:  # no more text is coming for this page
                self._place_note(line, self._capacity)
            yield self._close()

    def _turn(self, *, turned: bool) -> None:
        self._page.turned = turned
        self._capacity = self._capacities[turned]

    def _open(self, break_before: BreakBefore) -> Iterator[FilledPage]:
        yield from self.finish()
        self._page.recto = break_before is BreakBefore.RECTO

    def _fits(self, slug: Slug) -> bool:
        if slug.notes and self._owed:
            return False  # its notes would fall behind more and more
        needed = self._space(slug) + slug.height
        if slug.notes:
            needed += self._note_height(slug)
        return self._used + self._noted + needed <= self._capacity + _EPSILON

    def _space(self, slug: Slug) -> float:
        """The space above a slug: none at the head of a page that it did not open itself."""
        if self._page.slugs:
            return slug.space_below(self._page.slugs[-1])
        return slug.before if slug.break_before is not BreakBefore.NONE else 0.0

    def _note_height(self, slug: Slug) -> float:
        """What its notes need on this page: all of their lines, or the first ones where they are long."""
        rule = 0.0 if self._page.notes else NOTE_SPACE
        whole = rule + _height(slug.notes)
        long = len(slug.notes) > _WHOLE_NOTE and self._noted + whole > self._capacity * _NOTE_SHARE
        return rule + _height(slug.notes[:_BEGUN_NOTE]) if long else whole

    def _place(self, slug: Slug) -> None:
        top = self._used + self._space(slug)
        self._page.slugs.append(slug)
        self._page.tops.append(top)
        self._used = top + slug.height
        if slug.notes:
            whole = len(slug.notes) <= _WHOLE_NOTE
            for index, line in enumerate(slug.notes):
                share = 1.0 if whole or index < _BEGUN_NOTE else _NOTE_SHARE
                self._place_note(line, self._capacity * share)

    def _place_note(self, line: Slug, most: float) -> None:
        """A line of a note, where notes do not thereby take more than `most`; otherwise the page owes it."""
        rule = 0.0 if self._page.notes else NOTE_SPACE
        needed = rule + line.height + line.before
        full = self._used + self._noted + needed > self._capacity + _EPSILON or self._noted + needed > most + _EPSILON
        if self._owed or (full and (self._page.slugs or self._page.notes)):
            self._owed.append(line)
            return
        self._page.notes.append(line)
        self._noted += needed

    def _cut(self) -> list[Slug]:
        """Takes back from the full page what may not stay at its foot: headings, first lines, rows that belong on."""
        slugs = self._page.slugs
        cut = len(slugs)
        while cut > 0 and slugs[cut - 1].keep:
            cut -= 1
        if cut == 0:
            return []
        rest = slugs[cut:]
        del slugs[cut:], self._page.tops[cut:]
        for slug in rest:
            taken = {id(line) for line in slug.notes}
            self._page.notes = [line for line in self._page.notes if id(line) not in taken]
            self._owed = [line for line in self._owed if id(line) not in taken]
        return rest

    def _lower(self, page: FilledPage) -> None:
        """Moves what belongs at the foot of the page down there (GB/T 9704, 7.4.1)."""
        first = len(page.slugs)
        while first and page.slugs[first - 1].at_foot:
            first -= 1
        spare = self._capacity - self._used - self._noted
        page.tops[first:] = [top + spare for top in page.tops[first:]]

    def _close(self) -> FilledPage:
        page = self._page
        self._lower(page)
        self._page, self._used, self._noted, self._heads = FilledPage(turned=page.turned), 0.0, 0.0, 0
        owed, self._owed = self._owed, []
        self._page.continued = bool(owed)
        for line in owed:
            self._place_note(line, self._capacity * _NOTE_SHARE)
        return page


def _height(lines: Iterable[Slug]) -> float:
    return sum(line.height + line.before for line in lines)
