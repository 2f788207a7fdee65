"""How much faster the parts of a build are with two processes than with one.

    python benchmarks/stages.py COLLECTION.yaml [--runs 3] [--workers 1 2] [--formats pdf docx epub]

Each build is a process of its own and remembers nothing. Of each part it prints the seconds of the clock, the shortest
of all runs: `sources` (read, cleaned, given structure), `assemble`, `layout` (until the number of every page is known),
`files` (until the last is written). All but `assemble` is shared out; that is the parallel part. Below that stand the
seconds of each step as the build itself tells them: those of all processes together.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from publish.manifest import load_manifest
from publish.pipeline import Workers, build
from publish.pipeline.report import Progress, Step

PARTS = {Step.READ: "sources", Step.ASSEMBLE: "assemble", Step.LAYOUT: "layout"}  # all other steps make files
SHARED = ("sources", "layout", "files")


def one_build(collection: Path, workers: int, formats: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """The seconds of the parts of one build, and those of its steps."""
    gc.disable()  # as the program does
    manifest = load_manifest(collection).value
    begun: dict[str, float] = {}

    def note(progress: Progress) -> None:
        begun.setdefault(PARTS.get(progress.step, "files"), time.perf_counter())

    with tempfile.TemporaryDirectory() as folder:
        manifest = replace(manifest, outputs=replace(manifest.outputs, folder=folder))
        report = build(manifest, formats, listener=note, workers=Workers(workers))
        end = time.perf_counter()
    ends = [*list(begun.values())[1:], end]
    parts = {part: after - start for (part, start), after in zip(begun.items(), ends, strict=True)}
    return {"parts": parts, "steps": report.seconds}


def measure(chosen: argparse.Namespace, workers: int) -> dict[str, dict[str, float]]:
    """The shortest times of several builds."""
    command = [sys.executable, __file__, str(chosen.collection), "--formats", *chosen.formats, "--one", str(workers)]
    runs = [json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout) for _ in range(chosen.runs)]
    return {kind: {name: min(run[kind][name] for run in runs) for name in runs[0][kind]} for kind in runs[0]}


def print_table(found: dict[int, dict[str, dict[str, float]]]) -> None:
    first, last = found[min(found)], found[max(found)]
    print(f"{'':<16}" + "".join(f"{f'{workers} process' + 'es' * (workers > 1):>14}" for workers in found) + "   ratio")
    rows = {name: [each["parts"][name] for each in found.values()] for name in first["parts"]}
    rows["parallel part"] = [sum(each["parts"].get(name, 0.0) for name in SHARED) for each in found.values()]
    rows["all"] = [sum(each["parts"].values()) for each in found.values()]
    for name, seconds in rows.items():
        shown = "".join(f"{each:14.2f}" for each in seconds)
        print(f"{name:<16}{shown}{seconds[0] / seconds[-1]:7.2f} x")
    print("\nsteps, all processes together")
    for name in first["steps"]:
        print(f"{name:<16}{first['steps'][name]:14.2f}{last['steps'].get(name, 0.0):14.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("collection", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--formats", nargs="+", default=["pdf", "docx", "epub"])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one_build(chosen.collection, chosen.one, tuple(chosen.formats))))
    else:
        print_table({workers: measure(chosen, workers) for workers in chosen.workers})


if __name__ == "__main__":
    main()
