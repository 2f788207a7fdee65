"""Diagnostics as lines of text: `path:line:column: error M001: what is wrong`, and below it what to do."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SHOWN_PER_CODE = 3
_RANKS = list(Severity)  # the worst first
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_diagnostics(
    console: Console, diagnostics: Iterable[Diagnostic], folder: Path, *, least: Severity, everything: bool = False
) -> None:
    """Print what matters at least as much as `least`, errors last, so that they stand right above the prompt.

    Of warnings with the same code only the first few are printed unless `everything` is wanted.
    `folder` is the manifest's: paths in diagnostics are relative to it.
    """
    ranked = sorted(diagnostics, key=lambda each: -_RANKS.index(each.severity))
    wanted = [each for each in ranked if _RANKS.index(each.severity) <= _RANKS.index(least)]
    for line in _lines(wanted, folder, everything=everything):
        console.print(line, soft_wrap=True, highlight=False)


def _lines(diagnostics: Iterable[Diagnostic], folder: Path, *, everything: bool) -> Iterator[Text | str]:
    seen: Counter[str] = Counter()
    left_out: dict[str, int] = {}
    for each in diagnostics:
        seen[each.code] += 1
        if each.severity is Severity.ERROR or everything or seen[each.code] <= SHOWN_PER_CODE:
            yield _line(each, folder)
        else:
            left_out[each.code] = left_out.get(each.code, 0) + 1
    if left_out:
        counts = ", ".join(f"{count} of {code}" for code, count in sorted(left_out.items()))
        yield f"more like these: {counts} (--verbose prints them)"


def _line(diagnostic: Diagnostic, folder: Path) -> Text:
    from rich.text import Text

    line = Text()
    if diagnostic.span:
        line.append(f"{place(diagnostic.span, folder)}: ", "bold")
    line.append(f"{diagnostic.severity.value} {diagnostic.code}: ", _COLOURS[diagnostic.severity])
    line.append(diagnostic.message)
    if diagnostic.hint:
        line.append(f"\n    {diagnostic.hint}", "dim")
    return line


def place(span: Span, folder: Path) -> str:
    """The span with its path as seen from the current folder, so that terminals and editors can open it."""
    path = folder / span.path
    if not path.exists():
        return str(span)
    try:
        shown = os.path.relpath(path)
    except ValueError:  # another drive
        shown = str(path)
    return f"{shown}:{span.line}:{span.column}"
