"""The content of a Word paragraph as marked text."""

from collections.abc import Callable

import msgspec
from docx.opc.part import Part
from lxml.etree import _Element

from publish.diagnostics import Span
from publish.model.raw import ImagePlace, MarkKind
from publish.readers.docx.drawings import Picture, chosen_branch, contents_of
from publish.readers.docx.fields import Fields, link_of
from publish.readers.docx.names import ALTERNATE, MATH_TEXT, MATHS, RELATION_ID, elements, w
from publish.readers.docx.source import RAISED, WordSource
from publish.readers.docx.styles import NO_RUN, RunLook, run_look, style_id_of
from publish.readers.links import link_target
from publish.readers.marked import MarkedText

_WRAPPERS = frozenset(map(w, ("smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "rt", "sdt")))
_ADDED = frozenset(map(w, ("ins", "moveTo")))
_REMOVED = frozenset(map(w, ("del", "moveFrom")))
_DRAWINGS = frozenset(map(w, ("drawing", "pict", "object")))
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\xad"}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


class Piece(msgspec.Struct):
    """Text between page breaks, with the looks of its runs and how many characters each has."""

    text: MarkedText
    page_break_before: bool = False
    looks: list[tuple[int, RunLook]] = msgspec.field(default_factory=list)


class ParagraphText:
    """Collects the runs of a paragraph, or of several whose marks between them were deleted."""

    def __init__(self, source: WordSource, part: Part, fields: Fields, below: RunLook, span: Span) -> None:
        self._source = source
        self._part = part
        self._fields = fields
        self._below = below
        self._span = span
        self.pieces = [Piece(MarkedText())]
        self.hidden = MarkedText()
        self.boxes: list[_Element] = []

    @property
    def _text(self) -> MarkedText:
        return self.pieces[-1].text

    def add_label(self, label: str) -> None:
        """Put an automatic number before the text."""
        self._text.add(label)

    def read(self, parent: _Element) -> None:
        """Take in the children of a paragraph or of an element around runs."""
        for child in elements(parent):
            self._take(child)

    def _take(self, child: _Element) -> None:
        tag = str(child.tag)
        if tag == w("r"):
            self._take_run(child)
        elif tag == w("hyperlink"):
            self._take_link(child)
        elif tag in _ADDED or tag in _REMOVED:
            self._source.changes += 1
            if tag in _ADDED:
                self.read(child)
        elif tag in _WRAPPERS:
            self.read(child)
        elif tag == w("fldSimple"):
            self._linked(link_of(child.get(w("instr"), "")), child)
        elif tag == ALTERNATE:
            branch = chosen_branch(child)
            if branch is not None:
                self.read(branch)
        elif tag in MATHS:
            self._text.add("".join(element.text or "" for element in child.iter(MATH_TEXT)))

    def _take_link(self, element: _Element) -> None:
        relation = self._part.rels.get(element.get(RELATION_ID, ""))
        address = (relation.target_ref or "") if relation is not None and relation.is_external else ""
        self._linked(address, element)

    def _linked(self, address: str, element: _Element) -> None:
        target = link_target(address)
        if target:
            self._text.open(MarkKind.LINK, target)
        self.read(element)
        if target:
            self._text.close(MarkKind.LINK)

    def _take_run(self, run: _Element) -> None:
        properties = run.find(w("rPr"))
        style_id = style_id_of(properties, "rStyle")
        above = run_look(properties)
        look = above.over(self._source.styles.run(style_id)) if style_id else above
        look = look.over(self._below) if look is not NO_RUN else self._below
        start, piece = self._text.length, self.pieces[-1]
        for child in elements(run):
            self._take_content(child, hidden=bool(look.hidden))
        if self.pieces[-1] is not piece:  # a page break inside the run
            self._mark(piece, start, look)
            piece, start = self.pieces[-1], 0
        self._mark(piece, start, look)
        if self._source.own and style_id:
            for kind, target in self._source.own.marks(style_id):
                piece.text.mark(kind, start, piece.text.length, target)

    def _mark(self, piece: Piece, start: int, look: RunLook) -> None:
        end = piece.text.length
        if end == start:
            return
        piece.looks.append((end - start, look))
        if look is self._below:
            return
        if look.bold and not self._below.bold:
            piece.text.mark(MarkKind.STRONG, start, end)
        if look.italic and not self._below.italic:
            piece.text.mark(MarkKind.EMPHASIS, start, end)
        if look.raised in RAISED:
            piece.text.mark(RAISED[look.raised], start, end)

    def _take_content(self, child: _Element, *, hidden: bool) -> None:
        tag = str(child.tag)
        if tag == w("fldChar"):
            self._take_field(child.get(w("fldCharType"), ""))
        elif tag == w("instrText"):
            self._fields.instruct(child.text or "")
        elif tag == w("commentReference"):
            self._source.comments += 1
        elif self._fields.silent:
            return
        elif tag == w("t"):
            (self.hidden if hidden else self._text).add(child.text or "")
        elif tag in _CHARACTERS:
            (self.hidden if hidden else self._text).add(_CHARACTERS[tag])
        elif not hidden:
            self._take_object(child, tag)

    def _take_object(self, child: _Element, tag: str) -> None:
        if tag == w("br"):
            self._break(child.get(w("type"), "textWrapping"))
        elif tag == w("sym"):
            self._text.add(_symbol(child.get(w("char"), "")))
        elif tag in _NOTES:
            note = (_NOTES[tag], child.get(w("id"), ""))
            self._source.notes.append(note)
            self._text.note(key_of(*note))
        elif tag in _DRAWINGS:
            self._draw(child)
        elif tag == ALTERNATE:
            branch = chosen_branch(child)
            for inner in () if branch is None else elements(branch):
                self._take_content(inner, hidden=False)
        elif tag == w("ruby"):
            self._take_ruby(child)

    def _break(self, kind: str) -> None:
        if kind == "page":
            self.pieces.append(Piece(self._text.follow(), page_break_before=True))
        else:
            self._text.add("\n")

    def _take_field(self, kind: str) -> None:
        actions: dict[str, Callable[[], str | None]] = {
            "begin": self._fields.begin,
            "separate": self._fields.separate,
            "end": self._fields.end,
        }
        address = actions[kind]() if kind in actions else None
        target = link_target(address or "")
        if target and kind == "separate":
            self._text.open(MarkKind.LINK, target)
        elif target:
            self._text.close(MarkKind.LINK)

    def _take_ruby(self, ruby: _Element) -> None:
        base, reading = ruby.find(w("rubyBase")), ruby.find(w("rt"))
        self._text.begin_base()
        if base is not None:
            self.read(base)
        if reading is not None:
            self._text.begin_reading()
            self._text.add("".join(element.text or "" for element in reading.iter(w("t"))))
            self._text.end_reading()

    def _draw(self, drawing: _Element) -> None:
        pictures, boxes = contents_of(drawing)
        self.boxes += boxes
        for picture in pictures:
            self._place(picture)

    def _place(self, picture: Picture) -> None:
        place = ImagePlace("", picture.alt, picture.width, picture.height)
        relation = self._part.rels.get(picture.relation)
        found = None
        if relation is None:
            advice = "insert the image anew; its description stays in the text"
            self._source.gallery.warn("R020", "an image is missing from the file", self._span, advice)
        elif relation.is_external:
            found = self._source.gallery.find(relation.target_ref or "", place, self._span)
        else:
            part = relation.target_part
            found = self._source.gallery.add(part.blob, str(part.partname).rpartition("/")[2], place, self._span)
        if found:
            self._text.image(found)
        else:
            self._text.add(picture.alt)


def key_of(kind: str, number: str) -> str:
    """The key of a note."""
    return f"{kind}-{number}"


def _symbol(code: str) -> str:
    """A character of a symbol font; Word moves those of old fonts to private use (17.3.3.30), where they stay."""
    try:
        return chr(int(code, 16)) if 0x20 <= int(code, 16) < 0xD800 or 0xE000 <= int(code, 16) < 0xFFFE else ""
    except ValueError:
        return ""
