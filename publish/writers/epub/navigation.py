"""The ways into an e-book: table of contents, landmarks, list of the printed pages."""

from collections.abc import Iterable, Sequence

import msgspec

from publish.model.book import Book, TocEntry
from publish.writers.epub.pages import Page, page
from publish.writers.xhtml.draft import Surroundings
from publish.writers.xhtml.places import Place
from publish.writers.xhtml.titles import one_line

NAVIGATION_FILE = "nav.xhtml"
_DEEPEST_STYLE = 3


class NavPoint(msgspec.Struct, frozen=True):
    """An entry of the contents: never without a label, never without a target. `level` as in TocEntry."""

    title: str
    href: str
    children: tuple["NavPoint", ...] = ()
    level: int = 1


class Landmark(msgspec.Struct, frozen=True):
    """A place that reading systems offer by its kind (an epub:type)."""

    kind: str
    title: str
    href: str


def nav_points(book: Book, surroundings: Surroundings, start: str, end: Iterable[Page]) -> tuple[NavPoint, ...]:
    """The contents of the book as far as they are wanted, the whole outline where none are, and the pages of `end`.

    An entry whose anchor is nowhere leads where the entry above it does, the first of all to the file `start`.
    """
    entries = book.contents.entries if book.contents else book.outline
    points = _points(entries, start, surroundings)
    have = {point.href for point in points}
    return points + tuple(NavPoint(page.title, page.file) for page in end if page.file not in have)


def _points(entries: Iterable[TocEntry], above: str, surroundings: Surroundings) -> tuple[NavPoint, ...]:
    points = []
    for entry in entries:
        place = surroundings.places.get(entry.anchor)
        if place is None:
            surroundings.findings.warn("W308", f"the entry '{entry.title}' of the contents has no place in the book")
        href = (place or Place(above)).href
        below = _points(entry.children, href, surroundings)
        points.append(NavPoint(_label(entry, surroundings), href, below, entry.level))
    return tuple(points)


def _label(entry: TocEntry, surroundings: Surroundings) -> str:
    """A label on one line; EPUB 3.3, 7.3.1.2 allows none to be empty."""
    return surroundings.findings.legal(one_line(entry.title)) or surroundings.labels.untitled


class PageTarget(msgspec.Struct, frozen=True):
    """Where a page of the printed book begins."""

    label: str
    href: str


def page_targets(pages: Iterable[Page]) -> tuple[PageTarget, ...]:
    """The page marks of the content documents, in reading order."""
    return tuple(PageTarget(mark.label, f"{page.file}#{mark.id}") for page in pages for mark in page.marks)


def navigation_page(
    title: str,
    points: Sequence[NavPoint],
    landmarks: Sequence[Landmark],
    targets: Sequence[PageTarget],
    language: str,
    book: Surroundings,
) -> Page:
    """The navigation document (EPUB 3.3, 7), fit to be read as the contents page of the book."""
    heading = f'<h1 class="contents-title" id="contents">{book.findings.text(title)}</h1>\n'
    toc = (
        '<nav class="toc" epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">\n'
        f"{heading}{_list(points, book)}</nav>\n"
    )
    body = toc + _landmarks(landmarks, book) + _page_list(targets, book)
    return page(NAVIGATION_FILE, title, language, body, book)


def _list(points: Sequence[NavPoint], book: Surroundings) -> str:
    """A list of entries; an entry without children has no list below it, since an empty one is not allowed."""
    return _ordered((_style(point), _anchor(point.href, point.title, book) + _below(point, book)) for point in points)


def _style(point: NavPoint) -> str:
    return "contents-part" if point.level == 0 else f"contents-{min(point.level, _DEEPEST_STYLE)}"


def _below(point: NavPoint, book: Surroundings) -> str:
    return "\n" + _list(point.children, book) if point.children else ""


def _landmarks(landmarks: Sequence[Landmark], book: Surroundings) -> str:
    """Not shown on the page: they are for the reading system's own menu."""
    if not landmarks:
        return ""
    items = [("", _anchor(mark.href, mark.title, book, f' epub:type="{mark.kind}"')) for mark in landmarks]
    label = book.findings.attribute(book.labels.landmarks)
    return f'<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-label="{label}">\n{_ordered(items)}</nav>\n'


def _page_list(targets: Sequence[PageTarget], book: Surroundings) -> str:
    """The pages of the printed book (EPUB 3.3, 7.4.2.2), for the reading system's 'go to page'."""
    if not targets:
        return ""
    items = [("", _anchor(target.href, target.label, book)) for target in targets]
    label = book.findings.attribute(book.labels.pages)
    return (
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" '
        f'aria-label="{label}">\n{_ordered(items)}</nav>\n'
    )


def _ordered(items: Iterable[tuple[str, str]]) -> str:
    """A list of items: the class of each, and what it holds."""
    lines = "".join(f'<li class="{style}">{item}</li>\n' if style else f"<li>{item}</li>\n" for style, item in items)
    return f"<ol>\n{lines}</ol>\n"


def _anchor(href: str, title: str, book: Surroundings, more: str = "") -> str:
    return f'<a{more} href="{book.findings.attribute(href)}">{book.findings.text(title)}</a>'
