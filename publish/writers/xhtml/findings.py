"""What is noticed while an e-book is written, and the one place where its characters are escaped."""

import re

import msgspec

from publish.diagnostics import Diagnostic, Span, warning

# Everything but the characters of XML 1.0, production 2 (Char).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The same with & < > and the carriage return: in one class, because alternatives take three times as long.
_SPECIAL = re.compile("[^\t\n\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


class _Illegal(msgspec.Struct):
    """A character that cannot be written: where it was met first, and how often."""

    span: Span | None
    count: int = 0


class Findings:
    """Collects the diagnostics of one book, in the order in which they arise."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._illegal: dict[str, _Illegal] = {}

    def warn(self, code: str, message: str, span: Span | None = None, hint: str = "") -> None:
        """Remembers a warning; the same one about the same place only once."""
        found = warning(code, message, span, hint)
        if found not in self._diagnostics:
            self._diagnostics.append(found)

    def legal(self, text: str, span: Span | None = None) -> str:
        """The text with characters that XML cannot hold replaced by U+FFFD; each is reported once, with its count."""
        if _ILLEGAL.search(text) is None:
            return text
        for character in _ILLEGAL.findall(text):
            self._illegal.setdefault(character, _Illegal(span)).count += 1
        return _ILLEGAL.sub(REPLACEMENT, text)

    def text(self, text: str, span: Span | None = None) -> str:
        """The text as character data of an XML element."""
        return text if _SPECIAL.search(text) is None else escape(self.legal(text, span))

    def attribute(self, text: str, span: Span | None = None) -> str:
        """The text as the value of an XML attribute, to stand between double quotes."""
        return escape(self.legal(text, span)).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found so far."""
        return (*self._diagnostics, *(_report(character, found) for character, found in self._illegal.items()))


def escape(text: str) -> str:
    """The text with the characters that are marks in XML written as references.

    A carriage return would be turned into a line feed by every XML parser (XML 1.0, 2.11), so it is one too.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _report(character: str, found: _Illegal) -> Diagnostic:
    times = "once" if found.count == 1 else f"{found.count} times"
    return warning(
        "W301",
        f"the character U+{ord(character):04X} cannot stand in an e-book; it is shown as U+FFFD ({times})",
        found.span,
        "remove it from the source, or write the character that was meant",
    )
