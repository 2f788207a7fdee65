"""Paragraphs and tables of one story of a Word file: the body, a note, a header, a text box."""

import msgspec
from docx.opc.part import Part
from lxml.etree import _Element

from publish.diagnostics import Span
from publish.model.document import Role
from publish.model.raw import CellPlace, Hints, MarkKind, Origin, RawBlock
from publish.readers.docx.drawings import chosen_branch
from publish.readers.docx.fields import Fields
from publish.readers.docx.names import ALTERNATE, child_value, elements, w
from publish.readers.docx.numbering import Numbered
from publish.readers.docx.paragraph import ParagraphText, Piece
from publish.readers.docx.source import WordSource
from publish.readers.docx.styles import BODY, ParagraphLook, RunLook, paragraph_look, style_id_of
from publish.readers.docx.tables import cells_of
from publish.readers.lone import number_lone_items

_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))
_NEW_PAGES = ("nextPage", "oddPage", "evenPage")


class Story:
    """Reads the blocks of one story, in order."""

    def __init__(self, source: WordSource, part: Part, origin: Origin = Origin.BODY, note: str | None = None) -> None:
        self._source = source
        self._part = part
        self._origin = origin
        self._note = note
        self._fields = Fields()
        self._blocks: list[RawBlock] = []
        self._blank = 0
        self._page_break = False
        self._carried: ParagraphText | None = None

    def read(self, container: _Element) -> list[RawBlock]:
        """All blocks inside an element that holds paragraphs and tables."""
        self._walk(container, None)
        if self._source.own:
            return self._blocks
        return number_lone_items(self._blocks, self._source.numbering.labels)

    def _walk(self, container: _Element, cell: CellPlace | None) -> None:
        for child in elements(container):
            if child.tag == w("p"):
                self._take_paragraph(child, cell)
            elif child.tag == w("tbl"):
                self._take_table(child, cell)
            elif child.tag in _WRAPPERS:
                self._walk(child, cell)
            elif child.tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self._walk(branch, cell)

    def _take_table(self, table: _Element, around: CellPlace | None) -> None:
        """A table inside a cell becomes paragraphs of that cell; a table of one cell is only a frame."""
        self._source.numbering.interrupt()
        cells = cells_of(table, 0)
        framed = around is not None or (len(cells) == 1 and not self._source.own)
        number = None if framed else self._source.counters.next_table()
        for element, place in cells:
            inside = around if number is None else msgspec.structs.replace(place, table=number)
            before = len(self._blocks)
            self._walk(element, inside)
            if inside is not None and inside is not around and len(self._blocks) == before:
                self._blocks.append(RawBlock("", self._span(""), Hints(origin=self._origin, cell=inside)))
            self._blank = 0

    def _take_paragraph(self, element: _Element, cell: CellPlace | None) -> None:
        self._source.paragraphs += 1
        properties = element.find(w("pPr"))
        style_id = style_id_of(properties, "pStyle")
        look = paragraph_look(properties).over(self._source.styles.paragraph(style_id))
        below = self._source.styles.run(style_id).over(self._source.styles.base)
        text = self._carried or ParagraphText(self._source, self._part, self._fields, below, self._span(""))
        numbered = self._number(look)
        text.add_label(numbered.label)
        text.read(element)
        self._carried = text if _mark_deleted(properties) else None
        if self._carried is None:
            self._emit(text, style_id or "", look, numbered, cell)
        if properties is not None and _ends_page(properties):
            self._page_break = True

    def _number(self, look: ParagraphLook) -> Numbered:
        if look.number_id in (None, "0"):  # 0 takes numbering away, 17.9.18
            return Numbered()
        heading = look.level is not None and look.level != BODY
        return self._source.numbering.next(look.number_id or "", look.number_level or 0, heading)

    def _emit(
        self, text: ParagraphText, style: str, look: ParagraphLook, numbered: Numbered, cell: CellPlace | None
    ) -> None:
        written = len(self._blocks)
        hints = Hints(
            origin=self._origin,
            style=look.name or "",
            level=None if look.level == BODY else look.level,
            align=look.align,
            list=numbered.place,
            cell=cell,
            note=self._note,
        )
        if self._source.own:
            told = self._source.own.hints(style, hints)
            if told is None:
                return
            self._emit_own(text, style, told)
            hints = told
        self._page_break = self._page_break or bool(look.page_break)
        for piece in text.pieces:
            self._page_break = self._page_break or piece.page_break_before
            self._emit_piece(piece, hints)
        self._emit_hidden(text, hints)
        if len(self._blocks) == written:
            self._blank += 1
        elif hints.list is None and (self._source.own or not numbered.label):
            self._source.numbering.interrupt()
        for box in text.boxes:
            inner = Story(self._source, self._part, self._origin, self._note)
            self._blocks += inner.read(box)

    def _emit_own(self, text: ParagraphText, style: str, hints: Hints) -> None:
        """What a style of ours says beside the hints of its block: a rule without text, a heading before no text."""
        if hints.rule:
            self._add(RawBlock("", self._span(""), hints))
        lead = self._source.own.lead(style) if self._source.own else ""
        if lead:
            text.pieces[0].text.mark(MarkKind.LEAD, 0, text.pieces[0].text.length, lead)

    def _emit_piece(self, piece: Piece, hints: Hints) -> None:
        content, marks = piece.text.finish("\n")
        if hints.style == Role.SIGNATORY:
            content = content.replace("\t", "\u3000")  # it parts the two ends of the line
        places = [place for _, place in piece.text.images]
        if content.strip() or any(mark.kind is MarkKind.NOTE for mark in marks):
            font, size, bold = _main_look(piece.looks)
            own = msgspec.structs.replace(
                hints,
                bold=bold,
                font=font,
                size=size,
                blank_before=self._blank,
                page_break_before=self._page_break or hints.page_break_before,
            )
            self._add(RawBlock(content, self._span(content), own, marks))
        for place in places:
            own = msgspec.structs.replace(
                hints, level=None, image=place, blank_before=self._blank, page_break_before=self._page_break
            )
            self._add(RawBlock("", self._span(""), own))

    def _add(self, block: RawBlock) -> None:
        self._blocks.append(block)
        self._blank, self._page_break = 0, False

    def _emit_hidden(self, text: ParagraphText, hints: Hints) -> None:
        content, marks = text.hidden.finish("\n")
        if content.strip():
            own = msgspec.structs.replace(hints, origin=Origin.HIDDEN, level=None, list=None)
            self._blocks.append(RawBlock(content, self._span(content), own, marks))

    def _span(self, text: str) -> Span:
        return Span(self._source.path, max(self._source.paragraphs, 1), 1, len(text))


def _main_look(looks: list[tuple[int, RunLook]]) -> tuple[str, float, bool]:
    """Font and size of most characters, and whether all of them are bold."""
    fonts: dict[str, int] = {}
    sizes: dict[float, int] = {}
    for length, look in looks:
        fonts[look.font or ""] = fonts.get(look.font or "", 0) + length
        sizes[look.size or 0.0] = sizes.get(look.size or 0.0, 0) + length
    font = max(fonts, key=lambda name: fonts[name], default="")
    size = max(sizes, key=lambda points: sizes[points], default=0.0)
    return font, size, bool(looks) and all(look.bold for _, look in looks)


def _mark_deleted(properties: _Element | None) -> bool:
    """Whether the deletion of the paragraph's end is tracked: accepted, it joins the next paragraph (17.13.5.15)."""
    mark = None if properties is None else properties.find(w("rPr"))
    return mark is not None and mark.find(w("del")) is not None


def _ends_page(properties: _Element) -> bool:
    section = properties.find(w("sectPr"))
    return section is not None and (child_value(section, "type") or "nextPage") in _NEW_PAGES
