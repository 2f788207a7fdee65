"""C3: what belonged to the pages of the source: running heads and page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator

from publish.cleaners.flow import drop, is_line, short_lines
from publish.cleaners.wording import KIND, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_NUMBER = r"(?:\d{1,4}|[０-９]{1,4}|[一二三四五六七八九十百〇零]{1,5})"
_DASH = r"[-—–−‐─－~～·•∙.|｜]"
_SURE = compile_both(
    rf"(?:{_DASH}{{1,4}}\s*(?:\d{{1,4}}|[０-９]{{1,4}})\s*{_DASH}{{1,4}}"
    rf"|[(（\[【]?第\s*{_NUMBER}\s*页(?:\s*[,，/;；|]?\s*[(（]?\s*共\s*{_NUMBER}\s*页[)）]?)?[)）\]】]?"
    rf"|共\s*{_NUMBER}\s*页\s*[,，/;；|]?\s*(?:当前)?第\s*{_NUMBER}\s*页"
    r"|(?:[Pp]age|PAGE|[Pp]\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)"
)
_LIKELY = re.compile(r"(\d{1,4})(?:\s*/\s*\d{1,4})?|[０-９]{1,4}|[ivxIVX]{1,5}")
_KIND_END = compile_both(rf"(?:{KIND}|选编|汇编|文集)(?:[（(][^）)]{{1,12}}[)）])?$")
_SENTENCE_END = tuple("。！？；：，、…!?;:,.")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十\d]+[章节節条條部编編]")

HEAD_LIMIT = 40
SEQUENCE = 3
"""So many bare numbers in a row, each one more than the one before, are page numbers."""


def is_page_number(line: str) -> bool:
    """Whether a stripped line is the number of a page and nothing else."""
    return bool(_SURE.fullmatch(line))


def find_running_heads(document: RawDocument) -> Iterator[Edit]:
    """C301: a short line that comes back at page ends, or at a steady distance; a title stays where it stands first."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, line in short_lines(document, HEAD_LIMIT):
        places[line].append(number)
    candidates = {line: numbers for line, numbers in places.items() if len(numbers) > 1 and _may_head(line)}
    if not candidates:
        return
    edges = _page_edges(document)
    offsets = _offsets(document)
    for line, numbers in candidates.items():
        at_edge = sum(number in edges for number in numbers)
        steady = len(numbers) > 3 and _is_steady([offsets[number] for number in numbers])
        if at_edge * 2 > len(numbers) or steady:
            for number in numbers[1:] if _KIND_END.search(line) else numbers:
                yield drop(document, number, "C301", f"running head, {len(numbers)} times")


def _may_head(line: str) -> bool:
    return not line.endswith(_SENTENCE_END) and not _NUMBERED.match(line) and not is_page_number(line) and len(line) > 3


def _page_edges(document: RawDocument) -> set[int]:
    """Numbers of the blocks next to a page number or a page break, the first and the last block."""
    edges: set[int] = set()
    last, after_page = -1, True
    for number, block in enumerate(document.blocks):
        line = block.text.strip()
        if not line:
            continue
        page = len(line) <= HEAD_LIMIT and is_line(block) and is_page_number(line)
        if page:
            edges.add(last)
        elif after_page or block.hints.page_break_before:
            edges.add(number)
            if block.hints.page_break_before:
                edges.add(last)
        after_page, last = page, number
    return edges | {last}


def _offsets(document: RawDocument) -> list[int]:
    offsets, total = [], 0
    for block in document.blocks:
        offsets.append(total)
        total += len(block.text)
    return offsets


def _is_steady(offsets: list[int]) -> bool:
    """Whether places follow each other at nearly the same distance, as the pages of a book do."""
    steps = [after - before for before, after in zip(offsets, offsets[1:], strict=False)]
    mean = sum(steps) / len(steps)
    spread = (sum((step - mean) ** 2 for step in steps) / len(steps)) ** 0.5
    return mean > 250 and spread < 0.2 * mean


def find_page_numbers(document: RawDocument) -> Iterator[Edit]:
    """C302: lines that are nothing but the number of a page; bare numbers only when they count up."""
    bare: list[tuple[int, int]] = []
    for number, line in short_lines(document, 24):
        if is_page_number(line):
            yield drop(document, number, "C302", "page number")
        else:
            found = _LIKELY.fullmatch(line)
            if found and found[1]:
                bare.append((number, int(found[1])))
    for number in _counting(bare):
        yield drop(document, number, "C302", "page number, counting up")


def _counting(bare: list[tuple[int, int]]) -> Iterator[int]:
    run: list[tuple[int, int]] = []
    for item in [*bare, (0, -9)]:
        if run and item[1] != run[-1][1] + 1:
            apart = sum(after[0] - before[0] > 1 for before, after in zip(run, run[1:], strict=False))
            if len(run) >= SEQUENCE and apart == len(run) - 1:
                yield from (number for number, _ in run)
            run = []
        run.append(item)


RULES = (
    Rule(
        "C301",
        "running-head",
        Safety.RISKY,
        "A short line that stands at the top or foot of every page of the source.",
        "It cuts sentences apart, and the book gets running heads of its own.",
        (
            "某局内部资料\n要抓好落实\n第 1 页\n某局内部资料\n各项任务。\n第 2 页",
            "要抓好落实\n第 1 页\n各项任务。\n第 2 页",
        ),
        find_running_heads,
        ("同志们：\n开会。\n同志们：\n散会。",),
    ),
    Rule(
        "C302",
        "page-number-line",
        Safety.SAFE,
        "A line that is nothing but a page number: — 1 —, 第3页 共10页, Page 2 of 9; bare numbers when they count up.",
        "The pages of the source are not the pages of the book.",
        ("要抓好落实。\n— 12 —\n第 3 页 共 10 页", "要抓好落实。"),
        find_page_numbers,
        ("详见第3页。", "共10页", "12", "3/4"),
    ),
)
