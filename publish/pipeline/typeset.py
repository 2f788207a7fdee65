"""The manuscript as files of all formats: laid out once, because Word and e-books get their page numbers from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from publish.diagnostics import Diagnostic
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.pipeline.binding import Binder
from publish.pipeline.branch import Branch
from publish.pipeline.journal import Journal
from publish.pipeline.memory import Memory
from publish.pipeline.printing import Printing
from publish.pipeline.report import Step
from publish.pipeline.workers import ALONE, Workers, can_fork
from publish.plugins import Tables

if TYPE_CHECKING:
    from publish.writers.pdf.write import PdfFile

PDF = "pdf"

Result = Callable[[], "Written"]
"""Gives what was written, or raises what went wrong; may wait for it, or do the work only then."""


class Written(msgspec.Struct, frozen=True):
    """The bytes of a format, what there is to say about them, and the seconds that its steps took."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: dict[str, float] = {}


class Typesetter:
    """Makes the files of one manuscript: one format after the other, or side by side when there are workers.

    What it has to say comes in the same order either way: the layout's, then each format's.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        tables: Tables,
        journal: Journal,
        workers: Workers = ALONE,
        memory: Memory | None = None,
    ) -> None:
        self._manuscript = replace(manuscript, remember=memory.remember) if memory else manuscript
        self._tables = tables
        self._journal = journal
        self._workers = workers
        self._memory = memory
        self._shared = workers.count > 1 and can_fork()
        self.pages = 0

    def files(self, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        """Format and bytes. Raises PublishError when a stage finds errors or a letter of the book got lost."""
        with ExitStack() as branches:
            binder = Binder(self._manuscript, Printing.DRAWN if PDF in formats else Printing.COUNTED, self._journal)
            pagination = binder.bind(self._workers, self._memory)
            self.pages = binder.pages
            results = self._results(formats, binder.file, pagination, branches)
            for number, kind in enumerate(formats):
                self._journal.progress(_step(kind), number, len(formats), kind)
                yield kind, self._taken(results[kind]).data

    def _taken(self, result: Result) -> Written:
        written = result()
        self._journal.note(written.diagnostics)
        self._journal.add_seconds(written.seconds)
        self._journal.stop_if_failed()
        return written

    def _results(
        self, formats: tuple[str, ...], file: PdfFile | None, pagination: Pagination, branches: ExitStack
    ) -> dict[str, Result]:
        """How to get each format. When work is shared, all but one are made by branches, that one here."""
        work: dict[str, Result] = {
            kind: partial(_finished, file) if file and kind == PDF else partial(self._write, kind, pagination)
            for kind in formats
        }
        if not self._shared:
            return work
        here = PDF if file else formats[0]
        results = {kind: self._branched(work[kind], branches) for kind in formats if kind != here}
        self._journal.progress(_step(here), 0, len(formats), here)
        return {here: _settled(work[here]), **results}

    def _branched(self, work: Result, branches: ExitStack) -> Result:
        branch = branches.enter_context(Branch(lambda _: msgspec.msgpack.encode(work())))
        return lambda: msgspec.msgpack.decode(branch.result(), type=Written)

    def _write(self, kind: str, pagination: Pagination) -> Written:
        journal = Journal()
        with journal.timed(_step(kind)):
            data = journal.value(self._tables.writers[kind](self._manuscript, pagination))
        return Written(data, journal.diagnostics, dict(journal.seconds))


def _finished(file: PdfFile) -> Written:
    journal = Journal()
    with journal.timed(Step.PDF):
        data = file.finish()
    return Written(data, tuple(file.diagnostics), dict(journal.seconds))


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
