"""A line of progress on a terminal while a build takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from publish.pipeline import Listener

_WORDS = {
    "read": "reading and cleaning",
    "compare": "comparing",
    "assemble": "putting together",
    "layout": "setting pages",
    "pdf": "writing PDF",
    "docx": "writing Word",
    "epub": "writing EPUB",
}
_REFRESH = 0.1  # seconds


@contextmanager
def shown_progress(console: Console) -> Iterator[Listener]:
    """A listener for the pipeline that draws on the console; the line is gone afterwards."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from publish.pipeline import Progress as Report

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Refreshed by what is reported, not by a thread of its own: a process without threads can be forked to share work.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)
        shown = 0.0

        def listen(report: Report) -> None:
            nonlocal shown
            words = _WORDS.get(report.step, report.step.value)
            bar.update(task, description=words, completed=report.done, total=report.total or None)
            if bar.get_time() - shown >= _REFRESH or not report.done:
                bar.refresh()
                shown = bar.get_time()

        yield listen
