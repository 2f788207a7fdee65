"""版头: the head of an official document above its title, in styles made for its place (GB/T 9704, 7.2, 10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from publish.model.document import Block, Inline, Paragraph, Role, Text
from publish.model.letterhead import (
    BEFORE_SIGNATORY,
    DOUBLE_RULE,
    FILLED,
    LEFT,
    LETTER_FOOT,
    LETTER_RULE,
    LETTER_TOP,
    LINES_BELOW,
    MASTHEAD_TOP,
    MASTHEADS,
    NUMBERS,
    ORDER_TOP,
    RULE,
    RULE_SPACE,
    is_letter,
    role_of,
)
from publish.model.raw import Align
from publish.model.style import ZERO, BreakBefore, PageStyle, StyleRole, TextStyle
from publish.model.walk import inline_text
from publish.units import EMU_PER_PT, Length, to_pt, to_twips
from publish.writers.docx.draft import Story
from publish.writers.docx.inlines import inline_runs
from publish.writers.docx.markup import attributes, paragraph
from publish.writers.docx.names import PARAGRAPH_STYLES, SEPARATOR
from publish.writers.docx.properties import Extras, type_width
from publish.writers.docx.variants import Variant

_INK_TOP, _INK_BOTTOM = 0.85, 0.08  # em above and below the base line, as faces of this kind draw Han characters
_BASE_LINE = 0.88  # em below the top of the em box
_HALF_POINT = EMU_PER_PT // 2


class WordLetterheads:
    """Writes the heads of one book."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._sheet = story.draft.manuscript.style
        body = self._sheet.text[StyleRole.BODY]
        self._line = body.line_height
        self._white = Length((body.line_height - body.size) // 2)  # of a line, above and below its characters
        self._lines = Length(LINES_BELOW * self._line)

    def head(self, head: Sequence[Block]) -> list[str]:
        """The paragraphs of a head, in their order."""
        paragraphs = [block for block in head if isinstance(block, Paragraph)]
        marks = [block for block in paragraphs if block.role in MASTHEADS]
        last = paragraphs[-1:] if marks else []
        above = Length(MASTHEAD_TOP - sum(block.role in LEFT for block in paragraphs) * self._line)
        written = []
        for block in paragraphs:
            if block.role in LEFT:
                written.append(self._plain(block))
            elif is_letter(head):
                written.append(self._of_letter(block, marks[0]))
            elif block.role in NUMBERS:
                written.append(self._number(block, ruled=block in last))
            else:
                written.append(self._masthead(block, above if block is marks[0] else ZERO, ruled=block in last))
        return written

    def title(self, head: Sequence[Block], *, order: bool) -> str:
        """The id of the style of a title below a head."""
        levels = self._story.levels
        style, above = self._sheet.text[levels.heading_role(levels.chapter)], ZERO
        if order:
            above = Length(ORDER_TOP - sum(role_of(block) in LEFT for block in head) * self._line)
            style = self._standing(self._sheet.text[StyleRole.ORDER_TITLE], above)
        elif is_letter(head):
            beside = any(role_of(each) in LEFT for each in head)  # else the number has a line to itself
            style = replace(style, space_before=Length(self._lines + (0 if beside else self._line)))
        else:
            style = replace(style, space_before=self._lines)
        style = replace(style, keep_with_next=True, break_before=BreakBefore.NONE)
        extras = Extras(keep_lines=True, outline=levels.chapter - 1)
        level = levels.chapter
        return self._story.draft.variants.id(
            Variant(levels.style(level), levels.style_name(level), style, extras, level)
        )

    # --- lines --------------------------------------------------------------------------------

    def _masthead(self, block: Paragraph, above: Length, *, ruled: bool) -> str:
        style = self._fitted(block)
        style = self._standing(style, above) if above else replace(style, space_before=ZERO)
        extras = self._ruled(style, Length(style.line_height - style.size) // 2) if ruled else Extras()
        return self._written(block, style, extras)

    def _standing(self, style: TextStyle, above: Length) -> TextStyle:
        """The look of a masthead whose ink is so far below what stands before it, two lines free below its em box."""
        own = (style.line_height - style.size) // 2
        ink = own + round((_BASE_LINE - _INK_TOP) * style.size)
        before, after = max(above - ink, 0), self._lines + self._white - own
        return replace(style, space_before=Length(before), space_after=Length(max(after, 0)))

    def _fitted(self, block: Paragraph) -> TextStyle:
        """The look of a masthead, smaller where it would not fit on a line."""
        style = self._sheet.text[StyleRole(block.role.value)]
        text = inline_text(block.content)
        width = sum(1 if ord(char) > 0x2000 else 0.5 for char in text) * style.size
        scale = min(1.0, FILLED * type_width(self._sheet.page) / width) if width else 1.0
        size = int(style.size * scale) // _HALF_POINT * _HALF_POINT
        return replace(style, size=Length(size), line_height=Length(int(style.line_height * scale)))

    def _plain(self, block: Paragraph) -> str:
        style = self._sheet.text[StyleRole(block.role.value)]
        return self._written(block, replace(style, space_before=ZERO, space_after=ZERO), Extras())

    def _number(self, block: Paragraph, *, ruled: bool) -> str:
        style = replace(self._sheet.text[StyleRole(block.role.value)], space_before=ZERO, space_after=ZERO)
        extras = self._ruled(style, self._white) if ruled else Extras()
        if block.role is Role.SIGNATORY:
            # A border is as wide as the indents leave it, so that a tab has to do what they do elsewhere.
            edge = Length(type_width(self._sheet.page) - style.indent_right)
            stop = attributes({"val": "right", "pos": to_twips(edge)})
            extras = replace(extras, tabs=f"<w:tabs><w:tab{stop}/></w:tabs>")
            style = replace(style, first_line_indent=style.indent_left, indent_left=ZERO, indent_right=ZERO)
        return self._written(block, style, extras)

    def _ruled(self, style: TextStyle, white: int) -> Extras:
        """The red rule below a line that ends so far below its characters (7.2.7)."""
        color = self._sheet.text[StyleRole.MASTHEAD].color
        space = max(round(to_pt(Length(RULE_SPACE - white))), 0)
        return Extras(borders=_border("bottom", "single", RULE, space, color))

    # --- letters ------------------------------------------------------------------------------

    def _of_letter(self, block: Paragraph, masthead: Paragraph) -> str:
        return self._letter(block) if block is masthead else self._at_right(block, self._below_letter(masthead))

    def _letter(self, block: Paragraph) -> str:
        """The masthead of a letter with the double rule below it, in a frame that keeps its place on the paper."""
        style = replace(self._fitted(block), space_before=ZERO, space_after=ZERO)
        own = (style.line_height - style.size) // 2
        top = LETTER_TOP - own - round((_BASE_LINE - _INK_TOP) * style.size)
        white = own + round((1 - _BASE_LINE - _INK_BOTTOM) * style.size)
        space = max(round(to_pt(Length(RULE_SPACE - white))), 0)
        borders = _border("bottom", "thickThinSmallGap", _double(), space, style.color)
        frame = _frame(Length(top), self._sheet.page, "notBeside")
        return self._written(block, style, Extras(borders=borders), frame)

    def _below_letter(self, block: Paragraph) -> Length:
        """From the edge of the paper to the line below the double rule."""
        size = self._fitted(block).size
        ink = round((_INK_TOP + _INK_BOTTOM) * size)
        body = self._sheet.text[StyleRole.BODY]
        return Length(LETTER_TOP + ink + RULE_SPACE + _double() + body.size * 7 // 8 - self._white)

    def _at_right(self, block: Paragraph, top: Length) -> str:
        style = self._sheet.text[StyleRole(block.role.value)]
        style = replace(style, align=Align.RIGHT, space_before=ZERO, space_after=ZERO)
        values = {"wrap": "around", "vAnchor": "page", "hAnchor": "margin", "xAlign": "right", "y": to_twips(top)}
        return self._written(block, style, Extras(), f"<w:framePr{attributes(values)}/>")

    # --- paragraphs ---------------------------------------------------------------------------

    def _written(self, block: Paragraph, style: TextStyle, extras: Extras, frame: str = "") -> str:
        names = PARAGRAPH_STYLES[StyleRole(block.role.value)]
        style_id = self._story.draft.variants.id(Variant(names.id, names.name, style, extras))
        content = tuple(_tabbed(block.content)) if block.role is Role.SIGNATORY else block.content
        return paragraph(style_id, inline_runs(content, self._story), frame)


def letter_foot(story: Story) -> str:
    """The foot of a letter's first page: nothing but the second double rule (10.1)."""
    sheet = story.draft.manuscript.style
    style = replace(sheet.text[StyleRole.FOOTNOTE], first_line_indent=ZERO, keep_with_next=False)
    color = sheet.text[StyleRole.LETTER_MASTHEAD].color
    top = Length(sheet.page.height - LETTER_FOOT - _double())
    borders = _border("top", "thickThinSmallGap", _double(), 0, color)
    names = PARAGRAPH_STYLES[StyleRole.PAGE_NUMBER]
    style_id = story.draft.variants.id(Variant(names.id, names.name, style, Extras(borders=borders)))
    # A frame stands beside a paragraph.
    return paragraph(style_id, "", _frame(top, sheet.page, "around")) + paragraph(SEPARATOR, "")


def _tabbed(content: Sequence[Inline]) -> Iterator[Inline]:
    """A line with the number at its left end and 签发人 at its right one, or with the latter alone, a tab before it."""
    for at, inline in enumerate(content):
        if at == 0 and isinstance(inline, Text):
            yield Text(BEFORE_SIGNATORY.sub("\t", inline.text, count=1))
        else:
            yield inline


def _double() -> int:
    return sum(DOUBLE_RULE)


def _frame(top: Length, page: PageStyle, wrap: str) -> str:
    width = min(LETTER_RULE, page.width - 2 * LETTER_FOOT)
    values = {"w": to_twips(Length(width)), "wrap": wrap, "vAnchor": "page", "hAnchor": "page", "xAlign": "center"}
    return f"<w:framePr{attributes({**values, 'y': to_twips(top)})}/>"


def _border(side: str, kind: str, width: int, space: int, color: str) -> str:
    eighths = round(width * 8 / EMU_PER_PT)
    line = attributes({"val": kind, "sz": eighths, "space": space, "color": color.lstrip("#").upper()})
    return f"<w:pBdr><w:{side}{line}/></w:pBdr>"
