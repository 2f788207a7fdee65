"""A set of characters made to be compared with long texts."""

import re
from collections.abc import Iterable, Iterator

# Characters looked up one by one until an expression is made that finds the others: about what making it costs.
_WORTH = 20_000
_ANY = re.compile(r"[\s\S]")


class Alphabet:
    """Characters, more of which come up as time goes by.

    Looking up each character of a text takes ten times as long as an expression takes to go over all of them.
    """

    def __init__(self, chars: Iterable[str] = ()) -> None:
        self._chars = set(chars)
        self._outside = _ANY  # finds all characters but some of these
        self._looked_up = 0

    def __contains__(self, char: str) -> bool:
        return char in self._chars

    def __iter__(self) -> Iterator[str]:
        return iter(self._chars)

    def add(self, char: str) -> None:
        """One more character."""
        self._chars.add(char)

    def add_all(self, text: str) -> None:
        """All characters of a text; when few of them are new, this is quicker than to add each."""
        if not self.spells(text):
            self._chars.update(text)

    def spells(self, text: str) -> bool:
        """Whether all characters of a text are among these."""
        others = self._outside.findall(text)
        if others:
            self._looked_up += len(others)
            if self._looked_up > _WORTH:
                self._looked_up = 0
                self._outside = re.compile(f"[^{re.escape(''.join(sorted(self._chars)))}]")
        return self._chars.issuperset(others)
