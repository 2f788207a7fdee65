"""The manuscript as files of all formats: laid out once, because Word and e-books get their page numbers from it."""

from collections.abc import Iterator

from publish.fontbook import FontBook
from publish.layout import Layout, lay_out
from publish.model.manuscript import Manuscript
from publish.model.pages import Page, Pagination
from publish.pipeline.journal import Journal
from publish.pipeline.letters import DrawnText, check_letters, printed_text
from publish.pipeline.report import Step
from publish.plugins import Tables

PDF = "pdf"
_PROGRESS_EVERY = 50  # pages


class Typesetter:
    """Makes the files of one manuscript, one format after the other."""

    def __init__(self, manuscript: Manuscript, tables: Tables, journal: Journal) -> None:
        self._manuscript = manuscript
        self._tables = tables
        self._journal = journal
        self.pages = 0

    def files(self, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        """Format and bytes. Raises PublishError when a stage finds errors or a letter of the book got lost."""
        pdf, pagination = self._printed(draw=PDF in formats)
        self._journal.stop_if_failed()
        for number, kind in enumerate(formats):
            self._journal.progress(_step(kind), number, len(formats), kind)
            yield kind, pdf if kind == PDF else self._written(kind, pagination)
            self._journal.stop_if_failed()

    def _printed(self, *, draw: bool) -> tuple[bytes, Pagination]:
        """The PDF, empty if it is not wanted, and the pagination."""
        fonts = FontBook(self._manuscript.style.families)
        drawn = DrawnText()
        with self._journal.timed(Step.LAYOUT):
            layout = lay_out(self._manuscript, fonts)
        layout.pages = self._watched(drawn.watch(layout.pages))
        pdf = self._drawn(layout, fonts) if draw else _used_up(layout)
        self._journal.note((*layout.diagnostics, *fonts.diagnostics()))
        self.pages = drawn.pages
        with self._journal.timed(Step.CHECK):
            check_letters(printed_text(self._manuscript.book), drawn.text)
        return pdf, layout.pagination

    def _watched(self, pages: Iterator[Page]) -> Iterator[Page]:
        """The pages on their way to the writer; the time that the layout takes for them is told from the writer's."""
        number = 0
        while True:
            with self._journal.timed(Step.LAYOUT):
                page = next(pages, None)
            if page is None:
                return
            if number % _PROGRESS_EVERY == 0:
                self._journal.progress(Step.LAYOUT, number, 0)
            number += 1
            yield page

    def _drawn(self, layout: Layout, fonts: FontBook) -> bytes:
        from publish.writers.pdf import write_pdf  # takes long to load, and only the PDF needs it

        before = self._journal.seconds[Step.LAYOUT]
        with self._journal.timed(Step.PDF):
            data = self._journal.value(write_pdf(self._manuscript, layout, fonts))
        self._journal.seconds[Step.PDF] -= self._journal.seconds[Step.LAYOUT] - before
        return data

    def _written(self, kind: str, pagination: Pagination) -> bytes:
        with self._journal.timed(_step(kind)):
            return self._journal.value(self._tables.writers[kind](self._manuscript, pagination))


def _used_up(layout: Layout) -> bytes:
    for _ in layout.pages:
        pass
    return b""


def _step(kind: str) -> Step:
    return {"pdf": Step.PDF, "docx": Step.DOCX, "epub": Step.EPUB}.get(kind, Step.PLUGIN)
