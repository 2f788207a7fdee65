"""The container of an e-book, written by EbookLib, and what has to be corrected there.

The only module that knows EbookLib. What it would do by itself, and why it may not (version 0.20):

- It parses and writes anew every content document: slow, and its HTML parser changes what it reads.
- It searches every content document for page breaks, parsing it once more.
- It takes the time from the clock and an identifier from chance; both are replaced here.
- It names itself as the generator, with its version: the bytes would change with each release.
- It writes a navigation document that begins with h2, shows the landmarks as text, and has an empty, invalid
  list for each entry with an empty tuple of children; ours is a content document like the others.
- It leaves entries of the contents without id, and then fails, or repeats an id; here they are counted.
- It says that the contents (NCX) are 0 levels deep, and does not say in which language.
- It finds items of the spine by searching the whole list for each; here it is given the items themselves.
- It guesses media types from what the machine happens to know; here each is given.
- It writes the archive with the time of day; here the parts are only collected, and packed the same way each time.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from ebooklib import epub
from lxml import etree

from publish.model.style import Writing
from publish.writers.epub.metadata import Statement
from publish.writers.epub.navigation import NavPoint, PageTarget
from publish.writers.xhtml.findings import escape

MIMETYPE = "mimetype"
GENERATOR = "publish"  # by which our own reader knows that every element says what it is
_NCX_NAMESPACE = "{http://www.daisy.org/z3986/2005/ncx/}"
_NCX_END = b"</ncx>"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPTIONS = {"epub3_pages": False, "epub3_landmark": False, "epub2_guide": False}


class Kind(StrEnum):
    """What a resource is to the package."""

    PLAIN = "plain"
    NAVIGATION = "navigation"
    COVER_IMAGE = "cover-image"


class Resource(msgspec.Struct, frozen=True):
    """A file of the e-book. `id` is unique in the package."""

    id: str
    file: str
    media_type: str
    data: bytes
    kind: Kind = Kind.PLAIN


class Package(msgspec.Struct, frozen=True):
    """All that the container is made of. `spine` holds ids of resources in reading order; `modified` is in UTC."""

    identifier: str
    title: str
    language: str
    modified: str
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]
    contents: tuple[NavPoint, ...]
    pages: tuple[PageTarget, ...] = ()
    writing: Writing = Writing.HORIZONTAL


def package_parts(package: Package) -> dict[str, bytes]:
    """The files of the archive by name, `mimetype` among them."""
    book = epub.EpubBook()
    _describe(book, package)
    items = {resource.id: book.add_item(_item(resource)) for resource in package.resources}
    book.add_item(epub.EpubNcx())
    book.spine = [items[resource_id] for resource_id in package.spine]
    book.toc = list(_contents(package.contents, iter(range(1, 1_000_000))))
    return _Writer(package, book).parts()


def _describe(book: Any, package: Package) -> None:
    book.metadata.clear()
    if package.writing is Writing.VERTICAL:  # pages follow each other from right to left
        book.set_direction("rtl")
        book.add_metadata(None, "meta", "", {"name": "primary-writing-mode", "content": "vertical-rl"})
    book.add_metadata(None, "meta", "", {"name": "generator", "content": GENERATOR})
    book.set_identifier(package.identifier)
    book.title, book.language = package.title, package.language
    for statement in package.statements:
        namespace = None if statement.name == "meta" else "DC"
        book.add_metadata(namespace, statement.name, statement.value, dict(statement.attributes))
    for resource in package.resources:
        if resource.kind is Kind.COVER_IMAGE:  # where older reading systems look for it
            book.add_metadata(None, "meta", "", {"name": "cover", "content": resource.id})


def _item(resource: Resource) -> Any:
    match resource.kind:
        case Kind.PLAIN:
            item = epub.EpubItem(resource.id, resource.file)
        case Kind.COVER_IMAGE:
            item = epub.EpubCover(resource.id, resource.file)
        case Kind.NAVIGATION:
            item = epub.EpubNav(resource.id, resource.file)
    item.media_type = resource.media_type
    item.content = resource.data
    return item


def _contents(points: Iterable[NavPoint], numbers: Iterator[int]) -> Iterator[Any]:
    """Entries in EbookLib's terms: a link, or a link with the list of those below it."""
    for point in points:
        link = epub.Link(point.href, point.title, f"entry-{next(numbers)}")
        yield (link, list(_contents(point.children, numbers))) if point.children else link


class _Parts:
    """Stands where EbookLib expects a zip file, and keeps what it is given."""

    def __init__(self) -> None:
        self.parts = {MIMETYPE: b"application/epub+zip"}

    def writestr(self, name: str, data: str | bytes) -> None:
        self.parts[name] = data.encode() if isinstance(data, str) else data


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer with its faults corrected."""

    def __init__(self, package: Package, book: Any) -> None:
        modified = datetime.fromisoformat(package.modified)
        super().__init__("", book, {**_OPTIONS, "mtime": modified})
        self._package = package

    def parts(self) -> dict[str, bytes]:
        """The files of the archive, without the archive."""
        self.out = _Parts()
        self._write_container()
        self._write_opf()
        self._write_items()
        return self.out.parts

    def _get_nav(self, item: Any) -> bytes:
        return bytes(item.content)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self._package.language)
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        root = etree.fromstring(super()._get_ncx())
        root.set(_XML_LANG, self._package.language)
        for meta in root.iter(f"{_NCX_NAMESPACE}meta"):
            if meta.get("name") == "dtb:depth":
                meta.set("content", str(_depth(self._package.contents)))
        found: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return found.replace(_NCX_END, _page_list(self._package.pages).encode() + _NCX_END)


def _page_list(pages: Sequence[PageTarget]) -> str:
    """The list of pages for reading systems of the age of EPUB 2: as text, because there are thousands of them."""
    targets = [
        f'<pageTarget id="page-{number}" type="normal"><navLabel><text>{escape(page.label)}</text></navLabel>'
        f'<content src="{escape(page.href)}"/></pageTarget>'
        for number, page in enumerate(pages, 1)
    ]
    return f"<pageList>{''.join(targets)}</pageList>" if targets else ""


def _depth(points: Sequence[NavPoint]) -> int:
    return 1 + max((_depth(point.children) for point in points), default=0) if points else 0
