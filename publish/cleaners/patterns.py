"""Patterns of the rules: compiled when they are first used, and put so that searches with them are quick."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_FEW = re.compile(r"\[([^\]\\^-]{1,40})\](?![?*+{])")
_PLAIN = re.compile(r"(?:\\\W|[^\\^$.|?*+()\[{])(?![?*+{])")


class _Late:
    """Stands for a compiled pattern until it is used, and hands its methods on from then on.

    A small document needs few of the rules' patterns, and compiling all of them takes longer than building its book.
    """

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(unfold(self.pattern), self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but the work is done when the pattern is first used."""
    return cast("re.Pattern[str]", _Late(source, flags))


def unfold(pattern: str) -> str:
    """The pattern with each alternative that begins with one of a few characters written out for each of them.

    Only where every one of several begins with a plain character does a search skip the places where none can begin.
    """
    alternatives = _alternatives(pattern)
    ways = [way for alternative in alternatives for way in _ways(alternative)]
    return "|".join(ways) if len(alternatives) > 1 and all(map(_PLAIN.match, ways)) else pattern


def _alternatives(pattern: str) -> list[str]:
    parts = [""]
    depth = 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _ways(alternative: str) -> list[str]:
    few = _FEW.match(alternative)
    if not few or re.search(r"\((?!\?[:=!<])|\\\d", alternative):  # groups that are called are written once
        return [alternative]
    return [re.escape(first) + alternative[few.end() :] for first in few[1]]
