"""`publish build`: the collection in all its formats."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from publish.cli.guard import guarded
from publish.cli.inputs import manifest_path, read_manifest
from publish.cli.voices import HumanVoice, JsonVoice, Loudness, Voice

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest
    from publish.pipeline import BuildReport


def build_command(
    manifest: Annotated[
        Path | None,
        typer.Argument(help="The manifest; if none, collection.yaml here.", show_default=False),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Make a PDF.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Make a Word file.")] = False,
    epub: Annotated[bool, typer.Option("--epub", help="Make an e-book.")] = False,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="FORMAT", help="Make a format by its suffix, plugins' too.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the files go.", show_default=False)
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="Write the plain text, too.", show_default=False),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Processes to share the work; as many as processors."),
    ] = None,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Share the work out to a Dask cluster.")
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every warning and remark.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Build a collection in all formats, or those named."""
    start = time.perf_counter()
    named = [name for name, wanted in (("pdf", pdf), ("docx", docx), ("epub", epub)) if wanted]
    formats = tuple(dict.fromkeys([*named, *(to or ())]))
    voice = _voice(manifest, json=json, loudness=_loudness(quiet=quiet, verbose=verbose))
    with guarded(voice.fail):
        loaded = read_manifest(manifest_path(manifest))
        report = _build(_moved(loaded.value, out), formats, text, voice, workers, cluster)
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics))
        voice.close(told, time.perf_counter() - start)


def _voice(manifest: Path | None, *, json: bool, loudness: Loudness) -> Voice:
    folder = manifest if manifest and manifest.is_dir() else (manifest or Path()).parent
    return JsonVoice() if json else HumanVoice(loudness, folder)


def _loudness(*, quiet: bool, verbose: bool) -> Loudness:
    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose do not go together")
    return Loudness.QUIET if quiet else Loudness.VERBOSE if verbose else Loudness.NORMAL


def _moved(manifest: Manifest, out: Path | None) -> Manifest:
    """The manifest with its outputs in the folder asked for."""
    if out is None:
        return manifest
    return replace(manifest, outputs=replace(manifest.outputs, folder=str(out.absolute())))


def _build(
    manifest: Manifest, formats: tuple[str, ...], text: Path | None, voice: Voice, count: int | None, cluster: str
) -> BuildReport:
    from publish.pipeline import Workers, available, build  # brings all stages with it

    workers = Workers(count or available(), cluster)
    with voice.progress() as listener:
        return build(manifest, formats, text_file=text, listener=listener, workers=workers)
