"""What a command does when it cannot do what it was asked to: a short message and an exit code, never a traceback."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer

from publish.cli.exits import Exit, exit_for
from publish.diagnostics import Diagnostic, PublishError, error

Show = Callable[[Iterable[Diagnostic]], None]
DEBUG = "PUBLISH_DEBUG"


@contextmanager
def guarded(show: Show) -> Iterator[None]:
    """Everything that is raised inside ends the program with an exit code; `show` prints the diagnostics."""
    try:
        yield
    except PublishError as problem:
        show(problem.diagnostics)
        raise typer.Exit(exit_for(problem.diagnostics)) from None
    except KeyboardInterrupt:
        show([error("K130", "interrupted; nothing was written or changed")])
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:
        _close_stdout()
        raise typer.Exit(Exit.FAILED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as problem:
        show([_refused(problem) or _unexpected(problem)])
        raise typer.Exit(Exit.FAILED) from None


def _refused(problem: Exception) -> Diagnostic | None:
    """What the system does not give or cannot hold; None for what else goes wrong."""
    match problem:
        case UnicodeEncodeError():
            advice = "give files and folders names in UTF-8; where the system has another encoding, set LC_ALL=C.UTF-8"
            return error("K503", f"a name cannot be written in {problem.encoding}: {problem.object!a}", hint=advice)
        case MemoryError():
            return error("K504", "memory ran out", hint="try --workers 1, or make several books of the sources")
        case OSError():
            where = f" ('{problem.filename}')" if problem.filename else ""
            return error("K505", f"the system refuses: {problem.strerror or problem}{where}")
        case _:
            return None


def _unexpected(problem: Exception) -> Diagnostic:
    """A fault of the program itself. With PUBLISH_DEBUG=1 the traceback is part of the message."""
    notes = "".join(f", {note}" for note in getattr(problem, "__notes__", ()))
    message = f"the program has a fault: {type(problem).__name__}: {problem}{notes}"
    if os.environ.get(DEBUG):
        return error("K500", f"{message}\n{''.join(traceback.format_exception(problem))}")
    advice = f"nothing was written; please report it, with what {DEBUG}=1 adds and, if you can, the source"
    return error("K500", message, hint=advice)


def _close_stdout() -> None:
    """The reader of our output went away (`publish show … | head`): keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
