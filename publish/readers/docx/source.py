"""What all stories of one Word file share while it is read."""

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from publish.model.raw import MarkKind
from publish.readers.docx.numbering import Numbering
from publish.readers.docx.own import OwnStyles, is_own
from publish.readers.docx.styles import Styles
from publish.readers.images import Gallery
from publish.readers.places import Counters

NOTE_PARTS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
RAISED = {"superscript": MarkKind.SUPERSCRIPT, "subscript": MarkKind.SUBSCRIPT}


class WordSource:
    """Styles, numbers, images of the file, and what was met in it."""

    def __init__(self, document: WordDocument, path: str, gallery: Gallery) -> None:
        self.path = path
        self.part: Part = document.part
        self.gallery = gallery
        self.counters = Counters()
        self.styles = Styles(self.root(RELATIONSHIP_TYPE.STYLES))
        self.own = OwnStyles(self.styles.ids) if is_own(self.styles.ids) else None
        self.numbering = Numbering(self.root(RELATIONSHIP_TYPE.NUMBERING), self.counters)
        self.paragraphs = 0  # so far, in reading order: the line of a span
        self.notes: list[tuple[str, str]] = []  # kind and id of the notes called
        self.comments = 0
        self.changes = 0

    def related(self, relationship: str) -> Part | None:
        """The part that the main document has for a purpose."""
        for relation in self.part.rels.values():
            if relation.reltype == relationship and not relation.is_external:
                part: Part = relation.target_part
                return part
        return None

    def root(self, relationship: str) -> _Element | None:
        """The root element of such a part."""
        part = self.related(relationship)
        return None if part is None else part_root(part)


def part_root(part: Part) -> _Element:
    """The root element of an XML part. Raises lxml's XMLSyntaxError."""
    element: _Element | None = getattr(part, "element", None)
    if element is not None:
        return element
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
