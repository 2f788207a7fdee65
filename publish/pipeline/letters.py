"""The law of the house, checked on every build: every letter of the book is drawn on its pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from publish.diagnostics import PublishError, error
from publish.model.book import Book
from publish.model.pages import Page, Section, Tag, TextRun
from publish.model.walk import block_lines, book_lines

_SENTENCE_END = re.compile(
    r"(?<=[。！？；…])(?![。！？；…”’」』）】》])"
    r"|(?<=[。！？；…].)(?<=[”’」』）】》])"
    r"|(?<=[.!?;]) "
)
_SHOWN = 20
_NEAR = 4000  # characters; how far ahead of the last line found the next one is looked for


class DrawnText:
    """Collects the text of the body's pages that pass by, in the order in which it is drawn, without page furniture."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.pages = 0

    def watch(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages as they are, their text noted."""
        for page in pages:
            self.pages += 1
            if page.section is Section.BODY:
                self._note(page)
            yield page

    def _note(self, page: Page) -> None:
        element = 0
        for item in page.items:
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


def book_text(book: Book) -> str:
    """The text of the book that every output has to show, a line for each paragraph, title, cell or caption."""
    return "".join(f"{line}\n" for line in book_lines(book))


def proof_text(book: Book) -> str:
    """The same text for comparing and proofreading: a line for each sentence, and a new one where a note is called."""
    lines = (sentence for line in book_lines(book, at_note="\n") for sentence in _SENTENCE_END.split(line))
    return "".join(f"{line}\n" for line in lines if line)


def printed_text(book: Book) -> str:
    """The text of the book and of its colophon, which stands in the body of the printed book."""
    return "\n".join([book_text(book), book.colophon_title, *block_lines(book.colophon)])


def check_letters(text: str, drawn: str) -> None:
    """Raise PublishError K001 when letters of the text are not among those drawn.

    Lines are looked for whole, in order; only what is interrupted (by notes, page ends, labels) is counted letter by
    letter, in what the lines found have left over. More may be drawn than the text has: readings, numbers of notes.
    """
    missed, left = _apart(text, drawn)
    missing = {char: count for char, count in (Counter(missed) - Counter(left)).items() if char.isalpha()}
    if missing:
        shown = "".join(sorted(missing)[:_SHOWN])
        message = f"{sum(missing.values())} letters of the text are missing on the pages, among them: {shown}"
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
