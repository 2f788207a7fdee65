"""Pieces of a compilation that are told apart by their numbers alone: （之一） … （之五）, 案例一 … 案例六."""

from collections.abc import Sequence

from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence
from publish.structure.titles import LONGEST, piece_number


def numbered_pieces(lines: Sequence[Line], first: int, count: int) -> list[int]:
    """The lines (by index, from `first` on) that begin the `count` pieces, when one series and no other says so.

    A series has the same words around its numbers; each of the numbers from one to `count` stands in it just once.
    """
    series: dict[str, list[tuple[int, int]]] = {}
    for index in range(first, len(lines)):
        mark = _mark(lines[index])
        if mark:
            series.setdefault(mark[0], []).append((mark[1], index))
    wanted = list(range(1, count + 1))
    whole = [found for found in series.values() if [value for value, _ in found] == wanted]
    return [index for _, index in whole[0]] if count > 1 and len(whole) == 1 else []


def _mark(line: Line) -> tuple[str, int] | None:
    if not line.plain or len(line.text) > LONGEST or ends_sentence(line.text):
        return None
    found = piece_number(line.text)
    return found[:2] if found else None
