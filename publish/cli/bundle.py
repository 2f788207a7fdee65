"""`publish bundle`: what people hand on, in one folder or archive."""

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
    from publish.pipeline.report import BuildReport


def bundle_command(
    manifest: Annotated[
        Path | None,
        typer.Argument(help="The manifest; if none, collection.yaml here.", show_default=False),
    ] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="One zip archive instead of a folder.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each document as files of its own, too.")] = False,
    small: Annotated[
        str, typer.Option("--small", metavar="STYLE", help="The style of the PDF for small screens.")
    ] = "ereader",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the bundle goes.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """E-book, PDF for print and for small screens, Word file, cover, checksums: all that is handed on."""
    start = time.perf_counter()
    folder = manifest if manifest and manifest.is_dir() else (manifest or Path()).parent
    voice: Voice = JsonVoice() if json else HumanVoice(Loudness.QUIET if quiet else Loudness.NORMAL, folder)
    with guarded(voice.fail):
        loaded = read_manifest(manifest_path(manifest))
        plan = loaded.value
        if out is not None:
            plan = replace(plan, outputs=replace(plan.outputs, folder=str(out.absolute())))
        report = _bundle(plan, as_zip=as_zip, split=split, small=small, voice=voice)
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics))
        voice.close(told, time.perf_counter() - start)


def _bundle(manifest: Manifest, *, as_zip: bool, split: bool, small: str, voice: Voice) -> BuildReport:
    from publish.pipeline.bundle import BundlePlan, Container, Splitting, bundle  # brings all stages with it
    from publish.pipeline.workers import Workers, available

    container = Container.ZIP if as_zip else Container.FOLDER
    splitting = Splitting.DOCUMENTS if split else Splitting.WHOLE
    with voice.progress() as listener:
        return bundle(
            manifest, BundlePlan(container, splitting, small), listener=listener, workers=Workers(available())
        )
