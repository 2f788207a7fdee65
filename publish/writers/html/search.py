"""Search on a site without a server: an index of all text, made with the site, and the page that looks into it."""

import msgspec

from publish.model.book import Book, Chapter
from publish.model.walk import block_lines
from publish.writers.xhtml.draft import Surroundings
from publish.writers.xhtml.sections import chapter_name

SEARCH_FILE = "search.html"
INDEX_FILE = "search-index.js"
SCRIPT_FILE = "search.js"


class _Entry(msgspec.Struct, frozen=True):
    """A document as the script finds it."""

    href: str
    title: str
    text: str


def search_index(book: Book, surroundings: Surroundings) -> bytes:
    """The text of all documents. A script and no JSON, because pages opened from a disk may not fetch files."""
    chapters = [chapter for part in book.parts for chapter in part.chapters]
    entries = [_entry(chapter, surroundings) for chapter in chapters]
    return b"const publishIndex = " + msgspec.json.encode(entries) + b";\n"


def _entry(chapter: Chapter, surroundings: Surroundings) -> _Entry:
    lines = [chapter.metadata.subtitle, *block_lines(chapter.blocks)]
    text = surroundings.findings.legal("\n".join(filter(None, lines)))
    href = surroundings.places[chapter.anchor].href
    return _Entry(href, surroundings.findings.legal(chapter_name(chapter, surroundings)), text)


def search_form(surroundings: Surroundings) -> str:
    """The field that leads to the search page."""
    label = surroundings.labels.search
    return (
        f'<form class="search" role="search" action="{SEARCH_FILE}">\n'
        f'<input id="q" name="q" type="search" aria-label="{label}" placeholder="{label}">\n'
        f"<button>{label}</button>\n</form>\n"
    )


def search_page(surroundings: Surroundings) -> str:
    """The page that shows what was found; it says how much, so that screen readers tell it."""
    labels = surroundings.labels
    return (
        f'<main>\n<h1 class="title">{labels.search}</h1>\n'
        f'<p id="told" role="status" data-found="{labels.results}" data-nothing="{labels.nothing}"></p>\n'
        f'<ol id="results" class="results"></ol>\n</main>\n'
        f'<script src="{INDEX_FILE}"></script>\n<script src="{SCRIPT_FILE}"></script>\n'
    )
