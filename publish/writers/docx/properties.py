"""Paragraph and run properties made from text styles, elements in the order that the schema asks for."""

import msgspec

from publish.model.office import office_spacing
from publish.model.raw import Align
from publish.model.style import BreakBefore, FontFamily, PageStyle, StyleRole, StyleSheet, TextStyle
from publish.units import EMU_PER_PT, Length, floor_twips, to_twips
from publish.writers.docx.markup import attributes, value

_JUSTIFICATION = {Align.JUSTIFY: "both", Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_CHARACTER_PITCH_UNITS = 4096  # of a point (MS-OI29500, 2.1.515)


class Extras(msgspec.Struct, frozen=True):
    """What a paragraph style has beside its text style. `numbering`, `borders`, `tabs` and `spacing` are elements.

    `outline` is the outline level from 0. `spacing` takes the place of the exact line spacing. `joined`: no space
    between paragraphs of this style.
    """

    keep_lines: bool = False
    outline: int | None = None
    numbering: str = ""
    joined: bool = False
    borders: str = ""
    tabs: str = ""
    spacing: str = ""


PLAIN = Extras()


def paragraph_properties(style: TextStyle, extras: Extras = PLAIN) -> str:
    """The children of `w:pPr` for a style. Switches are told off as well: the style that it rests on may have them."""
    switches = {
        "keepNext": style.keep_with_next,
        "keepLines": extras.keep_lines,
        "pageBreakBefore": style.break_before is not BreakBefore.NONE,
    }
    outline = "" if extras.outline is None else value("outlineLvl", extras.outline)
    return "".join(
        [
            *[f"<w:{name}/>" if wanted else value(name, 0) for name, wanted in switches.items()],
            "<w:widowControl/>",
            extras.numbering,
            extras.borders,
            extras.tabs,
            extras.spacing or _spacing(style),
            indent(style),
            "<w:contextualSpacing/>" if extras.joined else "",
            value("jc", _JUSTIFICATION[style.align]),
            outline,
        ]
    )


def _spacing(style: TextStyle) -> str:
    values = {
        "before": _space(style.space_before, style),
        "after": _space(style.space_after, style),
        "line": floor_twips(style.line_height),
        "lineRule": "exact",
    }
    return f"<w:spacing{attributes(values)}/>"


def _space(length: Length, style: TextStyle) -> int:
    """Space above or below in twips, shortened as lines are: lines of space are as high as those of text."""
    return length * floor_twips(style.line_height) // style.line_height


def indent(style: TextStyle) -> str:
    """The indents of a style."""
    first = to_twips(style.first_line_indent)
    values: dict[str, object] = {"left": to_twips(style.indent_left), "right": to_twips(style.indent_right)}
    if first >= 0:
        values["firstLineChars"] = _hundredths_of_characters(style)
        values["firstLine"] = first
    else:
        values["hanging"] = -first
    return f"<w:ind{attributes(values)}/>"


def _hundredths_of_characters(style: TextStyle) -> int | None:
    """The first-line indent in characters, so that it follows the size; None when it is no number of half ones."""
    pitch = style.size + style.letter_spacing
    halves = 2 * style.first_line_indent / pitch
    return round(halves) * 50 if abs(halves - round(halves)) < 0.05 else None


def run_properties(style: TextStyle, sheet: StyleSheet) -> str:
    """The children of `w:rPr` for a paragraph style."""
    half_points = round(style.size * 2 / EMU_PER_PT)
    return "".join(
        [
            fonts(sheet.families[style.font]),
            color(style.color),
            value("spacing", to_twips(office_spacing(style))),
            value("sz", half_points),
            value("szCs", half_points),
        ]
    )


def fonts(family: FontFamily) -> str:
    """All four faces by name; theme attributes, which would win over them, are never written."""
    values = {"ascii": family.latin, "hAnsi": family.latin, "eastAsia": family.office, "cs": family.latin}
    return f"<w:rFonts{attributes(values)}/>{'<w:b/>' if family.bold else ''}"


def color(hexadecimal: str) -> str:
    """The colour of text given as #rrggbb."""
    return value("color", hexadecimal.lstrip("#").upper())


def grid(sheet: StyleSheet) -> str:
    """The document grid: lines, and characters of the body, that fill the type area; '' without one.

    It tells Word's page set-up. The text itself keeps off it (see the document defaults in `styles`).
    The pitch of characters is told as its difference from the size of the style Normal (MS-OI29500, 2.1.515).
    """
    page = sheet.page
    if not page.lines:
        return ""
    pitch = floor_twips(Length(type_height(page) // page.lines))
    if not page.characters:
        return f"<w:docGrid{attributes({'type': 'lines', 'linePitch': pitch})}/>"
    difference = type_width(page) / page.characters - sheet.text[StyleRole.BODY].size
    space = round(difference / EMU_PER_PT * _CHARACTER_PITCH_UNITS)
    return f"<w:docGrid{attributes({'type': 'linesAndChars', 'linePitch': pitch, 'charSpace': space})}/>"


def type_width(page: PageStyle) -> Length:
    """The width of the type area."""
    return Length(page.width - page.margin_inner - page.margin_outer)


def type_height(page: PageStyle) -> Length:
    """The height of the type area."""
    return Length(page.height - page.margin_top - page.margin_bottom)
