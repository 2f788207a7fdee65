"""Fits a line to the measure: compression and expansion in CLREQ's order (3.2.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

import msgspec

from publish.layout.breaks import RIGID, is_narrow
from publish.layout.setting import LATIN_GAP, Setting
from publish.model.raw import Align

EPSILON = 1e-4  # points; rounding of sums is no overflow
_SHIFTS = {Align.JUSTIFY: 0.0, Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}  # share of the slack on the left
_WORD_SPACE = 0.25, 0.5  # em; the narrowest and the widest
_TIGHT_GAP, _WIDE_GAP = 0.125, 0.5  # em, between Han characters and Latin letters or digits
Gaps = tuple[tuple[int, float], ...]
_Yields = dict[int, list[tuple[int, float]]]  # what a line can give up: by step of compression, places and points


class Line(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a setting. `x` is where the first one stands, from the left of the measure.

    `spacing` is added after each character, `gaps` before single ones (by index in the setting), both in points.
    `tail` is drawn after the last one: the hyphen of a word that goes on in the next line.
    """

    start: int
    end: int
    x: float
    spacing: float
    gaps: Gaps
    tail: str = ""


class Begin(msgspec.Struct, frozen=True, gc=False):
    """The beginning of a line: its character, the numbers of the first exception at or after it and after it.

    `origin` is the offset in the setting at which it is drawn, `blank` the part of the first character that is left
    out before the measure, `room` the width for the line.
    """

    start: int
    first: int
    inner: int
    origin: float
    blank: float
    room: float


def fit(setting: Setting, begin: Begin, end: int, indent: float, align: Align, tail: str = "") -> Line:
    """The line with its slack shared out (JUSTIFY), left at its end, or moved to the left."""
    text, start, shown = setting.text, begin.start, end
    while shown > start + 1 and text[shown - 1] == " ":
        shown -= 1
    last = bisect_left(setting.at, shown, begin.first)
    width = shown * setting.em + (setting.shifts[last - 1] if last else 0.0) - begin.origin
    slack = begin.room - width - (setting.width_at(shown - 1, tail) if tail else 0.0)
    x = indent - begin.blank
    if slack < -EPSILON:
        gaps, over = _squeezed(setting, begin, shown, -slack, last)
        return Line(start, shown, x, -over / (shown - start - 1) if over else 0.0, gaps, tail)
    if align is Align.JUSTIFY and slack > EPSILON:
        spacing, gaps = _spread(setting, begin, shown, slack, last)
        return Line(start, shown, x, spacing, gaps, tail)
    return Line(start, shown, x + _SHIFTS[align] * slack, 0.0, _own_gaps(setting, begin, last), tail)


def _own_gaps(setting: Setting, begin: Begin, last: int) -> Gaps:
    """The gaps that the setting itself has inside a line which exception number `last` is no more part of."""
    if begin.inner >= last:
        return ()
    at, gaps = setting.at, setting.gaps
    return tuple([(at[k], gaps[k]) for k in range(begin.inner, last) if gaps[k]])


# --- compression -----------------------------------------------------------------------------


def yields_enough(setting: Setting, start: int, end: int, over: float) -> bool:
    """Whether a line can give up so many points."""
    over -= _hanging(setting, end)
    if over <= 0.0:
        return True
    return over <= sum([points for places in _yields(setting, start, end).values() for _, points in places])


def _hanging(setting: Setting, end: int) -> float:
    """The blank half of the last mark: the first that a line gives up, and it costs nothing, for it hangs out."""
    last = end - 1
    return setting.em / 2 if setting.text[last] in setting.rules.closing and last not in setting.latin else 0.0


def _squeezed(setting: Setting, begin: Begin, end: int, over: float, last: int) -> tuple[Gaps, float]:
    """The gaps of a line that is too long by `over`, taken step by step, and what is over still.

    Within a step all give the same share.
    """
    own = _own_gaps(setting, begin, last)
    over -= _hanging(setting, end)
    if over <= EPSILON:
        return own, 0.0
    taken = dict(own)
    for _, places in sorted(_yields(setting, begin.start, end).items()):
        total = sum([points for _, points in places])
        share = min(1.0, over / total)
        over -= total * share
        for place, points in places:
            taken[place] = taken.get(place, 0.0) - points * share
        if over <= EPSILON:
            break
    return tuple(sorted(taken.items())), over if over > EPSILON and end > begin.start + 1 else 0.0


