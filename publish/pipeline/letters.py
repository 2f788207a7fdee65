"""The law of the house, checked on every build: every letter of the book is drawn on its pages."""

from collections import Counter
from collections.abc import Iterable, Iterator

from publish.diagnostics import PublishError, error
from publish.fontbook import GETA
from publish.model.book import Book
from publish.model.pages import Page, Section, TextRun
from publish.model.style import PageStyle
from publish.model.walk import block_lines, book_lines
from publish.units import to_pt

_SHOWN = 20


class LetterCount:
    """Counts the characters of the type area of the pages that pass by; running heads and page numbers lie outside."""

    def __init__(self, style: PageStyle) -> None:
        self._top = to_pt(style.margin_top)
        self._bottom = to_pt(style.height) - to_pt(style.margin_bottom)
        self.counts: Counter[str] = Counter()
        self.pages = 0

    def watch(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages as they are, counted."""
        for page in pages:
            self.pages += 1
            if page.section is Section.BODY:
                self.counts.update("".join(self._texts(page)))
            yield page

    def _texts(self, page: Page) -> Iterator[str]:
        for item in page.items:
            if isinstance(item, TextRun) and self._top < item.y <= self._bottom:
                yield item.text


def book_text(book: Book) -> str:
    """The text of the book that every output has to show, a line for each paragraph, title, cell or caption."""
    return "".join(f"{line}\n" for line in book_lines(book))


def printed_text(book: Book) -> str:
    """The text of the book and of its colophon, which stands in the body of the printed book."""
    return "".join([book_text(book), book.colophon_title, *block_lines(book.colophon)])


def check_letters(text: str, drawn: Counter[str]) -> None:
    """Raise PublishError K001 when letters of the text are not among those drawn.

    More may be drawn than the text has: readings beside characters, table heads repeated on each page. A letter that
    no font has is drawn as a geta mark, of which the font book tells.
    """
    expected = Counter(text)
    missing = {char: count for char, count in (expected - drawn).items() if char.isalpha()}
    replaced = drawn[GETA] - expected[GETA]
    lost = sum(missing.values()) - replaced
    if lost > 0:
        shown = "".join(sorted(missing)[:_SHOWN])
        message = f"{lost} letters of the text are missing on the pages, among them: {shown}"
        raise PublishError([error("K001", message, hint="nothing was written; please report this as a bug")])
