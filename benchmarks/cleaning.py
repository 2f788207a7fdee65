"""How long reading, cleaning and structure take: CPU seconds for a million characters, by stage and by rule.

    PUBLISH_SHARED=… .venv/bin/python benchmarks/cleaning.py [--write] [--no-peers]

The texts are the seeds, repeated to a million characters: as documents of their own size, and as a single document,
which shows whether anything grows faster than the text. Web pages and Word files come from the shared workload
(`workload.py --text`), where trafilatura and pandoc are run on the same files when BENCH_PYTHON has them.
`--write` puts the tables into README.md.
"""

import argparse
import gc
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from publish.assembly import compare_documents, find_likenesses, sign_text
from publish.cleaners import RULES, clean
from publish.model.document import Document
from publish.model.edits import Edit
from publish.model.likeness import Kinship
from publish.model.ports import Cleaning, Rule, Source
from publish.model.raw import RawDocument
from publish.model.walk import block_lines
from publish.readers import read
from publish.structure import infer

T = TypeVar("T")

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("PUBLISH_SHARED", ""))
WORK = Path(os.environ.get("BENCH_WORK", HERE.parent / "build/bench"))
MILLION = 1_000_000
ROUNDS = 3
TASKS = (
    ("html", "cleaning:html_text", ("trafilatura",)),
    ("docx", "cleaning:docx_text", ("pandoc",)),
    ("neardup", "cleaning:near_duplicates", ("rensa", "datasketch")),
)
SLOWEST = 12  # rules that are listed
REMEMBERED = [  # what rules remember of lines; what has no limit belongs to the rules, not to a text
    known
    for name, module in tuple(sys.modules.items())
    if name.startswith("publish.cleaners.")
    for known in vars(module).values()
    if hasattr(known, "cache_clear") and known.cache_parameters()["maxsize"]
]


# --- what is measured, also for text_peers.py -----------------------------------------------------


def documents(source: Source) -> tuple[Document, ...]:
    """Read, clean, structure."""
    return infer(clean(read(source).value.document).value.document).value.documents


def html_text(page: str) -> str:
    """A web page's article."""
    return _text(Source("page.html", page.encode()))


def docx_text(path: str) -> str:
    """A Word file's text."""
    return _text(Source(Path(path).name, Path(path).read_bytes()))


def near_duplicates(texts: list[str]) -> set[tuple[int, int]]:
    """The pairs of texts that are nearly the same."""
    squashed = ["".join(text.split()) for text in texts]
    found = find_likenesses(squashed.__getitem__, [sign_text(text) for text in squashed])
    return {(each.first, each.second) for each in found if each.kind is not Kinship.INSIDE}


def _text(source: Source) -> str:
    return "\n".join(line for each in documents(source) for line in (each.metadata.title, *block_lines(each.blocks)))


# --- plain text by stage and by rule --------------------------------------------------------------


def seed_texts() -> list[bytes]:
    """The seeds again and again, up to a million characters."""
    seeds = [path.read_bytes() for path in sorted((SHARED / "seeds").glob("*.txt"))]
    lengths = {data: len(data.decode("utf-8", "replace")) for data in seeds}
    chosen, total = [], 0
    for data in cycle(seeds):
        if total + lengths[data] > MILLION:
            return chosen
        chosen.append(data)
        total += lengths[data]
    return chosen


def by_stage(sources: list[Source]) -> dict[str, float]:
    """The least CPU seconds of some rounds for each stage."""
    rounds = [_stages(sources) for _ in range(ROUNDS)]
    return {stage: min(each[stage] for each in rounds) for stage in rounds[0]}


def _stages(sources: list[Source]) -> dict[str, float]:
    seconds: dict[str, float] = {}
    raw = _timed(seconds, "read", lambda: [read(source).value.document for source in sources])
    cleaned = _timed(seconds, "clean", lambda: [_clean_anew(each) for each in raw])
    structured = _timed(seconds, "structure", lambda: [infer(each).value for each in cleaned])
    found = [document for each in structured for document in each.documents]
    _timed(seconds, "near-duplicates", lambda: compare_documents(found))
    return seconds


def _clean_anew(document: RawDocument, rules: tuple[Rule, ...] = RULES) -> RawDocument:
    """The clean document, nothing known of the ones before: the texts repeat themselves, and lines are remembered."""
    for known in REMEMBERED:
        known.cache_clear()
    return clean(document, Cleaning(), rules).value.document


def _timed(seconds: dict[str, float], name: str, work: Callable[[], T]) -> T:
    gc.collect()
    start = time.process_time()
    value = work()
    seconds[name] = time.process_time() - start
    return value


def by_rule(texts: list[bytes]) -> Counter[str]:
    """CPU seconds that each rule takes to find what it finds, in all rounds of the engine together."""
    seconds: Counter[str] = Counter()
    rules = tuple(_watched(rule, seconds) for rule in RULES)
    for number, data in enumerate(texts):
        _clean_anew(read(Source(f"{number}.txt", data)).value.document, rules)
    return seconds


