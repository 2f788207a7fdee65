"""A style file with all values → StyleSheet: every length in EMU, every role filled."""

from typing import NamedTuple

from msgspec.structs import replace

from publish.model.letterhead import Letterheads
from publish.model.raw import Align
from publish.model.style import (
    SYSTEM,
    BreakBefore,
    CharacterRole,
    CharacterStyle,
    EbookStyle,
    Embedding,
    FontFamily,
    FootPlace,
    FootStyle,
    HeadContent,
    HeadStyle,
    Kinsoku,
    PageStyle,
    StyleRole,
    StyleSheet,
    SystemFonts,
    TableStyle,
    TextStyle,
    Writing,
)
from publish.stylesheet import values
from publish.stylesheet.fonts import role_names
from publish.stylesheet.inherit import entry_of
from publish.stylesheet.sheet import (
    CharacterEntry,
    EbookEntry,
    FootEntry,
    HeadEntry,
    PageEntry,
    RoleEntry,
    StyleFile,
    TableEntry,
)
from publish.stylesheet.values import GRID, Measure
from publish.units import Length, parse_length

# In sizes of the body: what a place on the grid and a line take at least, and a line where the grid has to be made anew
# (22 lines of 16 pt on 225 mm, GB/T 9704, 5.2.3).
_TIGHTEST_CELL, _TIGHTEST_LINE, _GRID_LINE = 0.95, 1.5, 1.81


def resolve(name: str, file: StyleFile, families: dict[str, FontFamily]) -> StyleSheet:
    """The style sheet of a file that gives at least the page and the body's font, size and line height."""
    roles = file.roles or {}
    body = entry_of(StyleRole.BODY.value, roles)
    page = _fitted(_page(file.page or PageEntry()), values.size(body.size or "12pt"))
    frame = _frame(page, body)
    fonts = role_names(families)
    text = {role: _text(entry_of(role.value, roles), frame, fonts) for role in StyleRole}
    characters = file.characters or {}
    return StyleSheet(
        name=name,
        page=page,
        head=_head(file.head or HeadEntry(), Measure(text[StyleRole.RUNNING_HEAD].size, frame.line)),
        foot=_foot(file.foot or FootEntry(), Measure(text[StyleRole.PAGE_NUMBER].size, frame.line)),
        table=_table(file.table or TableEntry(), Measure(text[StyleRole.TABLE_CELL].size, frame.line)),
        text=text,
        characters={role: _character(characters.get(role, CharacterEntry()), fonts) for role in CharacterRole},
        families=_with_system(families) if file.system_fonts is SystemFonts.LAST else families,
        contents_leader="·" if file.contents_leader is None else file.contents_leader,
        ebook=_ebook(file.ebook or EbookEntry()),
        kinsoku=file.kinsoku or Kinsoku.GB,
        system_fonts=file.system_fonts or SystemFonts.NEVER,
        letterheads=file.letterheads or Letterheads.PLAIN,
    )


def _with_system(families: dict[str, FontFamily]) -> dict[str, FontFamily]:
    """The families with the fonts of the computer as their last fall-back."""
    return {role: replace(family, fallback=(*family.fallback, SYSTEM)) for role, family in families.items()}


class _Frame(NamedTuple):
    """What roles refer to: one line of the body, the body's size, and the width of a place on the grid (0: none)."""

    line: Length
    size: Length
    cell: Length


def _page(entry: PageEntry) -> PageStyle:
    width, height = values.PAPER_SIZES[entry.size or "A4"]
    return PageStyle(
        width=parse_length(entry.width or width),
        height=parse_length(entry.height or height),
        margin_top=parse_length(entry.top or "25mm"),
        margin_bottom=parse_length(entry.bottom or "25mm"),
        margin_inner=parse_length(entry.inner or "25mm"),
        margin_outer=parse_length(entry.outer or "25mm"),
        mirrored=bool(entry.mirrored),
        lines=entry.lines or 0,
        characters=entry.characters or 0,
    )


def type_area(entry: PageEntry) -> tuple[Length, Length]:
    """Width and height of the type area."""
    page = _page(entry)
    width = page.width - page.margin_inner - page.margin_outer
    return Length(width), Length(page.height - page.margin_top - page.margin_bottom)


