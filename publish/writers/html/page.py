"""The whole book as one web page that needs no other file."""

from collections.abc import Iterator

import msgspec

from publish.diagnostics import Outcome
from publish.model.book import Book
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.html.frame import book_title, contents, description, document, language_of, surroundings_of
from publish.writers.html.frame import web_style as web_style_of
from publish.writers.xhtml.draft import Draft, Surroundings
from publish.writers.xhtml.faces import MEDIA_TYPE, CarriedFace, carried_faces
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.images import Storage, data_url
from publish.writers.xhtml.labels import is_language
from publish.writers.xhtml.places import find_places_on_one_page
from publish.writers.xhtml.sections import chapter_section, colophon_section, part_section, title_section

_ONE_FILE = ""


def write_html(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book as one page with its images and heading faces inside. Pages of the printed book are not marked."""
    del pagination
    book, findings = manuscript.book, Findings()
    surroundings = surroundings_of(manuscript, find_places_on_one_page(book), findings, Storage.INSIDE)
    faces = [_inside(face) for face in carried_faces(book, manuscript.style)]
    head = f"{description(book, surroundings)}<style>\n{web_style_of(manuscript.style, faces)}</style>\n"
    body = "".join(
        [
            f"<header>\n{title_section(book.metadata, surroundings)}</header>\n",
            contents(book, surroundings),
            f"<main>\n{''.join(_text(book, surroundings))}</main>\n",
        ]
    )
    data = document(book_title(book, surroundings), language_of(book), head, body, surroundings)
    return Outcome(data, findings.diagnostics())


def _text(book: Book, surroundings: Surroundings) -> Iterator[str]:
    """Parts, documents, colophon, one below the other; their headings begin below the title of the book."""
    number = 0
    for position, part in enumerate(book.parts, 1):
        if part.title:
            yield part_section(part, Draft(surroundings, _ONE_FILE, 2, part.anchor, prefix=f"p{position}-"))
        for chapter in part.chapters:
            number += 1
            draft = Draft(surroundings, _ONE_FILE, 3 if part.title else 2, chapter.anchor, prefix=f"c{number}-")
            language = chapter.metadata.language
            section = chapter_section(chapter, draft)
            yield f'<div lang="{language}">\n{section}</div>\n' if is_language(language) else section
    if book.colophon:
        yield colophon_section(book, Draft(surroundings, _ONE_FILE, 2, book.colophon_anchor, prefix="colophon-"))


def _inside(face: CarriedFace) -> CarriedFace:
    return msgspec.structs.replace(face, file=data_url(MEDIA_TYPE, face.data))
