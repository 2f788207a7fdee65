"""Fields: their instructions are no text, their last result is (ISO/IEC 29500-1, 17.16)."""

import re

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


class Fields:
    """The fields that are open at a place of a story; they may go on over many paragraphs."""

    def __init__(self) -> None:
        self._instructions: list[str] = []
        self._results: list[bool] = []

    @property
    def silent(self) -> bool:
        """Whether text here is part of an instruction."""
        return not all(self._results)

    def begin(self) -> None:
        """A field begins with its instruction."""
        self._instructions.append("")
        self._results.append(False)

    def instruct(self, text: str) -> None:
        """A piece of the innermost instruction."""
        if self._instructions:
            self._instructions[-1] += text

    def separate(self) -> str:
        """The result begins. The address, when the field is a link."""
        if not self._results:
            return ""
        self._results[-1] = True
        return link_of(self._instructions[-1])

    def end(self) -> str:
        """The innermost field ends. Its address, when it is a link."""
        if not self._results:
            return ""
        shown = self._results.pop()
        address = link_of(self._instructions.pop())
        return address if shown else ""


def link_of(instruction: str) -> str:
    """The address that a HYPERLINK instruction names."""
    found = _LINK.match(instruction)
    return found[1] if found else ""
