"""Breaks a setting into lines: squeeze first, push out second (CLREQ, 3.2.1), or as office programs do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publish.layout.adjust import EPSILON, Begin, Line, fit, yields_enough
from publish.layout.breaks import is_latin, is_narrow, may_break
from publish.layout.hyphens import hyphenated
from publish.layout.latin import break_latin
from publish.layout.setting import Setting
from publish.model.raw import Align

_MOST_SQUEEZED = 3  # em; a line that gives up more looks worse than a loose one
_LONG_WORD = 6  # characters; shorter ones are not measured
_WORD_MARKS = frozenset("-_./")
# The block of the common Han characters: between two of them a line may always break.
_HAN_FIRST, _HAN_LAST = "\u4e00", "\u9fff"
_ORPHAN = 4  # a last line of more characters than this holds two that are no marks
_HANGING = frozenset("、。，．：；！？")  # marks that office programs let hang over the end of a line


def break_lines(setting: Setting, measure: float, indent: float, align: Align) -> Iterator[Line]:
    """The lines of a setting; `indent` is that of the first, relative to the measure's left edge."""
    if align is Align.JUSTIFY and is_latin_text(setting):
        return break_latin(setting, measure, indent)
    return _break_chinese(setting, measure, indent, align)


def is_latin_text(setting: Setting) -> bool:
    """Whether a paragraph is Latin text."""
    return len(setting.at) > len(setting.text) // 2 and is_latin(setting.text)


def _break_chinese(setting: Setting, measure: float, indent: float, align: Align) -> Iterator[Line]:
    text = setting.text
    start, first, total = 0, 0, len(text)
    feed = text.find("\n")
    while start < total:
        if 0 <= feed < start:
            feed = text.find("\n", start)
        stop = feed if feed >= 0 else total
        first = bisect_left(setting.at, start, first)
        if line := _even_line(setting, start, first, stop, (indent, measure), align):
            yield line
            start, indent = line.end, 0.0
            continue
        begin = _begin(setting, start, first, measure - indent)
        end, tail = _line_end(setting, begin, stop), ""
        if end < stop and text[end - 1] < _HAN_FIRST and text[end].isalpha() and not _breakable(setting, end):
            end, tail = hyphenated(setting, begin, end)
        justified = align if end < stop or align is not Align.JUSTIFY else Align.LEFT
        yield fit(setting, begin, end, indent, justified, tail)
        start, indent = end + 1 if end == feed else _skip_spaces(text, end), 0.0


def _even_line(
    setting: Setting, start: int, first: int, stop: int, sides: tuple[float, float], align: Align
) -> Line | None:
    """The line from `start`, if all of it takes one em a character and it ends between two Han characters.

    Half of all lines do: nothing is to be looked for or to be weighed in them. `sides` are left and right edge.
    """
    text, at, room = setting.text, setting.at, sides[1] - sides[0]
    end = start + int((room + EPSILON) / setting.em)
    if end + _ORPHAN >= stop or end < start + 2 or (first < len(at) and at[first] < end):
        return None
    if not (_is_han(text[start]) and _is_han(text[end - 1]) and _is_han(text[end])) or end in setting.glued:
        return None
    slack = room - (end - start) * setting.em
    if slack <= EPSILON:
        return Line(start, end, sides[0], 0.0, ())
    if align is not Align.JUSTIFY or setting.dashed:
        return None
    return Line(start, end, sides[0], slack / (end - start - 1), ())


def _is_han(char: str) -> bool:
    return _HAN_FIRST <= char <= _HAN_LAST


def _skip_spaces(text: str, index: int) -> int:
    while index < len(text) and text[index] == " ":
        index += 1
    return index


def _begin(setting: Setting, start: int, first: int, room: float) -> Begin:
    """A line begins without the gap before its first character, an opening mark without its blank half."""
    blank = setting.em / 2 if setting.text[start] in setting.rules.opening and start not in setting.latin else 0.0
    begin = _flush_begin(setting, start, first, room)
    return replace(begin, origin=begin.origin + blank, blank=blank) if blank else begin


def _flush_begin(setting: Setting, start: int, first: int, room: float) -> Begin:
    """The begin of a line without the gap before its first character."""
    inner, gap = first, 0.0
    if first < len(setting.at) and setting.at[first] == start:
        inner, gap = first + 1, setting.gaps[first]
    origin = start * setting.em + (setting.shifts[first - 1] if first else 0.0) + gap
    return Begin(start, first, inner, origin, 0.0, room)


# --- where the line ends ---------------------------------------------------------------------


def _line_end(setting: Setting, begin: Begin, stop: int) -> int:
    text, start = setting.text, begin.start
    end = _fitting(setting, begin, stop)
    if end >= stop:
        return stop
    end = max(end, start + 1)
    if _is_han(text[end]) and _is_han(text[end - 1]) and end not in setting.glued:
        return end if stop - end > _ORPHAN else _no_orphan(setting, begin, end, stop)
    if not _breakable(setting, end):
        end = _squeezed_in(setting, begin, end, stop) or _pushed_out(setting, begin, end)
    return end if end == stop or stop - end > _ORPHAN else _no_orphan(setting, begin, end, stop)


