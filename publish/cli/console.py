"""Where words go: messages to standard error, so that standard output has nothing but what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

_PIPE_WIDTH = 160  # a pipe has no width of its own, and paths should not be folded there


def error_console() -> Console:
    """Standard error; with colours on a terminal, unless NO_COLOR is set."""
    from rich.console import Console  # takes as long to load as all the rest of a small command

    return Console(stderr=True, markup=False, emoji=False)


def output_console() -> Console:
    """Standard output, with colours as `error_console`."""
    from rich.console import Console

    console = Console(markup=False, emoji=False)
    return console if console.is_terminal else Console(markup=False, emoji=False, width=_PIPE_WIDTH)


def errors_to_stderr(
    folder: Path, least: Severity = Severity.ERROR, *, everything: bool = False
) -> Callable[[Iterable[Diagnostic]], None]:
    """Prints diagnostics that matter at least as much as `least`; their paths are relative to `folder`."""

    def show(diagnostics: Iterable[Diagnostic]) -> None:
        from publish.cli.messages import print_diagnostics

        print_diagnostics(error_console(), diagnostics, folder, least=least, everything=everything)

    return show
