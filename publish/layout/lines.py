"""Breaks a setting into lines and fits each to the measure: squeeze first, push out second (CLREQ, 3.2.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from publish.layout.breaks import CLOSING, NOT_AT_END, NOT_AT_START, OPENING, is_narrow, may_break
from publish.layout.setting import Setting
from publish.model.raw import Align

_EPSILON = 1e-4  # points; rounding of sums is no overflow
_LONG_WORD = 6  # characters; shorter ones are not measured
_ORPHAN = 4  # a last line of more characters than this holds two that are no marks


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of a setting. `x` is where the first one stands, from the left of the measure.

    `spacing` is added after each character, `gaps` before single ones (by index in the setting), both in points.
    """

    start: int
    end: int
    x: float
    spacing: float
    gaps: tuple[tuple[int, float], ...]


def break_lines(setting: Setting, measure: float, indent: float, align: Align) -> Iterator[Line]:
    """The lines of a setting; `indent` is that of the first, relative to the measure's left edge."""
    start, total = 0, len(setting.text)
    while start < total:
        room = measure - indent
        end = _line_end(setting, start, room)
        yield _fit(setting, start, end, measure, indent, align)
        feed = end and setting.text[end - 1] == "\n"
        start, indent = end if feed else _skip_spaces(setting.text, end), 0.0


def _skip_spaces(text: str, index: int) -> int:
    while index < len(text) and text[index] == " ":
        index += 1
    return index


# --- where the line ends ---------------------------------------------------------------------


def _line_end(setting: Setting, start: int, room: float) -> int:
    text, total = setting.text, len(setting.text)
    feed = text.find("\n", start)
    stop = feed if feed >= 0 else total
    end = _fitting(setting, start, stop, room)
    if end >= stop:
        return stop + (1 if feed >= 0 else 0)
    end = max(end, start + 1)
    end = _squeezed_in(setting, start, end, stop, room) or _pushed_out(setting, start, end, room)
    if end == stop:
        return stop + (1 if feed >= 0 else 0)
    return _no_orphan(setting, start, end, stop, room)


def _origin(setting: Setting, start: int) -> float:
    """The offset at which a line beginning here starts: no gap before it, no blank half of an opening mark."""
    blank = setting.em / 2 if setting.text[start] in OPENING else 0.0
    return setting.offset(start) + setting.gap(start) + blank


def _fitting(setting: Setting, start: int, stop: int, room: float) -> int:
    """The largest end such that the characters from `start` fit into the room at their natural width."""
    limit = _origin(setting, start) + room + _EPSILON
    at, shifts, em = setting.at, setting.shifts, setting.em
    k = bisect_left(at, start)
    count = len(at)
    while k < count and (at[k] + 1) * em + shifts[k] <= limit:
        k += 1
    end = int((limit - (shifts[k - 1] if k else 0.0)) / em)
    if k < count:
        end = min(end, at[k])
    return min(end, stop)


def _squeezed_in(setting: Setting, start: int, end: int, stop: int, room: float) -> int:
    """A later end, reached by squeezing marks, when the next character may not begin a line; else 0."""
    text = setting.text
    if text[end] not in NOT_AT_START or is_narrow(text[end]):
        return 0
    while end < stop and text[end] in NOT_AT_START:
        end += 1
    if end < stop and not _breakable(setting, end):
        return 0
    over = setting.offset(end) - _origin(setting, start) - room
    return end if over <= _slack(setting, start, end) + _EPSILON else 0


def _slack(setting: Setting, start: int, end: int) -> float:
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


def _pushed_out(setting: Setting, start: int, end: int, room: float) -> int:
    """The last place before `end` where the line may break; inside a word when no line could hold it."""
    for index in range(end, start, -1):
        if _breakable(setting, index):
            return end if end - index > _LONG_WORD and _overlong(setting, index, room) else index
    return end


