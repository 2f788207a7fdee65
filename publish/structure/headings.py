"""Headings of one document: which lines are headings, which paragraphs begin with one, and their levels.

A number alone is no proof. A numbered line is judged by its form (a short phrase, or a paragraph whose first
sentence is short) and then together with its siblings: a series of numbers under one parent is a series of headings
or a list, as most of its members say.
"""

from collections.abc import Collection, Sequence
from enum import Enum, auto

import msgspec

from publish.model.raw import Mark
from publish.structure.claims import claimed_leads, claimed_levels
from publish.structure.lines import Line
from publish.structure.numbering import Numbering, Scheme
from publish.structure.sentences import ends_sentence, first_sentence, has_stop

LONGEST = 46  # characters of a heading
LONGEST_TOP = 60  # of one at the first levels, which stand alone
_SHORT_LEAD = 14  # characters of a run-in heading behind ①, number included
_BIG = (Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE)


class Form(Enum):
    """What a numbered line looks like."""

    ALONE = auto()  # a phrase or one short sentence
    LEAD = auto()  # a paragraph with a short first sentence
    ITEM = auto()  # ends like an item of an enumeration
    TEXT = auto()  # neither


class Verdict(msgspec.Struct, frozen=True):
    """A line is a heading, or begins with one that ends at `end`. The text begins at `start`, after the number."""

    level: int
    start: int
    end: int = 0  # 0: the whole line is the heading


class Candidate(msgspec.Struct):
    """A numbered line under judgement. `filled` says that text follows before the next candidate, `closed` that it
    ends with a full stop.
    """

    index: int
    number: Numbering
    form: Form
    end: int
    filled: bool = False
    closed: bool = False
    series: int = 0


def find_headings(lines: Sequence[Line], taken: Collection[int]) -> dict[int, Verdict]:
    """The verdict for each line (by its index) that is or begins with a heading; none of `taken` is one."""
    candidates = [candidate for candidate in _candidates(lines) if candidate.index not in taken]
    _mark_filled(candidates, lines)
    _number_series(candidates)
    levels = _levels(candidates)
    numbered = {
        candidate.index: Verdict(levels(candidate.number), candidate.number.end, candidate.end)
        for candidate in _accepted(candidates)
    }
    levels_by_number = {index: verdict.level for index, verdict in numbered.items()}
    claimed = claimed_levels(lines, levels_by_number)
    leads = {index: _lead(lines[index], lead) for index, lead in claimed_leads(lines, levels_by_number).items()}
    return leads | {index: Verdict(level, 0) for index, level in claimed.items()} | numbered


def _lead(line: Line, lead: Mark) -> Verdict:
    """The run-in heading that the source claims; its number stays a number."""
    start = line.number.end if line.number and line.number.end < lead.end else 0
    return Verdict(int(lead.target), start, lead.end if lead.end < len(line.text) else 0)


def _candidates(lines: Sequence[Line]) -> list[Candidate]:
    found = [
        Candidate(index, line.number, *_form(line, line.number))
        for index, line in enumerate(lines)
        if line.number is not None and _may_head(line)
    ]
    pointed = any(candidate.number.depth > 1 for candidate in found)
    return [candidate for candidate in found if pointed or candidate.number.scheme is not Scheme.NESTED]


def _may_head(line: Line) -> bool:
    hints = line.hints
    return line.plain or (hints.level is not None and not (hints.cell or hints.image or hints.code is not None))


def _form(line: Line, number: Numbering) -> tuple[Form, int]:
    """The form of a numbered line, and where its first sentence ends when that is a run-in heading."""
    text, start = line.text, number.end
    limit = LONGEST_TOP if number.scheme in (Scheme.FORMAL, Scheme.HAN, *_BIG) else LONGEST
    if text[-1] in "；;，,、":
        return Form.ITEM, 0
    if start == len(text):
        return (Form.ALONE if number.scheme in _BIG else Form.TEXT), 0
    if number.scheme is Scheme.ARTICLE and (ends_sentence(text) or text[-1] in "：:"):
        return Form.TEXT, 0
    if "\n" not in text and not has_stop(text, start):
        return (Form.ALONE if _is_phrase(text, start, limit) else Form.TEXT), 0
    end = first_sentence(text, start, limit)
    return (Form.LEAD, end) if 0 < end < len(text) else (Form.TEXT, 0)


def _is_phrase(text: str, start: int, limit: int) -> bool:
    """Whether what follows the number can be a heading: short, no announcement of more, no line of contents."""
    length = len(text) - start
    if length > limit or (text[-1] in "：:" and length > 20):
        return False
    return "……" not in text and "····" not in text and "....." not in text


def _mark_filled(candidates: list[Candidate], lines: Sequence[Line]) -> None:
    """Note which candidates have text below them before a sibling or an outer number comes."""
    for place, candidate in enumerate(candidates):
        follower = candidates[place + 1] if place + 1 < len(candidates) else None
        stop = follower.index if follower else len(lines)
        deeper = follower is not None and _rank(follower.number) > _rank(candidate.number)
        candidate.filled = deeper or stop > candidate.index + 1
        candidate.closed = lines[candidate.index].text.endswith("。")


