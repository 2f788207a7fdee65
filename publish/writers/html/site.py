"""The book as a small web site: a page for each document, contents, and search that needs no server."""

from collections.abc import Iterator, Sequence

import msgspec

from publish.diagnostics import Outcome
from publish.model.book import Book
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.archive import pack
from publish.writers.html.frame import (
    book_title,
    contents,
    description,
    document,
    language_of,
    resource,
    surroundings_of,
    web_style,
)
from publish.writers.html.search import INDEX_FILE, SCRIPT_FILE, SEARCH_FILE, search_form, search_index, search_page
from publish.writers.xhtml.draft import Draft, Surroundings
from publish.writers.xhtml.faces import carried_faces, licences
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.images import Storage
from publish.writers.xhtml.labels import is_language
from publish.writers.xhtml.places import HTML, chapter_file, colophon_file, find_places, part_file
from publish.writers.xhtml.sections import (
    chapter_name,
    chapter_section,
    colophon_section,
    colophon_title,
    part_section,
    title_section,
)
from publish.writers.xhtml.titles import one_line

HOME_FILE = "index.html"
STYLE_FILE = "style.css"


class _Leaf(msgspec.Struct, frozen=True):
    """A page of the site before its frame."""

    file: str
    title: str
    language: str
    body: str


def write_site(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The site as a zip archive: to be unpacked anywhere, on a server or on a disk. Its first page is index.html."""
    parts = site_files(manuscript, pagination)
    return Outcome(pack(parts.value, remember=manuscript.remember), parts.diagnostics)


def site_files(manuscript: Manuscript, pagination: Pagination) -> Outcome[dict[str, bytes]]:
    """The files of the site by name."""
    del pagination
    book, findings = manuscript.book, Findings()
    surroundings = surroundings_of(manuscript, find_places(book, HTML), findings, Storage.BESIDE)
    faces = carried_faces(book, manuscript.style)
    leaves = list(_leaves(book, surroundings))
    files = {HOME_FILE: _home(book, surroundings), **dict(_framed(leaves, book, surroundings))}
    files[SEARCH_FILE] = _page(search_page(surroundings), surroundings.labels.search, book, surroundings)
    files[INDEX_FILE] = search_index(book, surroundings)
    files[SCRIPT_FILE] = resource("search.js").encode()
    files[STYLE_FILE] = web_style(manuscript.style, faces).encode()
    files.update({face.file: face.data for face in faces} | licences(faces))
    files.update({image.file: image.data for image in surroundings.images.files()})
    return Outcome(files, findings.diagnostics())


def _leaves(book: Book, surroundings: Surroundings) -> Iterator[_Leaf]:
    number, language = 0, language_of(book)
    for position, part in enumerate(book.parts, 1):
        if part.title:
            draft = Draft(surroundings, part_file(position, HTML), anchor=part.anchor)
            yield _Leaf(draft.file, one_line(part.title), language, part_section(part, draft))
        for chapter in part.chapters:
            number += 1
            draft = Draft(surroundings, chapter_file(number, HTML), anchor=chapter.anchor)
            own = chapter.metadata.language
            name = chapter_name(chapter, surroundings)
            yield _Leaf(draft.file, name, own if is_language(own) else language, chapter_section(chapter, draft))
    if book.colophon:
        draft = Draft(surroundings, colophon_file(HTML), anchor=book.colophon_anchor)
        yield _Leaf(draft.file, colophon_title(book, surroundings), language, colophon_section(book, draft))


def _home(book: Book, surroundings: Surroundings) -> bytes:
    body = title_section(book.metadata, surroundings) + search_form(surroundings) + contents(book, surroundings)
    head = _links() + description(book, surroundings)
    title = book_title(book, surroundings)
    return document(title, language_of(book), head, f"<main>\n{body}</main>\n", surroundings)


def _framed(leaves: Sequence[_Leaf], book: Book, surroundings: Surroundings) -> Iterator[tuple[str, bytes]]:
    """The pages with the ways to their neighbours."""
    labels = surroundings.labels
    for before, leaf, after in zip([None, *leaves], leaves, [*leaves[1:], None], strict=False):
        ways = _way(before, labels.previous, "prev", surroundings) + _way(after, labels.next, "next", surroundings)
        foot = f'<footer class="site">\n<nav class="site" aria-label="{labels.contents}">{ways}</nav>\n</footer>\n'
        body = f'<main id="text">\n{leaf.body}</main>\n{foot}'
        yield leaf.file, _page(body, leaf.title, book, surroundings, leaf.language)


def _page(body: str, title: str, book: Book, surroundings: Surroundings, language: str = "") -> bytes:
    name = book_title(book, surroundings)
    home = f'<a href="{HOME_FILE}">{surroundings.findings.text(name)}</a>'
    head = f'<header class="site">\n{home}\n{search_form(surroundings)}</header>\n'
    return document(f"{title} - {name}", language or language_of(book), _links(), head + body, surroundings)


def _way(leaf: _Leaf | None, label: str, relation: str, surroundings: Surroundings) -> str:
    if leaf is None:
        return ""
    return f'<a rel="{relation}" href="{leaf.file}">{label}: {surroundings.findings.text(leaf.title)}</a> '


def _links() -> str:
    return f'<link rel="stylesheet" href="{STYLE_FILE}">\n'
