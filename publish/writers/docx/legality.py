"""Characters that XML 1.0 forbids: they cannot reach the file, and none goes without a word."""

from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.book import Book
from publish.model.document import Block
from publish.model.walk import block_lines
from publish.writers.docx.markup import FORBIDDEN

_HINT = "it is shown as \ufffd; remove it from the source"


def report_forbidden(book: Book) -> Iterator[Diagnostic]:
    """A warning for each forbidden character, with the place of its block."""
    found = False
    for title, blocks in _texts(book):
        for character in FORBIDDEN.findall(title):
            found = True
            yield _forbidden(character, f"in the title '{FORBIDDEN.sub('', title)}'", None)
        for block in blocks:
            for character in FORBIDDEN.findall("\n".join(block_lines([block]))):
                found = True
                yield _forbidden(character, "in the text", block.span)
    if not found:
        yield _forbidden("", "in the metadata or in the description of a picture", None)


def _texts(book: Book) -> Iterator[tuple[str, Iterable[Block]]]:
    for part in book.parts:
        yield part.title, ()
        for chapter in part.chapters:
            yield chapter.metadata.title + chapter.metadata.subtitle, chapter.blocks
    yield book.colophon_title, book.colophon


def _forbidden(character: str, where: str, span: Span | None) -> Diagnostic:
    name = f" U+{ord(character):04X}" if character else ""
    return warning("W204", f"a Word file cannot hold the character{name} {where}", span, _HINT)
