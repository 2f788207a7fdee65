"""`publish bundle`: what people hand on, in one folder or archive."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from publish.cli.guard import guarded
from publish.cli.inputs import manifest_path, read_manifest
from publish.cli.options import AsJson, ManifestPath, NoCache, Verbose
from publish.cli.voices import Voice, chosen_voice, loudness_of

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest
    from publish.pipeline import BuildReport, BundlePlan


def bundle_command(
    manifest: ManifestPath = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="One zip archive instead of a folder.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each document as files of its own, too.")] = False,
    small: Annotated[
        str, typer.Option("--small", metavar="STYLE", help="The style of the PDF for small screens.")
    ] = "ereader",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the bundle goes.", show_default=False)
    ] = None,
    no_cache: NoCache = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Verbose = False,
    json: AsJson = False,
) -> None:
    """E-book, PDF for print and for small screens, Word file, cover, checksums: all that is handed on."""
    start = time.perf_counter()
    voice = chosen_voice(manifest, loudness_of(quiet=quiet, verbose=verbose), json=json)
    with guarded(voice.fail):
        loaded = read_manifest(manifest_path(manifest))
        plan = loaded.value
        if out is not None:
            plan = replace(plan, outputs=replace(plan.outputs, folder=str(out.absolute())))
        report = _bundle(plan, _plan(small, as_zip=as_zip, split=split), voice, cached=not no_cache)
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics))
        voice.close(told, time.perf_counter() - start)


def _plan(small: str, *, as_zip: bool, split: bool) -> BundlePlan:
    from publish.pipeline import BundlePlan, Container, Splitting  # brings all stages with it

    container = Container.ZIP if as_zip else Container.FOLDER
    return BundlePlan(container, Splitting.DOCUMENTS if split else Splitting.WHOLE, small)


def _bundle(manifest: Manifest, plan: BundlePlan, voice: Voice, *, cached: bool) -> BuildReport:
    from publish.cache import Cache, default_folder
    from publish.pipeline import Workers, available, bundle

    cache = Cache(default_folder()) if cached else None
    with voice.progress() as listener:
        return bundle(manifest, plan, listener=listener, workers=Workers(available()), cache=cache)
