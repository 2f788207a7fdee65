"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): which content belongs to which element of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publish.model.pages import Element, Kind
from publish.writers.pdf.objects import RawObject, array, dictionary, name, reference_bytes, text_string

_DOCUMENT = 1
_CONTENT, _CHILD, _ANNOTATION = "content", "child", "annotation"


class TagTree:
    """Collects the marked content of the pages as they are drawn, then writes the tree.

    An element is hung into its parent when its first content is drawn, so that empty ones never show.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._kids: dict[int, list[tuple[str, int, int]]] = {_DOCUMENT: []}
        self._pages: list[list[int]] = []  # the element of every piece of marked content, by page
        self._links: list[tuple[int, bytes]] = []  # element and annotation of every link

    def begin_page(self) -> int:
        """Starts the next page; its number, under which it looks up its elements."""
        self._pages.append([])
        return len(self._pages) - 1

    def open(self, element: int) -> tuple[bytes, int]:
        """The kind of an element and the number of a new piece of its content on the current page."""
        content = self._pages[-1]
        content.append(element)
        self._hung(element).append((_CONTENT, len(self._pages) - 1, len(content) - 1))
        return self._elements[element].kind.value.encode("ascii"), len(content) - 1

    def _hung(self, element: int) -> list[tuple[str, int, int]]:
        if element not in self._kids:
            self._kids[element] = []
            self._hung(self._elements[element].parent).append((_CHILD, element, 0))
        return self._kids[element]

    def add_link(self, element: int, annotation: bytes) -> int:
        """Joins an annotation to its element; the number under which it looks that up, counted after the pages."""
        self._hung(element).append((_ANNOTATION, len(self._links), 0))
        self._links.append((element, annotation))
        return len(self._links) - 1

    def write(self, document: Any, pages: Sequence[bytes]) -> Any:
        """Adds the tree to the document. `pages` are references to the pages, in the order in which they were begun."""
        # The front of the book is laid out last: its sections were numbered first.
        self._kids[_DOCUMENT].sort(key=lambda kid: kid[1])
        root = dictionary({"Type": name("StructTreeRoot")})
        root_reference = document.Reference(root)
        slots = {element: RawObject() for element in self._kids}
        references = {element: reference_bytes(document, slot) for element, slot in slots.items()}
        for element, slot in slots.items():
            kids = b" ".join(self._kid(kid, pages, references) for kid in self._kids[element])
            parent = references.get(self._elements[element].parent, reference_bytes(document, root_reference))
            slot.data = b"<< /Type /StructElem %s /P %s /K [%s] >>" % (self._head(element), parent, kids)
        root["K"] = RawObject(references[_DOCUMENT])
        root["ParentTree"] = document.Reference(self._parent_tree(references))
        root["ParentTreeNextKey"] = len(self._pages) + len(self._links)
        notes = sorted((_note_id(e), references[e]) for e in self._kids if self._elements[e].kind is Kind.NOTE)
        if notes:
            names = [part for key, value in notes for part in (RawObject(text_string(key)), RawObject(value))]
            root["IDTree"] = document.Reference(dictionary({"Names": array(names)}))
        return root_reference

    def _kid(self, kid: tuple[str, int, int], pages: Sequence[bytes], references: dict[int, bytes]) -> bytes:
        kind, number, content = kid
        if kind == _CHILD:
            return references[number]
        if kind == _CONTENT:
            return b"<< /Type /MCR /Pg %s /MCID %d >>" % (pages[number], content)
        return b"<< /Type /OBJR /Obj %s >>" % self._links[number][1]

    def _head(self, number: int) -> bytes:
        element = self._elements[number]
        parts = [f"/S /{element.kind.value}".encode("ascii")]
        if element.alt:
            parts.append(b"/Alt " + text_string(element.alt))
        if element.kind is Kind.NOTE:
            parts.append(b"/ID " + text_string(_note_id(number)))
        attributes = list(_table_attributes(element))
        if attributes:
            parts.append(b"/A << /O /Table %s >>" % b" ".join(attributes))
        return b" ".join(parts)

    def _parent_tree(self, references: dict[int, bytes]) -> RawObject:
        """The element of every piece of content by page, then that of every link."""
        pages = [
            b"%d [%s]" % (number, b" ".join(references[element] for element in content))
            for number, content in enumerate(self._pages)
        ]
        first = len(self._pages)
        links = [b"%d %s" % (first + number, references[element]) for number, (element, _) in enumerate(self._links)]
        return RawObject(b"<< /Nums [%s] >>" % b"\n".join([*pages, *links]))


def _table_attributes(element: Element) -> Iterator[bytes]:
    if element.kind is Kind.HEADER_CELL:
        yield b"/Scope /Column"
    if element.row_span > 1:
        yield b"/RowSpan %d" % element.row_span
    if element.column_span > 1:
        yield b"/ColSpan %d" % element.column_span


def _note_id(number: int) -> str:
    return f"note-{number:08}"
