"""Blocks as slugs: each kind of block set in the style of its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic, warning
from publish.fontbook import FontBook
from publish.layout.column import Column, Measure
from publish.layout.inline import Inliner, Look, NoteCounter
from publish.layout.paragraph import ASCENT, NO_NOTES, NoteSlugs, balanced, natural_width, set_paragraph
from publish.layout.setting import Piece
from publish.layout.slug import Slug
from publish.layout.tables import set_table
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Table,
    Verse,
)
from publish.model.pages import Box, Item, Picture, TextRun
from publish.model.ports import Manuscript
from publish.model.raw import Align
from publish.model.style import StyleRole, TextStyle
from publish.units import Length, to_pt

_DEEPEST_HEADING = 6
_LIST_INDENT = 2.0  # em
_DPI = 144.0  # of images that name no size of their own


class Composer:
    """Sets blocks under one style sheet. Counts notes and collects what there is to say."""

    def __init__(self, manuscript: Manuscript, fonts: FontBook, height: float) -> None:
        self.sheet = manuscript.style
        self.fonts = fonts
        self.height = height  # of the type area: pictures and table rows are made to fit it
        self.diagnostics: list[Diagnostic] = []
        self._assets = manuscript.assets
        self._notes = NoteCounter()
        self._inliner = Inliner(self.sheet, self._notes)

    def style(self, role: StyleRole) -> TextStyle:
        """The style of a role."""
        return self.sheet.text[role]

    def pieces(self, content: Iterable[Inline], look: Look) -> list[Piece]:
        """Inlines as pieces of type."""
        return list(self._inliner.pieces(content, look))

    # --- text ---------------------------------------------------------------------------------

    def text(self, text: str, role: StyleRole, measure: Measure) -> list[Slug]:
        """Plain text in the style of a role; centred text in lines of about equal length."""
        style = self.style(role)
        look = Look.of(style)
        pieces = [Piece(text, look.font, look.size, look.color)]
        if style.align is Align.CENTER:
            measure = balanced(pieces, style, measure, self.fonts)
        slugs = set_paragraph(pieces, style, measure, self.fonts)
        if slugs:
            slugs[0].break_before = style.break_before
        return slugs

    def paragraph(self, pieces: list[Piece], style: TextStyle, measure: Measure) -> list[Slug]:
        """Pieces as a paragraph, the notes that they call below their lines."""
        return set_paragraph(pieces, style, measure, self.fonts, self._note_slugs(measure))

    def _note_slugs(self, measure: Measure) -> NoteSlugs:
        called = self._notes.take()
        if not called:
            return NO_NOTES
        width = Measure(0.0, measure.left + measure.width)
        return {number: tuple(self._note(number, note, width)) for number, note in called}

    def _note(self, number: int, note: Note, measure: Measure) -> Iterator[Slug]:
        style = self.style(StyleRole.FOOTNOTE)
        look = Look.of(style)
        mark = [Piece(f"{number} ", look.font, look.size, look.color)]
        for block in note.blocks:
            if isinstance(block, Paragraph):
                pieces = mark + self.pieces(block.content, look)
                yield from set_paragraph(pieces, style, measure, self.fonts, self._note_slugs(measure))
                mark = []
            else:
                yield from self.blocks((block,), Column(measure, StyleRole.FOOTNOTE))

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], column: Column) -> Iterator[Slug]:
        """The slugs of blocks, one after the other."""
        for block in blocks:
            yield from self._block(block, column)

    def _block(self, block: Block, column: Column) -> Iterable[Slug]:
        match block:
            case Heading():
                return self._heading(block, column)
            case Paragraph():
                return self._paragraph(block, column)
            case Quote(blocks):
                return self.blocks(blocks, column.within(column.measure, StyleRole.QUOTE))
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

    def _heading(self, block: Heading, column: Column) -> list[Slug]:
        style = self.style(heading_role(block.level))
        look = Look.of(style)
        pieces = [Piece(block.number, look.font, look.size, look.color)] if block.number else []
        slugs = self.paragraph(pieces + self.pieces(block.content, look), style, column.measure)
        for slug in slugs:
            slug.keep = True
        if slugs:
            slugs[0].break_before = style.break_before
            slugs[0].anchors = (block.anchor,) if block.anchor else ()
        return slugs

    def _paragraph(self, block: Paragraph, column: Column) -> list[Slug]:
        role = column.body if block.role is Role.BODY else StyleRole(block.role.value)
        style = self.style(role)
        look = Look.of(style)
        pieces: list[Piece] = []
        anchors: tuple[str, ...] = ()
        if block.lead:
            head = self.style(heading_role(block.lead.level))
            lead_look = replace(look, font=head.font, color=head.color)
            pieces += [Piece(block.lead.number, head.font, look.size, head.color)] if block.lead.number else []
            pieces += self.pieces(block.lead.content, lead_look)
            anchors = (block.lead.anchor,) if block.lead.anchor else ()
        slugs = self.paragraph(pieces + self.pieces(block.content, look), style, column.measure)
        if slugs:
            slugs[0].anchors = anchors
        return slugs

    def _verse(self, lines: tuple[tuple[Inline, ...], ...], column: Column) -> list[Slug]:
        """The lines of a poem as one paragraph, so that they stay together like one."""
        style = self.style(StyleRole.VERSE)
        content = [inline for line in lines for inline in (*line, LineBreak())]
        return self.paragraph(self.pieces(content[:-1], Look.of(style)), style, column.measure)

    def _code(self, text: str, column: Column) -> list[Slug]:
        style = self.style(StyleRole.CODE_BLOCK)
        look = Look.of(style)
        return self.paragraph([Piece(text, look.font, look.size, look.color)], style, column.measure)

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
        look = Look.of(style)
        labels = [f"{block.start + index}." if block.ordered else "•" for index in range(len(block.items))]
        widths = [self.width(label, style) for label in labels]
        room = max([_LIST_INDENT * look.size, *(width + look.size / 2 for width in widths)])
        inner = column.within(column.measure.inset(room), StyleRole.LIST_ITEM)
        first = to_pt(style.indent_left) + to_pt(style.first_line_indent)
        for label, width, item in zip(labels, widths, block.items, strict=True):
            slugs = list(self.blocks(item.blocks, inner))
            x = inner.measure.left + first - width - look.size / 2
            if slugs:
                slugs[0].items = (*self._label(label, look, style, x), *slugs[0].items)
            yield from slugs

    def width(self, text: str, style: TextStyle) -> float:
        """The width of a text on one line, in points."""
        look = Look.of(style)
        return natural_width([Piece(text, look.font, look.size, look.color)], style, self.fonts)

    def _label(self, text: str, look: Look, style: TextStyle, x: float) -> list[Item]:
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

    # --- tables -------------------------------------------------------------------------------

    def _table(self, block: Table, column: Column) -> Iterator[Slug]:
        caption = self.style(StyleRole.CAPTION)
        for line in self.paragraph(self.pieces(block.caption, Look.of(caption)), caption, column.measure):
            line.keep = True
            yield line
        yield from set_table(block, column.measure, self.sheet, self.blocks, self.height)

    # --- pictures -----------------------------------------------------------------------------

    def _figure(self, block: Figure, column: Column) -> Iterator[Slug]:
        caption = self.style(StyleRole.CAPTION)
        lines = self.paragraph(self.pieces(block.caption, Look.of(caption)), caption, column.measure)
        picture = self._picture(block, column.measure, sum(line.height for line in lines))
        if picture:
            picture.keep = bool(lines)
            yield picture
        yield from lines

    def _picture(self, block: Figure, measure: Measure, below: float) -> Slug | None:
        asset = self._assets.get(block.digest)
        if asset is None:
            message = f"the image '{block.alt or block.digest[:12]}' is not there"
            self.diagnostics.append(warning("L002", message, block.span, "check the path in the source"))
            return None
        width = to_pt(Length(block.width)) or asset.width * 72 / _DPI
        height = to_pt(Length(block.height)) or asset.height * 72 / _DPI
        scale = min(1.0, measure.width / width, (self.height - below) / height)
        width, height = width * scale, height * scale
        x = measure.left + (measure.width - width) / 2
        return Slug(height, (Picture(x, 0.0, width, height, block.digest, block.alt),), before=6.0)


def heading_role(level: int) -> StyleRole:
    """The style role of a heading level."""
    return StyleRole(f"heading-{min(level, _DEEPEST_HEADING)}")
