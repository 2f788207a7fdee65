"""How a build speaks: in lines and a table for people, or as one JSON object for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import typer

from publish.cli.console import error_console, errors_to_stderr
from publish.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from publish.pipeline import BuildReport, Listener, Progress

REPORT_SCHEMA = {"schema": "publish-report", "version": (1, 0)}


class Loudness(Enum):
    """What people want to hear: errors only; warnings and the summary; everything."""

    QUIET = Severity.ERROR
    NORMAL = Severity.WARNING
    VERBOSE = Severity.INFO


class Voice(Protocol):
    """Where everything goes that a build has to say."""

    def progress(self) -> AbstractContextManager[Listener]:
        """A listener while the build runs."""
        ...

    def fail(self, diagnostics: Iterable[Diagnostic]) -> None:
        """The build has failed."""
        ...

    def close(self, report: BuildReport, seconds: float) -> None:
        """The build is done."""
        ...


def _say_nothing(progress: Progress, /) -> None:
    pass


class HumanVoice:
    """Messages on standard error, the closing table on standard output. Paths are relative to `folder`."""

    def __init__(self, loudness: Loudness, folder: Path) -> None:
        self._loudness = loudness
        self._folder = folder

    @contextmanager
    def progress(self) -> Iterator[Listener]:
        """A bar, on a terminal only."""
        if self._loudness is Loudness.QUIET or not sys.stderr.isatty():
            yield _say_nothing
            return
        from publish.cli.progress import shown_progress

        with shown_progress(error_console()) as listener:
            yield listener

    def fail(self, diagnostics: Iterable[Diagnostic]) -> None:
        """What is wrong; with warnings, for these may tell why."""
        errors_to_stderr(self._folder, self._loudness.value)(diagnostics)

    def close(self, report: BuildReport, seconds: float) -> None:
        """Warnings, then the table."""
        if self._loudness is Loudness.QUIET:
            return
        everything = self._loudness is Loudness.VERBOSE
        errors_to_stderr(self._folder, self._loudness.value, everything=everything)(report.diagnostics)
        remarks = sum(each.severity is Severity.INFO for each in report.diagnostics)
        if remarks and not everything:
            error_console().print(f"remarks besides: {remarks} (--verbose prints them)", highlight=False)
        from publish.cli.console import output_console
        from publish.cli.summary import summary

        output_console().print(summary(report, seconds))


class JsonVoice:
    """One object on standard output, whatever happens: `ok`, `diagnostics` and, when it went well, the report."""

    def progress(self) -> AbstractContextManager[Listener]:
        """Nothing is said before the end."""
        return nullcontext(_say_nothing)

    def fail(self, diagnostics: Iterable[Diagnostic]) -> None:
        """`ok` is false."""
        _print_json({**REPORT_SCHEMA, "ok": False, "diagnostics": msgspec.to_builtins(list(diagnostics))})

    def close(self, report: BuildReport, seconds: float) -> None:
        """`ok` is true, and `total_seconds` is the time from the start of the command."""
        told = {**REPORT_SCHEMA, "ok": True, **msgspec.to_builtins(report), "total_seconds": round(seconds, 4)}
        _print_json(told)


def loudness_of(*, quiet: bool, verbose: bool) -> Loudness:
    """How much is wanted to be said."""
    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose do not go together")
    return Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.NORMAL


def chosen_voice(manifest: Path | None, loudness: Loudness, *, json: bool) -> Voice:
    """How a command speaks; a person gets the names of files from the folder of the manifest on."""
    folder = manifest if manifest and manifest.is_dir() else (manifest or Path()).parent
    return JsonVoice() if json else HumanVoice(loudness, folder)


def _print_json(value: dict[str, Any]) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.flush()
