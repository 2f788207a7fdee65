"""The manuscript as files of all formats: laid out once, because Word and e-books get their page numbers from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

import msgspec

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.model.pages import Page, Pagination
from publish.pipeline.branch import Branch
from publish.pipeline.journal import Journal
from publish.pipeline.printing import Press, Printing, Written, print_pages
from publish.pipeline.report import Step
from publish.pipeline.workers import ALONE, Workers, can_fork
from publish.plugins import Tables

PDF = "pdf"
_PROGRESS_EVERY = 50  # pages

Result = Callable[[], Written]
"""Gives what was written, or raises what went wrong; may wait for it, or do the work only then."""


class Typesetter:
    """Makes the files of one manuscript: one format after the other, or side by side when there are workers.

    What it has to say comes in the same order either way: the layout's, then each format's.
    """

    def __init__(self, manuscript: Manuscript, tables: Tables, journal: Journal, workers: Workers = ALONE) -> None:
        self._manuscript = manuscript
        self._tables = tables
        self._journal = journal
        self._shared = workers.count > 1 and can_fork()
        self.pages = 0

    def files(self, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        """Format and bytes. Raises PublishError when a stage finds errors or a letter of the book got lost."""
        with ExitStack() as branches:
            printed, pagination = self._printed(formats, branches)
            results = self._results([kind for kind in formats if kind != PDF], pagination, branches)
            for number, kind in enumerate(formats):
                self._journal.progress(_step(kind), number, len(formats), kind)
                yield kind, self._taken(printed if kind == PDF else results[kind]).data

    def _taken(self, result: Result) -> Written:
        written = result()
        self._journal.note(written.diagnostics)
        self._journal.add_seconds(written.seconds)
        self._journal.stop_if_failed()
        return written

    # --- pages --------------------------------------------------------------------------------

    def _printed(self, formats: tuple[str, ...], branches: ExitStack) -> tuple[Result, Pagination]:
        """The PDF, or nothing to be taken where none is wanted, and the pagination."""
        fonts = FontBook(self._manuscript.style.families)
        press = self._press(formats, branches)
        with self._journal.timed(Step.LAYOUT):
            layout = lay_out(self._manuscript, fonts)
        layout.pages = self._watched(layout.pages)
        if press:
            with self._journal.timed(Step.LAYOUT):
                press.feed(layout)
            result: Result = press.written
        else:
            printing = Printing.DRAWN if PDF in formats else Printing.COUNTED
            result = partial(_itself, print_pages(self._manuscript, layout, fonts, printing))
        self._journal.note((*layout.diagnostics, *fonts.diagnostics()))
        self._journal.stop_if_failed()
        if PDF not in formats:
            self._taken(result)
        return result, layout.pagination

    def _press(self, formats: tuple[str, ...], branches: ExitStack) -> Press | None:
        if not self._shared or PDF not in formats:
            return None
        press = Press(self._manuscript)
        branches.enter_context(press.branch)
        return press

    def _watched(self, pages: Iterator[Page]) -> Iterator[Page]:
        """The pages as they are, counted."""
        for page in pages:
            if self.pages % _PROGRESS_EVERY == 0:
                self._journal.progress(Step.LAYOUT, self.pages, 0)
            self.pages += 1
            yield page

    # --- formats that flow --------------------------------------------------------------------

    def _results(self, kinds: list[str], pagination: Pagination, branches: ExitStack) -> dict[str, Result]:
        """How to get each format. When work is shared, all but the first are made by branches, that one here."""
        work = {kind: partial(self._write, kind, pagination) for kind in kinds}
        if not self._shared or not kinds:
            return dict(work)
        results = {kind: self._branched(work[kind], branches) for kind in kinds[1:]}
        self._journal.progress(_step(kinds[0]), 0, len(kinds), kinds[0])
        return {kinds[0]: _settled(work[kinds[0]]), **results}

    def _branched(self, work: Result, branches: ExitStack) -> Result:
        branch = branches.enter_context(Branch(lambda _: msgspec.msgpack.encode(work())))
        return lambda: msgspec.msgpack.decode(branch.result(), type=Written)

    def _write(self, kind: str, pagination: Pagination) -> Written:
        journal = Journal()
        with journal.timed(_step(kind)):
            data = journal.value(self._tables.writers[kind](self._manuscript, pagination))
        return Written(data, journal.diagnostics, dict(journal.seconds))


def _itself(written: Written) -> Written:
    return written


def _settled(work: Result) -> Result:
    """The work done now; what goes wrong is raised when the result is asked for, in its turn."""
    try:
        return partial(_itself, work())
    except Exception as problem:
        return partial(_raised, problem)


def _raised(problem: Exception) -> Written:
    raise problem


def _step(kind: str) -> Step:
    return {"pdf": Step.PDF, "docx": Step.DOCX, "epub": Step.EPUB}.get(kind, Step.PLUGIN)
