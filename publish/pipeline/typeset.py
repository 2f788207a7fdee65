"""The manuscript as files of all formats: laid out once, because Word and e-books get their page numbers from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from publish.diagnostics import Outcome
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.pipeline.branch import Branch, Received
from publish.pipeline.journal import Journal
from publish.pipeline.memory import Memory
from publish.pipeline.report import Step, Written
from publish.pipeline.workers import ALONE, Workers, can_fork
from publish.plugins import Tables, begin_writing

if TYPE_CHECKING:
    from publish.pipeline.binding import Binder

PDF = "pdf"

Result = Callable[[], Written]
"""Gives what was written, or raises what went wrong; may wait for it, or do the work only then."""


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
        self.characters = 0  # of the text, without white space

    def files(self, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        """Format and bytes. Raises PublishError when a stage finds errors or a letter of the book got lost."""
        from publish.pipeline.binding import Binder  # loaded already while workers were at the sources
        from publish.pipeline.printing import Printing

        with ExitStack() as stack:
            beside = self._begun_beside(formats, stack)
            binder = Binder(self._manuscript, Printing.DRAWN if PDF in formats else Printing.COUNTED, self._journal)
            pagination = binder.bind(self._workers, self._memory)
            self.pages, self.characters = binder.pages, binder.characters
            results = self._results(formats, binder, pagination, beside)
            for number, kind in enumerate(formats):
                self._journal.progress(_step(kind), number, len(formats), kind)
                yield kind, self._taken(results[kind]).data

    def _taken(self, result: Result) -> Written:
        written = result()
        self._journal.note(written.diagnostics)
        self._journal.add_seconds(written.seconds)
        self._journal.stop_if_failed()
        return written

    def _begun_beside(self, formats: tuple[str, ...], stack: ExitStack) -> dict[str, Branch]:
        """Branches that will make all formats but one, when work is shared; they wait for the numbers of the pages."""
        if not self._shared:
            return {}
        here = PDF if PDF in formats else formats[0]
        others = (kind for kind in formats if kind != here)
        return {kind: stack.enter_context(Branch(partial(self._write_beside, kind))) for kind in others}

    def _write_beside(self, kind: str, received: Received) -> bytes:
        """What a branch does."""
        journal = Journal()
        with journal.timed(_step(kind)):
            finish = begin_writing(self._tables, kind, self._manuscript)
        pagination = msgspec.msgpack.decode(next(received), type=Pagination)
        return msgspec.msgpack.encode(_written(kind, finish, pagination, journal))

    def _results(
        self, formats: tuple[str, ...], binder: Binder, pagination: Pagination, beside: dict[str, Branch]
    ) -> dict[str, Result]:
        """How to get each format."""
        work: dict[str, Result] = {
            kind: binder.pdf if kind == PDF else partial(self._write, kind, pagination) for kind in formats
        }
        if not beside:
            return work
        message = msgspec.msgpack.encode(pagination)
        for branch in beside.values():
            branch.send(message)
        (here,) = work.keys() - beside.keys()
        self._journal.progress(_step(here), 0, len(formats), here)
        return {here: _settled(work[here]), **{kind: partial(_arrived, branch) for kind, branch in beside.items()}}

    def _write(self, kind: str, pagination: Pagination) -> Written:
        return _written(kind, partial(self._tables.writers[kind], self._manuscript), pagination, Journal())


def _written(
    kind: str, finish: Callable[[Pagination], Outcome[bytes]], pagination: Pagination, journal: Journal
) -> Written:
    with journal.timed(_step(kind)):
        data = journal.value(finish(pagination))
    return Written(data, journal.diagnostics, dict(journal.seconds))


def _arrived(branch: Branch) -> Written:
    return msgspec.msgpack.decode(branch.result(), type=Written)


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
