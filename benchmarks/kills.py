"""Kills builds at random moments and looks at what is left: no output may ever be lost, torn or forgotten.

    python benchmarks/kills.py [--kills 1000] [--seed 1] [--command build|bundle|clean|watch]

A small collection is built (bundled, cleaned) again and again from two versions of a source. Each build is killed
(SIGKILL, not to be caught) after a random time. After each kill every output must be, byte for byte, that of one of
the two versions; every tenth build is left alone and must succeed and clear away what the killed ones have left. No
process may stay behind. A `watch` is killed some time after a source was saved.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TEXT = "工作报告\n\n同志们：\n现将一年来的工作报告如下。\n一、主要成效\n" + "全年印发文件{}余份。\n" * 400
MANIFEST = "title: 文集\nsources: [a.txt, b.txt]\nstyle: book\noutputs: {folder: out}\n"
COMMANDS = {
    "build": ("build", "--workers", "2", "--quiet", "--out", "out"),
    "bundle": ("bundle", "--quiet", "--out", "out"),
    "clean": ("clean", "a.txt", "b.txt", "--out", "out", "--force", "--quiet"),
}
COMMANDS["watch"] = COMMANDS["build"]  # what is tried before and after


class Bench:
    """A collection in a folder of its own, and what its two versions give."""

    def __init__(self, home: Path, command: str) -> None:
        self.home = home
        self.command = COMMANDS[command]
        self.env = {**os.environ, "XDG_CACHE_HOME": str(home / "cache")}
        (home / "collection.yaml").write_text(MANIFEST, "utf-8")
        (home / "b.txt").write_text(TEXT.replace("{}", "三百"), "utf-8")
        self.good: list[dict[str, bytes]] = []
        for version in (0, 1):
            self.write(version)
            start = time.perf_counter()
            assert self.start().wait() == 0, "the first build failed"
            self.seconds = time.perf_counter() - start
            self.good.append(self.outputs())

    def write(self, version: int) -> None:
        temporary = self.home / "a.new"
        temporary.write_text(TEXT.replace("{}", ("四百", "五百")[version]), "utf-8")
        temporary.replace(self.home / "a.txt")

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "publish", *self.command, *options]
        return subprocess.Popen(command, cwd=self.home, env=self.env, start_new_session=True)

    def outputs(self) -> dict[str, bytes]:
        """The files that are there, by their names, temporary ones left out."""
        out = self.home / "out"
        files = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}

    def problems(self) -> list[str]:
        now, (one, other) = self.outputs(), self.good
        lost = [f"lost: {name}" for name in one.keys() - now.keys()]
        torn = [f"torn: {name}" for name in now if now[name] not in (one.get(name), other.get(name))]
        return [*lost, *torn]

    def left_over(self) -> list[str]:
        return sorted(path.name for path in (self.home / "out").rglob(".*"))


def processes_of(session: int) -> list[int]:
    """The processes that a killed build has left, after they had a moment to notice."""
    for _ in range(100):
        found = subprocess.run(
            ["ps", "-s", str(session), "-o", "pid="], capture_output=True, check=False
        ).stdout.split()
        if not found:
            return []
        time.sleep(0.05)
    return [int(pid) for pid in found]


def kill_watch(bench: Bench, moment: float, version: int) -> tuple[str, list[str]]:
    """The same of a `watch` that is killed some time after a source was saved."""
    bench.write(1 - version)
    with subprocess.Popen(
        [sys.executable, "-m", "publish", "watch"],
        cwd=bench.home,
        env=bench.env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as watch:
        assert watch.stderr is not None
        assert any("watching" in line for line in watch.stderr), "watch does not begin"
        bench.write(version)
        time.sleep(moment)
        watch.send_signal(signal.SIGKILL)
        watch.wait()
        early = bench.outputs() == bench.good[1 - version]
    orphans = [f"process {pid} stayed" for pid in processes_of(watch.pid)]
    return "killed before its build was done" if early else "killed", [*bench.problems(), *orphans]


def kill_one(bench: Bench, moment: float, *options: str) -> tuple[str, list[str]]:
    """How one build ended, and what is wrong afterwards."""
    build = bench.start(*options)
    time.sleep(moment)
    build.send_signal(signal.SIGKILL)
    ended = "killed" if build.wait() == -signal.SIGKILL else "done before"
    orphans = [f"process {pid} stayed" for pid in processes_of(build.pid)]
    return ended, [*bench.problems(), *orphans]


def run(home: Path, kills: int, seed: int, command: str) -> int:
    """Kills builds; prints a table; returns the number of problems."""
    chance = random.Random(seed)
    bench = Bench(home, command)
    counts: Counter[str] = Counter()
    found: list[str] = []
    for number in range(kills):
        version = number % 2
        if command == "watch":
            ended, wrong = kill_watch(bench, chance.uniform(0.1, 1.3) * bench.seconds, version)
        else:
            bench.write(version)
            options = ("--no-cache",) if command == "build" and chance.random() < 0.7 else ()
            ended, wrong = kill_one(bench, chance.uniform(0.3, 1.1) * bench.seconds, *options)
        counts[ended] += 1
        counts["left something to clear away"] += bool(bench.left_over())
        found += wrong
        if number % 10 == 9 or number == kills - 1:
            if bench.start().wait() != 0 or bench.outputs() != bench.good[version]:
                found.append("the next build failed")
            found += [f"left over: {name}" for name in bench.left_over()]
    for what, count in [*sorted(counts.items()), ("problems", len(found))]:
        print(f"{count:6,}  {what}")
    print("\n".join(found[:20]))
    return len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", choices=COMMANDS, default="build")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(bool(run(Path(folder), chosen.kills, chosen.seed, chosen.command)))


if __name__ == "__main__":
    main()
