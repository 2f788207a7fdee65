"""Lines of Latin text: the breaks of a paragraph chosen together, so that its word spaces differ as little as possible.

The method is that of Knuth and Plass (Breaking paragraphs into lines, 1981): every way to break the paragraph has
demerits for spaces too wide or too narrow and for parted words; the one with the fewest is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from publish.fontbook import SOFT_HYPHEN
from publish.layout.adjust import EPSILON, Line
from publish.layout.breaks import may_break
from publish.layout.hyphens import parting_places
from publish.layout.setting import Setting

_STRETCH, _SHRINK = 0.5, 1 / 3  # of a word space: how far it may be widened and narrowed without harm
_PARTED = 50.0  # the penalty of a hyphen at the end of a line, against a badness of 100 for spaces at their widest
_PARTED_TWICE = 3000.0  # demerits of two such lines, one after the other
_OVERLONG = 10_000.0  # the badness of a line that cannot but stick out


class _Break(msgspec.Struct, frozen=True, gc=False):
    """A place where a line may end: `end` of its text, where the next one starts, what is drawn at the end.

    `width` is the offset of the end with what is drawn there, `origin` that of the next line's start; `spaces` and
    `spaces_lost` count word spaces before the end, and those that fall away at it.
    """

    end: int
    next: int
    width: float
    origin: float
    spaces: int
    spaces_lost: int = 0
    tail: str = ""


class _Way(msgspec.Struct, gc=False):
    """The best way to a break: its demerits so far and the break before."""

    demerits: float
    before: int


def break_latin(setting: Setting, measure: float, indent: float) -> Iterator[Line]:
    """The lines of a paragraph of Latin text, justified."""
    start = 0
    for part in setting.text.split("\n"):
        stop = start + len(part)
        breaks = _breaks(setting, start, stop)
        space = setting.width_at(start, " ") if part else 0.0
        chosen = _chosen(breaks, space, measure, indent)
        for before, this in pairwise(chosen):
            yield _line(setting, breaks[before], breaks[this], measure - indent, indent)
            indent = 0.0
        start = stop + 1


def _breaks(setting: Setting, start: int, stop: int) -> list[_Break]:
    """All breaks of a part without line feeds, its beginning the first and its end the last."""
    text, offset = setting.text, setting.offset
    hyphens = {place: setting.width_at(place - 1, SOFT_HYPHEN) for place in parting_places(setting, start, stop)}
    found = [_Break(start, start, 0.0, offset(start), 0)]
    spaces = 0
    for index in range(start + 1, stop):
        if text[index - 1] == " ":
            spaces += 1
        if index in setting.glued or text[index] == " ":
            continue
        origin = offset(index) + setting.gap(index)
        if may_break(text, index, setting.rules):
            end = len(text[start:index].rstrip(" ")) + start
            found.append(_Break(end, index, offset(end), origin, spaces - (index - end), index - end))
        elif index in hyphens:
            found.append(_Break(index, index, offset(index) + hyphens[index], origin, spaces, tail=SOFT_HYPHEN))
    found.append(_Break(stop, stop, offset(stop), offset(stop), spaces))
    return found


def _chosen(breaks: list[_Break], space: float, measure: float, indent: float) -> list[int]:
    """The numbers of the breaks that the paragraph is broken at, first and last included."""
    ways = [_Way(0.0, 0)]
    oldest = 0
    for this in range(1, len(breaks)):
        best = _Way(float("inf"), this - 1)
        for before in range(this - 1, oldest - 1, -1):
            slack = measure - (indent if before == 0 else 0.0) - breaks[this].width + breaks[before].origin
            spaces = breaks[this].spaces - breaks[before].spaces - breaks[before].spaces_lost
            badness = _badness(slack, spaces * space, last=this == len(breaks) - 1)
            if badness is None and before < this - 1:
                oldest = before + 1  # whatever begins there or before it is too long for a line
                break
            total = ways[before].demerits + _demerits(_OVERLONG if badness is None else badness, breaks, before, this)
            if total < best.demerits:
                best = _Way(total, before)
        ways.append(best)
    return _way_back(ways)


def _way_back(ways: list[_Way]) -> list[int]:
    chosen = [len(ways) - 1]
    while chosen[-1]:
        chosen.append(ways[chosen[-1]].before)
    return chosen[::-1]


def _badness(slack: float, spaces: float, *, last: bool) -> float | None:
    """How far word spaces of this width together are from their own width: 100 at the limit; None: far too long.

    Beyond the limit it goes on growing: else one line would be spread without measure to save all others.
    """
    if slack < 0.0:
        ratio = -slack / (spaces * _SHRINK + EPSILON)
        return 100.0 * ratio**3 if ratio <= 1.0 else None
    return 0.0 if last else 100.0 * (slack / (spaces * _STRETCH + EPSILON)) ** 3


def _demerits(badness: float, breaks: list[_Break], before: int, this: int) -> float:
    demerits = (1.0 + badness) ** 2
    if breaks[this].tail:
        demerits += _PARTED**2 + (_PARTED_TWICE if breaks[before].tail else 0.0)
    return demerits


def _line(setting: Setting, before: _Break, this: _Break, room: float, indent: float) -> Line:
    start, end = before.next, max(this.end, before.next)
    slack = room - this.width + before.origin
    first, stop = bisect_left(setting.at, start + 1), bisect_left(setting.at, end)
    gaps = {setting.at[k]: setting.gaps[k] for k in range(first, stop) if setting.gaps[k]}
    places = [index + 1 for index in range(start, end - 1) if setting.text[index] == " "]
    is_last = this.end == len(setting.text) or setting.text[this.end] == "\n"
    if places and (slack < 0.0 or not is_last):
        for place in places:
            gaps[place] = gaps.get(place, 0.0) + slack / len(places)
    return Line(start, end, indent, 0.0, tuple(sorted(gaps.items())), this.tail)
