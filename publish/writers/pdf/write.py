"""The PDF file: pages drawn one by one as the layout finishes them, then put into reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from reportlab.pdfbase import pdfdoc

from publish.diagnostics import Diagnostic, Outcome
from publish.fontbook import FontBook
from publish.model.manuscript import Manuscript, PageSource
from publish.model.pages import Anchor, LinkArea, Page, Section
from publish.writers.pdf.color import output_intents
from publish.writers.pdf.content import page_content
from publish.writers.pdf.fonts import EmbeddedFont
from publish.writers.pdf.images import add_images
from publish.writers.pdf.metadata import information, xmp
from publish.writers.pdf.objects import RawObject, array, dictionary, name, reference_bytes, stream
from publish.writers.pdf.outline import add_outline, link_annotation, link_goal, name_tree, page_labels
from publish.writers.pdf.tags import TagTree

_READING_ORDER = (Section.COVER, Section.FRONT, Section.BODY)
_VERSION = (1, 7)


def write_pdf(manuscript: Manuscript, layout: PageSource, fonts: FontBook) -> Outcome[bytes]:
    """The pages of a layout as a PDF file; the layout is used up."""
    file = _File(manuscript, fonts, TagTree(layout.elements))
    for page in layout.pages:
        file.add(page)
    return Outcome(file.finish(manuscript), tuple(file.diagnostics))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page whose content is in the file: what it still needs to know, and its dictionary to be filled in.

    `number` counts the pages in the order in which they were drawn.
    """

    page: Page
    number: int
    content: Any
    entries: RawObject


class _File:
    """A PDF file in the making: drawn pages are kept compressed, everything that needs all of them comes last."""

    def __init__(self, manuscript: Manuscript, fonts: FontBook, tags: TagTree) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._fonts = fonts
        self._tags = tags
        self._embedded: dict[str, EmbeddedFont] = {}
        self._document = pdfdoc.PDFDocument(
            dummyoutline=1, invariant=1, pdfVersion=_VERSION, lang=manuscript.book.metadata.language
        )
        self._image_names, self._images, problems = add_images(self._document, manuscript.assets)
        self.diagnostics.extend(problems)
        self._pages: list[_Drawn] = []

    def add(self, page: Page) -> None:
        """Draws a page; of its items only links and anchors are kept."""
        number = self._tags.begin_page()
        data = page_content(page, self._font, self._image_names, self._tags)
        kept = tuple(item for item in page.items if isinstance(item, LinkArea | Anchor))
        content = self._document.Reference(stream(data))
        self._pages.append(_Drawn(replace(page, items=kept), number, content, RawObject()))

    def _font(self, face: str) -> EmbeddedFont:
        found = self._embedded.get(face)
        if found is None:
            found = EmbeddedFont(self._fonts.faces[face], f"F{len(self._embedded) + 1}")
            self._embedded[face] = found
        return found

    def finish(self, manuscript: Manuscript) -> bytes:
        """The bytes of the file."""
        document, metadata = self._document, manuscript.book.metadata
        begun = [reference_bytes(document, drawn.entries) for drawn in self._pages]
        self._pages.sort(key=lambda drawn: (_READING_ORDER.index(drawn.page.section), drawn.page.number))
        targets = {
            item.name: b"[%s /XYZ 0 %.2f 0]" % (begun[drawn.number], drawn.page.height - item.y)
            for drawn in self._pages
            for item in drawn.page.items
            if isinstance(item, Anchor)
        }
        self._complete_pages(targets)
        self._complete_catalog(manuscript, targets, begun)
        document.info = information(metadata)
        document.updateSignature(metadata.identifier or metadata.title)
        return bytes(document.format())

    def _complete_pages(self, targets: dict[str, bytes]) -> None:
        document = self._document
        resources = reference_bytes(document, self._resources())
        parent = reference_bytes(document, document.Pages)
        for drawn in self._pages:
            page = drawn.page
            parts = [
                b"<< /Type /Page /Parent %s /MediaBox [0 0 %.2f %.2f]" % (parent, page.width, page.height),
                b"/Resources %s /Contents %s" % (resources, reference_bytes(document, drawn.content)),
                b"/StructParents %d /Tabs /S" % drawn.number,
            ]
            links = list(self._links(page, targets))
            if links:
                parts.append(b"/Annots [%s]" % b" ".join(links))
            drawn.entries.data = b" ".join([*parts, b">>"])
            document.Pages.addPage(document.Reference(drawn.entries))

    def _links(self, page: Page, targets: dict[str, bytes]) -> Iterator[bytes]:
        """References to the annotations of a page."""
        for item in page.items:
            goal = link_goal(item.target, targets) if isinstance(item, LinkArea) else None
            if goal is not None and isinstance(item, LinkArea):
                annotation = RawObject()
                reference = reference_bytes(self._document, annotation)
                number = len(self._pages) + self._tags.add_link(item.element, reference)
                annotation.data = link_annotation(item, page.height, goal, number)
                yield reference

    def _resources(self) -> Any:
        fonts = {font.resource: font.write(self._document) for font in self._embedded.values()}
        entries = {"Font": dictionary(fonts), "ProcSet": array(map(name, ("PDF", "Text", "ImageB", "ImageC")))}
        if self._images:
            entries["XObject"] = dictionary(self._images)
        return dictionary(entries)

    def _complete_catalog(self, manuscript: Manuscript, targets: dict[str, bytes], begun: list[bytes]) -> None:
        document, book = self._document, manuscript.book
        catalog = document.Catalog
        catalog.Outlines = add_outline(document, book.outline, targets)
        catalog.PageMode = name("UseOutlines" if catalog.Outlines else "UseNone")
        catalog.PageLabels = page_labels(drawn.page for drawn in self._pages)
        catalog.Metadata = document.Reference(xmp(book.metadata))
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = self._tags.write(document, begun)
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]  # reportlab does not know of them
        catalog.OutputIntents = output_intents(document)
        catalog.MarkInfo = dictionary({"Marked": "true"})
        if targets:
            catalog.Names = name_tree(document, targets)
