"""Paragraphs of official documents whose place depends on their neighbours (GB/T 9704, 7.3.4, 7.3.5.2 and 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from publish.model.attachments import WORD, word_of
from publish.model.document import Block, Heading, Paragraph, Role
from publish.model.letterhead import Letterheads, is_order, role_of
from publish.model.raw import Align
from publish.model.stamps import STAMPED, stamped
from publish.model.style import ZERO, BreakBefore, StyleRole, StyleSheet, TextStyle
from publish.model.walk import inline_text
from publish.units import Length, pt

WidthOf = Callable[[str, TextStyle], float]
"""The width of a text on one line in points."""

_CLOSING = frozenset({Role.SIGNATURE, Role.DATE})
_PLACED = frozenset({*_CLOSING, Role.ATTACHMENT_NOTE, Role.ATTACHMENT_MARK, Role.ATTENDANCE})
_STEP = 2  # em that the date begins to the right of the name above it
_NUMBER = re.compile(r"(?:\d{1,2}\s{0,2}[.．、]|[（(]\d{1,2}[）)])\s{0,2}")
_LONGEST_TITLE = 60
_SENTENCE_END = "。！？；：.!?;:"


def neighbourly_styles(blocks: Sequence[Block], sheet: StyleSheet, width_of: WidthOf) -> dict[int, TextStyle]:
    """The styles, by index, of blocks that are set otherwise than their role alone says."""
    if not any(isinstance(block, Paragraph) and block.role in _PLACED for block in blocks):
        return {}
    styles: dict[int, TextStyle] = {}
    _attachment_notes(blocks, sheet, width_of, styles)
    _attachment_titles(blocks, sheet, styles)
    if sheet.letterheads is Letterheads.SET and is_order(blocks):
        _stamps(blocks, sheet, styles)
    else:
        _signatures(blocks, sheet, width_of, styles)
    for index, (above, below) in enumerate(pairwise(blocks), start=1):
        if role_of(above) is role_of(below) is Role.ATTENDANCE:
            styles[index] = replace(sheet.text[StyleRole.ATTENDANCE], space_before=ZERO)
    return styles


# --- signature and date ---------------------------------------------------------------------------


def _signatures(blocks: Sequence[Block], sheet: StyleSheet, width_of: WidthOf, styles: dict[int, TextStyle]) -> None:
    """Signers above one another without empty lines; a date below the last of them, two characters further in."""
    name_style, date_style = sheet.text[StyleRole.SIGNATURE], sheet.text[StyleRole.DATE]
    for index, (above, below) in enumerate(pairwise(blocks)):
        if role_of(above) is not Role.SIGNATURE or not isinstance(below, Paragraph):
            continue
        if below.role is Role.SIGNATURE:
            styles[index + 1] = replace(name_style, space_before=ZERO)
        elif below.role is Role.DATE and name_style.align is date_style.align is Align.RIGHT:
            widths = width_of(_text(above), name_style), width_of(_text(below), date_style)
            indents = _closing_indents(widths, name_style, date_style)
            styles[index] = replace(styles.get(index, name_style), indent_right=indents[0])
            styles[index + 1] = replace(date_style, indent_right=indents[1])


def _stamps(blocks: Sequence[Block], sheet: StyleSheet, styles: dict[int, TextStyle]) -> None:
    """Signer and date of an order, which stand as the stamp of a signature does (7.3.5.3)."""
    for index, block in enumerate(blocks):
        role = role_of(block)
        if role in STAMPED:
            styles[index] = stamped(sheet, role, follows=index > 0 and role_of(blocks[index - 1]) is role)


def _closing_indents(
    widths: tuple[float, float], name_style: TextStyle, date_style: TextStyle
) -> tuple[Length, Length]:
    """How far name and date stay away from the right edge.

    The date begins two characters to the right of the name's beginning; where it is the longer one, the date keeps
    the distance from the edge, and the name gives way.
    """
    name, date = (pt(width) for width in widths)
    step = Length(_STEP * (date_style.size + date_style.letter_spacing))
    if date <= name:
        return name_style.indent_right, Length(name_style.indent_right + name - step - date)
    return Length(date_style.indent_right + step + date - name), date_style.indent_right


# --- attachments ----------------------------------------------------------------------------------


def _attachment_notes(
    blocks: Sequence[Block], sheet: StyleSheet, width_of: WidthOf, styles: dict[int, TextStyle]
) -> None:
    """附件：1.…: turned lines below the name, the numbers of all attachments below each other."""
    style = sheet.text[StyleRole.ATTACHMENT_NOTE]
    for index, block in enumerate(blocks):
        if role_of(block) is not Role.ATTACHMENT_NOTE:
            continue
        text = _text(block)
        word = word_of(text)
        number = found[0] if (found := _NUMBER.match(text, len(word))) else ""
        own = style.first_line_indent + style.indent_left
        if not word:
            own += pt(width_of(WORD, style))
        hanging = pt(width_of(word + number, style))
        follows = index > 0 and role_of(blocks[index - 1]) is Role.ATTACHMENT_NOTE
        styles[index] = replace(
            style,
            indent_left=Length(own + hanging),
            first_line_indent=Length(-hanging),
            space_before=ZERO if follows else style.space_before,
        )


def _attachment_titles(blocks: Sequence[Block], sheet: StyleSheet, styles: dict[int, TextStyle]) -> None:
    """An attachment that begins a page: its mark on the first line, its title on the third."""
    mark = sheet.text[StyleRole.ATTACHMENT_MARK]
    if blocks and role_of(blocks[0]) is Role.ATTACHMENT_MARK:
        styles[0] = replace(mark, break_before=BreakBefore.NONE)  # it follows the title of the document
    if mark.break_before is BreakBefore.NONE:
        return
    title = sheet.text[StyleRole.TITLE]
    line = sheet.text[StyleRole.BODY].line_height
    for index, (above, below) in enumerate(pairwise(blocks)):
        if role_of(above) is Role.ATTACHMENT_MARK and _may_be_title(below):
            styles[index + 1] = replace(title, break_before=BreakBefore.NONE, space_before=line)


def _may_be_title(block: Block) -> bool:
    if isinstance(block, Heading):
        return not block.number
    if not isinstance(block, Paragraph) or block.lead or block.role not in {Role.BODY, Role.CENTERED}:
        return False
    text = _text(block)
    return 0 < len(text) <= _LONGEST_TITLE and text[-1] not in _SENTENCE_END


def _text(block: Block) -> str:
    return inline_text(block.content) if isinstance(block, Paragraph) else ""
