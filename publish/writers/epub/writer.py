"""From a manuscript to the bytes of an EPUB 3 file."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

import msgspec

from publish.diagnostics import Outcome, PublishError, error
from publish.model.book import Book
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.archive import pack
from publish.writers.cover import cover_png
from publish.writers.epub.metadata import identifier_of, language_of, modified_of, statements
from publish.writers.epub.navigation import (
    NAVIGATION_FILE,
    Landmark,
    NavPoint,
    nav_points,
    navigation_page,
    page_targets,
)
from publish.writers.epub.package import MIMETYPE, Kind, Package, Resource, package_parts
from publish.writers.epub.pages import (
    COVER_FILE,
    STYLE_FILE,
    TITLE_FILE,
    Page,
    body_pages,
    colophon_page,
    cover_page,
    title_page,
)
from publish.writers.xhtml.css import style_sheet
from publish.writers.xhtml.draft import Surroundings
from publish.writers.xhtml.faces import MEDIA_TYPE, CarriedFace, carried_faces, licences
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.images import ImageFile, Images
from publish.writers.xhtml.labels import labels_for
from publish.writers.xhtml.pagebreaks import find_marks
from publish.writers.xhtml.places import find_places
from publish.writers.xhtml.titles import one_line

_XHTML = "application/xhtml+xml"
_GENERATED_COVER = "images/cover.png"


def write_epub(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book as an EPUB 3.3 file, the same bytes every time, and what could not be shown in it.

    `pagination` says where the pages of the printed book begin: each is marked in the text and in the list of pages
    (EPUB Accessibility 1.1, 3.2). Raises PublishError when the book has nothing to show.
    """
    return begin_epub(manuscript)(pagination)


class _Beginnings(msgspec.Struct, frozen=True):
    """What does not depend on page numbers."""

    language: str
    cover: ImageFile | None
    faces: tuple[CarriedFace, ...]


def begin_epub(manuscript: Manuscript) -> Callable[[Pagination], Outcome[bytes]]:
    """Makes what does not depend on page numbers; what is returned does the rest, as `write_epub`."""
    book, findings = manuscript.book, Findings()
    surroundings = Surroundings(
        find_places(book),
        Images(manuscript.assets, findings),
        labels_for(book.metadata.language),
        findings,
        writing=manuscript.style.ebook.writing,
        letterheads=manuscript.style.letterheads,
    )
    language, cover = language_of(book.metadata, surroundings), _cover(manuscript, surroundings)
    beginnings = _Beginnings(language, cover, carried_faces(book, manuscript.style))
    return partial(_finish, manuscript, surroundings, beginnings)


def _finish(
    manuscript: Manuscript, surroundings: Surroundings, beginnings: _Beginnings, pagination: Pagination
) -> Outcome[bytes]:
    surroundings.marks = find_marks(pagination.starts)
    parts = package_parts(_package(manuscript, surroundings, beginnings))
    return Outcome(pack(parts, MIMETYPE, remember=manuscript.remember), surroundings.findings.diagnostics())


def _package(manuscript: Manuscript, surroundings: Surroundings, beginnings: _Beginnings) -> Package:
    book = manuscript.book
    language, cover, faces = beginnings.language, beginnings.cover, beginnings.faces
    front = _front(book, cover, language, surroundings)
    body = tuple(body_pages(book, language, surroundings))
    back = (colophon_page(book, language, surroundings),) if book.colophon else ()
    if not (front or body or back):
        raise PublishError([error("W300", "the book has no page to show", hint="name sources that hold text")])
    contents = _contents(book, (*body, *front, *back), back, surroundings)
    marks = _landmarks(book, front, body, back, surroundings)
    title = book.contents.title if book.contents else ""
    targets = page_targets((*body, *back))
    navigation = navigation_page(
        title or surroundings.labels.contents, contents, marks, targets, language, surroundings
    )
    read = (*front, navigation, *body, *back) if book.contents else (*front, *body, *back)
    pages = [_page_resource(page) for page in (*front, *body, *back)]
    nav = msgspec.structs.replace(_page_resource(navigation), kind=Kind.NAVIGATION)
    return Package(
        surroundings.findings.legal(identifier_of(book.metadata)),
        surroundings.findings.legal(one_line(book.metadata.title)) or surroundings.labels.untitled,
        language,
        modified_of(book.metadata, surroundings),
        statements(book.metadata, language, surroundings, paged=bool(targets)),
        (nav, *pages, _style(manuscript, faces), *_type(faces), *_images(cover, surroundings)),
        tuple(_id_of(page.file) for page in read),
        contents,
        targets,
        manuscript.style.ebook.writing,
    )


