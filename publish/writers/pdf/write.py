"""The PDF file: pages drawn one by one as the layout finishes them, then put into reading order."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

from publish.diagnostics import Diagnostic, Outcome
from publish.fontbook import FontBook
from publish.model.pages import Anchor, LinkArea, Page, Section
from publish.model.ports import Manuscript, PageSource
from publish.writers.pdf.content import page_content
from publish.writers.pdf.fonts import EmbeddedFont
from publish.writers.pdf.images import add_images
from publish.writers.pdf.metadata import information, xmp
from publish.writers.pdf.objects import array, dictionary, name, stream
from publish.writers.pdf.outline import add_outline, link_annotation, name_tree, page_labels

_READING_ORDER = (Section.COVER, Section.FRONT, Section.BODY)
_VERSION = (1, 7)


def write_pdf(manuscript: Manuscript, layout: PageSource, fonts: FontBook) -> Outcome[bytes]:
    """The pages of a layout as a PDF file; the layout is used up."""
    file = _File(manuscript, fonts)
    for page in layout.pages:
        file.add(page)
    return Outcome(file.finish(manuscript), tuple(file.diagnostics))


class _File:
    """A PDF file in the making: drawn pages are kept compressed, everything that needs all of them comes last."""

    def __init__(self, manuscript: Manuscript, fonts: FontBook) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._fonts = fonts
        self._embedded: dict[str, EmbeddedFont] = {}
        self._document = pdfdoc.PDFDocument(
            dummyoutline=1, invariant=1, pdfVersion=_VERSION, lang=manuscript.book.metadata.language
        )
        self._image_names, self._images, problems = add_images(self._document, manuscript.assets)
        self.diagnostics.extend(problems)
        self._pages: list[tuple[Page, Any]] = []

    def add(self, page: Page) -> None:
        """Draws a page; of its items only links and anchors are kept."""
        content = self._document.Reference(stream(page_content(page, self._font, self._image_names)))
        kept = tuple(item for item in page.items if isinstance(item, LinkArea | Anchor))
        self._pages.append((Page(page.section, page.number, page.label, page.width, page.height, kept), content))

    def _font(self, face: str) -> EmbeddedFont:
        found = self._embedded.get(face)
        if found is None:
            found = EmbeddedFont(self._fonts.faces[face], f"F{len(self._embedded) + 1}")
            self._embedded[face] = found
        return found

    def finish(self, manuscript: Manuscript) -> bytes:
        """The bytes of the file."""
        document, book = self._document, manuscript.book
        self._pages.sort(key=lambda entry: (_READING_ORDER.index(entry[0].section), entry[0].number))
        resources = document.Reference(self._resources())
        parent = document.Reference(document.Pages)
        slots = [dictionary({}) for _ in self._pages]
        references = [document.Reference(slot) for slot in slots]
        targets = {
            item.name: array([reference, name("XYZ"), 0, f"{page.height - item.y:.2f}", 0])
            for (page, _), reference in zip(self._pages, references, strict=True)
            for item in page.items
            if isinstance(item, Anchor)
        }
        for (page, content), slot in zip(self._pages, slots, strict=True):
            slot.dict.update(_page_entries(page, content, parent, resources, targets))
        document.Pages.pages.extend(references)
        self._complete_catalog(manuscript, targets)
        document.info = information(book.metadata)
        document.updateSignature(book.metadata.identifier or book.metadata.title)
        return bytes(document.format())

    def _resources(self) -> Any:
        fonts = {font.resource: font.write(self._document) for font in self._embedded.values()}
        entries = {"Font": dictionary(fonts), "ProcSet": array(map(name, ("PDF", "Text", "ImageB", "ImageC")))}
        if self._images:
            entries["XObject"] = dictionary(self._images)
        return dictionary(entries)

    def _complete_catalog(self, manuscript: Manuscript, targets: dict[str, Any]) -> None:
        document, book = self._document, manuscript.book
        catalog = document.Catalog
        catalog.Outlines = add_outline(document, book.outline, targets)
        catalog.PageMode = name("UseOutlines" if catalog.Outlines else "UseNone")
        catalog.PageLabels = page_labels(page for page, _ in self._pages)
        catalog.Metadata = document.Reference(xmp(book.metadata))
        catalog.ViewerPreferences = dictionary({"DisplayDocTitle": "true"})
        if targets:
            catalog.Names = name_tree(document, targets)


def _page_entries(page: Page, content: Any, parent: Any, resources: Any, targets: dict[str, Any]) -> dict[str, Any]:
    entries = {
        "Type": name("Page"),
        "Parent": parent,
        "MediaBox": array([0, 0, f"{page.width:.2f}", f"{page.height:.2f}"]),
        "Resources": resources,
        "Contents": content,
    }
    links = [link_annotation(item, page.height, targets) for item in page.items if isinstance(item, LinkArea)]
    shown = [link for link in links if link is not None]
    if shown:
        entries["Annots"] = array(shown)
        entries["Tabs"] = name("S")
    return entries
