"""The PDF file: pages drawn one by one as the layout finishes them, then put into reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from msgspec.structs import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.fontbook import FontBook
from publish.model.book import TocEntry
from publish.model.manuscript import Manuscript, PageSource
from publish.model.pages import Element, Item, LinkArea, Page, Section
from publish.writers.pdf.codes import CharacterCodes
from publish.writers.pdf.color import output_intents
from publish.writers.pdf.compact import DEFLATED, CompactDocument, RawReference, reference
from publish.writers.pdf.content import Drawing, Glyphs, GlyphUse, draw_foot, draw_head, draw_text
from publish.writers.pdf.fonts import EmbeddedFont
from publish.writers.pdf.metadata import information, xmp
from publish.writers.pdf.names import resource_name
from publish.writers.pdf.objects import array, dictionary, name
from publish.writers.pdf.outline import add_outline, link_annotation, link_goal, name_tree, page_labels
from publish.writers.pdf.tags import TagTree

_READING_ORDER = (Section.COVER, Section.FRONT, Section.BODY)
_VERSION = (1, 7)
_PAGES_PER_NODE = 64  # of the page tree
_THREADS = 2  # for what is compressed at the end: fonts, structure


def write_pdf(manuscript: Manuscript, layout: PageSource, fonts: FontBook) -> Outcome[bytes]:
    """The pages of a layout as a PDF file; the layout is used up."""
    file = PdfFile(manuscript, layout.elements, fonts, CharacterCodes())
    for page in layout.pages:
        file.add(page)
    return Outcome(file.finish(), tuple(file.diagnostics))


class _Drawn(msgspec.Struct, frozen=True, gc=False):
    """A page whose content is in the file: what its dictionary, object `object`, still has to say.

    `order` is that of reading, `number` counts the pages in the order in which they were drawn.
    """

    order: tuple[int, int]
    number: int
    object: int
    content: tuple[int, ...]
    width: float
    height: float
    links: tuple[LinkArea, ...]
    turned: bool


class PdfFile:
    """A PDF file in the making: drawn pages are in it already, everything that needs all of them comes last.

    `elements` are those that marks on pages refer to, by number; `codes` those that drawn text was drawn with.
    """

    def __init__(
        self, manuscript: Manuscript, elements: Sequence[Element], fonts: FontBook, codes: CharacterCodes
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._manuscript = manuscript
        self._elements = elements
        self._fonts = fonts
        self._codes = codes
        self._use = GlyphUse(fonts.faces, codes)
        self._embedded: dict[str, EmbeddedFont] = {}
        self._document = CompactDocument(_VERSION, manuscript.book.metadata.language)
        self._tags = TagTree(self._document, elements)
        self._images = self._add_images()
        self._resources = self._document.reserve()
        self._heads: dict[tuple[float, tuple[Item, ...]], int] = {}  # content streams that pages have in common
        self._pages: list[_Drawn] = []
        self._targets: dict[str, bytes] = {}  # destinations by anchor

    def _add_images(self) -> dict[str, Any]:
        if not self._manuscript.assets:
            return {}
        from publish.writers.pdf.images import add_images  # Pillow takes long to load, and most books have no images

        images, problems = add_images(self._document, self._manuscript.assets)
        self.diagnostics.extend(problems)
        return images

    def add(self, page: Page, text: Drawing | None = None, base: int = 0) -> None:
        """Takes in a page, with its text drawn already if that is given; `base` is then added to its elements."""
        drawing = text if text is not None else draw_text(page.text, page.height, self._elements, self._use)
        own = self._document.reserve()
        number = self._tags.add_page(own, [mark + base for mark in drawing.marks])
        links = tuple(replace(link, x=link.x + page.left, element=link.element + base) for link in drawing.links)
        for anchor in page.anchors:
            self._targets[anchor.name] = b"[%d 0 R /XYZ 0 %.2f 0]" % (own, page.height - anchor.y)
        order = _READING_ORDER.index(page.section), page.number
        content = tuple(self._content(page, drawing))
        self._pages.append(_Drawn(order, number, own, content, page.width, page.height, links, page.turned))

    def _content(self, page: Page, text: Drawing) -> Iterator[int]:
        """The content streams of a page: running head, text moved to its place, page number."""
        key = page.left, page.head
        head = self._heads.get(key)
        if head is None:
            data = draw_head(page.head, page.height, page.left, self._use)
            head = self._heads[key] = self._document.add_content(data, DEFLATED)
        yield head
        if text.data:
            yield self._document.add_content(text.data, DEFLATED)
        yield self._document.add_content(draw_foot(page.foot, page.height, self._use))

    def use(self, glyphs: Mapping[str, Glyphs]) -> None:
        """Embed these glyphs of faces, which drawn text shows."""
        for face, shown in glyphs.items():
            if face not in self._embedded:
                self._embedded[face] = EmbeddedFont(self._fonts.faces[face], self._codes)
            self._embedded[face].add(shown)

    def finish(self) -> bytes:
        """The bytes of the file."""
        document, metadata = self._document, self._manuscript.book.metadata
        self.use(self._use.take())
        self._pages.sort(key=lambda drawn: drawn.order)
        with ThreadPoolExecutor(_THREADS) as executor:
            document.share(executor)
            document.put(self._resources, bytes(self._resource_entries().format(document)))
            self._complete_catalog(self._page_tree())
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
            b"/Resources %d 0 R /Contents [%s]" % (self._resources, b" ".join(map(reference, drawn.content))),
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
        fonts = {
            resource_name(face).decode("ascii"): font.write(self._document)
            for face, font in sorted(self._embedded.items())
        }
        entries = {"Font": dictionary(fonts), "ProcSet": array(map(name, ("PDF", "Text", "ImageB", "ImageC")))}
        if self._images:
            entries["XObject"] = dictionary(self._images)
        return dictionary(entries)

    def _complete_catalog(self, pages: bytes) -> None:
        document, book = self._document, self._manuscript.book
        catalog = document.Catalog
        catalog.Pages = RawReference(pages)
        index = (TocEntry(book.index.title, book.index.anchor, 1),) if book.index else ()
        catalog.Outlines = add_outline(document, (*book.outline, *index), self._targets)
        catalog.PageMode = name("UseOutlines" if catalog.Outlines else "UseNone")
        catalog.PageLabels = page_labels((_READING_ORDER[drawn.order[0]], drawn.order[1]) for drawn in self._pages)
        catalog.Metadata = document.Reference(xmp(book.metadata))
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = RawReference(self._tags.write())
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]  # reportlab does not know of them
        catalog.OutputIntents = output_intents(document)
        catalog.MarkInfo = dictionary({"Marked": "true"})
        if self._targets:
            catalog.Names = name_tree(document, self._targets)
