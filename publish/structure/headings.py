"""Headings of one document: which lines are headings, which paragraphs begin with one, and their levels.

A number alone is no proof. A numbered line is judged by its form (a short phrase, or a paragraph whose first
sentence is short) and then together with its siblings: a series of numbers under one parent is a series of headings
or a list, as most of its members say.
"""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

import msgspec

from publish.model.raw import Mark
from publish.structure.claims import claimed_leads, claimed_levels
from publish.structure.levels import BIG, Candidate, Form, counts_up, levels_of, rank_schemes
from publish.structure.lines import Line
from publish.structure.numbering import Numbering, Scheme
from publish.structure.parallels import find_leads
from publish.structure.sentences import ends_sentence, first_sentence, has_stop
from publish.structure.standing import find_above, find_standing

LONGEST = 46  # characters of a heading
LONGEST_TOP = 60  # of one at the first levels, which stand alone
_LABEL = re.compile(
    r"[：:](?:[（(]?[\d①一][）).、]|[^“‘「，。]*，)"
)  # 特征：（1）…, 目标：到年底，…: a label before its text
_CLAUSES = 3  # commas in a sentence that is too much for a heading
_SHORT_LEAD = 14  # characters of a run-in heading behind ①, number included


class Verdict(msgspec.Struct, frozen=True):
    """A line is a heading, or begins with one that ends at `end`. The text begins at `start`, after the number."""

    level: int
    start: int
    end: int = 0  # 0: the whole line is the heading


def find_headings(lines: Sequence[Line], taken: Set[int]) -> dict[int, Verdict]:
    """The verdict for each line (by its index) that is or begins with a heading; none of `taken` is one."""
    candidates = [candidate for candidate in _candidates(lines) if candidate.index not in taken]
    rank_schemes(candidates)
    _mark_filled(candidates, lines)
    _number_series(candidates)
    accepted = _accepted(candidates)
    levels_by_number = levels_of(accepted)
    numbered = {
        candidate.index: Verdict(levels_by_number[candidate.index], candidate.number.end, candidate.end)
        for candidate in accepted
    }
    claimed = claimed_levels(lines, levels_by_number)
    leads = {index: _lead(lines[index], lead) for index, lead in claimed_leads(lines, levels_by_number).items()}
    verdicts = {index: Verdict(level, 0) for index, level in claimed.items()} | numbered
    if leads:
        return leads | verdicts
    return _from_one(_with_unclaimed(lines, verdicts, levels_by_number, taken))


def _with_unclaimed(
    lines: Sequence[Line], verdicts: dict[int, Verdict], numbered: dict[int, int], taken: Set[int]
) -> dict[int, Verdict]:
    """The verdicts, and those of headings that neither a number nor the source tells, only their place and pattern."""
    known = {index: verdict.level for index, verdict in verdicts.items()}
    standing = dict.fromkeys(find_standing(lines, known, taken), 1)
    standing |= dict.fromkeys(find_above(lines, numbered, taken | known.keys()), 0)
    leads = find_leads(lines, known | standing, taken)
    return (
        verdicts
        | {index: Verdict(level, 0) for index, level in standing.items()}
        | {index: Verdict(level, 0, end) for index, (level, end) in leads.items()}
    )


def _from_one(verdicts: dict[int, Verdict]) -> dict[int, Verdict]:
    """The verdicts with the outermost level that is used as level 1."""
    first = min((verdict.level for verdict in verdicts.values()), default=1)
    if first == 1:
        return verdicts
    return {
        index: msgspec.structs.replace(verdict, level=verdict.level - first + 1) for index, verdict in verdicts.items()
    }


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
    weak: dict[Scheme, list[Candidate]] = {}
    for candidate in found:
        if candidate.number.weak:
            weak.setdefault(candidate.number.scheme, []).append(candidate)
    believed = {scheme for scheme, group in weak.items() if _are_headings(group, len(lines) - 1)}
    return [
        candidate
        for candidate in found
        if (pointed or candidate.number.scheme is not Scheme.NESTED)
        and (not candidate.number.weak or candidate.number.scheme in believed)
    ]


