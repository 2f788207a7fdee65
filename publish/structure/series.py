"""Pieces of a compilation that are told apart by their numbers alone: （之一） … （之五）, 案例一 … 案例六."""

import re
from collections.abc import Sequence

from publish.structure.lines import Line
from publish.structure.roles import is_opening
from publish.structure.sentences import ends_sentence
from publish.structure.titles import LONGEST, piece_number

_SQUARE = ("【", "[", "〔")
_FEWEST = 3
_MARKED = re.compile(
    r"[【\[（(〔《「]?\s?(?:篇|范文|範文|范本|範本|例文|样本|樣本|样例|(?:材料|文稿|资料|案例|经验)之)"
)


def numbered_pieces(lines: Sequence[Line], first: int, count: int) -> list[int]:
    """The lines (by index, from `first` on) that begin the `count` pieces, when one series and no other says so.

    A series has the same words around its numbers; each of the numbers from one to `count` stands in it just once.
    """
    whole = [found for found in _series(lines, first).values() if len(found) == count]
    return whole[0] if count > 1 and len(whole) == 1 else []


def marked_pieces(lines: Sequence[Line]) -> list[int]:
    """The lines (by index) that begin the pieces where none is announced.

    They are a series of numbers in square brackets (【01】 …), three or more, most of them above what opens a document;
    or numbers behind words that only compilations use (篇一, 范文2, 材料之三).
    """
    series = _series(lines, 0)
    worded = [found for words, found in series.items() if len(found) > 1 and _MARKED.match(words)]
    if len(worded) == 1:
        return worded[0]
    found = [series for words, series in series.items() if words[:1] in _SQUARE and len(series) >= _FEWEST]
    if len(found) != 1:
        return []
    opened = sum(any(is_opening(line) for line in lines[index + 1 : index + 3]) for index in found[0])
    return found[0] if opened * 2 > len(found[0]) else []


def _series(lines: Sequence[Line], first: int) -> dict[str, list[int]]:
    """The lines of each series, by the words around its numbers: from one on, each number once, in order."""
    marks: dict[str, list[tuple[int, int]]] = {}
    for index in range(first, len(lines)):
        mark = _mark(lines[index])
        if mark:
            marks.setdefault(mark[0], []).append((mark[1], index))
    whole = {words: found for words, found in marks.items() if [value for value, _ in found] == _counted(len(found))}
    return {words: [index for _, index in found] for words, found in whole.items()}


def _counted(number: int) -> list[int]:
    return list(range(1, number + 1))


def _mark(line: Line) -> tuple[str, int] | None:
    if not line.plain or len(line.text) > LONGEST or ends_sentence(line.text):
        return None
    found = piece_number(line.text)
    return found[:2] if found else None
