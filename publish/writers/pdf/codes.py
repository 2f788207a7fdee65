"""Character codes: the code points themselves, but for those above U+FFFF and private ones, which have others.

The codes of a text must not depend on what else the book holds, else nothing could be drawn by itself or kept: where
a character gets its code is told by its number alone, and only another one that came to stand there first moves it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.diagnostics import PublishError, error
from publish.fontbook import INK_LEFT, INK_RIGHT

_RARE = re.compile("[\ue000-\uf8ff\U00010000-\U0010ffff]")
_PLACES = (*range(0xE000, 0xF900), *range(0xD800, 0xDC00))  # no character of a text is its own code there
_FIRST_HALF_CODE = 0xDC00
# The codes of half-width forms of marks, where no character has its own either.
HALF_CODES = {mark: chr(_FIRST_HALF_CODE + at) for at, mark in enumerate(sorted(INK_LEFT | INK_RIGHT))}


def has_rare(text: str) -> bool:
    """Whether there are characters in a text that have other codes than their own numbers."""
    return _RARE.search(text) is not None


class CharacterCodes:
    """Codes of rare characters, given out as they come up."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._codes = dict(known or {})
        self._taken = set(self._codes.values())

    def of(self, text: str) -> dict[str, str]:
        """The codes of the rare characters in a text.

        Raises PublishError W102 when there are too many of them in all texts together.
        """
        return {char: self._code(char) for char in sorted(set(_RARE.findall(text)))}

    def code(self, char: str) -> str:
        """The character whose number is the code of this one."""
        return self._code(char) if _RARE.match(char) else char

    def encode(self, text: str) -> str:
        """The text as the characters whose numbers are its codes."""
        return _RARE.sub(lambda found: self._code(found[0]), text)

    def _code(self, char: str) -> str:
        code = self._codes.get(char)
        if code is None:
            code = self._codes[char] = self._free(ord(char) % len(_PLACES))
            self._taken.add(code)
        return code

    def _free(self, first: int) -> str:
        for place in (*_PLACES[first:], *_PLACES[:first]):
            if chr(place) not in self._taken:
                return chr(place)
        message = f"the book has more than {len(_PLACES)} different characters above U+FFFF"
        raise PublishError([error("W102", message, hint="divide it into several books")])
