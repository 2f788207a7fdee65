"""Printed galleys bound into the book: numbered in order, put into the PDF, what they have to say noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from publish.writers.pdf.write import PdfFile

_NO_GLYPHS: Mapping[str, Glyphs] = {}
_PROGRESS_EVERY = 50  # pages


class Binder:
    """Makes the pages of a manuscript: those of the units printed by whoever the workers are, the others here.

    Each goes into the PDF as soon as it has its number, while workers make the next.
    """

    def __init__(self, manuscript: Manuscript, printing: Printing, journal: Journal) -> None:
        self._manuscript = manuscript
        self._printing = printing
        self._journal = journal
        self._fonts = FontBook(manuscript.style.families)
        self._layout = Layout(manuscript, self._fonts)
        self._codes = CharacterCodes()
        self._codes.of(manuscript.book.metadata.title)  # running heads show it, whatever the unit they are drawn for
        self._missing: Counter[str] = Counter()
        self._file: PdfFile | None = None
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
        self._put([(page, Drawing()) for page in self._layout.last()])
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
        self._put(numbered, base, printed.glyphs)

    def _put(
        self, numbered: list[tuple[Page, Drawing]], base: int = 0, glyphs: Mapping[str, Glyphs] = _NO_GLYPHS
    ) -> None:
        """Put pages into the file; `base` is added to the numbers of their elements."""
        before, self.pages = self.pages, self.pages + len(numbered)
        if before // _PROGRESS_EVERY != self.pages // _PROGRESS_EVERY or not before:
            self._journal.progress(Step.LAYOUT, self.pages, 0)
        if self._printing is Printing.COUNTED:
            return
        with self._journal.timed(Step.PDF):
            self._file = self._file or self._new_file()
            for page, drawing in numbered:
                self._file.add(page, drawing, base)
            self._file.use(glyphs)

    def _new_file(self) -> PdfFile:
        from publish.writers.pdf.write import PdfFile  # takes long to load: workers are busy meanwhile

        return PdfFile(self._manuscript, self._layout.elements, self._fonts, self._codes)

    def pdf(self) -> Written:
        """The PDF file with all pages."""
        journal = Journal()
        with journal.timed(Step.PDF):
            file = self._file or self._new_file()
            data = file.finish()
        return Written(data, tuple(file.diagnostics), dict(journal.seconds))
