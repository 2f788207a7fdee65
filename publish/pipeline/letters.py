"""The law of the house, checked on every build: every letter of the book is drawn on its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from publish.diagnostics import PublishError, error
from publish.model.book import Book
from publish.model.letterhead import Letterheads
from publish.model.pages import Item, Tag, TextRun
from publish.model.walk import book_lines

_SENTENCE_END = re.compile(
    r"(?<=[。！？；…])(?![。！？；…”’」』）】》])"
    r"|(?<=[。！？；…].)(?<=[”’」』）】》])"
    r"|(?<=[.!?;] )"
)
_LONGEST = 240  # characters to a line of the text for proofreading
_SHOWN = 20
_NEAR = 4000  # characters; how far ahead of the last line found the next one is looked for


class DrawnText:
    """Collects the text of pages in the order in which it is drawn, without page furniture."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, items: Iterable[Item]) -> None:
        """The text of one more page."""
        element = 0
        for item in items:
            if isinstance(item, TextRun):
                if element:
                    self._parts.append(item.text)
            elif isinstance(item, Tag):
                element = item.element

    @property
    def text(self) -> str:
        """What was drawn, without white space."""
        return _squashed("".join(self._parts))


def _squashed(text: str) -> str:
    return "".join(text.split())


def proof_text(book: Book, letterheads: Letterheads) -> str:
    """The text of the book for proofreading, a line for each paragraph, title, cell or caption.

    There is a new line where a note is called, too, and long paragraphs stand on several lines.
    """
    return "".join(f"{part}\n" for line in book_lines(book, "\n", letterheads) for part in _parts(line))


def _parts(line: str) -> Iterator[str]:
    """The line; if it is long, in parts of whole sentences: none of them can stand on three pages."""
    part = ""
    for sentence in _SENTENCE_END.split(line) if len(line) > _LONGEST else [line]:
        if part and len(part) + len(sentence) > _LONGEST:
            yield part
            part = ""
        part += sentence
    if part:
        yield part


def missing_letters(text: str, drawn: str) -> Counter[str]:
    """Letters of the text that are not among those drawn, and how many of each.

    Lines are looked for whole, in order; only what is interrupted (by notes, page ends, labels) is counted letter by
    letter, in what the lines found have left over. More may be drawn than the text has: readings, numbers of notes.
    """
    missed, left = _apart(text, drawn)
    return Counter({char: count for char, count in (Counter(missed) - Counter(left)).items() if char.isalpha()})


def refuse_missing(missing: Counter[str]) -> None:
    """Raise PublishError K001 when letters are missing."""
    if missing:
        shown = "".join(sorted(missing)[:_SHOWN])
        message = f"{missing.total()} letters of the text are missing on the pages, among them: {shown}"
        raise PublishError([error("K001", message, hint="nothing was written; please report this as a bug")])


def _apart(text: str, drawn: str) -> tuple[str, str]:
    """The lines of the text that are not found in what was drawn, and what of that belongs to none of the others."""
    missed: list[str] = []
    left: list[str] = []
    at = 0
    for line in map(_squashed, text.split("\n")):
        found = drawn.find(line, at, at + len(line) + _NEAR)
        if found < 0:
            missed.append(line)
            continue
        left.append(drawn[at:found])
        at = found + len(line)
    left.append(drawn[at:])
    return "".join(missed), "".join(left)