def _watched(rule: Rule, seconds: Counter[str]) -> Rule:
    def find(document: RawDocument) -> list[Edit]:
        start = time.process_time()
        found = list(rule.find(document))
        seconds[f"{rule.code} {rule.name}"] += time.process_time() - start
        return found

    return replace(rule, find=find)


# --- beside others --------------------------------------------------------------------------------


def make_workload() -> None:
    """Have the shared workload made, if it is not there."""
    if not (WORK / "text").is_dir():
        command = [sys.executable, SHARED / "bench/workload.py", SHARED / "seeds", WORK, "--size", "T", "--text"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def beside_peers() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Task, tool and figures of text_peers.py: a million characters of web pages and of Word files, and 10,000 texts
    among which near-duplicates are looked for.
    """
    number = _documents_for_a_million()
    for task, ours, peers in TASKS:
        yield task, "publish", _one(sys.executable, task, ours, number)
        for peer in peers:
            yield task, peer, _one(os.environ.get("BENCH_PYTHON", sys.executable), task, peer, number)


def _documents_for_a_million() -> int:
    files = sorted((WORK / "text/gb18030").iterdir())
    total = 0
    for number, path in enumerate(files, 1):
        total += len(path.read_bytes().decode("gb18030"))
        if total >= MILLION:
            return number
    return len(files)


def _one(python: str, task: str, tool: str, number: int) -> dict[str, object]:
    command = [python, str(SHARED / "bench/text_peers.py"), str(WORK), "--docs", str(number), "--one", task, tool]
    rounds = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            command, capture_output=True, check=False, text=True, env={**os.environ, "PYTHONPATH": str(HERE)}
        )
        if done.returncode:
            return {"cpu": None, "quality": "not installed"}
        rounds.append(json.loads(done.stdout))
    return min(rounds, key=lambda each: each["cpu"])


# --- tables ---------------------------------------------------------------------------------------


def stage_table(texts: list[bytes]) -> Iterator[str]:
    """Seconds by stage: the texts apart and as one document; web pages and Word files where there are some."""
    columns = {
        f"{len(texts)} texts": [Source(f"{number}.txt", data) for number, data in enumerate(texts)],
        "one text": [Source("all.txt", b"\n".join(texts))],
        **{f"{len(files)} {suffix}": files for suffix in ("html", "docx") if (files := workload(suffix))},
    }
    seconds = {name: by_stage(sources) for name, sources in columns.items()}
    yield f"| stage | {' | '.join(columns)} |"
    yield f"|---|{'--:|' * len(columns)}"
    for stage in ("read", "clean", "structure", "near-duplicates"):
        yield _row(stage, [each[stage] for each in seconds.values()])
    yield _row("read + clean + structure", [sum(list(each.values())[:3]) for each in seconds.values()])


def _row(name: str, seconds: list[float]) -> str:
    return f"| {name} | {' | '.join(f'{each:.2f}' for each in seconds)} |"


def workload(suffix: str) -> list[Source]:
    """A million characters of the shared workload, if it was made."""
    folder = WORK / "text" / suffix
    if not folder.is_dir():
        return []
    return [Source(path.name, path.read_bytes()) for path in sorted(folder.iterdir())[: _documents_for_a_million()]]


def rule_table(texts: list[bytes]) -> Iterator[str]:
    """Seconds of the slowest rules, as documents and as one."""
    apart, together = by_rule(texts), by_rule([b"\n".join(texts)])
    yield "| rule | documents | one document |"
    yield "|---|--:|--:|"
    for name, seconds in apart.most_common(SLOWEST):
        yield f"| {name} | {seconds:.3f} | {together[name]:.3f} |"
    rest = [
        sum(each.values()) - sum(each[name] for name, _ in apart.most_common(SLOWEST)) for each in (apart, together)
    ]
    yield f"| {len(apart) - SLOWEST} other rules | {rest[0]:.3f} | {rest[1]:.3f} |"


def peer_table() -> Iterator[str]:
    """Seconds beside other tools."""
    yield "| task | tool | CPU seconds | found |"
    yield "|---|---|--:|---|"
    for task, tool, figures in beside_peers():
        cpu = figures["cpu"]
        yield f"| {task} | {tool} | {'' if cpu is None else f'{cpu:.2f}'} | {figures['quality']} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    parser.add_argument("--no-peers", action="store_true", help="plain text only")
    asked = parser.parse_args()
    texts = seed_texts()
    if not asked.no_peers:
        make_workload()
    tables = [stage_table(texts), rule_table(texts), *([] if asked.no_peers else [peer_table()])]
    text = "\n\n".join("\n".join(table) for table in tables)
    print(text)
    if asked.write:
        page = HERE / "README.md"
        old = page.read_text("utf-8")
        new = re.sub(r"(?<=<!-- cleaning -->\n).*?(?=\n<!-- /cleaning -->)", lambda _: text, old, flags=re.DOTALL)
        page.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
