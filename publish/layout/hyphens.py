"""Where Latin words may be parted: the patterns of pyphen, which knows the languages of LibreOffice."""

from __future__ import annotations

import re
from functools import cache

import pyphen

from publish.fontbook import SOFT_HYPHEN
from publish.layout.adjust import EPSILON, Begin
from publish.layout.setting import Setting

_SMALL = "a-z\u00df-\u024f\u03ac-\u03ce\u0430-\u045f"
_LETTER = f"A-Z{_SMALL}\u00c0-\u00de\u0386-\u03ab\u0400-\u042f"
_WORD = re.compile(f"[{_LETTER}]+")
# A word that stands by itself: no part of an address, an identifier or a compound.
_WHOLE = re.compile(f"(?<![{_LETTER}0-9_/.@&=?#-])[{_LETTER}][{_SMALL}]+(?![{_LETTER}0-9_/@&=]|[.-][{_LETTER}0-9])")
_ENGLISH = "en_US"
_SHORTEST = 5  # letters; shorter words are never parted


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    """The patterns of a language (BCP 47); English ones where the text is Chinese or the language unknown."""
    found = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=found or _ENGLISH, left=2, right=3)


def parting_places(setting: Setting, start: int, end: int) -> list[int]:
    """The places between `start` and `end` where a word may be parted, in order."""
    patterns = _dictionary(setting.rules.language)
    return [
        found.start() + place
        for found in _WHOLE.finditer(setting.text, start, end)
        if len(found[0]) >= _SHORTEST
        for place in patterns.positions(found[0])
    ]


def hyphenated(setting: Setting, begin: Begin, end: int) -> tuple[int, str]:
    """The end of a line inside a word that is longer than it: after a syllable and with a hyphen, if it has any."""
    text = setting.text
    start = end
    while start and _WORD.match(text, start - 1):
        start -= 1
    found = _WORD.match(text, start)
    if not found:
        return end, ""
    room = begin.origin + begin.room + EPSILON - setting.width_at(end - 1, SOFT_HYPHEN)
    places = [
        place
        for place in parting_places(setting, start, found.end())
        if begin.start < place and setting.offset(place) <= room
    ]
    return (places[-1], SOFT_HYPHEN) if places else (end, "")
