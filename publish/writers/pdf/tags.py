"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): which content belongs to which element of the text."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from publish.model.pages import Element, Kind
from publish.writers.pdf.compact import CompactDocument, reference
from publish.writers.pdf.objects import text_string

_DOCUMENT = 1
# What hangs in an element is kept as one number, its kind in the lowest bits: there are hundreds of thousands.
_CHILD, _CONTENT, _ANNOTATION = 0, 1, 2
_KIND_BITS, _CONTENT_BITS = 2, 20
_KIND_MASK, _CONTENT_MASK = (1 << _KIND_BITS) - 1, (1 << _CONTENT_BITS) - 1
_TYPES = {kind: b"/S /%s" % kind.value.encode("ascii") for kind in Kind}
_CELLS = (Kind.HEADER_CELL, Kind.DATA_CELL)


class TagTree:
    """Collects the marked content of the pages as they are drawn, then writes the tree.

    An element is hung into its parent when its first content is drawn, so that empty ones never show.
    """

    def __init__(self, document: CompactDocument, elements: Sequence[Element]) -> None:
        self._document = document
        self._elements = elements
        self._root = document.reserve()
        # By the number of the element: its object, and the first thing that hangs in it, mostly the only one; or 0.
        self._numbers, self._first = array("I"), array("Q")
        self._more: defaultdict[int, list[int]] = defaultdict(list)
        self._hung = array("I", [_DOCUMENT])  # the elements that show, in the order in which they were hung
        self._count_elements()
        self._numbers[_DOCUMENT] = document.reserve()
        self._pages: list[int] = []  # the object of every page begun
        self._parents: list[bytes] = []  # where each page looks up the elements of its content
        self._links: list[tuple[int, bytes]] = []  # object of the element and annotation of every link

    def add_page(self, page: int, marks: Iterable[int]) -> int:
        """The next page, object `page`, and the element of each piece of its content, in order.

        The number under which the page looks up its elements.
        """
        own = len(self._pages)
        self._pages.append(page)
        self._count_elements()
        code = own << _CONTENT_BITS
        parents = [self._hang(number << _KIND_BITS | _CONTENT, element) for number, element in enumerate(marks, code)]
        self._parents.append(self._document.add(b"[%s]" % b" ".join(map(reference, parents))))
        return own

    def _count_elements(self) -> None:
        more = len(self._elements) - len(self._numbers)
        self._numbers.extend(bytes(more))
        self._first.extend(bytes(more))

    def _hang(self, kid: int, element: int) -> int:
        """Hangs something into an element, and that into its parent; the number of its object."""
        number = self._numbers[element]
        if number:
            self._more[element].append(kid)
            return number
        number = self._numbers[element] = self._document.reserve()
        self._first[element] = kid
        self._hung.append(element)
        self._hang(element << _KIND_BITS | _CHILD, self._elements[element].parent)
        return number

    def add_link(self, element: int, annotation: bytes) -> int:
        """Joins an annotation to its element; the number under which it looks that up, counted after the pages."""
        number = self._hang(len(self._links) << _KIND_BITS | _ANNOTATION, element)
        self._links.append((number, annotation))
        return len(self._links) - 1

    def write(self) -> bytes:
        """Adds the tree to the document; a reference to it."""
        document = self._document
        # The front of the book is laid out last: its sections were numbered first.
        self._more[_DOCUMENT].sort()
        for element in self._hung:
            parent = self._numbers[self._elements[element].parent] or self._root
            content = self._content(self._kids(element))
            data = b"<< /Type /StructElem %s /P %d 0 R %s >>" % (self._head(element), parent, content)
            document.put(self._numbers[element], data)
        entries = b"/K %s /ParentTree %s /ParentTreeNextKey %d" % (
            reference(self._numbers[_DOCUMENT]),
            document.add(self._parent_tree()),
            len(self._pages) + len(self._links),
        )
        document.put(self._root, b"<< /Type /StructTreeRoot %s %s >>" % (entries, self._notes()))
        return reference(self._root)

    def _kids(self, element: int) -> list[int]:
        first, more = self._first[element], self._more.get(element, [])
        return [first, *more] if first else more

    def _content(self, kids: list[int]) -> bytes:
        """What hangs in an element, and the page of its first piece of content: those on it go by number alone."""
        page = next((kid >> _KIND_BITS + _CONTENT_BITS for kid in kids if kid & _KIND_MASK == _CONTENT), None)
        shown = [self._kid(kid, page) for kid in kids]
        entries = b"/K %s" % shown[0] if len(shown) == 1 else b"/K [%s]" % b" ".join(shown)
        return entries if page is None else b"/Pg %d 0 R %s" % (self._pages[page], entries)

    def _kid(self, code: int, own: int | None) -> bytes:
        """A kid of an element whose content begins on page `own`."""
        kind, number = code & _KIND_MASK, code >> _KIND_BITS
        if kind == _CHILD:
            return reference(self._numbers[number])
        if kind == _ANNOTATION:
            return b"<< /Type /OBJR /Obj %s >>" % self._links[number][1]
        page, content = number >> _CONTENT_BITS, number & _CONTENT_MASK
        if page == own:
            return b"%d" % content
        return b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self._pages[page], content)

    def _head(self, number: int) -> bytes:
        element = self._elements[number]
        parts = [_TYPES[element.kind]]
        if element.alt:
            parts.append(b"/Alt " + text_string(element.alt))
        if element.kind is Kind.NOTE:
            parts.append(b"/ID " + text_string(_note_id(number)))
        if element.kind in _CELLS and (attributes := list(_table_attributes(element))):
            parts.append(b"/A << /O /Table %s >>" % b" ".join(attributes))
        return b" ".join(parts)

    def _notes(self) -> bytes:
        """All notes by their identifiers, which have to be in order."""
        notes = sorted(number for number in self._hung if self._elements[number].kind is Kind.NOTE)
        if not notes:
            return b""
        pairs = (b"%s %d 0 R" % (text_string(_note_id(number)), self._numbers[number]) for number in notes)
        return b"/IDTree " + self._document.add(b"<< /Names [%s] >>" % b"\n".join(pairs))

    def _parent_tree(self) -> bytes:
        """The elements of every page's content, then that of every link."""
        pages = [b"%d %s" % (number, parents) for number, parents in enumerate(self._parents)]
        first = len(self._pages)
        links = [b"%d %d 0 R" % (first + number, element) for number, (element, _) in enumerate(self._links)]
        return b"<< /Nums [%s] >>" % b"\n".join([*pages, *links])


def _table_attributes(element: Element) -> Iterator[bytes]:
    if element.kind is Kind.HEADER_CELL:
        yield b"/Scope /Column"
    if element.row_span > 1:
        yield b"/RowSpan %d" % element.row_span
    if element.column_span > 1:
        yield b"/ColSpan %d" % element.column_span


def _note_id(number: int) -> str:
    return f"note-{number:08}"
