"""Breaks a setting into lines and fits each to the measure: squeeze first, push out second (CLREQ, 3.2.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from publish.layout.breaks import CLOSING, NOT_AT_START, OPENING, is_narrow, may_break
from publish.layout.setting import Setting
from publish.model.raw import Align

_EPSILON = 1e-4  # points; rounding of sums is no overflow
_LONG_WORD = 6  # characters; shorter ones are not measured
# The block of the common Han characters: between two of them a line may always break.
_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"
_SHIFTS = {Align.JUSTIFY: 0.0, Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}  # share of the slack on the left
_ORPHAN = 4  # a last line of more characters than this holds two that are no marks


class Line(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` of a setting. `x` is where the first one stands, from the left of the measure.

    `spacing` is added after each character, `gaps` before single ones (by index in the setting), both in points.
    """

    start: int
    end: int
    x: float
    spacing: float
    gaps: tuple[tuple[int, float], ...]


class _Begin(msgspec.Struct, frozen=True, gc=False):
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


def break_lines(setting: Setting, measure: float, indent: float, align: Align) -> Iterator[Line]:
    """The lines of a setting; `indent` is that of the first, relative to the measure's left edge."""
    text = setting.text
    start, first, total = 0, 0, len(text)
    feed = text.find("\n")
    while start < total:
        if 0 <= feed < start:
            feed = text.find("\n", start)
        stop = feed if feed >= 0 else total
        first = bisect_left(setting.at, start, first)
        begin = _begin(setting, start, first, measure - indent)
        end = _line_end(setting, begin, stop)
        yield _fit(setting, begin, end, indent, align if end < stop or align is not Align.JUSTIFY else Align.LEFT)
        start, indent = end + 1 if end == feed else _skip_spaces(text, end), 0.0


def _skip_spaces(text: str, index: int) -> int:
    while index < len(text) and text[index] == " ":
        index += 1
    return index


def _begin(setting: Setting, start: int, first: int, room: float) -> _Begin:
    """A line begins without the gap before its first character, an opening mark without its blank half."""
    inner, gap = first, 0.0
    if first < len(setting.at) and setting.at[first] == start:
        inner, gap = first + 1, setting.gaps[first]
    blank = setting.em / 2 if setting.text[start] in OPENING else 0.0
    origin = start * setting.em + (setting.shifts[first - 1] if first else 0.0) + gap + blank
    return _Begin(start, first, inner, origin, blank, room)


# --- where the line ends ---------------------------------------------------------------------


def _line_end(setting: Setting, begin: _Begin, stop: int) -> int:
    text, start = setting.text, begin.start
    end = _fitting(setting, begin, stop)
    if end >= stop:
        return stop
    end = max(end, start + 1)
    if _HAN_FIRST <= text[end] <= _HAN_LAST and _HAN_FIRST <= text[end - 1] <= _HAN_LAST and not setting.glued:
        return end if stop - end > _ORPHAN else _no_orphan(setting, begin, end, stop)
    end = _squeezed_in(setting, begin, end, stop) or _pushed_out(setting, begin, end)
    return end if end == stop or stop - end > _ORPHAN else _no_orphan(setting, begin, end, stop)


def _fitting(setting: Setting, begin: _Begin, stop: int) -> int:
    """The largest end such that the characters from the beginning fit into the room at their natural width."""
    limit = begin.origin + begin.room + _EPSILON
    at, shifts, em = setting.at, setting.shifts, setting.em
    k, count = begin.first, len(at)
    while k < count and (at[k] + 1) * em + shifts[k] <= limit:
        k += 1
    end = int((limit - (shifts[k - 1] if k else 0.0)) / em)
    if k < count and end > at[k]:
        end = at[k]
    return min(end, stop)


def _squeezed_in(setting: Setting, begin: _Begin, end: int, stop: int) -> int:
    """A later end, reached by squeezing marks, when the next character may not begin a line; else 0."""
    text = setting.text
    if text[end] not in NOT_AT_START or is_narrow(text[end]):
        return 0
    while end < stop and text[end] in NOT_AT_START:
        end += 1
    if end < stop and not _breakable(setting, end):
        return 0
    over = setting.offset(end) - begin.origin - begin.room
    return end if over <= _yield(setting, begin.start, end) + _EPSILON else 0


def _yield(setting: Setting, start: int, end: int) -> float:
    """What the marks of a line can give up: half an em each."""
    marks = len(_soft_marks(setting, start, end))
    return setting.em / 2 * (marks + (1 if setting.text[end - 1] in CLOSING else 0))


