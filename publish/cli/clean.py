"""`publish clean`: sources as clean Markdown, with a report on every change."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from publish.cli.console import errors_to_stderr, output_console
from publish.cli.guard import guarded
from publish.cli.inputs import is_manifest, read_manifest
from publish.diagnostics import PublishError, Severity, error

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest
    from publish.pipeline import CleanRun, Journal


class ProfileName(StrEnum):
    """As publish.model.ports.Profile."""

    CAREFUL = "careful"
    STANDARD = "standard"
    OFF = "off"


def clean_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Sources, or one collection.yaml.", exists=True, dir_okay=False),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="A folder, or a .md file for one source.", show_default=False),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show every change, too.")] = False,
    report: Annotated[
        list[Path] | None,
        typer.Option(
            "--report", metavar="FILE", help="Report on all sources: .html, .json or .md.", show_default=False
        ),
    ] = None,
    profile: Annotated[
        ProfileName | None, typer.Option(help="Which rules run; by default the manifest's, or standard.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace clean files that were changed by hand.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Write sources as clean Markdown.

    FILE.clean.md and FILE.clean.json, the report by which `publish restore` gives the source back.
    """
    folder = files[0].parent if is_manifest(files[0]) else Path()
    show = errors_to_stderr(folder, least=Severity.ERROR if quiet else Severity.WARNING, everything=True)
    with guarded(show):
        from publish.pipeline import Existing, Journal, clean_files

        journal = Journal()
        manifest = _with_profile(_manifest(files, journal), profile)
        existing = Existing.REPLACE if force else Existing.KEEP
        run = clean_files(manifest, journal, out=out, reports=tuple(report or ()), existing=existing)
        show(journal.diagnostics)
        if diff:
            from publish.cli.diff import print_edits

            print_edits(output_console(), run.report)
        if not quiet:
            _tell(run)


def _manifest(files: list[Path], journal: Journal) -> Manifest:
    from publish.pipeline import plan_for

    if not any(map(is_manifest, files)):
        return plan_for(tuple(files), "book")
    if len(files) > 1:
        raise PublishError([error("M085", "a manifest is cleaned alone", hint="name one manifest, or sources only")])
    return journal.value(read_manifest(files[0]))


def _with_profile(manifest: Manifest, profile: ProfileName | None) -> Manifest:
    if profile is None:
        return manifest
    from publish.model.ports import Profile

    return replace(manifest, cleaning=replace(manifest.cleaning, profile=Profile(profile.value)))


def _tell(run: CleanRun) -> None:
    from publish.cli.summary import shown_path

    for source in run.report.sources:
        before, after = source.characters
        counts = f"{len(source.edits):,} edits, {len(source.joins):,} lines joined"
        typer.echo(f"{source.path}: {before:,} -> {after:,} characters, {counts}", err=True)
    for file in run.files:
        typer.echo(shown_path(file.path), err=True)
