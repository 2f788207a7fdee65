"""The program: its commands and what holds for all of them."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import warnings
from contextlib import suppress
from types import FrameType
from typing import Annotated

import typer

from publish import __version__
from publish.cli.build import build_command
from publish.cli.bundle import bundle_command
from publish.cli.cache import cache_command
from publish.cli.catalog import catalog_command
from publish.cli.check import check_command
from publish.cli.clean import clean_command
from publish.cli.explain import explain_command
from publish.cli.licences import licences_command
from publish.cli.restore import restore_command
from publish.cli.schema import schema_command
from publish.cli.show import show_command
from publish.cli.watch import watch_command

app = typer.Typer(
    name="publish",
    help="Turns piles of messy documents into clean books: PDF, Word and EPUB from one manifest.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build")(build_command)
app.command("bundle")(bundle_command)
app.command("check")(check_command)
app.command("catalog")(catalog_command)
app.command("show")(show_command)
app.command("schema")(schema_command)
app.command("explain")(explain_command)
app.command("clean")(clean_command)
app.command("restore")(restore_command)
app.command("cache")(cache_command)
app.command("watch")(watch_command)
app.command("licences")(licences_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"publish {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turns piles of messy documents into clean books: PDF, Word and EPUB from one manifest."""


def main() -> None:
    """Run the program; the entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # on Windows, pipes have an encoding that lacks most characters
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup leaves it
            signal.signal(number, _end)
    warnings.filterwarnings("ignore", ".*could be decompression bomb", RuntimeWarning)  # limits.image_megapixels tells
    gc.disable()  # a build makes frozen values without cycles: the collector would only walk over millions of them
    try:
        app()
    except SystemExit as end:
        _leave(end)
        raise


def _leave(end: SystemExit) -> None:
    """End the process at once: to take its values apart, one by one, takes longer than to give its memory back."""
    if isinstance(end.code, int):
        with suppress(OSError):  # of an output that nobody reads any more: that is told as ever
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(end.code)


def _end(number: int, frame: FrameType | None) -> None:
    """Being told to stop is like Ctrl-C: what is half done gets cleared away."""
    raise KeyboardInterrupt
