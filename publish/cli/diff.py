"""Edits in their context on the terminal: red and struck out what went, green what came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from publish.reports.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from publish.reports import CleaningReport, PlacedEdit, SourceReport


def print_edits(console: Console, report: CleaningReport) -> None:
    """Print every edit with its place, its rule and the text around it; without colours as `[-out-]{+in+}`."""
    names = {rule.code: rule.name for rule in report.rules}
    for source in report.sources:
        for edit in _in_order(source):
            console.print(_line(edit, names[edit.rule], plain=not console.is_terminal), soft_wrap=True, highlight=False)


def _in_order(source: SourceReport) -> Iterator[PlacedEdit]:
    yield from sorted((*source.edits, *source.joins), key=lambda edit: (edit.span.line, edit.span.column))


def _line(edit: PlacedEdit, name: str, *, plain: bool) -> Text:
    from rich.text import Text

    out, put = visible(edit.before), visible(edit.after)
    line = Text()
    line.append(f"{edit.span}: ", "bold")
    line.append(f"{edit.rule} {name}\n", "cyan")
    line.append(f"    {visible(edit.left)}", "dim")
    if out:
        line.append(f"[-{out}-]" if plain else out, "red strike")
    if put:
        line.append(f"{{+{put}+}}" if plain else put, "green underline")
    line.append(visible(edit.right), "dim")
    return line
