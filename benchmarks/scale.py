"""How time and memory grow with the size of a collection.

    python benchmarks/scale.py                                 # 100, 300 and 1,000 documents of 9,000 characters
    python benchmarks/scale.py --check --documents 1000 10000 30000    # read, cleaned, structured, compared only
    python benchmarks/scale.py --check --documents 1000 10000 30000 --workers 2     # the same, with two processes only
    python benchmarks/scale.py --one-file 50                   # a single text of 50 MB, checked only

Each line is a process of its own: seconds of the clock, seconds of all processors, and the largest memory of any
process. "again": nothing has changed; "one changed": one document has. Documents are made of the shuffled sentences of
the seeds in PUBLISH_SHARED, one in a hundred a version of another; they lie in a temporary folder that goes at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

ALIKE = 100  # one document in so many is a version of an earlier one


@cache
def sentences() -> tuple[str, ...]:
    """The sentences of the seeds."""
    folder = Path(os.environ["PUBLISH_SHARED"]) / "seeds"
    texts = [path.read_text("utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]
    return tuple(each for text in texts for each in re.findall(r"[^。\s]{8,}。", text))


def text(number: int, characters: int) -> str:
    """A document of shuffled sentences, its figures its own; now and then a version of the one before."""
    version = number % ALIKE == ALIKE - 1
    chance = random.Random(number - version)
    lines, length = [f"关于第{number}号材料的报告\n\n一、主要成效\n"], 0
    while length < characters:
        line = "".join(chance.choices(sentences(), k=5))
        line = re.sub("[0-9]", lambda _: str(chance.randrange(10)), line)
        lines.append(f"　　{line}\n")
        length += len(line)
    return "\n".join(lines[: -1 if version else None])


def collection(home: Path, documents: int, characters: int) -> None:
    (home / "docs").mkdir()
    for number in range(documents):
        (home / "docs" / f"{number:05}.txt").write_text(text(number, characters), "utf-8")
    (home / "collection.yaml").write_text("title: 文集\nsources: docs\nstyle: book\n", "utf-8")


class Measured(NamedTuple):
    """Seconds of the clock, seconds of all processors, megabytes of the largest process."""

    seconds: float
    used: float
    memory: int


def measure(what: str, home: Path, *command: str) -> Measured:
    """Run a command, print a line, return the figures."""
    probe = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
        "sys.exit(code)"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(home / "cache")}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", probe, *command], cwd=home, env=env, check=False, stdout=subprocess.PIPE
    )
    seconds = time.perf_counter() - start
    used, memory = done.stdout.split()[-2:]
    measured = Measured(seconds, float(used), int(memory) // 1024)
    state = "" if done.returncode == 0 else "  FAILED"
    print(f"  {what:<28} {seconds:8.1f} s {measured.used:8.1f} s CPU {measured.memory:7,} MB{state}", flush=True)
    return measured


def check_only(home: Path, documents: int, workers: list[int]) -> Measured:
    for count in workers:
        command = [sys.executable, "-m", "publish", "check", "--no-cache", "--workers", str(count)]
        found = measure(f"check, {count} workers", home, *command)
        thousands = documents / 1000
        print(f"  {'for 1,000 documents':<28} {found.seconds / thousands:8.2f} s {found.used / thousands:8.2f} s CPU")
    return found


def whole_builds(home: Path) -> None:
    publish = [sys.executable, "-m", "publish", "build", "--quiet", "--pdf", "--docx", "--epub"]
    for workers in ("1", "2"):
        measure(f"build, {workers} workers", home, *publish, "--no-cache", "--workers", workers)
    cold = measure("build, to be remembered", home, *publish)
    again = measure("again", home, *publish)
    changed = next((home / "docs").iterdir())
    changed.write_text(changed.read_text("utf-8") + "　　以上报告，请予审议。\n", "utf-8")
    one = measure("one changed", home, *publish)
    share = f"again / cold {again.seconds / cold.seconds:.1%}, one changed / cold {one.seconds / cold.seconds:.1%}"
    print(f"  {share}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--characters", type=int, default=9000)
    parser.add_argument("--check", action="store_true", help="read, clean, structure and compare only")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="of checks")
    parser.add_argument("--one-file", type=int, metavar="MB", default=0)
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory: dict[int, int] = {}
    for documents in [1] if chosen.one_file else chosen.documents:
        characters = chosen.one_file * 350_000 if chosen.one_file else chosen.characters  # three bytes each in UTF-8
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            collection(home, documents, characters)
            print(f"{documents:,} documents, {documents * characters:,} characters")
            memory[documents] = check_only(home, documents, chosen.workers).memory
            if not chosen.check and not chosen.one_file:
                whole_builds(home)
    if len(memory) > 1:
        least, most = min(memory), max(memory)
        print(f"memory for one more document: {1024 * (memory[most] - memory[least]) / (most - least):.1f} kB")


if __name__ == "__main__":
    main()
