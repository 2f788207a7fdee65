"""`publish check`: what there is to say about the sources of a collection, before a book is made of them."""

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


def check_command(
    manifest: Annotated[
        Path | None,
        typer.Argument(help="The manifest; if none, collection.yaml here.", show_default=False),
    ] = None,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=0, help="Share work among N processes.", show_default=False),
    ] = 0,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help="Share the work out to a Dask cluster.")
    ] = "",
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Do everything anew, and remember nothing.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every warning and remark.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Read, clean and compare the sources; say what is found, write nothing. For collections of any size."""
    start = time.perf_counter()
    folder = manifest if manifest and manifest.is_dir() else (manifest or Path()).parent
    voice: Voice = JsonVoice() if json else HumanVoice(Loudness.VERBOSE if verbose else Loudness.NORMAL, folder)
    with guarded(voice.fail):
        loaded = read_manifest(manifest_path(manifest))
        report = _check(loaded.value, workers, cluster, voice, cached=not no_cache)
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics))
        voice.close(told, time.perf_counter() - start)


def _check(manifest: Manifest, workers: int, cluster: str, voice: Voice, *, cached: bool) -> BuildReport:
    from publish.cache import Cache, default_folder
    from publish.pipeline import Workers, available, check  # brings all stages with it

    cache = Cache(default_folder()) if cached else None
    with voice.progress() as listener:
        return check(manifest, listener=listener, workers=Workers(workers or available(), cluster), cache=cache)
