"""A whole book as one Markdown file, for archives: text and images can be read without any program of ours."""

from collections.abc import Iterator

from publish.diagnostics import Outcome
from publish.model.book import Book
from publish.model.document import Document, Metadata, Structured
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.raw import Claims
from publish.writers.md.write import write_md
from publish.writers.xhtml.images import data_url


def write_book(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book: what is known of it as front matter, then parts and documents under headings of the first level.

    Images are inside of the file, as data URLs; pages of the printed book are not marked.
    """
    del pagination
    book = manuscript.book
    about = book.metadata
    claims = Claims(
        title=about.title,
        author="、".join(about.editors),
        organisation=about.organisation,
        date=about.date,
        language=about.language,
    )
    images = {digest: data_url(asset.media_type, asset.data) for digest, asset in manuscript.assets.items()}
    structured = Structured(tuple(_documents(book)), about.title)
    return Outcome(write_md(structured, claims, images).encode("utf-8", "replace"))


def _documents(book: Book) -> Iterator[Document]:
    """Titles of parts, documents and colophon, in order."""
    for part in book.parts:
        if part.title:
            yield Document(Metadata(title=part.title), ())
        for chapter in part.chapters:
            yield Document(chapter.metadata, chapter.blocks)
    if book.colophon:
        yield Document(Metadata(title=book.colophon_title), book.colophon)
