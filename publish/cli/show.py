"""`publish show`: any stage of the work as JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.console import errors_to_stderr
from publish.cli.guard import guarded
from publish.cli.inputs import is_manifest, read_manifest
from publish.diagnostics import PublishError, Severity, error

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest
    from publish.pipeline import Journal


class StageName(StrEnum):
    """As publish.pipeline.Stage, which would take long to load for `--help`; a test holds them together."""

    RAW = "raw"
    CLEAN = "clean"
    DOCUMENT = "document"
    BOOK = "book"
    PAGES = "pages"


class Form(StrEnum):
    """How the stage is printed."""

    JSON = "json"
    NEUTRAL = "neutral"


def show_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Sources, or one collection.yaml.", exists=True, dir_okay=False),
    ],
    stage: Annotated[StageName, typer.Option(help="The stage after which to look.")] = StageName.DOCUMENT,
    form: Annotated[
        Form, typer.Option("--as", help="json: the model; neutral: documents in a plain form, for comparisons.")
    ] = Form.JSON,
    style: Annotated[str, typer.Option(help="The style for pages of single files.")] = "book",
) -> None:
    """Print a stage of the work as JSON.

    One object for each source (raw, clean, document), for the book, or for each page.
    """
    folder = files[0].parent if is_manifest(files[0]) else Path()
    show = errors_to_stderr(folder, least=Severity.WARNING, everything=True)
    with guarded(show):
        from publish.pipeline import Journal

        journal = Journal()
        _print(_manifest(files, style, journal), stage, form, journal)
        show(journal.diagnostics)


def _manifest(files: list[Path], style: str, journal: Journal) -> Manifest:
    from publish.pipeline import plan_for

    if not any(map(is_manifest, files)):
        return plan_for(tuple(files), style)
    if len(files) > 1:
        raise PublishError([error("M085", "a manifest is shown alone", hint="name one manifest, or sources only")])
    return journal.value(read_manifest(files[0]))


def _print(manifest: Manifest, stage: StageName, form: Form, journal: Journal) -> None:
    from publish.pipeline import Stage, show, show_neutral

    if form is Form.NEUTRAL:
        if stage is not StageName.DOCUMENT:
            raise PublishError([error("M086", "the neutral form shows documents", hint="use --stage document")])
        _write(show_neutral(manifest, journal))
        return
    for value in show(manifest, Stage(stage.value), journal):
        _write(value)


def _write(line: bytes) -> None:
    """Bytes as they are: line ends and encoding stay the same on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line + b"\n")
