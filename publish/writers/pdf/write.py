"""The PDF file: pages drawn one by one as the layout finishes them, then put into reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from publish.diagnostics import Diagnostic, Outcome
from publish.fontbook import FontBook
from publish.model.book import TocEntry
from publish.model.manuscript import Manuscript, PageSource
from publish.model.pages import Anchor, LinkArea, Page, Section
from publish.writers.pdf.color import output_intents
from publish.writers.pdf.compact import CompactDocument, RawReference, reference
from publish.writers.pdf.content import page_content
from publish.writers.pdf.fonts import EmbeddedFont
from publish.writers.pdf.images import add_images
from publish.writers.pdf.metadata import information, xmp
from publish.writers.pdf.objects import array, dictionary, name, stream
from publish.writers.pdf.outline import add_outline, link_annotation, link_goal, name_tree, page_labels
from publish.writers.pdf.tags import TagTree

_READING_ORDER = (Section.COVER, Section.FRONT, Section.BODY)
_VERSION = (1, 7)
_PAGES_PER_NODE = 64  # of the page tree


def write_pdf(manuscript: Manuscript, layout: PageSource, fonts: FontBook) -> Outcome[bytes]:
    """The pages of a layout as a PDF file; the layout is used up."""
    file = _File(manuscript, layout, fonts)
    for page in layout.pages:
        file.add(page)
    return Outcome(file.finish(manuscript), tuple(file.diagnostics))


class _Drawn(msgspec.Struct, frozen=True, gc=False):
    """A page whose content is in the file: what its dictionary, object `object`, still has to say.

    `order` is that of reading, `number` counts the pages in the order in which they were drawn.
    """

    order: tuple[int, int]
    number: int
    object: int
    content: bytes
    width: float
    height: float
    links: tuple[LinkArea, ...]
    turned: bool


class _File:
    """A PDF file in the making: drawn pages are in it already, everything that needs all of them comes last."""

    def __init__(self, manuscript: Manuscript, layout: PageSource, fonts: FontBook) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._fonts = fonts
        self._embedded: dict[str, EmbeddedFont] = {}
        self._document = CompactDocument(_VERSION, manuscript.book.metadata.language)
        self._tags = TagTree(self._document, layout.elements)
        self._image_names, self._images, problems = add_images(self._document, manuscript.assets)
        self.diagnostics.extend(problems)
        self._resources = self._document.reserve()
        self._pages: list[_Drawn] = []
        self._targets: dict[str, bytes] = {}  # destinations by anchor

    def add(self, page: Page) -> None:
        """Draws a page; of its items only links and anchors are kept."""
        own = self._document.reserve()
        number = self._tags.begin_page(own)
        data = page_content(page, self._font, self._image_names, self._tags)
        links = []
        for item in page.items:
            if isinstance(item, LinkArea):
                links.append(item)
            elif isinstance(item, Anchor):
                self._targets[item.name] = b"[%d 0 R /XYZ 0 %.2f 0]" % (own, page.height - item.y)
        content = self._document.add_stream(stream(data))
        order = _READING_ORDER.index(page.section), page.number
        self._pages.append(_Drawn(order, number, own, content, page.width, page.height, tuple(links), page.turned))

    def _font(self, face: str) -> EmbeddedFont:
        found = self._embedded.get(face)
        if found is None:
            found = EmbeddedFont(self._fonts.faces[face], f"F{len(self._embedded) + 1}")
            self._embedded[face] = found
        return found

    def finish(self, manuscript: Manuscript) -> bytes:
        """The bytes of the file."""
        document, metadata = self._document, manuscript.book.metadata
        self._pages.sort(key=lambda drawn: drawn.order)
        document.put(self._resources, bytes(self._resource_entries().format(document)))
        self._complete_catalog(manuscript, self._page_tree())
        document.info = information(metadata)
        document.updateSignature(metadata.identifier or metadata.title)
        return document.format()

    # --- pages --------------------------------------------------------------------------------

    def _page_tree(self) -> bytes:
        """Completes the pages and hangs them into a tree, so that readers reach each of them in few steps."""
        document = self._document
        root = document.reserve()
        references = []
        nodes = [self._pages[at : at + _PAGES_PER_NODE] for at in range(0, len(self._pages), _PAGES_PER_NODE)]
        for pages in nodes:
            node = document.reserve()
            for drawn in pages:
                document.put(drawn.object, self._page(drawn, node))
            references.append(reference(node))
            kids = b" ".join(reference(drawn.object) for drawn in pages)
            entries = b"/Type /Pages /Parent %d 0 R /Count %d /Kids [%s]" % (root, len(pages), kids)
            document.put(node, b"<< %s >>" % entries)
        shown = b" ".join(references)
        document.put(root, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), shown))
        return reference(root)

    def _page(self, drawn: _Drawn, parent: int) -> bytes:
        parts = [
            b"/Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f]" % (parent, drawn.width, drawn.height),
            b"/Resources %d 0 R /Contents %s" % (self._resources, drawn.content),
            b"/StructParents %d /Tabs /S" % drawn.number,
        ]
        if drawn.turned:
            parts.append(b"/Rotate 90")
        links = list(self._links(drawn))
        if links:
            parts.append(b"/Annots [%s]" % b" ".join(links))
        return b"<< %s >>" % b" ".join(parts)

    def _links(self, drawn: _Drawn) -> Iterator[bytes]:
        """References to the annotations of a page."""
        for link in drawn.links:
            goal = link_goal(link.target, self._targets)
            if goal is None:
                continue
            own = self._document.reserve()
            number = len(self._pages) + self._tags.add_link(link.element, reference(own))
            self._document.put(own, link_annotation(link, drawn.height, goal, number))
            yield reference(own)

    # --- what all pages share -----------------------------------------------------------------

    def _resource_entries(self) -> Any:
        fonts = {font.resource: font.write(self._document) for font in self._embedded.values()}
        entries = {"Font": dictionary(fonts), "ProcSet": array(map(name, ("PDF", "Text", "ImageB", "ImageC")))}
        if self._images:
            entries["XObject"] = dictionary(self._images)
        return dictionary(entries)

    def _complete_catalog(self, manuscript: Manuscript, pages: bytes) -> None:
        document, book = self._document, manuscript.book
        catalog = document.Catalog
        catalog.Pages = RawReference(pages)
        index = (TocEntry(book.index.title, book.index.anchor, 1),) if book.index else ()
        catalog.Outlines = add_outline(document, (*book.outline, *index), self._targets)
        catalog.PageMode = name("UseOutlines" if catalog.Outlines else "UseNone")
        catalog.PageLabels = page_labels(_READING_ORDER[drawn.order[0]] for drawn in self._pages)
        catalog.Metadata = document.Reference(xmp(book.metadata))
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = RawReference(self._tags.write())
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]  # reportlab does not know of them
        catalog.OutputIntents = output_intents(document)
        catalog.MarkInfo = dictionary({"Marked": "true"})
        if self._targets:
            catalog.Names = name_tree(document, self._targets)
