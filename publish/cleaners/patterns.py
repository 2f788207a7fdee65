"""Patterns of the rules: compiled when they are first used, and put so that searches with them are quick."""

import re
from functools import cache
from typing import Any, cast

_ANCHORED = ("match", "fullmatch")
_SEARCHING = ("search", "findall", "finditer", "sub", "subn", "split")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_FEW = re.compile(r"\[([^\]\\^-]{1,40})\](?![?*+{])")
_PLAIN = re.compile(r"(?:\\\W|[^\\^$.|?*+()\[{])(?![?*+{])")
_CLASS = re.compile(r"\(?\[(?:\\.|[^\]\\])*\](?![?*{])\)?")
_SET = re.compile(r"\(?(\[(?:\\.|[^\]\\])*\])(?![?*{])")
_LOOK = re.compile(r"\?<?[=!]")
_GROUP = re.compile(r"\?(?::|P<\w+>)")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{[\d,]*\})[?+]?")
_BROAD = re.compile(r"\[\^|[^\x00-\xff]-[^\x00-\xff]|\\[wWSDuxU]")
"""Classes of so many characters that to look for one first is of no use."""


class _Late:
    """Stands for a compiled pattern until it is used, and hands its methods on from then on.

    A small document needs few of the rules' patterns, and compiling all of them takes longer than building its book.
    """

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        anchored = name in _ANCHORED
        compiled = re.compile(self.pattern if anchored else searchable(self.pattern), self.flags)
        for method in _ANCHORED if anchored else _SEARCHING:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but the work is done when the pattern is first used."""
    return cast("re.Pattern[str]", _Late(source, flags))


@cache
def beginning(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """What finds the characters that matches of a pattern begin with, if it begins with a set of them."""
    source = pattern.pattern
    found = _SET.match(source)
    if not found or len(_alternatives(source)) > 1:
        raise ValueError(f"does not begin with a set of characters: {source}")
    return re.compile(found[1], pattern.flags & re.IGNORECASE)


def searchable(pattern: str) -> str:
    """The pattern, put so that a search quickly skips the places where it cannot begin."""
    unfolded = unfold(pattern)
    if unfolded != pattern or _is_prefixed(pattern):
        return unfolded
    firsts = _firsts(pattern)
    return f"(?={'|'.join(dict.fromkeys(firsts))})(?:{pattern})" if firsts else pattern


def _is_prefixed(pattern: str) -> bool:
    """Whether `re` itself sees with what the pattern begins."""
    alternatives = _alternatives(pattern)
    return all(map(_PLAIN.match, alternatives)) or (len(alternatives) == 1 and bool(_CLASS.match(pattern)))


def _firsts(pattern: str) -> list[str]:
    """Characters and classes with one of which each match begins; none when that cannot be told."""
    found = [_first(alternative) for alternative in _alternatives(pattern)]
    return [first for firsts in found for first in firsts] if all(found) else []


def _first(alternative: str) -> list[str]:
    """As `_firsts`; what stands in a lookaround is no part of a match."""
    head = _PIECE.match(alternative)
    if not head:
        return []
    rest = alternative[head.end() :]
    if head[0] == "(":
        group, rest = _cut_group(rest)
        if _LOOK.match(group):
            return _first(rest)
        inside = _GROUP.sub("", group, count=1)
        firsts = _firsts(inside) if inside[:1] != "?" else []
    else:
        firsts = [] if head[0] in ".^$" or _BROAD.search(head[0]) or _is_assertion(head[0]) else [head[0]]
    quantifier = _QUANTIFIER.match(rest)
    if not firsts or not quantifier or quantifier[0][0] == "+" or quantifier[0][1:2] in tuple("123456789"):
        return firsts
    after = _first(rest[quantifier.end() :])
    return [*firsts, *after] if after else []


def _is_assertion(piece: str) -> bool:
    """Whether an escape stands for something else than a character: a place, a group."""
    return piece[0] == "\\" and piece[1].isalnum() and piece[1] not in "dsntr"


def _cut_group(text: str) -> tuple[str, str]:
    """What stands in a group, and what follows it; the text begins behind its opening parenthesis."""
    depth = 1
    for piece in _PIECE.finditer(text):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if not depth:
            return text[: piece.start()], text[piece.end() :]
    return text, ""


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
