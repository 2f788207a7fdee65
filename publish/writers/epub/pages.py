"""The content documents of an e-book: cover, title page, part pages, chapters, colophon."""

from collections.abc import Iterable

import msgspec

from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.writers.xhtml.draft import Draft, Surroundings
from publish.writers.xhtml.findings import escape
from publish.writers.xhtml.labels import is_language
from publish.writers.xhtml.pagebreaks import PageMark
from publish.writers.xhtml.places import chapter_file, colophon_file, part_file
from publish.writers.xhtml.sections import (
    chapter_name,
    chapter_section,
    colophon_section,
    colophon_title,
    part_section,
    title_section,
)
from publish.writers.xhtml.titles import one_line

STYLE_FILE = "style.css"
COVER_FILE = "cover.xhtml"
TITLE_FILE = "title.xhtml"


class Page(msgspec.Struct, frozen=True):
    """A finished content document. `title` names it in lists; `marks` are its page marks, in order."""

    file: str
    title: str
    data: bytes
    marks: tuple[PageMark, ...] = ()


def page(file: str, title: str, language: str, body: str, book: Surroundings, marks: Iterable[PageMark] = ()) -> Page:
    """The content document around this body."""
    name = book.findings.legal(title)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n<head>\n<meta charset="UTF-8"/>\n<title>{escape(name)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{STYLE_FILE}"/>\n</head>\n'
    )
    return Page(file, name, f"{head}<body>\n{body}</body>\n</html>\n".encode(), tuple(marks))


def cover_page(image: str, metadata: BookMetadata, language: str, book: Surroundings) -> Page:
    """The page that shows the cover image."""
    words = book.findings.attribute(f"{book.labels.cover}: {one_line(metadata.title)}")
    body = (
        f'<section class="cover" epub:type="cover">\n<img src="{image}" alt="{words}" role="doc-cover"/>\n</section>\n'
    )
    return page(COVER_FILE, book.labels.cover, language, body, book)


def title_page(metadata: BookMetadata, language: str, book: Surroundings) -> Page:
    """Title, subtitle, editors, organisation, date."""
    return page(TITLE_FILE, book.labels.title_page, language, title_section(metadata, book), book)


def body_pages(content: Book, language: str, book: Surroundings) -> Iterable[Page]:
    """The part pages and chapters, in reading order."""
    number = 0
    for position, part in enumerate(content.parts, 1):
        if part.title:
            yield _part_page(part, Draft(book, part_file(position), anchor=part.anchor), language)
        for chapter in part.chapters:
            number += 1
            top = 2 if part.title else 1
            yield _chapter_page(chapter, Draft(book, chapter_file(number), top, chapter.anchor), language)


def _part_page(part: Part, draft: Draft, language: str) -> Page:
    body = part_section(part, draft)
    return page(draft.file, one_line(part.title), language, body, draft.book, draft.breaks.set)


def _chapter_page(chapter: Chapter, draft: Draft, language: str) -> Page:
    own_language = chapter.metadata.language if is_language(chapter.metadata.language) else language
    body = chapter_section(chapter, draft)
    return page(draft.file, chapter_name(chapter, draft.book), own_language, body, draft.book, draft.breaks.set)


def colophon_page(content: Book, language: str, book: Surroundings) -> Page:
    """The colophon."""
    draft = Draft(book, colophon_file(), anchor=content.colophon_anchor)
    body, title = colophon_section(content, draft), colophon_title(content, book)
    return page(draft.file, one_line(title), language, body, book, draft.breaks.set)
