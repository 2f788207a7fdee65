"""What is around the text of a web page: head, contents, and the little style that pages need beside the book's."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec

from publish.model.book import Book, TocEntry
from publish.model.manuscript import Manuscript
from publish.model.style import StyleSheet, Writing
from publish.writers.xhtml.css import style_sheet
from publish.writers.xhtml.draft import Dialect, Surroundings
from publish.writers.xhtml.faces import CarriedFace
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.images import Images, Storage
from publish.writers.xhtml.labels import is_language, labels_for
from publish.writers.xhtml.places import Place
from publish.writers.xhtml.titles import one_line

_UNDETERMINED = "und"
_DEEPEST_STYLE = 3


def surroundings_of(
    manuscript: Manuscript, places: dict[str, Place], findings: Findings, storage: Storage
) -> Surroundings:
    """What all pages share."""
    labels = labels_for(manuscript.book.metadata.language)
    images, heads = Images(manuscript.assets, findings, storage), manuscript.style.letterheads
    return Surroundings(places, images, labels, findings, Dialect.WEB, letterheads=heads)


def language_of(book: Book) -> str:
    """The language tag of the pages."""
    return book.metadata.language if is_language(book.metadata.language) else _UNDETERMINED


def book_title(book: Book, surroundings: Surroundings) -> str:
    """The title on one line, never empty."""
    return surroundings.findings.legal(one_line(book.metadata.title)) or surroundings.labels.untitled


def web_style(style: StyleSheet, faces: Sequence[CarriedFace]) -> str:
    """The book's style sheet and the pages' own. Web pages scroll downwards: their lines are always horizontal."""
    level = msgspec.structs.replace(style, ebook=msgspec.structs.replace(style.ebook, writing=Writing.HORIZONTAL))
    return style_sheet(level, faces) + resource("web.css")


def resource(name: str) -> str:
    """A file that lies beside this module."""
    return files(__package__).joinpath(name).read_text("utf-8")


def document(title: str, language: str, head: str, body: str, book: Surroundings) -> bytes:
    """A whole page; `head` is what it needs besides its title."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="UTF-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{book.findings.text(title)}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    ).encode()


def description(book: Book, surroundings: Surroundings) -> str:
    """What search machines and shared links show of a page."""
    words = surroundings.findings.attribute(book.metadata.description)
    return f'<meta name="description" content="{words}">\n' if words else ""


def contents(book: Book, surroundings: Surroundings) -> str:
    """The contents, or the whole outline where none are wanted; nothing when there is nothing to list."""
    entries = book.contents.entries if book.contents else book.outline
    if not entries:
        return ""
    title = surroundings.findings.text((book.contents.title if book.contents else "") or surroundings.labels.contents)
    heading = f'<h2 class="contents-title" id="contents-title">{title}</h2>\n'
    return (
        f'<nav class="toc" role="doc-toc" aria-labelledby="contents-title">\n{heading}'
        f"{_list(entries, surroundings)}</nav>\n"
    )


def _list(entries: Iterable[TocEntry], surroundings: Surroundings) -> str:
    return f"<ol>\n{''.join(_item(entry, surroundings) for entry in entries)}</ol>\n"


def _item(entry: TocEntry, surroundings: Surroundings) -> str:
    findings, place = surroundings.findings, surroundings.places.get(entry.anchor)
    words = findings.text(one_line(entry.title)) or surroundings.labels.untitled
    label = f'<a href="{findings.attribute(place.href)}">{words}</a>' if place else f"<span>{words}</span>"
    below = "\n" + _list(entry.children, surroundings) if entry.children else ""
    style = "contents-part" if entry.level == 0 else f"contents-{min(entry.level, _DEEPEST_STYLE)}"
    return f'<li class="{style}">{label}{below}</li>\n'