def _overlong(setting: Setting, start: int, room: float) -> bool:
    """Whether what may not be broken from here on is wider than the room."""
    total = len(setting.text)
    index = start + 1
    while index < total and not _breakable(setting, index):
        index += 1
    return setting.offset(index) - setting.offset(start) > room


def _no_orphan(setting: Setting, start: int, end: int, stop: int, room: float) -> int:
    """An end that leaves two characters for the last line, marks not counted (CLREQ, 3.1.4)."""
    if stop - end > _ORPHAN or end - start < 2 * _ORPHAN:
        return end
    wanted = stop
    for _ in range(2):
        wanted -= 1
        while wanted > start and setting.text[wanted] in NOT_AT_START:
            wanted -= 1
    return end if end <= wanted else _pushed_out(setting, start, wanted, room)


# --- how it fills the measure ----------------------------------------------------------------


def _fit(setting: Setting, start: int, end: int, measure: float, indent: float, align: Align) -> Line:
    text = setting.text
    shown = end
    while shown > start + 1 and text[shown - 1] in " \n":
        shown -= 1
    origin = _origin(setting, start)
    x = indent - (origin - setting.offset(start) - setting.gap(start))
    slack = measure - indent - (setting.offset(shown) - origin)
    gaps = _own_gaps(setting, start, shown)
    if slack < -_EPSILON:
        return Line(start, shown, x, 0.0, _squeeze(setting, start, shown, -slack, gaps))
    if align is Align.JUSTIFY:
        if end == len(text) or text[end - 1] == "\n" or slack < _EPSILON:
            return Line(start, shown, x, 0.0, tuple(gaps))
        return _spread(setting, start, shown, x, slack, gaps)
    shift = {Align.LEFT: 0.0, Align.CENTER: slack / 2, Align.RIGHT: slack}[align]
    return Line(start, shown, x + shift, 0.0, tuple(gaps))


def _own_gaps(setting: Setting, start: int, end: int) -> list[tuple[int, float]]:
    at = setting.at
    first, last = bisect_left(at, start + 1), bisect_left(at, end)
    if first == last:
        return []
    gaps = setting.gaps
    return [(at[k], gaps[k]) for k in range(first, last) if gaps[k]]


def _squeeze(
    setting: Setting, start: int, end: int, over: float, gaps: list[tuple[int, float]]
) -> tuple[tuple[int, float], ...]:
    """The gaps of a line that is too long by `over`: the last mark's blank half hangs out, the others share."""
    if setting.text[end - 1] in CLOSING:
        over -= setting.em / 2
    places = _soft_marks(setting, start, end)
    if over <= _EPSILON or not places:
        return tuple(gaps)
    taken = dict(gaps)
    for place in places:
        taken[place] = taken.get(place, 0.0) - over / len(places)
    return tuple(sorted(taken.items()))


def _spread(setting: Setting, start: int, end: int, x: float, slack: float, gaps: list[tuple[int, float]]) -> Line:
    """Shares the slack between all characters, but not inside Latin words and numbers."""
    text, at = setting.text, setting.at
    first, last = bisect_left(at, start + 1), bisect_left(at, end)
    inside = [at[k] for k in range(first, last) if _inside_word(text, at[k])]
    places = end - start - 1 - len(inside)
    if places <= 0:
        return Line(start, end, x, 0.0, tuple(gaps))
    share = slack / places
    if not inside:
        return Line(start, end, x, share, tuple(gaps))
    adjusted = dict(gaps)
    for index in inside:
        adjusted[index] = adjusted.get(index, 0.0) - share
    return Line(start, end, x, share, tuple(sorted(adjusted.items())))


def _inside_word(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    return before != " " and after != " " and is_narrow(before) and is_narrow(after)


def ends_badly(text: str) -> bool:
    """Whether a line ends with a mark that may not end one; for tests and checks."""
    return bool(text) and text[-1] in NOT_AT_END
