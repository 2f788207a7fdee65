"""`publish check`: what there is to say about the sources of a collection, before a book is made of them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from publish.cli.guard import guarded
from publish.cli.inputs import manifest_path, read_manifest
from publish.cli.options import AsJson, ClusterAddress, ManifestPath, NoCache, Verbose, WorkerCount
from publish.cli.voices import Loudness, Voice, chosen_voice

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest
    from publish.pipeline import BuildReport


def check_command(
    manifest: ManifestPath = None,
    workers: WorkerCount = 0,
    cluster: ClusterAddress = "",
    no_cache: NoCache = False,
    verbose: Verbose = False,
    json: AsJson = False,
) -> None:
    """Read, clean and compare the sources; say what is found, write nothing. For collections of any size."""
    start = time.perf_counter()
    voice = chosen_voice(manifest, Loudness.VERBOSE if verbose else Loudness.NORMAL, json=json)
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
