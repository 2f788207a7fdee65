"""The table that closes a build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from publish.pipeline import BuildReport, OutputFile

_KILO = 1000
LEFT_OUT = "A010"  # the code of what assembly says of a document that is not printed
_VERIFIED = "W222"  # of what is said of the contents of a Word file that was verified


def summary(report: BuildReport, seconds: float) -> Table:
    """Sources, documents, characters, pages, edits by rule, files with their sizes, time."""
    from rich.table import Table

    table = Table(title=report.title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    table.add_row("sources", f"{report.sources:,}")
    table.add_row("documents", f"{report.documents:,}")
    left_out = sum(each.code == LEFT_OUT for each in report.diagnostics)
    if left_out:
        table.add_row("left out", f"{left_out:,}", "nearly the same as others")
    table.add_row("characters", f"{report.characters:,}")
    if report.pages:
        table.add_row("pages", f"{report.pages:,}")
    table.add_row("edits", f"{sum(each.count for each in report.edits):,}")
    for each in report.edits:
        table.add_row("", f"{each.count:,}", f"{each.code} {each.name}")
    for number, file in enumerate(report.files):
        table.add_row("" if number else "files", size(file.size), _shown(file))
    for told in report.diagnostics:
        if told.code == _VERIFIED:
            table.add_row("contents", "", told.message)
    table.add_row("time", f"{seconds:.1f} s")
    return table


def _shown(file: OutputFile) -> str:
    told = " (unchanged)" if file.state == "unchanged" else ""
    return f"{shown_path(file.path)}{told}"


def size(count: int) -> str:
    """A file's size for people: 1.2 MB."""
    amount = float(count)
    for unit in ("B", "kB", "MB"):
        if amount < _KILO:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= _KILO
    return f"{amount:.1f} GB"


def shown_path(path: str) -> str:
    """A path as seen from the current folder, if that is shorter."""
    try:
        return min(os.path.relpath(path), path, key=len)
    except ValueError:  # another drive
        return path
