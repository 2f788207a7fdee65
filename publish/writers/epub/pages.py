"""The content documents of an e-book: cover, title page, part pages, chapters, colophon."""

from collections.abc import Iterable

import msgspec

from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.writers.xhtml.blocks import document_html, notes_html
from publish.writers.xhtml.draft import Draft, Surroundings
from publish.writers.xhtml.findings import escape
from publish.writers.xhtml.labels import is_language
from publish.writers.xhtml.pagebreaks import TITLE, PageMark
from publish.writers.xhtml.places import COLOPHON_FILE, TITLE_ID, chapter_file, part_file
from publish.writers.xhtml.titles import imprint, one_line

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
    text = book.findings.text
    lines = [f'<h1 class="cover-title" epub:type="fulltitle">{_broken(text(metadata.title))}</h1>\n']
    if metadata.subtitle:
        lines.append(_subtitle(text(metadata.subtitle), "cover-subtitle"))
    lines += [f'<p class="cover-line">{text(line)}</p>\n' for line in imprint(metadata)]
    body = f'<section class="title-page" epub:type="titlepage">\n{"".join(lines)}</section>\n'
    return page(TITLE_FILE, book.labels.title_page, language, body, book)


def body_pages(content: Book, language: str, book: Surroundings) -> Iterable[Page]:
    """The part pages and chapters, in reading order."""
    number = 0
    for position, part in enumerate(content.parts, 1):
        if part.title:
            yield _part_page(part, position, language, book)
        for chapter in part.chapters:
            number += 1
            top = 2 if part.title else 1
            yield _chapter_page(chapter, Draft(book, chapter_file(number), top, chapter.anchor), language)


def _part_page(part: Part, position: int, language: str, book: Surroundings) -> Page:
    draft = Draft(book, part_file(position), anchor=part.anchor)
    heading = f'<h1 class="part-title" id="{TITLE_ID}">{_broken(book.findings.text(part.title))}</h1>\n'
    inner = _page_begins(draft) + heading
    body = f'<section epub:type="part" role="doc-part" aria-labelledby="{TITLE_ID}">\n{inner}</section>\n'
    return page(draft.file, one_line(part.title), language, body, book, draft.breaks.set)


def _chapter_page(chapter: Chapter, draft: Draft, language: str) -> Page:
    metadata, book = chapter.metadata, draft.book
    name = one_line(metadata.title) or book.labels.untitled
    own_language = metadata.language if is_language(metadata.language) else language
    heading = _page_begins(draft) + _title(metadata.title, "title", draft)
    if metadata.subtitle:
        heading += _subtitle(draft.text(metadata.subtitle), "subtitle")
    inner = heading + document_html(chapter.blocks, draft) + notes_html(draft)
    if not inner:
        draft.warn("W307", "a document has neither title nor text; its page says so")
        inner = f"<p>{draft.text(book.labels.empty)}</p>\n"
    body = f'<section epub:type="chapter" role="doc-chapter"{_named(metadata.title, name, draft)}>\n{inner}</section>\n'
    return page(draft.file, name, own_language, body, book, draft.breaks.set)


def colophon_page(content: Book, language: str, book: Surroundings) -> Page:
    """The colophon."""
    draft = Draft(book, COLOPHON_FILE, anchor=content.colophon_anchor)
    title = content.colophon_title or book.labels.colophon
    heading = _page_begins(draft) + _title(title, "colophon-title", draft)
    inner = heading + document_html(content.colophon, draft) + notes_html(draft)
    named = _named(title, title, draft)
    body = f'<section class="colophon" epub:type="colophon" role="doc-colophon"{named}>\n{inner}</section>\n'
    return page(COLOPHON_FILE, one_line(title), language, body, book, draft.breaks.set)


def _page_begins(draft: Draft) -> str:
    """The marks of pages that begin with the title."""
    return draft.marks_between(draft.breaks.begin(TITLE, None))


def _title(title: str, style: str, draft: Draft) -> str:
    if not title.strip():
        return ""
    level = draft.next_level(0)
    return f'<h{level} class="{style}" id="{TITLE_ID}">{_broken(draft.text(title))}</h{level}>\n'


def _subtitle(words: str, style: str) -> str:
    return f'<p class="{style}" epub:type="subtitle" role="doc-subtitle">{_broken(words)}</p>\n'


def _named(title: str, name: str, draft: Draft) -> str:
    """What a screen reader calls the section: its heading, or a word where it has none."""
    return f' aria-labelledby="{TITLE_ID}"' if title.strip() else f' aria-label="{draft.attribute(name)}"'


def _broken(words: str) -> str:
    """Escaped words of a title whose line feeds are line breaks."""
    return words.replace("\n", "<br/>")
