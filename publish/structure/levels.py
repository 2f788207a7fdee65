"""How deep numbered headings stand: the order of the schemes that a document uses, and the levels that follow."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import pairwise

import msgspec

from publish.structure.numbering import Numbering, Scheme

BIG = (Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE)
_LOOSE = (Scheme.LETTER, Scheme.ROMAN, Scheme.STEM, Scheme.ORDINAL)  # no place of their own among the others
_LEVELS = {
    Scheme.FORMAL: 1,
    Scheme.HAN: 1,
    Scheme.PAREN_HAN: 2,
    Scheme.DECIMAL: 3,
    Scheme.HALF_PAREN: 4,
    Scheme.PAREN: 4,
    Scheme.CIRCLED: 5,
}
_DEEPEST_SKIPPED = 4
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


class Levels:
    """The levels of the schemes that a document uses: 一、 is 1, （一） 2, 1. 3, （1） 4.

    They are as many levels deeper as there are kinds of divisions (章, 节 …, and 壹、 beside 一、) above them; below
    such divisions a scheme that skips others does not go deeper than four for it.
    """

    def __init__(self, ranks: dict[Scheme, int], depths: set[int]) -> None:
        schemes = ranks.keys()
        big = [scheme for scheme in BIG if scheme in schemes]
        big += [scheme for scheme in _LOOSE if ranks.get(scheme) == _ABOVE]
        big += [Scheme.FORMAL] if {Scheme.FORMAL, Scheme.HAN} <= schemes else []
        self._shift = len(big)
        self._pointed = Scheme.NESTED in schemes and not schemes & {Scheme.HAN, Scheme.PAREN_HAN}
        self._least = min(depths, default=2)
        self._levels = {scheme: number + 1 for number, scheme in enumerate(big)}
        self._add_inner(sorted(schemes & _LEVELS.keys() - self._levels.keys()))
        if {Scheme.HALF_PAREN, Scheme.PAREN} <= schemes:
            self._levels[Scheme.PAREN] = self._levels[Scheme.HALF_PAREN] + 1
        self._add_loose(ranks)

    def _add_inner(self, schemes: Iterable[Scheme]) -> None:
        outer = self._shift
        for scheme in schemes:
            level = self._shift + _LEVELS[scheme]
            if self._shift and level > outer + 1:
                level = max(outer + 1, min(level, _DEEPEST_SKIPPED))
            outer = self._levels[scheme] = level

    def _add_loose(self, ranks: dict[Scheme, int]) -> None:
        """One level below the scheme that stands just above."""
        for scheme in sorted(ranks.keys() & set(_LOOSE) - self._levels.keys(), key=ranks.__getitem__):
            above = (other for other in self._levels if ranks[other] <= ranks[scheme])
            self._levels[scheme] = 1 + max((self._levels[other] for other in above), default=0)

    def __call__(self, number: Numbering) -> int:
        """The level of a heading with this number."""
        scheme = number.scheme
        if scheme is Scheme.NESTED:
            return self._shift + (number.depth if self._pointed else 4 + number.depth - self._least)
        if scheme is Scheme.DECIMAL and self._pointed:
            return self._shift + 1
        return self._levels.get(scheme, self._shift + _LEVELS.get(scheme, 1))


def levels_of(candidates: Iterable[Candidate]) -> Levels:
    """The levels that the numbers of headings have in a document with these candidates."""
    formed = [candidate for candidate in candidates if candidate.form in (Form.ALONE, Form.LEAD)]
    ranks = {candidate.number.scheme: candidate.rank for candidate in formed}
    return Levels(ranks, {candidate.number.depth for candidate in candidates if candidate.number.depth > 1})
