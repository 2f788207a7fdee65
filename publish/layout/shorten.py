"""Titles too long for a running head: cut where the sense allows it (inspection rules of 2005, 56)."""

from __future__ import annotations

from collections.abc import Callable

_ELLIPSIS = "……"
_AFTER_MARK = "，。、；：！？）》】」』〉〕”’—·　 ,;:!?)"  # a cut behind these leaves a whole phrase
_BEFORE_MARK = "（《【「『〈〔“‘("
_CLOSING = "）》】」』〉〕”’)"
_WORDS = "的和与及暨或"  # words end on either side of these
_NEVER_LAST = "，、；：—·　 ,;:"
_SHORTEST = 0.5  # of what would fit: below this rather a cut without sense


def shortened(title: str, fits: Callable[[str], bool]) -> str:
    """The title, or as much of it as fits with an ellipsis behind it, cut at a mark, else beside a word such as 的,
    else between two characters; never inside of brackets or a Latin word if there is another way.
    """
    if fits(title):
        return title
    most = _longest(title, fits)
    ends = [end for end in range(most, max(1, int(most * _SHORTEST)) - 1, -1) if _whole(title, end)]
    for good in (_at_mark, _at_word, _anywhere):
        for end in ends:
            if good(title, end):
                return title[:end].rstrip(_NEVER_LAST) + _ELLIPSIS
    return title[:most] + _ELLIPSIS


def _longest(title: str, fits: Callable[[str], bool]) -> int:
    low, high = 0, len(title)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(title[:middle] + _ELLIPSIS) else (low, middle - 1)
    return low


def _whole(title: str, end: int) -> bool:
    """Whether a cut before `title[end]` is outside of brackets and words."""
    opened = sum(map(title[:end].count, _BEFORE_MARK))
    closed = sum(map(title[:end].count, _CLOSING))
    before, after = title[end - 1 : end], title[end : end + 1]
    inside_word = (before + after).isascii() and before.isalnum() and after.isalnum()
    return opened <= closed and not inside_word


def _at_mark(title: str, end: int) -> bool:
    return title[end - 1] in _AFTER_MARK or title[end] in _BEFORE_MARK


def _at_word(title: str, end: int) -> bool:
    return title[end - 1] in _WORDS or title[end] in _WORDS


def _anywhere(title: str, end: int) -> bool:
    return title[end] not in _AFTER_MARK
