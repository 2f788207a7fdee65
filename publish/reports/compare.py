"""Two documents side by side: the lines that differ, and inside of them the characters."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from publish.model.document import Block
from publish.model.likeness import Likeness
from publish.model.walk import block_lines
from publish.reports.report import Comparison, DocumentPlace, Piece, Row

_LONGEST = 3000  # characters of a line that is compared character by character
_ALIKE = 0.4  # lines less alike than this are shown whole
_SHORTEST = 2  # equal characters between differences that are worth showing

Side = tuple[DocumentPlace, Sequence[Block]]


def compare(likeness: Likeness, first: Side, second: Side, *, left_out: int = 0) -> Comparison:
    """The documents of a likeness with what differs between them."""
    rows = tuple(_rows(tuple(block_lines(first[1])), tuple(block_lines(second[1]))))
    return Comparison(likeness.kind, round(likeness.share, 4), first[0], second[0], rows, left_out)


def _rows(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    skipped = 0
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            skipped = b - a
            continue
        for one, other in zip_longest(left[a:b], right[c:d], fillvalue=""):
            yield Row(*_pieces(one, other), skipped)
            skipped = 0


def _pieces(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if not left or not right or len(left) > _LONGEST or len(right) > _LONGEST:
        return _whole(left), _whole(right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(left), _whole(right)
    one, other = list[Piece](), list[Piece]()
    for tag, a, b, c, d in matcher.get_opcodes():
        changed = tag != "equal" or b - a < _SHORTEST
        _add(one, left[a:b], changed=changed)
        _add(other, right[c:d], changed=changed)
    return tuple(one), tuple(other)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, changed=True),) if text else ()


def _add(pieces: list[Piece], text: str, *, changed: bool) -> None:
    if text and pieces and pieces[-1].changed is changed:
        pieces[-1] = Piece(pieces[-1].text + text, changed)
    elif text:
        pieces.append(Piece(text, changed))
