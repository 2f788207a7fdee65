"""`publish restore`: the source that was cleaned, as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.cli.console import errors_to_stderr
from publish.cli.guard import guarded


def restore_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A report (.json), or FILE.clean.md beside it.", exists=True, dir_okay=False
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="A file, or a folder for several sources.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Give the source back that was cleaned.

    Text files byte for byte, of Word files the text.
    """
    with guarded(errors_to_stderr(Path())):
        from publish.cli.summary import shown_path
        from publish.pipeline import Existing, restore_files

        existing = Existing.REPLACE if force else Existing.KEEP
        for written in restore_files(file, out=out, existing=existing):
            typer.echo(shown_path(written.path), err=True)
