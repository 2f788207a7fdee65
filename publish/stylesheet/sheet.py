"""What may stand in a style file: the one description, for the loader and for the published schema."""

from typing import Annotated

import msgspec
from msgspec import Meta

from publish.model.letterhead import Letterheads
from publish.model.raw import Align
from publish.model.style import (
    BreakBefore,
    CharacterRole,
    Dots,
    Embedding,
    FootPlace,
    HeadContent,
    Kinsoku,
    StyleRole,
    SystemFonts,
    Writing,
)
from publish.stylesheet import values
from publish.units import Length, parse_length

HEADING = "heading"
ROLE_NAMES = (HEADING, *(role.value for role in StyleRole))

_ANY = values.Measure(Length(1), Length(1))


def _positive(text: str) -> None:
    if values.length(text, _ANY) < 0:
        raise ValueError("this length cannot be below zero")


def _absolute(text: str) -> None:
    parse_length(text)
    _positive(text)


def _spacing(text: str) -> None:
    if text != values.GRID:
        values.length(text, _ANY)


def _number_format(text: str) -> None:
    if "{n}" not in text:
        raise ValueError("{n} stands for the number and has to be in it")


Size = Annotated[str, Meta(extra={"wanted": "a type size", "check": values.size}, examples=["小四"])]
LineHeight = Annotated[
    str, Meta(extra={"wanted": "a length or a factor", "check": lambda text: values.line_height(text, _ANY)})
]
AnyLength = Annotated[
    str, Meta(extra={"wanted": "a length", "check": lambda text: values.length(text, _ANY)}, examples=["2em"])
]
Distance = Annotated[str, Meta(extra={"wanted": "a length", "check": _positive}, examples=["8mm"])]
Absolute = Annotated[str, Meta(extra={"wanted": "a length", "check": _absolute}, examples=["37mm"])]
Spacing = Annotated[str, Meta(extra={"wanted": "a length or 'grid'", "check": _spacing}, examples=["0.5pt"])]
Color = Annotated[str, Meta(extra={"wanted": "a colour", "check": values.color}, examples=["'#8b0000'"])]
Font = Annotated[str, Meta(extra={"wanted": "a font role"}, examples=["songti"])]
Count = Annotated[int, Meta(ge=0, le=200)]
Paper = Annotated[
    str,
    Meta(
        extra={"wanted": "a paper size", "names": tuple(values.PAPER_SIZES)},
        extra_json_schema={"enum": list(values.PAPER_SIZES)},
        examples=["A4"],
    ),
]
RoleName = Annotated[str, Meta(extra={"names": ROLE_NAMES}, extra_json_schema={"enum": list(ROLE_NAMES)})]


