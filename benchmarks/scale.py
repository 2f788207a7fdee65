"""How time and memory grow with the size of a collection.

    python benchmarks/scale.py                                 # 100, 300 and 1,000 documents of 9,000 characters
    python benchmarks/scale.py --documents 1000 10000 --read   # reading, cleaning and structure only
    python benchmarks/scale.py --one-file 50                   # a single text of 50 MB, read only

Each line is a process of its own: seconds of the clock, seconds of all processors, and the largest memory of any
process. "again": nothing has changed; "one changed": one document has. Documents are made of shuffled clauses.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLAUSES = [
    "全年印发文件四百余份",
    "办理来文两千余份",
    "组织调研十二次",
    "牵头起草报告",
    "督办重点事项",
    "完善工作制度",
    "加强队伍建设",
    "坚持问题导向",
    "推动任务落实",
    "提升服务水平",
    "强化责任担当",
    "统筹各项工作",
    "深入基层一线",
    "听取群众意见",
    "解决实际困难",
    "确保取得实效",
    "认真总结经验",
    "研究下步打算",
]
READ = """
import gc, sys
gc.disable()
from pathlib import Path
from publish.cache import Cache
from publish.manifest import load_manifest
from publish.pipeline import Journal, Workers
from publish.pipeline.material import prepare
from publish.plugins import load_tables
manifest, tables = load_manifest(Path("collection.yaml")).value, load_tables().value
prepare(manifest, tables, Journal(), Workers(int(sys.argv[1])))
"""


def text(number: int, characters: int) -> str:
    chance = random.Random(number)
    lines, length = [f"# 第{number}号材料\n\n## 一、主要成效\n"], 0
    while length < characters:
        line = "，".join(chance.choices(CLAUSES, k=16)) + "。"
        lines.append(f"{line}\n")
        length += len(line)
    return "\n".join(lines)


def collection(home: Path, documents: int, characters: int) -> None:
    (home / "docs").mkdir()
    for number in range(documents):
        (home / "docs" / f"{number:05}.md").write_text(text(number, characters), "utf-8")
    (home / "collection.yaml").write_text("title: 文集\nsources: docs\nstyle: book\n", "utf-8")


def measure(what: str, home: Path, *command: str) -> float:
    """Run a command, print a line, return the seconds."""
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
    state = "" if done.returncode == 0 else "  FAILED"
    print(f"  {what:<28} {seconds:8.1f} s {float(used):8.1f} s CPU {int(memory) // 1024:7,} MB{state}", flush=True)
    return seconds


def read_only(home: Path) -> None:
    for workers in ("1", "2"):
        measure(f"read, {workers} workers", home, sys.executable, "-c", READ, workers)


def whole_builds(home: Path) -> None:
    publish = [sys.executable, "-m", "publish.cli", "build", "--quiet", "--pdf", "--docx", "--epub"]
    for workers in ("1", "2"):
        measure(f"build, {workers} workers", home, *publish, "--no-cache", "--workers", workers)
    cold = measure("build, to be remembered", home, *publish)
    again = measure("again", home, *publish)
    changed = next((home / "docs").iterdir())
    changed.write_text(changed.read_text("utf-8").replace("经验", "教训"), "utf-8")
    one = measure("one changed", home, *publish)
    print(f"  again / cold {again / cold:.1%}, one changed / cold {one / cold:.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--characters", type=int, default=9000)
    parser.add_argument("--read", action="store_true", help="read, clean and structure only")
    parser.add_argument("--one-file", type=int, metavar="MB", default=0)
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for documents in [1] if chosen.one_file else chosen.documents:
        characters = chosen.one_file * 350_000 if chosen.one_file else chosen.characters  # three bytes each in UTF-8
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            collection(home, documents, characters)
            print(f"{documents:,} documents, {documents * characters:,} characters")
            read_only(home)
            if not chosen.read and not chosen.one_file:
                whole_builds(home)


if __name__ == "__main__":
    main()
