"""A collection read by two Dask worker processes, and again with one of them killed: the files must be those made here.

    python benchmarks/cluster.py [--documents 1000] [--characters 1500]

Needs the extra `cluster` and the seeds in PUBLISH_SHARED. Prints seconds and whether every byte is the same.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import scale
from distributed import Client, LocalCluster

from publish.manifest import load_manifest
from publish.manifest.plan import Manifest
from publish.pipeline import Progress, Step, Workers, build


def digests(manifest: Manifest, workers: Workers, victims: list[int]) -> dict[str, str]:
    """SHA-256 of each file of a build, during which a worker is killed when the first source is there."""

    def kill(progress: Progress) -> None:
        if progress.step is Step.READ and progress.done and victims:
            os.kill(victims.pop(), signal.SIGKILL)

    return {file.format: file.sha256 for file in build(manifest, workers=workers, listener=kill).files}


def run(home: Path, documents: int, characters: int) -> bool:
    scale.collection(home, documents, characters)
    manifest = load_manifest(home / "collection.yaml").value
    start = time.perf_counter()
    alone = digests(manifest, Workers(), [])
    print(f"{documents:,} documents, {documents * characters:,} characters\n  here {time.perf_counter() - start:.1f} s")
    same = True
    for what in ("two workers", "one of them killed"):
        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
            with Client(cluster) as client:
                processes = sorted(client.run(os.getpid).values())
            start = time.perf_counter()
            victims = processes[:1] if "killed" in what else []
            shared = digests(manifest, Workers(1, cluster.scheduler_address), victims)
        equal = shared == alone and not victims
        print(
            f"  {what} {time.perf_counter() - start:.1f} s, {'the same bytes' if equal else 'OTHER BYTES'}", flush=True
        )
        same = same and equal
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=1500)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(not run(Path(folder), chosen.documents, chosen.characters))


if __name__ == "__main__":
    main()
