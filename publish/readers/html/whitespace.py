"""White space as browsers collapse it (CSS Text 4.1.1), save that no space comes between lines of Chinese."""

import re

from publish.readers.lines import joint
from publish.readers.marked import MarkedText

_WHITE = " \t\n\r\f"
_RUN = re.compile(f"[{_WHITE}]+")


class Collapser:
    """Feeds a MarkedText with text whose runs of white space become one space or none."""

    def __init__(self, marked: MarkedText | None = None) -> None:
        self.marked = marked or MarkedText()
        self._white = ""  # white space that waits for the character after it

    def add(self, text: str) -> None:
        """Append text of a normal element."""
        body = text.lstrip(_WHITE)
        self._white += text[: len(text) - len(body)]
        if not body:
            return
        core = body.rstrip(_WHITE)
        self._settle(core[0])
        self.marked.add(_RUN.sub(lambda run: _between(core, run), core))
        self._white = body[len(core) :]

    def add_exactly(self, text: str) -> None:
        """Append preformatted text."""
        self.marked.add(text.replace("\r\n", "\n").replace("\r", "\n"))

    def break_line(self) -> None:
        """A line break that the text asks for; white space around it vanishes."""
        self._white = ""
        self.marked.add("\n")

    def settle(self) -> MarkedText:
        """The text, waiting space put before an element that begins here."""
        if self._white and "\n" not in self._white and "\r" not in self._white:
            self._settle("")
        return self.marked

    def _settle(self, after: str) -> None:
        white, self._white = self._white, ""
        last = self.marked.last
        if white and last not in ("", "\n", " "):
            self.marked.add(joint(last, after) if "\n" in white or "\r" in white else " ")


def _between(text: str, run: re.Match[str]) -> str:
    if "\n" in run[0] or "\r" in run[0]:
        return joint(text[run.start() - 1], text[run.end()])
    return " "