def _soft_marks(setting: Setting, start: int, end: int) -> list[int]:
    """The places inside a line where half an em can be taken: before these characters."""
    text = setting.text
    return [
        index
        for index in range(start + 1, end)
        if (text[index - 1] in CLOSING or text[index] in OPENING) and setting.gap(index) >= 0.0
    ]


def _breakable(setting: Setting, index: int) -> bool:
    return index not in setting.glued and may_break(setting.text, index)


def _pushed_out(setting: Setting, begin: _Begin, end: int) -> int:
    """The last place before `end` where the line may break; inside a word when no line could hold it."""
    for index in range(end, begin.start, -1):
        if _breakable(setting, index):
            return end if end - index > _LONG_WORD and _overlong(setting, index, begin.room) else index
    return end


def _overlong(setting: Setting, start: int, room: float) -> bool:
    """Whether what may not be broken from here on is wider than the room."""
    total = len(setting.text)
    index = start + 1
    while index < total and not _breakable(setting, index):
        index += 1
    return setting.offset(index) - setting.offset(start) > room


def _no_orphan(setting: Setting, begin: _Begin, end: int, stop: int) -> int:
    """An end that leaves two characters for the last line, marks not counted (CLREQ, 3.1.4)."""
    if end - begin.start < 2 * _ORPHAN:
        return end
    wanted = stop
    for _ in range(2):
        wanted -= 1
        while wanted > begin.start and setting.text[wanted] in NOT_AT_START:
            wanted -= 1
    return end if end <= wanted else _pushed_out(setting, begin, wanted)


# --- how it fills the measure ----------------------------------------------------------------


def _fit(setting: Setting, begin: _Begin, end: int, indent: float, align: Align) -> Line:
    """The line with its slack shared out (JUSTIFY), left at its end, or moved to the left."""
    text, start, shown = setting.text, begin.start, end
    while shown > start + 1 and text[shown - 1] == " ":
        shown -= 1
    last = bisect_left(setting.at, shown, begin.first)
    width = shown * setting.em + (setting.shifts[last - 1] if last else 0.0) - begin.origin
    slack = begin.room - width
    x = indent - begin.blank
    if slack < -_EPSILON:
        return Line(start, shown, x, 0.0, _squeeze(setting, begin, shown, -slack, last))
    if align is Align.JUSTIFY and slack > _EPSILON:
        return _spread(setting, begin, shown, x, slack, last)
    shift = _SHIFTS[align] * slack
    return Line(start, shown, x + shift, 0.0, _own_gaps(setting, begin, last))


def _own_gaps(setting: Setting, begin: _Begin, last: int) -> tuple[tuple[int, float], ...]:
    """The gaps that the setting itself has inside a line which exception number `last` is no more part of."""
    if begin.inner >= last:
        return ()
    at, gaps = setting.at, setting.gaps
    return tuple([(at[k], gaps[k]) for k in range(begin.inner, last) if gaps[k]])


def _squeeze(setting: Setting, begin: _Begin, end: int, over: float, last: int) -> tuple[tuple[int, float], ...]:
    """The gaps of a line that is too long by `over`: the last mark's blank half hangs out, the others share."""
    gaps = _own_gaps(setting, begin, last)
    if setting.text[end - 1] in CLOSING:
        over -= setting.em / 2
    places = _soft_marks(setting, begin.start, end)
    if over <= _EPSILON or not places:
        return gaps
    taken = dict(gaps)
    for place in places:
        taken[place] = taken.get(place, 0.0) - over / len(places)
    return tuple(sorted(taken.items()))


def _spread(setting: Setting, begin: _Begin, end: int, x: float, slack: float, last: int) -> Line:
    """Shares the slack between all characters, but not inside Latin words and numbers."""
    text, at, start = setting.text, setting.at, begin.start
    gaps = _own_gaps(setting, begin, last)
    inside = [at[k] for k in range(begin.inner, last) if _inside_word(text, at[k])] if begin.inner < last else []
    places = end - start - 1 - len(inside)
    if places <= 0:
        return Line(start, end, x, 0.0, gaps)
    share = slack / places
    if not inside:
        return Line(start, end, x, share, gaps)
    adjusted = dict(gaps)
    for index in inside:
        adjusted[index] = adjusted.get(index, 0.0) - share
    return Line(start, end, x, share, tuple(sorted(adjusted.items())))


def _inside_word(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    return before != " " and after != " " and is_narrow(before) and is_narrow(after)