class Entry(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """A group of values; those that are None are taken from what the file or the role is based on."""


class PageEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The paper and the type area."""

    size: Annotated[Paper | None, Meta(description="The paper, by name.")] = None
    width: Annotated[Absolute | None, Meta(description="Width of the paper, where no name fits.")] = None
    height: Annotated[Absolute | None, Meta(description="Height of the paper, where no name fits.")] = None
    top: Annotated[Absolute | None, Meta(description="Margin above the type area.")] = None
    bottom: Annotated[Absolute | None, Meta(description="Margin below the type area.")] = None
    inner: Annotated[Absolute | None, Meta(description="Margin at the binding (left on odd pages).")] = None
    outer: Annotated[Absolute | None, Meta(description="Margin at the outer edge.")] = None
    mirrored: Annotated[
        bool | None, Meta(description="Inner and outer margins change sides on even pages (printing on both sides).")
    ] = None
    lines: Annotated[
        Count | None, Meta(description="So many body lines fill the type area; 0: no grid.", examples=[22])
    ] = None
    characters: Annotated[
        Count | None, Meta(description="So many body characters fill a line; 0: no grid.", examples=[28])
    ] = None


class HeadEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Running heads; their type is the role running-head."""

    odd: Annotated[HeadContent | None, Meta(description="What the head of odd pages shows.")] = None
    even: Annotated[HeadContent | None, Meta(description="What the head of even pages shows.")] = None
    distance: Annotated[Distance | None, Meta(description="From the type area up to the head's base line.")] = None
    rule: Annotated[bool | None, Meta(description="A thin line below the head.")] = None


class FootEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Page numbers; their type is the role page-number."""

    format: Annotated[
        str | None,
        Meta(
            description="The number with what stands around it; {n} is the number.",
            extra={"check": _number_format},
            examples=["'— {n} —'"],
        ),
    ] = None
    place: Annotated[FootPlace | None, Meta(description="Where the number stands.")] = None
    distance: Annotated[Distance | None, Meta(description="From the type area down to the number's base line.")] = None
    inset: Annotated[
        Distance | None, Meta(description="From the edge of the type area to an outside number.", examples=["1em"])
    ] = None


class TableEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Tables; their type is the roles table-header and table-cell."""

    rule_width: Annotated[Distance | None, Meta(description="Thickness of the lines.", examples=["0.5pt"])] = None
    rule_color: Annotated[Color | None, Meta(description="Colour of the lines.")] = None
    padding: Annotated[Distance | None, Meta(description="Space inside of a cell.", examples=["3pt"])] = None


class RoleEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """How text of a role is set."""

    font: Annotated[
        Font | None,
        Meta(description="A role of type: fangsong, kaiti, heiti, xiaobiaosong, songti, or its Chinese name."),
    ] = None
    size: Annotated[Size | None, Meta(description="Type size: a length or a Chinese name such as 三号.")] = None
    line_height: Annotated[
        LineHeight | None,
        Meta(description="Distance of base lines: a length, or a number that multiplies the size.", examples=["1.6"]),
    ] = None
    color: Annotated[Color | None, Meta(description="Colour: '#rrggbb' or a name.")] = None
    letter_spacing: Annotated[
        Spacing | None,
        Meta(description="Added to every full-width character; 'grid': what fills the page's characters per line."),
    ] = None
    align: Annotated[Align | None, Meta(description="How lines stand across the measure.")] = None
    first_line_indent: Annotated[
        AnyLength | None, Meta(description="Indent of the first line; below zero it hangs out.")
    ] = None
    indent_left: Annotated[AnyLength | None, Meta(description="Indent of all lines at the left.")] = None
    indent_right: Annotated[AnyLength | None, Meta(description="Indent of all lines at the right.")] = None
    space_before: Annotated[Distance | None, Meta(description="Space above.", examples=["1line"])] = None
    space_after: Annotated[Distance | None, Meta(description="Space below.", examples=["1line"])] = None
    keep_with_next: Annotated[bool | None, Meta(description="Stays on one page with what follows.")] = None
    break_before: Annotated[
        BreakBefore | None, Meta(description="Begins on a new page, or on a new right-hand page (recto).")
    ] = None


class CharacterEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What differs from the text around."""

    font: Annotated[
        Font | None,
        Meta(description="A role of type: fangsong, kaiti, heiti, xiaobiaosong, songti, or its Chinese name."),
    ] = None
    color: Annotated[Color | None, Meta(description="Colour: '#rrggbb' or a name.")] = None
    dots: Annotated[Dots | None, Meta(description="Emphasis dots (着重号), one to a character; in the PDF.")] = None


class EbookEntry(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What is for e-books alone."""

    fonts: Annotated[
        Embedding | None,
        Meta(description="Which type travels along: none, that of titles and headings, or the body's too (body)."),
    ] = None
    writing: Annotated[
        Writing | None, Meta(description="The direction of lines. PDF and Word are always set horizontally.")
    ] = None


class StyleFile(Entry, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Looks of a collection: the page, and the type of every role."""

    extends: Annotated[
        str | None,
        Meta(description="The style that this one changes: a built-in name or a file beside it.", examples=["book"]),
    ] = None
    page: Annotated[PageEntry | None, Meta(description="The paper and the type area.")] = None
    head: Annotated[HeadEntry | None, Meta(description="Running heads.")] = None
    foot: Annotated[FootEntry | None, Meta(description="Page numbers.")] = None
    table: Annotated[TableEntry | None, Meta(description="Lines and padding of tables.")] = None
    ebook: Annotated[EbookEntry | None, Meta(description="What is for e-books alone.")] = None
    contents_leader: Annotated[
        str | None, Meta(description="What leads to the page number in the contents.", examples=["·"])
    ] = None
    kinsoku: Annotated[
        Kinsoku | None, Meta(description="Which marks may not begin or end a line: the level of strictness.")
    ] = None
    system_fonts: Annotated[
        SystemFonts | None, Meta(description="Whether fonts of the computer are asked for characters that are missing.")
    ] = None
    letterheads: Annotated[
        Letterheads | None,
        Meta(
            description="Heads of official documents (版头): set above the title (GB/T 9704), or plain lines below it."
        ),
    ] = None
    roles: Annotated[
        dict[RoleName, RoleEntry] | None,
        Meta(description="Type by role; 'heading' is the base of heading-1 to heading-6."),
    ] = None
    characters: Annotated[
        dict[CharacterRole, CharacterEntry] | None, Meta(description="Looks of words inside a line.")
    ] = None
