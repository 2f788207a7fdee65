"""The table of contents: entries with leaders and page numbers, turned lines indented, every entry a link."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from publish.layout.column import Measure
from publish.layout.composer import Composer
from publish.layout.inline import Look
from publish.layout.paragraph import ASCENT, set_paragraph
from publish.layout.setting import Piece
from publish.layout.slug import Slug
from publish.model.book import Contents, TocEntry
from publish.model.pages import Item, Kind, LinkArea, Tag, TextRun, moved
from publish.model.style import StyleRole, TextStyle
from publish.model.walk import flat_entries
from publish.units import Length, to_pt

_NUMBER_ROOM = 2.5  # em kept free at the right of every line for leader and page number
_FEWEST_DOTS = 3
_ROLES = (StyleRole.CONTENTS_PART, StyleRole.CONTENTS_1, StyleRole.CONTENTS_2, StyleRole.CONTENTS_3)


def set_contents(
    contents: Contents, labels: Mapping[str, str], composer: Composer, measure: Measure, section: int
) -> Iterator[Slug]:
    """The title of the contents and a slug for each line; `labels` are the page labels by anchor."""
    title = composer.structure.add(Kind.PARAGRAPH, section)
    yield from composer.text(contents.title, StyleRole.CONTENTS_TITLE, measure, title)
    table = composer.structure.add(Kind.CONTENTS, section)
    for entry in flat_entries(contents.entries):
        yield from _entry(entry, labels.get(entry.anchor, ""), composer, measure, table)


def _entry(entry: TocEntry, label: str, composer: Composer, measure: Measure, table: int) -> list[Slug]:
    style = _turned(composer.style(_ROLES[min(entry.level, len(_ROLES) - 1)]))
    look = Look.of(style)
    # A line feed inside a title is for the title page; the wording is the text's (inspection rules of 2005, 54).
    pieces = [Piece(entry.title.replace("\n", ""), look.font, look.size, look.color)]
    column = measure.inset(0.0, _NUMBER_ROOM * look.size)
    link = composer.structure.add(Kind.LINK, composer.structure.add(Kind.CONTENTS_ITEM, table))
    slugs = set_paragraph(pieces, style, column, composer.fonts, link, rules=composer.rules)
    if slugs:
        slugs[-1].items += tuple(_leader(slugs[-1], label, style, composer, measure))
    height, target = to_pt(style.line_height), f"#{entry.anchor}"
    for slug in slugs:
        slug.items += (LinkArea(measure.left, 0.0, measure.width, height, target, entry.title, link),)
    return slugs


def _turned(style: TextStyle) -> TextStyle:
    """The style with turned lines one character further in (inspection rules of 2005, 54)."""
    indent, first = style.indent_left + style.size, style.first_line_indent - style.size
    return replace(style, indent_left=Length(indent), first_line_indent=Length(first))


def _leader(slug: Slug, label: str, style: TextStyle, composer: Composer, measure: Measure) -> Iterator[Item]:
    """The page number, and dots up to it."""
    look = Look.of(style)
    baseline = (to_pt(style.line_height) - look.size) / 2 + ASCENT * look.size
    right = measure.left + measure.width - composer.width(label, style)
    yield from (moved(item, right, baseline) for item in composer.run(label, look, 0.0, 0.0))
    start = max((_end(item, composer) for item in slug.items if isinstance(item, TextRun)), default=measure.left)
    yield from _dots(composer, measure.left, (start + look.size / 2, right - look.size / 2), baseline)


def _dots(composer: Composer, left: float, between: tuple[float, float], y: float) -> Iterator[Item]:
    """Dots of one size on one grid for all levels, so that those of all lines stand below each other."""
    dot = composer.sheet.contents_leader
    look = Look.of(composer.style(StyleRole.CONTENTS_1))
    pitch = look.size / 2
    first, last = math.ceil((between[0] - left) / pitch), math.floor((between[1] - left) / pitch)
    if not dot or last - first < _FEWEST_DOTS:
        return
    yield Tag(0)
    for face, _, _ in composer.fonts.split(look.font, dot):
        spacing = pitch - face.advance(dot) * look.size / 1000
        yield TextRun(left + first * pitch, y, face.name, look.size, dot * (last - first), look.color, spacing)


def _end(run: TextRun, composer: Composer) -> float:
    advance = composer.fonts.faces[run.font].advance
    natural = sum(advance(char) for char in run.text) * run.size / 1000
    return run.x + natural + run.spacing * len(run.text) + sum(gap for _, gap in run.gaps)