def _are_headings(weak: list[Candidate], last: int) -> bool:
    """Whether numbers that may as well be none are: phrases on lines of their own that are counted, text below each."""
    parted = all(after.index > candidate.index + 1 for candidate, after in pairwise(weak))
    alone = all(candidate.form is Form.ALONE for candidate in weak)
    return alone and parted and weak[-1].index < last and counts_up(weak)


def _may_head(line: Line) -> bool:
    hints = line.hints
    return line.plain or (hints.level is not None and not (hints.cell or hints.image or hints.code is not None))


def _form(line: Line, number: Numbering) -> tuple[Form, int]:
    """The form of a numbered line, and where its first sentence ends when that is a run-in heading."""
    text, start = line.text, number.end
    limit = LONGEST_TOP if number.scheme in (Scheme.FORMAL, Scheme.HAN, *BIG) else LONGEST
    if text[-1] in "；;，,、":
        return Form.ITEM, 0
    if start == len(text):
        return (Form.ALONE if number.scheme in BIG else Form.TEXT), 0
    if number.scheme is Scheme.ARTICLE and (ends_sentence(text) or text[-1] in "：:"):
        return Form.TEXT, 0
    if "\n" not in text and not has_stop(text, start):
        return _form_of_sentence(text, number, limit), 0
    end = first_sentence(text, start, limit)
    return (Form.LEAD, end) if 0 < end < len(text) and not _LABEL.search(text, start, end) else (Form.TEXT, 0)


def _form_of_sentence(text: str, number: Numbering, limit: int) -> Form:
    """The form of a line in which no sentence ends early. At the first levels headings may have many clauses."""
    start = number.end
    clauses = text.count("，", start) if number.scheme > Scheme.HAN else 0
    labelled = _LABEL.search(text, start) is not None
    if text.endswith("。") and (len(text) - start > limit or clauses >= _CLAUSES or labelled):
        return Form.SENTENCE
    return Form.ALONE if _is_phrase(text, start, limit) else Form.TEXT


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
        deeper = follower is not None and _rank(follower) > _rank(candidate)
        candidate.filled = deeper or stop > candidate.index + 1
        text = lines[candidate.index].text
        candidate.closed = text.endswith("。")
        if candidate.form is Form.ALONE and candidate.closed and not candidate.filled and "，" in text:
            candidate.form = Form.SENTENCE


def _rank(candidate: Candidate) -> tuple[int, int]:
    """How deep a number stands: by its scheme, then by its points (1.1)."""
    return candidate.rank, candidate.number.depth


def _number_series(candidates: list[Candidate]) -> None:
    """Give the siblings under one parent the same series; a number that starts again at one begins another."""
    open_series: dict[int, tuple[int, int]] = {}
    count = 0
    for candidate in candidates:
        rank = candidate.rank
        for inner in [known for known in open_series if known > rank]:
            del open_series[inner]
        series, last = open_series.get(rank, (0, 0))
        if not series or (candidate.number.value == 1 and last >= 1 and candidate.number.scheme > Scheme.HAN):
            count += 1
            series = count
        open_series[rank] = (series, candidate.number.value)
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
    if scheme in BIG:
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
        return good > sum(candidate.form is Form.SENTENCE for candidate in group)
    return good * 2 >= len(group)


def _are_sentences(group: list[Candidate]) -> bool:
    """Whether the members stand alone, end with full stops and follow each other at once: decisions, not headings."""
    alone = all(candidate.form in (Form.ALONE, Form.SENTENCE) and candidate.closed for candidate in group)
    return alone and not any(candidate.filled for candidate in group[:-1])


def _speaks_for_heading(candidate: Candidate) -> bool:
    return candidate.form is Form.LEAD or (candidate.form is Form.ALONE and candidate.filled)
