"""E-books: the files of the spine in their order, each a document."""

from collections.abc import Iterable, Iterator

from lxml.etree import _Element
from msgspec.structs import replace

from publish.diagnostics import Diagnostic, Outcome, Span, info, warning
from publish.model.document import Role
from publish.model.ports import Source
from publish.model.raw import SUBTITLE, VERSE, ImagePlace, Mark, MarkKind, Origin, RawBlock, RawDocument, Reading
from publish.readers.epub.container import Container, inner_path
from publish.readers.epub.content import gather, types_of
from publish.readers.epub.own import OwnPage, called_notes
from publish.readers.epub.package import read_package
from publish.readers.html.names import heading_names
from publish.readers.html.notes import PageNotes
from publish.readers.html.page import PageReader
from publish.readers.images import Gallery
from publish.readers.lines import joint
from publish.readers.links import call_headings, heading_target
from publish.readers.places import Counters

# Pages that lead into a book or out of it; what they say is in the metadata of the book that is to be made.
_FRONT = frozenset(("cover", "titlepage", "halftitlepage", "toc", "landmarks", "copyright-page", "colophon", "part"))
_STYLES = {role.value: role.value for role in Role if role is not Role.BODY} | {VERSE: VERSE, SUBTITLE: SUBTITLE}
_TOP = 3  # blocks among which a document's title stands


class _Images(Gallery):
    """Images of an e-book, looked for beside the file that names them."""

    def __init__(self, source: Source, container: Container) -> None:
        super().__init__(source)
        self._container = container
        self.base: str | None = None  # the file that is being read; nothing while no images are wanted

    def find(self, reference: str, place: ImagePlace, span: Span) -> ImagePlace | None:
        if self.base is None:
            return None
        own = inner_path(self.base, reference.partition("#")[0]) if ":" not in reference[:12] else ""
        if own not in self._container:
            return super().find(reference, place, span)
        return self.add(self._container.read(own), own, place, span)


def read_epub(source: Source) -> Outcome[Reading]:
    """The blocks of an e-book. The first heading of each file is a title at the top of a page.

    Raises PublishError when the file is damaged, too large, protected or no e-book.
    """
    container = Container(source.data, source.path, source.limits)
    plan = read_package(container)
    if not container.encrypted().isdisjoint(plan.spine):
        message = "is protected by a key (DRM); its text cannot be read"
        raise container.refused("R050", message, "ask its publisher for a file without protection")
    bodies = gather(container, plan.spine, source.path)
    images = _Images(source, container)
    told: list[Diagnostic] = [_missing(name, source.path) for name in plan.spine if name not in bodies]
    read = _read_own if plan.claims.complete else _read_bodies
    try:
        blocks = tuple(read(bodies, plan.front, source.path, images, told))
    except RecursionError as problem:
        advice = "open it in an e-book program, such as Calibre, and save it anew as EPUB"
        raise container.refused("R004", "its elements are nested too deeply to be read", advice) from problem
    document = RawDocument(source.path, "epub", blocks, plan.claims)
    return Outcome(Reading(document, images.assets), (*images.diagnostics, *told))


def _read_own(
    bodies: dict[str, _Element], front: frozenset[str], path: str, images: _Images, told: list[Diagnostic]
) -> tuple[RawBlock, ...]:
    """The blocks of an e-book that this program made."""
    counters, targets, notes = Counters(), dict[str, str](), called_notes(bodies.values())
    read: list[RawBlock] = []
    for name, body in bodies.items():
        aside = name in front or _leads_in(body)
        images.base = None if aside else name
        page = OwnPage(f"{path}/{name}", images, counters, notes)
        blocks = page.read(body)
        title = next((block.text for block in blocks if block.hints.level == 0), "")
        targets |= {f"#{name}": heading_target(title), **page.targets}
        read += _set_aside(blocks) if aside else blocks
        told += _part_told(body, blocks) if aside else ()
    return call_headings(read, _Targets(targets))


def _missing(name: str, path: str) -> Diagnostic:
    return warning("R051", f"'{name}' is not in the e-book or holds nothing", Span(path), "compare with the e-book")


def _read_bodies(
    bodies: dict[str, _Element], front: frozenset[str], path: str, images: _Images, told: list[Diagnostic]
) -> Iterator[RawBlock]:
    counters, targets = Counters(), dict[str, str]()
    book = next((body.getparent() for body in bodies.values()), None)
    notes = PageNotes(book) if book is not None else None
    read: list[tuple[RawBlock, ...]] = []
    for name, body in bodies.items():
        aside = name in front or _leads_in(body)
        images.base = None if aside else name
        pages = PageReader(f"{path}/{name}", 1, images, counters, notes=notes, styles=_STYLES)
        blocks = pages.read(body)
        if aside:
            read.append(tuple(_set_aside(blocks)))
            told += _part_told(body, blocks)
            continue
        blocks = tuple(_below_title(blocks))
        title = next((block.text for block in blocks if block.hints.level == 0), "")
        targets |= {f"#{name}": heading_target(title)} | heading_names(body) if title else heading_names(body)
        read.append(blocks)
    for blocks in read:
        yield from call_headings(blocks, _Targets(targets))


class _Targets(dict[str, str]):
    """Where links lead: to headings, and to the beginning of a file where its places have no heading."""

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        return super().get(key) or super().get("#" + key[1:].partition("#")[0]) or default


def _leads_in(body: _Element) -> bool:
    """Whether a page says that it is a cover, a title page, a table of contents, or the page of a part."""
    return not _FRONT.isdisjoint(_types(body))


def _types(body: _Element) -> list[str]:
    """What a page is, said at its body or at the one element that holds all of it."""
    return types_of(body) + (types_of(body[0]) if len(body) else [])


def _set_aside(blocks: Iterable[RawBlock]) -> Iterator[RawBlock]:
    for block in blocks:
        yield replace(block, hints=replace(block.hints, origin=Origin.NAVIGATION, level=None))


def _part_told(body: _Element, blocks: tuple[RawBlock, ...]) -> Iterator[Diagnostic]:
    if blocks and "part" in _types(body):
        message = f"the part '{blocks[0].text}' of the e-book is not taken over"
        yield info("R052", message, blocks[0].span, "write it as 'part' into the manifest")


def _below_title(blocks: tuple[RawBlock, ...]) -> Iterator[RawBlock]:
    """The blocks with the first heading as title, at level 0 and on a new page, and the others below it."""
    body = [block for block in blocks if block.hints.origin is Origin.BODY]
    title = next((block for block in body[:_TOP] if block.hints.level is not None), None)
    top = title.hints.level if title is not None and title.hints.level is not None else 0
    for block in blocks:
        if block is title:
            text = block.text if block.marks else _in_one_line(block.text)
            yield replace(block, text=text, hints=replace(block.hints, level=0, page_break_before=True))
        else:
            yield _lowered(block, top) if title is not None else block


def _lowered(block: RawBlock, top: int) -> RawBlock:
    level = block.hints.level
    if level is not None:
        block = replace(block, hints=replace(block.hints, level=max(level - top, 1)))
    if any(mark.kind is MarkKind.LEAD for mark in block.marks):
        block = replace(block, marks=tuple(_lowered_lead(mark, top) for mark in block.marks))
    return block


def _lowered_lead(mark: Mark, top: int) -> Mark:
    return replace(mark, target=str(max(int(mark.target) - top, 1))) if mark.kind is MarkKind.LEAD else mark


def _in_one_line(title: str) -> str:
    """A title without the line breaks that only place it on its page."""
    first, *rest = title.split("\n")
    for line in rest:
        first += joint(first[-1:], line[:1]) + line
    return first
