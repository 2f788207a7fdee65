"""The documents of a book as books of their own, to be handed on one by one."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publish.assembly.headings import headings_of
from publish.assembly.rewriting import Rewriting, rewrite
from publish.model.book import Book, BookMetadata, Chapter, Part, TocEntry
from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)


def single_books(book: Book) -> Iterator[Book]:
    """A book for each document: no cover, no title page, no contents; links to other documents become plain words."""
    entries = {entry.anchor: entry for entry in _documents(book.outline)}
    for part in book.parts:
        for chapter in part.chapters:
            entry = entries.get(chapter.anchor)
            parts = (Part("", "", (_detached(chapter),)),)
            yield Book(_metadata(book.metadata, chapter), parts, (entry,) if entry else (), title_page=False)


def _documents(entries: Iterable[TocEntry]) -> Iterator[TocEntry]:
    for entry in entries:
        if entry.level == 0:
            yield from entry.children
        else:
            yield entry


def _metadata(whole: BookMetadata, chapter: Chapter) -> BookMetadata:
    """What is known of the document itself, and of the book only what holds for all of it."""
    own = chapter.metadata
    return BookMetadata(
        title=own.title,
        subtitle=own.subtitle,
        editors=(own.author,) if own.author else (),
        organisation=own.organisation or whole.organisation,
        language=own.language or whole.language,
        identifier=f"{whole.identifier}#{chapter.anchor}" if whole.identifier else "",
        rights=whole.rights,
        modified=whole.modified,
    )


def _detached(chapter: Chapter) -> Chapter:
    known = {chapter.anchor, *(heading.anchor for heading in headings_of(chapter.blocks))}

    def inlines(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(kept for inline in content for kept in _kept(inline))

    def _kept(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Link(content, target):
                leads_out = target.startswith("#") and target[1:] not in known
                return inlines(content) if leads_out else (Link(inlines(content), target),)
            case Emphasis() | Strong() | Superscript() | Subscript():
                return (replace(inline, content=inlines(inline.content)),)
            case Note(blocks):
                return (Note(rewrite(blocks, Rewriting(inlines=inlines))),)
            case Text() | Code() | Ruby() | LineBreak():
                return (inline,)

    return replace(chapter, blocks=rewrite(chapter.blocks, Rewriting(inlines=inlines)))