def _yields(setting: Setting, start: int, end: int) -> _Yields:
    """All that a line can give up but for the blank of its last mark: marks, word spaces, what parts Han and Latin."""
    half, blanks = setting.em / 2, setting.rules.blanks
    gaps = _gaps_between(setting, start, end)
    found: _Yields = defaultdict(list)
    for mark in setting.rules.yielding.finditer(setting.text, start, end):
        index, char = mark.start(), mark[0]
        if index in setting.latin:
            continue
        if char not in blanks:
            if start < index < end - 1:
                _yield_inner(setting, index, char, found)
            continue
        step, behind = blanks[char]
        place = index + behind
        if start < place < end and gaps.get(place, 0.0) >= 0.0:
            found[step].append((place, half))
    tight = (LATIN_GAP - _TIGHT_GAP) * setting.em
    if wide := [(place, tight) for place, gap in gaps.items() if gap > tight]:
        found[6] = wide
    return found


def _gaps_between(setting: Setting, start: int, end: int) -> dict[int, float]:
    """The gaps that the setting has between the characters of a line, by the character behind them."""
    at, gaps = setting.at, setting.gaps
    return {at[k]: gaps[k] for k in range(bisect_left(at, start + 1), bisect_left(at, end)) if gaps[k]}


def _yield_inner(setting: Setting, index: int, char: str, found: _Yields) -> None:
    """What a word space or an interpunct inside of a line gives up."""
    width, em = setting.width(index), setting.em
    if char == " ":
        spare = width - _WORD_SPACE[0] * em
        if spare > EPSILON:
            found[2].append((index + 1, spare))
    elif width > 0.9 * em:
        found[3] += (index, em / 4), (index + 1, em / 4)


# --- expansion -------------------------------------------------------------------------------


def _spread(setting: Setting, begin: Begin, end: int, slack: float, last: int) -> tuple[float, Gaps]:
    """Spacing and gaps: word spaces first, then the gaps between Han and Latin, then all places but the rigid ones."""
    text, start = setting.text, begin.start
    dashes = setting.dashed and RIGID.search(text, start, end)
    if begin.inner >= last and not dashes:
        return (slack / (end - start - 1), ()) if end - start > 1 else (0.0, ())
    gaps, wide, rigid = _exceptions_in(setting, begin.inner, last)
    if text.find(" ", start, end) >= 0:
        slack = _widen_words(setting, gaps, (start, end), slack)
    if wide and slack > EPSILON:
        more = min(slack / len(wide), (_WIDE_GAP - LATIN_GAP) * setting.em)
        slack -= more * len(wide)
        for place in wide:
            gaps[place] += more
    if dashes or setting.glued:
        rigid |= _unspread(setting, start, end)
    places = end - start - 1 - len(rigid)
    if slack <= EPSILON or places <= 0:
        return 0.0, tuple(sorted(gaps.items()))
    share = slack / places
    for place in rigid:
        gaps[place] = gaps.get(place, 0.0) - share
    return share, tuple(sorted(gaps.items()))


def _exceptions_in(setting: Setting, first: int, last: int) -> tuple[dict[int, float], list[int], set[int]]:
    """Of the exceptions of a line: all gaps, the places of those between Han and Latin, the places inside words."""
    text, at, own = setting.text, setting.at, setting.gaps
    gaps: dict[int, float] = {}
    wide: list[int] = []
    rigid: set[int] = set()
    for k in range(first, last):
        index, gap = at[k], own[k]
        if gap:
            gaps[index] = gap
            if gap > 0.0:
                wide.append(index)
        elif is_narrow(text[index]) and is_narrow(text[index - 1]) and text[index] != " " != text[index - 1]:
            rigid.add(index)
    return gaps, wide, rigid


def _widen_words(setting: Setting, gaps: dict[int, float], part: tuple[int, int], slack: float) -> float:
    """Widens word spaces to half an em at most, all to the same part of what each may grow; the slack that is left."""
    start, end = part
    room = {
        index + 1: max(0.0, _WORD_SPACE[1] * setting.em - setting.width(index))
        for index in range(start + 1, end - 1)
        if setting.text[index] == " "
    }
    total = sum(room.values())
    if total <= EPSILON:
        return slack
    share = min(1.0, slack / total)
    for place, points in room.items():
        gaps[place] = gaps.get(place, 0.0) + points * share
    return slack - total * share


def _unspread(setting: Setting, start: int, end: int) -> set[int]:
    """Where nothing is added: at dashes, ellipses, connectors and the solidus, before marks of notes."""
    places = {place for place in setting.glued if start < place < end}
    for found in RIGID.finditer(setting.text, start, end):
        places.update(place for place in (found.start(), found.end()) if start < place < end)
    return places