def _cover(manuscript: Manuscript, surroundings: Surroundings) -> ImageFile | None:
    """The cover's image: the one that is given, or a drawing where none is or it cannot be used."""
    book = manuscript.book
    if book.cover is None:
        return None
    given = surroundings.images.cover(book.cover.digest) if book.cover.digest else None
    if given:
        return given
    return ImageFile(_GENERATED_COVER, "image/png", cover_png(book.metadata, manuscript.style), 0, 0)


def _front(book: Book, cover: ImageFile | None, language: str, surroundings: Surroundings) -> tuple[Page, ...]:
    pages = []
    if cover:
        pages.append(cover_page(cover.file, book.metadata, language, surroundings))
    if book.title_page:
        pages.append(title_page(book.metadata, language, surroundings))
    return tuple(pages)


def _contents(
    book: Book, pages: Sequence[Page], back: Sequence[Page], surroundings: Surroundings
) -> tuple[NavPoint, ...]:
    """The entries of the contents; the book's first page where there would be none (EPUB 3.3, 7.3.1.1)."""
    first = pages[0]
    return nav_points(book, surroundings, first.file, back) or (NavPoint(first.title, first.file),)


def _landmarks(
    book: Book, front: Sequence[Page], body: Sequence[Page], back: Sequence[Page], surroundings: Surroundings
) -> tuple[Landmark, ...]:
    kinds = {COVER_FILE: "cover", TITLE_FILE: "titlepage"}
    marks = [Landmark(kinds[page.file], page.title, page.file) for page in front]
    if book.contents:
        title = book.contents.title or surroundings.labels.contents
        marks.append(Landmark("toc", title, NAVIGATION_FILE))
    marks += [Landmark("bodymatter", surroundings.labels.body, page.file) for page in body[:1]]
    return (*marks, *(Landmark("colophon", page.title, page.file) for page in back))


def _page_resource(page: Page) -> Resource:
    return Resource(_id_of(page.file), page.file, _XHTML, page.data)


def _style(manuscript: Manuscript, faces: Sequence[CarriedFace]) -> Resource:
    return Resource("style", STYLE_FILE, "text/css", style_sheet(manuscript.style, faces).encode())


def _type(faces: Sequence[CarriedFace]) -> Iterator[Resource]:
    """The faces and their licences."""
    for face in faces:
        yield Resource(f"font-{face.role}", face.file, MEDIA_TYPE, face.data)
    for file, data in licences(faces).items():
        yield Resource(_id_of(file), file, "text/plain", data)


def _images(cover: ImageFile | None, surroundings: Surroundings) -> list[Resource]:
    resources = [_image_resource(image, Kind.PLAIN) for image in surroundings.images.files()]
    return [_image_resource(cover, Kind.COVER_IMAGE), *resources] if cover else resources


def _image_resource(image: ImageFile, kind: Kind) -> Resource:
    name = "cover-image" if kind is Kind.COVER_IMAGE else _id_of(image.file)
    return Resource(name, image.file, image.media_type, image.data, kind)


def _id_of(file: str) -> str:
    return PurePosixPath(file).stem
