"""Collects everything that is wrong with one file, so that all of it can be said at once."""

import difflib
from collections.abc import Iterable
from enum import IntEnum

from publish.diagnostics import Diagnostic, PublishError, Severity, Span, error, warning


class Mistake(IntEnum):
    """The last two digits of a diagnostic's code, the same for all kinds of files."""

    UNREADABLE = 10
    NOT_UTF8 = 11
    SYNTAX = 12
    DUPLICATE_KEY = 13
    UNKNOWN_KEY = 14
    WRONG_TYPE = 15
    MISSING_KEY = 16
    BAD_VALUE = 17
    TOO_LARGE = 18


class Mistakes:
    """The messages about the file `path`. `family` begins their codes: M0 for manifests, M1 for style sheets."""

    def __init__(self, path: str, family: str) -> None:
        self.path = path
        self.family = family
        self._found: list[Diagnostic] = []

    def add(self, number: int, message: str, span: Span | None = None, hint: str = "") -> None:
        """Note an error; without a span it concerns the file as a whole."""
        self._found.append(error(f"{self.family}{number:02}", message, span or Span(self.path), hint))

    def remark(self, number: int, message: str, span: Span, hint: str = "") -> None:
        """Note what asks for a look but does not stop the work."""
        self._found.append(warning(f"{self.family}{number:02}", message, span, hint))

    def take(self, others: Iterable[Diagnostic]) -> None:
        """Join messages that were collected elsewhere."""
        self._found.extend(others)

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All messages by their place."""
        return tuple(sorted(self._found, key=_place))

    def stop_if_any(self) -> None:
        """Raise PublishError when an error was noted."""
        if any(message.severity is Severity.ERROR for message in self._found):
            raise PublishError(self.found)


def _place(message: Diagnostic) -> tuple[str, int, int, str, str]:
    span = message.span or Span("")
    return (span.path, span.line, span.column, message.code, message.message)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ''."""
    names = sorted(known)
    folded = {name.casefold().replace("_", "-"): name for name in reversed(names)}
    close = difflib.get_close_matches(word.casefold().replace("_", "-"), list(folded), n=1, cutoff=0.55)
    return folded[close[0]] if close else ""


def advice(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    names = tuple(known)
    meant = nearest(word, names)
    return f"did you mean '{meant}'?" if meant else f"known here: {', '.join(names)}"