def _fitted(page: PageStyle, size: Length) -> PageStyle:
    """The page with a grid that its type area can hold: a smaller paper may come to a style without a grid of its own.

    Characters may not overlap, nor lines come closer than they can be read.
    """
    width = page.width - page.margin_inner - page.margin_outer
    height = page.height - page.margin_top - page.margin_bottom
    characters, lines = page.characters, page.lines
    if characters and width < _TIGHTEST_CELL * size * characters:
        characters = max(1, width // size)
    if lines and height < _TIGHTEST_LINE * size * lines:
        lines = max(1, round(height / (_GRID_LINE * size)))
    return replace(page, characters=characters, lines=lines)


def _frame(page: PageStyle, body: RoleEntry) -> _Frame:
    """Lengths of the grid are cut to whole EMU downwards, so that all lines and characters still fit."""
    size = values.size(body.size or "12pt")
    area_width = page.width - page.margin_inner - page.margin_outer
    area_height = page.height - page.margin_top - page.margin_bottom
    cell = Length(area_width // page.characters if page.characters else 0)
    if page.lines:
        return _Frame(Length(area_height // page.lines), size, cell)
    return _Frame(values.line_height(body.line_height or "1.5", Measure(size, size)), size, cell)


def _text(entry: RoleEntry, frame: _Frame, fonts: dict[str, str]) -> TextStyle:
    size = values.size(entry.size) if entry.size else frame.size
    measure = Measure(size, frame.line)
    if entry.letter_spacing == GRID:
        spacing = _grid_spacing(size, frame)
    else:
        spacing = values.length(entry.letter_spacing or "0", measure)
    advance = Measure(Length(size + spacing), frame.line)  # so that an indent of 2em is two places of the grid

    def of(text: str | None) -> Length:
        return values.length(text or "0", advance)

    return TextStyle(
        font=fonts[entry.font or "songti"],
        size=size,
        line_height=values.line_height(entry.line_height or "1.5", measure),
        color=values.color(entry.color or "black"),
        align=entry.align or Align.JUSTIFY,
        letter_spacing=spacing,
        first_line_indent=of(entry.first_line_indent),
        indent_left=of(entry.indent_left),
        indent_right=of(entry.indent_right),
        space_before=of(entry.space_before),
        space_after=of(entry.space_after),
        keep_with_next=bool(entry.keep_with_next),
        break_before=entry.break_before or BreakBefore.NONE,
    )


def _grid_spacing(size: Length, frame: _Frame) -> Length:
    """What fills a place of the grid beside a character of the body's size; other sizes leave the grid."""
    return Length(frame.cell - size) if frame.cell and size == frame.size else Length(0)


def _head(entry: HeadEntry, measure: Measure) -> HeadStyle:
    return HeadStyle(
        odd=entry.odd or HeadContent.NONE,
        even=entry.even or HeadContent.NONE,
        distance=values.length(entry.distance or "6mm", measure),
        rule=bool(entry.rule),
    )


def _foot(entry: FootEntry, measure: Measure) -> FootStyle:
    return FootStyle(
        format=entry.format or "{n}",
        place=entry.place or FootPlace.CENTER,
        distance=values.length(entry.distance or "10mm", measure),
        inset=values.length(entry.inset or "0", measure),
    )


def _table(entry: TableEntry, measure: Measure) -> TableStyle:
    return TableStyle(
        rule_width=values.length(entry.rule_width or "0.5pt", measure),
        rule_color=values.color(entry.rule_color or "black"),
        padding=values.length(entry.padding or "3pt", measure),
    )


def _ebook(entry: EbookEntry) -> EbookStyle:
    return EbookStyle(fonts=entry.fonts or Embedding.HEADINGS, writing=entry.writing or Writing.HORIZONTAL)


def _character(entry: CharacterEntry, fonts: dict[str, str]) -> CharacterStyle:
    return CharacterStyle(
        font=fonts[entry.font] if entry.font else None,
        color=values.color(entry.color) if entry.color else None,
        dots=entry.dots,
    )
