"""The sections of a book: title page, part titles, documents, colophon."""

from collections.abc import Callable, Sequence

from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block
from publish.model.letterhead import Letterheads, head_length, is_letter, is_order
from publish.titles import title_phrases
from publish.writers.xhtml.blocks import document_html, notes_html
from publish.writers.xhtml.draft import Draft, Surroundings
from publish.writers.xhtml.pagebreaks import TITLE
from publish.writers.xhtml.places import TITLE_ID
from publish.writers.xhtml.titles import imprint, one_line


def title_section(metadata: BookMetadata, book: Surroundings) -> str:
    """Title, subtitle, editors, organisation, date."""
    text = book.findings.text
    lines = [f'<h1 class="cover-title"{book.kind("fulltitle")}>{_words(metadata.title, text)}</h1>\n']
    if metadata.subtitle:
        lines.append(_subtitle(metadata.subtitle, "cover-subtitle", text, book))
    lines += [f'<p class="cover-line">{text(line)}</p>\n' for line in imprint(metadata)]
    return f'<section class="title-page"{book.kind("titlepage")}>\n{"".join(lines)}</section>\n'


def part_section(part: Part, draft: Draft) -> str:
    """The title of a part."""
    level, title = draft.next_level(0), _words(part.title, draft.text)
    name = draft.prefix + TITLE_ID
    heading = f'<h{level} class="part-title" id="{name}">{title}</h{level}>\n'
    kind, place = draft.book.kind("part"), draft.id_of(part.anchor)
    inner = _page_begins(draft) + heading
    return f'<section{kind} role="doc-part" aria-labelledby="{name}"{place}>\n{inner}</section>\n'


def chapter_section(chapter: Chapter, draft: Draft) -> str:
    """A document with its title and notes; a word that there is nothing, where that is so."""
    metadata, place = chapter.metadata, draft.id_of(chapter.anchor)
    above, kind = 0, "title"
    if draft.book.letterheads is Letterheads.SET:
        above, kind = head_length(chapter.blocks), "order-title" if is_order(chapter.blocks) else "title"
    heading = _head(chapter.blocks[:above], draft) + _page_begins(draft) + _title(metadata.title, kind, draft)
    if metadata.subtitle:
        heading += _subtitle(metadata.subtitle, "subtitle", draft.text, draft.book)
    inner = heading + document_html(chapter.blocks, draft, above) + notes_html(draft)
    if not inner:
        draft.warn("W307", "a document has neither title nor text; its page says so")
        inner = f'<p class="empty">{draft.text(draft.book.labels.empty)}</p>\n'
    named = _named(metadata.title, chapter_name(chapter, draft.book), draft)
    return f'<section{draft.book.kind("chapter")} role="doc-chapter"{named}{place}>\n{inner}</section>\n'


def _head(blocks: Sequence[Block], draft: Draft) -> str:
    """The head of an official document; below it stands a rule, that of a letter below its masthead."""
    style = "letterhead letter" if is_letter(blocks) else "letterhead"
    return f'<div class="{style}">\n{document_html(blocks, draft)}</div>\n' if blocks else ""


def chapter_name(chapter: Chapter, book: Surroundings) -> str:
    """The title of a document on one line, never empty."""
    return one_line(chapter.metadata.title) or book.labels.untitled


def colophon_section(content: Book, draft: Draft) -> str:
    """The colophon."""
    title, place = colophon_title(content, draft.book), draft.id_of(content.colophon_anchor)
    heading = _page_begins(draft) + _title(title, "colophon-title", draft)
    inner = heading + document_html(content.colophon, draft) + notes_html(draft)
    named, kind = _named(title, title, draft), draft.book.kind("colophon")
    return f'<section class="colophon"{kind} role="doc-colophon"{named}{place}>\n{inner}</section>\n'


def colophon_title(content: Book, book: Surroundings) -> str:
    """The title of the colophon, never empty."""
    return content.colophon_title or book.labels.colophon


def _page_begins(draft: Draft) -> str:
    """The marks of pages that begin with the title."""
    return draft.marks_between(draft.breaks.begin(TITLE, None))


def _title(title: str, style: str, draft: Draft) -> str:
    if not title.strip():
        return ""
    level = draft.next_level(0)
    return f'<h{level} class="{style}" id="{draft.prefix}{TITLE_ID}">{_words(title, draft.text)}</h{level}>\n'


def _subtitle(title: str, style: str, text: Callable[[str], str], book: Surroundings) -> str:
    return f'<p class="{style}"{book.kind("subtitle")} role="doc-subtitle">{_words(title, text)}</p>\n'


def _named(title: str, name: str, draft: Draft) -> str:
    """What a screen reader calls the section: its heading, or a word where it has none."""
    if title.strip():
        return f' aria-labelledby="{draft.prefix}{TITLE_ID}"'
    return f' aria-label="{draft.attribute(name)}"'


def _words(title: str, text: Callable[[str], str]) -> str:
    """The words of a title, escaped by `text`: line feeds break lines, and screens may where its phrases meet."""
    return "<br/>".join(["<wbr/>".join(map(text, title_phrases(line))) for line in title.split("\n")])