def _rank(number: Numbering) -> tuple[int, int]:
    """How deep a number stands: by its scheme, then by its points (1.1)."""
    return number.scheme, number.depth


def _number_series(candidates: list[Candidate]) -> None:
    """Give the siblings under one parent the same series; a number that starts again at one begins another."""
    open_series: dict[Scheme, tuple[int, int]] = {}
    count = 0
    for candidate in candidates:
        scheme = candidate.number.scheme
        for inner in [known for known in open_series if known > scheme]:
            del open_series[inner]
        series, last = open_series.get(scheme, (0, 0))
        if not series or (candidate.number.value == 1 and last >= 1 and scheme > Scheme.HAN):
            count += 1
            series = count
        open_series[scheme] = (series, candidate.number.value)
        candidate.series = series


def _accepted(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates whose series is one of headings, and that have the form of one themselves."""
    members: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        members.setdefault(candidate.series, []).append(candidate)
    articles = any(candidate.number.scheme is Scheme.ARTICLE for candidate in candidates)
    heading = {series for series, group in members.items() if _is_heading_series(group, articles=articles)}
    return [
        candidate
        for candidate in candidates
        if candidate.series in heading and candidate.form in (Form.ALONE, Form.LEAD)
    ]


def _is_heading_series(group: list[Candidate], *, articles: bool) -> bool:
    scheme = group[0].number.scheme
    if scheme in _BIG:
        return True
    if scheme >= Scheme.DECIMAL and _are_sentences(group):
        return False
    good = sum(_speaks_for_heading(candidate) for candidate in group)
    items = sum(candidate.form is Form.ITEM for candidate in group)
    if scheme in (Scheme.FORMAL, Scheme.HAN):
        return sum(candidate.form in (Form.ALONE, Form.LEAD) for candidate in group) * 2 > len(group)
    if scheme is Scheme.CIRCLED and all(0 < candidate.end <= _SHORT_LEAD for candidate in group):
        return len(group) > 1
    if articles or scheme is Scheme.CIRCLED:
        return all(candidate.form is Form.ALONE and candidate.filled for candidate in group)
    if items:
        return good > 2 * items
    if scheme is Scheme.PAREN_HAN:
        return good > 0
    return good * 2 >= len(group)


def _are_sentences(group: list[Candidate]) -> bool:
    """Whether the members stand alone, end with full stops and follow each other at once: decisions, not headings."""
    alone = all(candidate.form is Form.ALONE and candidate.closed for candidate in group)
    return alone and not any(candidate.filled for candidate in group[:-1])


def _speaks_for_heading(candidate: Candidate) -> bool:
    return candidate.form is Form.LEAD or (candidate.form is Form.ALONE and candidate.filled)


_LEVELS = {
    Scheme.FORMAL: 1,
    Scheme.HAN: 1,
    Scheme.PAREN_HAN: 2,
    Scheme.DECIMAL: 3,
    Scheme.HALF_PAREN: 4,
    Scheme.PAREN: 4,
}
_LEVELS |= {Scheme.CIRCLED: 5}
_DEEPEST_SKIPPED = 4


class _Levels:
    """The levels of the schemes that a document uses: 一、 is 1, （一） 2, 1. 3, （1） 4.

    They are as many levels deeper as there are kinds of divisions (章, 节 …, and 壹、 beside 一、) above them; below
    such divisions a scheme that skips others does not go deeper than four for it.
    """

    def __init__(self, schemes: set[Scheme], depths: set[int]) -> None:
        big = [scheme for scheme in _BIG if scheme in schemes]
        big += [Scheme.FORMAL] if {Scheme.FORMAL, Scheme.HAN} <= schemes else []
        self._shift = len(big)
        self._pointed = Scheme.NESTED in schemes and not schemes & {Scheme.HAN, Scheme.PAREN_HAN}
        self._least = min(depths, default=2)
        self._levels = {scheme: place + 1 for place, scheme in enumerate(big)}
        self._add_inner(sorted(schemes & _LEVELS.keys() - self._levels.keys()))
        if {Scheme.HALF_PAREN, Scheme.PAREN} <= schemes:
            self._levels[Scheme.PAREN] = self._levels[Scheme.HALF_PAREN] + 1

    def _add_inner(self, schemes: list[Scheme]) -> None:
        outer = self._shift
        for scheme in schemes:
            level = self._shift + _LEVELS[scheme]
            if self._shift and level > outer + 1:
                level = max(outer + 1, min(level, _DEEPEST_SKIPPED))
            outer = self._levels[scheme] = level

    def __call__(self, number: Numbering) -> int:
        scheme = number.scheme
        if scheme is Scheme.NESTED:
            return self._shift + (number.depth if self._pointed else 4 + number.depth - self._least)
        if scheme is Scheme.DECIMAL and self._pointed:
            return self._shift + 1
        return self._levels.get(scheme, self._shift + _LEVELS.get(scheme, 1))


def _levels(candidates: list[Candidate]) -> _Levels:
    schemes = {candidate.number.scheme for candidate in candidates if candidate.form in (Form.ALONE, Form.LEAD)}
    return _Levels(schemes, {candidate.number.depth for candidate in candidates if candidate.number.depth > 1})