def _fitting(setting: Setting, begin: Begin, stop: int) -> int:
    """The largest end such that the characters from the beginning fit into the room at their natural width."""
    limit = begin.origin + begin.room + EPSILON
    at, shifts, em = setting.at, setting.shifts, setting.em
    k, count = begin.first, len(at)
    while k < count and (at[k] + 1) * em + shifts[k] <= limit:
        k += 1
    end = int((limit - (shifts[k - 1] if k else 0.0)) / em)
    if k < count and end > at[k]:
        end = at[k]
    return min(end, stop)


def _squeezed_in(setting: Setting, begin: Begin, end: int, stop: int) -> int:
    """The next place where the line may end, if squeezing its marks makes that much room; else 0."""
    limit = begin.origin + begin.room + EPSILON
    most = limit + _MOST_SQUEEZED * setting.em
    end += 1
    while end < stop and not _breakable(setting, end):
        if setting.offset(end) > most:
            return 0
        end += 1
    over = setting.offset(end) - limit
    return end if over <= 0.0 or yields_enough(setting, begin.start, end, over) else 0


def _breakable(setting: Setting, index: int) -> bool:
    return index not in setting.glued and may_break(setting.text, index, setting.rules)


def _pushed_out(setting: Setting, begin: Begin, end: int) -> int:
    """The last place before `end` where the line may break; inside a word when no line could hold it."""
    for index in range(end, begin.start, -1):
        if _breakable(setting, index):
            long = end - index > _LONG_WORD and _overlong(setting, index, begin.room)
            return _word_end(setting.text, index, end) if long else index
    return _word_end(setting.text, begin.start, end)


def _word_end(text: str, start: int, end: int) -> int:
    """Where to part a word that begins at `start` and must be parted: behind a mark, as names of files have them."""
    for index in range(end, max(start, end - _LONG_WORD), -1):
        if text[index - 1] in _WORD_MARKS and text[index].isalnum():
            return index
    return end


def _overlong(setting: Setting, start: int, room: float) -> bool:
    """Whether what may not be broken from here on is wider than the room."""
    total = len(setting.text)
    index = start + 1
    while index < total and not _breakable(setting, index):
        index += 1
    return setting.offset(index) - setting.offset(start) > room


def _no_orphan(setting: Setting, begin: Begin, end: int, stop: int) -> int:
    """An end that leaves two characters for the last line, marks not counted (CLREQ, 3.1.4)."""
    if end - begin.start < 2 * _ORPHAN:
        return end
    wanted = stop
    for _ in range(2):
        wanted -= 1
        while wanted > begin.start and setting.text[wanted] in setting.rules.not_at_start:
            wanted -= 1
    return end if end <= wanted else _pushed_out(setting, begin, wanted)


# --- as office programs do -------------------------------------------------------------------


def office_ends(setting: Setting, measure: float, indent: float) -> list[int]:
    """Where office programs end the lines of a setting, which is to be as they set it (`layout.office`)."""
    text, ends = setting.text, list[int]()
    start, first, total = 0, 0, len(text)
    stop = -1
    while start < total:
        if stop < start:
            feed = text.find("\n", start)
            stop = feed if feed >= 0 else total
        first = bisect_left(setting.at, start, first)
        begin = _flush_begin(setting, start, first, measure - indent)
        ends.append(_office_end(setting, begin, stop))
        start, indent = _next_start(text, ends[-1]), 0.0
    return ends


def _office_end(setting: Setting, begin: Begin, stop: int) -> int:
    """Marks keep their em, but one that may not begin a line hangs behind a Chinese character; the rest goes."""
    text = setting.text
    end = _fitting(setting, begin, stop)
    if end >= stop:
        return stop
    end = max(end, begin.start + 1)
    if text[end] == " " or (_is_han(text[end]) and _is_han(text[end - 1]) and end not in setting.glued):
        return end
    hangs = text[end] in _HANGING and not is_narrow(text[end - 1])
    if hangs and (end + 1 == stop or _breakable(setting, end + 1)):
        return end + 1
    return end if _breakable(setting, end) else _pushed_out(setting, begin, end)


def lines_ending(setting: Setting, ends: Iterable[int], measure: float, indent: float, align: Align) -> Iterator[Line]:
    """The lines of a setting that end where they are told to."""
    text, start, first = setting.text, 0, 0
    for end in ends:
        first = bisect_left(setting.at, start, first)
        begin = _begin(setting, start, first, measure - indent)
        is_last = end == len(text) or text[end] == "\n"
        justified = Align.LEFT if is_last and align is Align.JUSTIFY else align
        yield fit(setting, begin, end, indent, justified)
        start, indent = _next_start(text, end), 0.0


def _next_start(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "\n" else _skip_spaces(text, end)
