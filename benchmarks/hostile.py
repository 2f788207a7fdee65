"""Builds every hostile collection of tests/hostile.py and writes what came of it to docs/hostile.md.

    python benchmarks/hostile.py            # the table on the terminal
    python benchmarks/hostile.py --write    # and into docs/hostile.md

Seconds are those of all processors for the whole command.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import hostile  # noqa: E402 - it lies beside the tests

PAGE = ROOT / "docs" / "hostile.md"
_PART = re.compile("(<!-- cases -->\n).*(<!-- /cases -->)", re.DOTALL)
_LONGEST = 110


class Tried(NamedTuple):
    """What came of a case."""

    outcome: str
    seconds: float
    wrong: list[str]


def run(case: hostile.Case) -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        hostile.lay_out(case, home)
        command = [sys.executable, "-m", "publish", "build", "--json", "--no-cache", "--pdf", "--docx", "--epub"]
        process = Popen(command, cwd=home, stdout=PIPE)
        said = process.stdout.read() if process.stdout else b""
        _, _, used = os.wait4(process.pid, 0)
        outputs = sorted((home / "build").glob("*"))
        wrong = [wrong for output in outputs for wrong in hostile.wrongs(output)]
        wrong += ["somebody was asked"] * hostile.callers()
        return Tried(_told(json.loads(said)), used.ru_utime + used.ru_stime, wrong)


def _told(report: dict[str, object]) -> str:
    said = report["diagnostics"]
    assert isinstance(said, list)
    first = next((f"{each['code']}: {each['message']}" for each in said if each["severity"] != "info"), "")
    told = f"a book; {first}" if report["ok"] and first else first or "a book"
    told = re.sub(r"\s+", " ", re.sub(r"127\.0\.0\.1:\d+", "…", told)).replace("|", "\\|")
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = ["| what | what comes of it | CPU s |", "|---|---|--:|"]
    problems = []
    for name, case in hostile.CASES.items():
        tried = run(case)
        rows.append(f"| {case.what} | {tried.outcome} | {tried.seconds:.1f} |")
        print(rows[-1], flush=True)
        problems += [f"{name}: {wrong}" for wrong in tried.wrong]
    print(f"{len(problems)} problems", *problems, sep="\n")
    if chosen.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(_PART.sub(lambda found: found[1] + "\n".join(rows) + "\n" + found[2], page), "utf-8")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
