"""Printed galleys bound into the book: numbered in order, put into the PDF, what they have to say noted."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping

import msgspec

from publish.fontbook import FontBook
from publish.layout import Layout
from publish.model.manuscript import Manuscript
from publish.model.pages import Page, Pagination
from publish.pipeline.journal import Journal
from publish.pipeline.letters import refuse_missing
from publish.pipeline.memory import Memory
from publish.pipeline.printing import Printed, Printing, print_closing, printed_units
from publish.pipeline.report import Step, Written
from publish.pipeline.workers import Workers
from publish.writers.pdf.codes import CharacterCodes
from publish.writers.pdf.content import Drawing, Glyphs, GlyphUse

_PROGRESS_EVERY = 50  # pages


class _Bound(msgspec.Struct, frozen=True):
    """Pages with their text drawn; `base` is added to the numbers of its elements."""

    pages: tuple[tuple[Page, Drawing], ...]
    base: int = 0
    glyphs: Mapping[str, Glyphs] = {}


class Binder:
    """Makes the pages of a manuscript: those of the units printed by whoever the workers are, the others here.

    The pages wait for the PDF until the numbers of all are known, so that other formats can be begun beside it.
    """

    def __init__(self, manuscript: Manuscript, printing: Printing, journal: Journal) -> None:
        self._manuscript = manuscript
        self._printing = printing
        self._journal = journal
        self._fonts = FontBook(manuscript.style.families)
        self._layout = Layout(manuscript, self._fonts)
        self._codes = CharacterCodes()
        self._missing: Counter[str] = Counter()
        self._bound: deque[_Bound] = deque()
        self.pages = 0
        self.characters = 0

    def bind(self, workers: Workers, memory: Memory | None = None) -> Pagination:
        """Make and number all pages, those in memory excepted.

        Raises PublishError when the layout finds errors or a letter of the book is on no page.
        """
        for printed in printed_units(self._manuscript, self._printing, self._codes, workers, memory):
            self.characters += printed.characters
            self._add(printed)
        use = GlyphUse(self._fonts.faces, self._codes) if self._printing is Printing.DRAWN else None
        for setter in self._layout.closing():
            self._add(print_closing(setter, use, self._codes, self._manuscript.style, memory))
        self._take(_Bound(tuple((page, Drawing()) for page in self._layout.last())))
        self._journal.note(self._layout.diagnostics)
        self._journal.stop_if_failed()
        refuse_missing(self._missing)
        return self._layout.pagination

    def _add(self, printed: Printed) -> None:
        """Number the pages of a galley."""
        self._journal.add_seconds(printed.seconds)
        self._missing.update(printed.missing)
        galley, drawings = printed.galley, iter(printed.drawings)
        numbered: list[tuple[Page, Drawing]] = []
        with self._journal.timed(Step.LAYOUT):
            base = self._layout.admit(galley)
            for makeup in galley.makeups:
                *blank, page = self._layout.number(galley.section, makeup)
                numbered.extend((page, Drawing()) for page in blank)
                numbered.append((page, next(drawings, Drawing())))
        self._take(_Bound(tuple(numbered), base, printed.glyphs))

    def _take(self, bound: _Bound) -> None:
        before, self.pages = self.pages, self.pages + len(bound.pages)
        if before // _PROGRESS_EVERY != self.pages // _PROGRESS_EVERY or not before:
            self._journal.progress(Step.LAYOUT, self.pages, 0)
        if self._printing is Printing.DRAWN:
            self._bound.append(bound)

    def pdf(self) -> Written:
        """All pages as a PDF file. They are used up."""
        from publish.writers.pdf.write import PdfFile  # takes long to load: workers are busy meanwhile

        journal = Journal()
        with journal.timed(Step.PDF):
            file = PdfFile(self._manuscript, self._layout.elements, self._fonts, self._codes)
            while self._bound:
                bound = self._bound.popleft()
                for page, drawing in bound.pages:
                    file.add(page, drawing, bound.base)
                file.use(bound.glyphs)
            data = file.finish()
        return Written(data, tuple(file.diagnostics), dict(journal.seconds))
