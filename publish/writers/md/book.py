"""A whole book as one Markdown file, for archives: text and images can be read without any program of ours."""

from collections.abc import Iterator

from publish.diagnostics import Outcome
from publish.model.book import Book, BookMetadata
from publish.model.document import Document
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.raw import BOOK_TITLE, COLOPHON, PART, Claims
from publish.writers.md.blocks import BlockWriter
from publish.writers.md.write import front_matter, title_line, write_document
from publish.writers.xhtml.images import data_url


def write_book(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book: what is known of it as front matter, then parts and documents under headings of the first level.

    Titles of book, parts and colophon say what they are, so that the documents are read back as they were. Images are
    inside of the file, as data URLs; pages of the printed book are not marked.
    """
    del pagination
    images = {digest: data_url(asset.media_type, asset.data) for digest, asset in manuscript.assets.items()}
    pieces = filter(None, _pieces(manuscript.book, BlockWriter(images)))
    return Outcome(("\n\n".join(pieces) + "\n").encode("utf-8", "replace"))


def _pieces(book: Book, writer: BlockWriter) -> Iterator[str]:
    """Front matter, parts and their documents, colophon, in order."""
    yield front_matter(_claims(book.metadata))
    yield title_line(book.metadata.title, BOOK_TITLE)
    for part in book.parts:
        if part.title:
            yield title_line(part.title, PART)
        for chapter in part.chapters:
            yield from write_document(Document(chapter.metadata, chapter.blocks), writer)
    if book.colophon:
        yield title_line(book.colophon_title, COLOPHON)
        yield writer.write(book.colophon)
        yield writer.notes()


def _claims(about: BookMetadata) -> Claims:
    return Claims(
        title=about.title,
        author="、".join(about.editors),
        organisation=about.organisation,
        date=about.date,
        language=about.language,
    )
