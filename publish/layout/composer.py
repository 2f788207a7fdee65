"""Blocks as slugs: each kind of block set in the style of its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from msgspec.structs import replace

from publish.diagnostics import Diagnostic, warning
from publish.fontbook import FontBook
from publish.layout.area import TypeArea
from publish.layout.breaks import line_rules
from publish.layout.column import Column, Measure
from publish.layout.imprint import is_imprint, office_and_day, rule_off, side_by_side
from publish.layout.inline import Inliner, Look, NoteCounter
from publish.layout.official import neighbourly_styles
from publish.layout.paragraph import ASCENT, NO_NOTES, NoteSlugs, natural_width, office_count, set_paragraph
from publish.layout.setting import Piece
from publish.layout.slug import Slug
from publish.layout.structure import Structure, heading_kind
from publish.layout.tables import continued_title, set_table
from publish.layout.units import Sizes
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Lead,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Table,
    Verse,
)
from publish.model.pages import Box, Item, Kind, Picture, Tag, TextRun
from publish.model.raw import Align
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.model.walk import inline_text, item_label
from publish.tabular import is_too_wide
from publish.titles import break_title
from publish.units import Length, to_pt

_DEEPEST_HEADING = 6
_CLOSING_ROLES = frozenset({Role.SIGNATURE, Role.DATE})
_LIST_INDENT = 2.0  # em
_DPI = 144.0  # of images that name no size of their own


class Composer:
    """Sets blocks under one style sheet. Counts notes, builds the structure and collects what there is to say."""

    def __init__(
        self, sheet: StyleSheet, fonts: FontBook, language: str, images: Sizes | None = None, first_note: int = 1
    ) -> None:
        self.sheet = sheet
        self.fonts = fonts
        self.area = TypeArea.of(sheet.page)
        self.diagnostics: list[Diagnostic] = []
        self.structure = Structure()
        self._images = images or {}
        self._notes = NoteCounter(first_note)
        self._inliner = Inliner(self.sheet, self._notes)
        self._language = language
        self.rules = line_rules(self._language, self.sheet.kinsoku)

    def begin(self, title: str, language: str = "") -> None:
        """What comes now is of this document: lines break by the rules of its language, messages name it."""
        self.fonts.document = title
        self.rules = line_rules(language or self._language, self.sheet.kinsoku)

    def style(self, role: StyleRole) -> TextStyle:
        """The style of a role."""
        return self.sheet.text[role]

    # --- text ---------------------------------------------------------------------------------

    def text(self, text: str, role: StyleRole, measure: Measure, element: int) -> list[Slug]:
        """Plain text in the style of a role; centred text in lines of about equal length, broken by sense."""
        style = self.style(role)
        look = Look.of(style)
        if style.align is Align.CENTER:
            text = self._broken_by_sense(text, style, measure)
        pieces = [Piece(text, look.font, look.size, look.color)]
        slugs = set_paragraph(pieces, style, measure, self.fonts, element, rules=self.rules)
        if slugs:
            slugs[0].break_before = style.break_before
        return slugs

    def _broken_by_sense(self, text: str, style: TextStyle, measure: Measure) -> str:
        """Centred text that needs several lines, in as many as it has in office programs."""
        pieces = [Piece(text, style.font, to_pt(style.size), style.color)]
        count = office_count(pieces, style, measure, self.fonts, self.rules)
        if count == 1:
            return text
        capacity = measure.width / to_pt(style.size)
        tried = (break_title(text, capacity - margin) for margin in (1, 0))
        return next(("\n".join(lines) for lines in tried if len(lines) == count), text)

    def paragraph_of(self, pieces: list[Piece], style: TextStyle, measure: Measure, element: int) -> list[Slug]:
        """Pieces as a paragraph, links tagged as such, the notes that they call below their lines."""
        pieces = self._with_links(pieces, element)
        notes = self._note_slugs(measure, element)
        return set_paragraph(pieces, style, measure, self.fonts, element, notes, self.rules)

    def pieces(self, content: Iterable[Inline], look: Look) -> list[Piece]:
        """Inlines as pieces of a look."""
        return list(self._inliner.pieces(content, look))

    def _with_links(self, pieces: list[Piece], element: int) -> list[Piece]:
        if not any(piece.target for piece in pieces):
            return pieces
        tagged: list[Piece] = []
        for target, group in groupby(pieces, key=lambda piece: piece.target):
            link = self.structure.add(Kind.LINK, element) if target else 0
            tagged.extend(replace(piece, element=link) if link else piece for piece in group)
        return tagged

    def _note_slugs(self, measure: Measure, element: int) -> NoteSlugs:
        called = self._notes.take()
        if not called:
            return NO_NOTES
        width = Measure(0.0, measure.left + measure.width, measure.grid_loss)
        return {number: tuple(self._note(number, note, width, element)) for number, note in called}

    def _note(self, number: int, note: Note, measure: Measure, parent: int) -> Iterator[Slug]:
        element = self.structure.add(Kind.NOTE, parent)
        style = self.style(StyleRole.FOOTNOTE)
        look = Look.of(style)
        label = self.structure.add(Kind.LABEL, element)
        mark = [Piece(f"{number} ", look.font, look.size, look.color, element=label)]
        for block in note.blocks:
            if isinstance(block, Paragraph):
                pieces = mark + self.pieces(block.content, look)
                yield from self.paragraph_of(pieces, style, measure, self.structure.add(Kind.PARAGRAPH, element))
                mark = []
            else:
                yield from self.blocks((block,), Column(measure, element, StyleRole.FOOTNOTE))

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], column: Column, first: int = 0) -> Iterator[Slug]:
        """The slugs of blocks, one after the other, from number `first` on."""
        waiting: list[Slug] = []  # those of the block before
        blocks = tuple(blocks)
        styles = neighbourly_styles(blocks, self.sheet, self.width)
        for index, block in enumerate(blocks[first:], first):
            slugs = list(self._block(block, column, styles.get(index)))
            if is_imprint(block):
                rule_off(slugs, blocks, index, column.measure, self.style(StyleRole.IMPRINT).color)
            for slug in slugs:
                slug.inside(index)
            if slugs:
                if _belongs_to_text_before(block):
                    for slug in (*waiting[-1:], *slugs[:-1]):
                        slug.keep = True
                yield from waiting
                waiting = slugs
        yield from waiting

    def _block(self, block: Block, column: Column, style: TextStyle | None) -> Iterable[Slug]:
        """The slugs of a block; `style`, where given, overrules that of its role."""
        match block:
            case Heading():
                return self._heading(block, column, style or self.style(heading_role(block.level)))
            case Paragraph():
                role = column.body if block.role is Role.BODY else StyleRole(block.role.value)
                set_block = self._imprint if block.role is Role.IMPRINT else self._paragraph
                return set_block(block, column, style or self.style(role))
            case Quote(blocks):
                quote = self.structure.add(Kind.QUOTE, column.element)
                return self.blocks(blocks, column.within(column.measure, quote, StyleRole.QUOTE))
            case Verse(lines):
                return self._verse(lines, column)
            case ListBlock():
                return self._list(block, column)
            case Table():
                return self._table(block, column)
            case Figure():
                return self._figure(block, column)
            case CodeBlock(text):
                return self._code(text, column)
            case Break():
                return self._break(column)

    def _heading(self, block: Heading, column: Column, style: TextStyle) -> list[Slug]:
        look = Look.of(style)
        element = self.structure.add(heading_kind(column.level + block.level), column.element)
        pieces = [Piece(block.number, look.font, look.size, look.color)] if block.number else []
        slugs = self.paragraph_of(pieces + self.pieces(block.content, look), style, column.measure, element)
        for slug in slugs:
            slug.keep = True
        if slugs:
            slugs[0].break_before = style.break_before
            slugs[0].anchors = (block.anchor,) if block.anchor else ()
        return slugs

    def _imprint(self, block: Paragraph, column: Column, style: TextStyle) -> list[Slug]:
        """The office that printed a document at the left, the day at the right (GB/T 9704, 7.4.3)."""
        ends = office_and_day(block)
        if ends is None:
            return self._paragraph(block, column, style)
        look = Look.of(style)
        element = self.structure.add(Kind.PARAGRAPH, column.element)
        sides = zip(ends, (style, replace(style, align=Align.RIGHT)), strict=True)
        return side_by_side(
            *(
                self.paragraph_of([Piece(text, look.font, look.size, look.color)], side, column.measure, element)
                for text, side in sides
            )
        )

    def _paragraph(self, block: Paragraph, column: Column, style: TextStyle) -> list[Slug]:
        look = Look.of(style)
        lead = self._lead(block.lead, look, column) if block.lead else []
        element = self.structure.add(Kind.PARAGRAPH, column.element)
        pieces = lead + self.pieces(block.content, look)
        slugs = self.paragraph_of(pieces, style, column.measure, element)
        if slugs:
            slugs[0].break_before = style.break_before
            slugs[0].anchors = (block.lead.anchor,) if block.lead and block.lead.anchor else ()
        return slugs

    def _lead(self, lead: Lead, look: Look, column: Column) -> list[Piece]:
        """A run-in heading: in the heading's face at the size of the text; a heading in the structure."""
        head = self.style(heading_role(lead.level))
        element = self.structure.add(heading_kind(column.level + lead.level), column.element)
        number = [Piece(lead.number, head.font, look.size, head.color)] if lead.number else []
        pieces = number + self.pieces(lead.content, replace(look, font=head.font, color=head.color))
        return [replace(piece, element=element) for piece in pieces]

    def _verse(self, lines: tuple[tuple[Inline, ...], ...], column: Column) -> list[Slug]:
        """The lines of a poem as one paragraph, so that they stay together like one."""
        style = self.style(StyleRole.VERSE)
        content = [inline for line in lines for inline in (*line, LineBreak())]
        element = self.structure.add(Kind.PARAGRAPH, column.element)
        return self.paragraph_of(self.pieces(content[:-1], Look.of(style)), style, column.measure, element)

    def _code(self, text: str, column: Column) -> list[Slug]:
        style = self.style(StyleRole.CODE_BLOCK)
        look = Look.of(style)
        element = self.structure.add(Kind.CODE, self.structure.add(Kind.PARAGRAPH, column.element))
        piece = Piece(text, look.font, look.size, look.color)
        return set_paragraph([piece], style, column.measure, self.fonts, element)

    def _break(self, column: Column) -> Iterator[Slug]:
        """A short rule in the middle of the measure: no character that the text does not have."""
        style = self.style(StyleRole.BREAK)
        height, measure = to_pt(style.line_height), column.measure
        width = min(6 * to_pt(style.size), measure.width)
        x = measure.left + (measure.width - width) / 2
        yield Slug(height, (Box(x, height / 2, width, 0.5, style.color),), before=to_pt(style.space_before))

    # --- lists --------------------------------------------------------------------------------

    def _list(self, block: ListBlock, column: Column) -> Iterator[Slug]:
        style = self.style(StyleRole.LIST_ITEM)
        size = to_pt(style.size)
        labels = [item_label(block, index) if block.ordered else "•" for index in range(len(block.items))]
        widths = [self.width(label, style) for label in labels]
        room = max([_LIST_INDENT * size, *(width + size / 2 for width in widths)])
        measure = column.measure.inset(room)
        element = self.structure.add(Kind.LIST, column.element)
        text = measure.left + to_pt(style.indent_left) + to_pt(style.first_line_indent)
        for index, (label, width, item) in enumerate(zip(labels, widths, block.items, strict=True)):
            entry = self.structure.add(Kind.LIST_ITEM, element)
            head = Tag(self.structure.add(Kind.LABEL, entry)), *self._label(label, style, text - width - size / 2)
            inner = column.within(measure, self.structure.add(Kind.LIST_BODY, entry), StyleRole.LIST_ITEM)
            slugs = list(self.blocks(item.blocks, inner))
            if slugs:
                slugs[0].items = (*head, Tag(slugs[0].element), *slugs[0].items)
            yield from (slug.inside(index) for slug in slugs)

    def width(self, text: str, style: TextStyle) -> float:
        """The width of a text on one line, in points."""
        look = Look.of(style)
        return natural_width([Piece(text, look.font, look.size, look.color)], style, self.fonts)

    def _label(self, text: str, style: TextStyle, x: float) -> list[Item]:
        look = Look.of(style)
        baseline = (to_pt(style.line_height) - look.size) / 2 + ASCENT * look.size
        return self.run(text, look, x, baseline)

    def run(self, text: str, look: Look, x: float, y: float) -> list[Item]:
        """A text on one line from `x`, base line at `y`, without justification."""
        items: list[Item] = []
        for face, start, end in self.fonts.split(look.font, text):
            part = text[start:end]
            items.append(TextRun(x, y, face.name, look.size, part, look.color))
            x += sum(face.advance(char) for char in part) * look.size / 1000
        return items

    # --- tables and pictures ------------------------------------------------------------------

    def _caption(self, content: tuple[Inline, ...], measure: Measure, parent: int) -> list[Slug]:
        if not content:
            return []
        style = self.style(StyleRole.CAPTION)
        element = self.structure.add(Kind.CAPTION, parent)
        return self.paragraph_of(self.pieces(content, Look.of(style)), style, measure, element)

    def _table(self, block: Table, column: Column) -> Iterator[Slug]:
        """A table below its caption, on pages of its own with lines going upwards where that gives it needed room."""
        element = self.structure.add(Kind.TABLE, column.element)
        measure, height = column.measure, self.area.height
        turned = self._is_to_be_turned(block, column)
        if turned:
            measure, height = Measure(0.0, self.area.height), self.area.width
        lines = self._caption(block.caption, measure, element)
        for line in lines:
            line.keep = True
        column = column.within(measure, element)
        height -= sum(line.height for line in lines)
        title = continued_title(inline_text(block.caption), self._language)
        continued = self.text(title, StyleRole.CAPTION, measure, 0)
        rows = set_table(block, column, self.sheet, self.structure, self.blocks, self.width, height, continued)
        for slug in chain(lines, rows):
            slug.turned = turned
            yield slug

    def _is_to_be_turned(self, block: Table, column: Column) -> bool:
        area = self.area
        at_top = column.body is StyleRole.BODY and column.measure.width == area.width
        return at_top and area.height > area.width and is_too_wide(block, self.sheet, area.width)

    def _figure(self, block: Figure, column: Column) -> Iterator[Slug]:
        picture = self.structure.add(Kind.FIGURE, column.element, alt=block.alt or inline_text(block.caption) or "图")
        lines = self._caption(block.caption, column.measure, column.element)
        slug = self._picture(block, column.measure, sum(line.height for line in lines))
        if slug:
            slug.element = picture
            slug.keep = bool(lines)
            yield slug
        yield from lines

    def _picture(self, block: Figure, measure: Measure, below: float) -> Slug | None:
        size = self._images.get(block.digest)
        if size is None:
            message = f"the image '{block.alt or block.digest[:12]}' is not there"
            self.diagnostics.append(warning("L002", message, block.span, "check the path in the source"))
            return None
        width = to_pt(Length(block.width)) or size[0] * 72 / _DPI or measure.width
        height = to_pt(Length(block.height)) or size[1] * 72 / _DPI or measure.width  # drawings may name no size
        scale = min(1.0, measure.width / width, (self.area.height - below) / height)
        width, height = width * scale, height * scale
        x = measure.left + (measure.width - width) / 2
        return Slug(height, (Picture(x, 0.0, width, height, block.digest, block.alt),), before=6.0)


def _belongs_to_text_before(block: Block) -> bool:
    """Whether a block may not begin a page: signature and date never stand without text (GB/T 9704, 7.3.5.5)."""
    return isinstance(block, Paragraph) and block.role in _CLOSING_ROLES


def heading_role(level: int) -> StyleRole:
    """The style role of a heading level."""
    return StyleRole(f"heading-{min(level, _DEEPEST_HEADING)}")
