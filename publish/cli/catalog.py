"""`publish catalog`: a catalogue of finished books, to which reading programs subscribe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publish.cli.console import errors_to_stderr
from publish.cli.guard import guarded
from publish.diagnostics import Severity


def catalog_command(
    folder: Annotated[Path, typer.Argument(help="A folder with e-books, at any depth.", exists=True, file_okay=False)],
    title: Annotated[
        str, typer.Option("--title", help="The catalogue's title; if none, the folder's name.", show_default=False)
    ] = "",
    url: Annotated[
        str,
        typer.Option("--url", metavar="URL", help="Where the folder can be reached, if addresses are to be absolute."),
    ] = "",
) -> None:
    """Write catalog.xml (OPDS 1.2) and catalog.json (OPDS 2.0) for all e-books in a folder."""
    show = errors_to_stderr(folder, least=Severity.WARNING, everything=True)
    with guarded(show):
        from publish.pipeline import Journal
        from publish.pipeline.catalog import CatalogPlan, catalog

        journal = Journal()
        report = catalog(folder, CatalogPlan(title, url), journal)
        show(journal.diagnostics)
        for name in report.titles:
            typer.echo(name)
        typer.echo(f"{len(report.titles)} in {folder / 'catalog.xml'} and {folder / 'catalog.json'}")
