"""How deep numbered headings stand: the order of the schemes that a document uses, and the levels that follow."""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

import msgspec

from publish.structure.numbering import Numbering, Scheme

BIG = (Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE)
_LOOSE = (Scheme.LETTER, Scheme.ROMAN, Scheme.STEM, Scheme.ORDINAL)  # no place of their own among the others
_ABOVE = 2 * Scheme.ARTICLE + 1  # the rank of a loose scheme that holds all others but the divisions


class Form(Enum):
    """What a numbered line looks like."""

    ALONE = auto()  # a phrase or one short sentence
    LEAD = auto()  # a paragraph with a short first sentence
    ITEM = auto()  # ends like an item of an enumeration
    SENTENCE = auto()  # a whole sentence of several clauses
    TEXT = auto()  # neither


class Candidate(msgspec.Struct):
    """A numbered line under judgement. `filled` says that text follows before the next candidate, `closed` that it
    ends with a full stop, `rank` how deep its scheme stands in this document.
    """

    index: int
    number: Numbering
    form: Form
    end: int
    filled: bool = False
    closed: bool = False
    series: int = 0
    rank: int = 0


def rank_schemes(candidates: Sequence[Candidate]) -> None:
    """Give each candidate the rank of its scheme. One without a place of its own stands below what it first follows;
    where it comes first, above all but the divisions.
    """
    ranks: dict[Scheme, int] = {}
    before: Candidate | None = None
    for candidate in candidates:
        scheme = candidate.number.scheme
        if scheme not in ranks:
            loose = _ABOVE if before is None else ranks[before.number.scheme] | 1
            ranks[scheme] = loose if scheme in _LOOSE else 2 * scheme
        candidate.rank = ranks[scheme]
        before = candidate


def counts_up(candidates: Sequence[Candidate]) -> bool:
    """Whether the numbers are those of one or more series: 1, 2, 3 and again 1, 2."""
    values = [candidate.number.value for candidate in candidates]
    steps = all(after in (1, value + 1) for value, after in pairwise(values))
    return steps and values[:2] == [1, 2]


def levels_of(headings: Sequence[Candidate]) -> dict[int, int]:
    """The level of each heading, by its index: one more than there are kinds of numbers above its own.

    一、 （一） 1. （1） are levels 1 to 4 where a document uses them all; what it leaves out counts for nothing. Before
    1.1 both 1. and a bare 1 are the same.
    """
    pointed = any(candidate.number.depth > 1 for candidate in headings)
    kinds = {candidate.index: _kind(candidate, pointed=pointed) for candidate in headings}
    order = sorted(set(kinds.values()))
    return {index: order.index(kind) + 1 for index, kind in kinds.items()}


def _kind(candidate: Candidate, *, pointed: bool) -> tuple[int, int]:
    if pointed and candidate.number.scheme is Scheme.DECIMAL:
        return 2 * Scheme.NESTED, 1
    return candidate.rank, candidate.number.depth
