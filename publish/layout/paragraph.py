"""A paragraph as slugs: its lines broken, placed and held together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import groupby

from publish.fontbook import FontBook
from publish.layout.adjust import Line
from publish.layout.breaks import LineRules
from publish.layout.column import Measure
from publish.layout.lines import break_lines, is_latin_text, lines_ending, office_ends
from publish.layout.office import in_office
from publish.layout.setting import Piece, Setting, Stretch, set_pieces
from publish.layout.slug import Slug
from publish.model.pages import Box, Item, LinkArea, Shape, Tag, TextRun
from publish.model.style import Dots, TextStyle
from publish.units import to_pt

NoteSlugs = Mapping[int, tuple[Slug, ...]]
NO_NOTES: NoteSlugs = {}
# The base line of an ideographic em box lies 0.12 em above its foot in the faces that travel with the program.
ASCENT = 0.88
_RUBY_SIZE = 0.5
_DOT_SIZE = 0.16  # of the type size
_DOT_AWAY = 0.06  # em, from the em box to the middle of the dot


def set_paragraph(
    pieces: list[Piece],
    style: TextStyle,
    measure: Measure,
    fonts: FontBook,
    element: int,
    notes: NoteSlugs = NO_NOTES,
    rules: LineRules | None = None,
) -> list[Slug]:
    """The lines of a paragraph under a style, indents and space above included; none for an empty paragraph.

    `element` is the paragraph in the structure; `notes` holds the lines of the notes that the pieces call, by number.
    `rules` are those of the mainland unless others are given.
    """
    column = measure.inset(to_pt(style.indent_left), to_pt(style.indent_right))
    size = to_pt(style.size)
    letter_spacing = to_pt(style.letter_spacing)
    setting = set_pieces(pieces, fonts, size + letter_spacing, letter_spacing, rules)
    height = to_pt(style.line_height)
    baseline = (height - size) / 2 + ASCENT * size
    place = _plain_line if _is_plain(setting) else _line_items
    calls = [stretch for stretch in setting.stretches if stretch.piece.note] if notes else []
    slugs = []
    for line in _agreed_lines(setting, column, style, fonts):
        items = place(setting, line, column.left, baseline, letter_spacing, element)
        slug = Slug(height, tuple(items), keep=style.keep_with_next, element=element, offset=line.start)
        if calls:
            slug.notes = _called_notes(calls, line, notes)
            slug.offset = _offset(calls, line)
        slugs.append(slug)
    _hold_together(slugs, to_pt(style.space_before), to_pt(style.space_after))
    return slugs


def _agreed_lines(setting: Setting, column: Measure, style: TextStyle, fonts: FontBook) -> list[Line]:
    """The lines by our rules where they are as many as those of office programs, else lines that end like those.

    Latin text keeps its own lines: between those of narrower faces its words would touch.
    """
    indent = to_pt(style.first_line_indent)
    lines = list(break_lines(setting, column.width, indent, style.align))
    ends = [] if is_latin_text(setting) else _office_ends(setting, column, style, fonts)
    if len(ends) in (0, len(lines)):
        return lines
    return list(lines_ending(setting, ends, column.width, indent, style.align))


def _office_ends(setting: Setting, column: Measure, style: TextStyle, fonts: FontBook) -> list[int]:
    width, indent = column.width - column.grid_loss, to_pt(style.first_line_indent)
    return office_ends(in_office(setting, style, fonts), width, indent)


def _offset(calls: list[Stretch], line: Line) -> int:
    """The characters of the paragraph before a line, marks of notes not counted."""
    return line.start - sum(len(call.piece.text) for call in calls if call.end <= line.start)


def _called_notes(calls: list[Stretch], line: Line, notes: NoteSlugs) -> tuple[Slug, ...]:
    called = [call.piece.note for call in calls if line.start <= call.start < line.end]
    return tuple(slug for number in dict.fromkeys(called) for slug in notes[number])


def office_count(
    pieces: list[Piece], style: TextStyle, measure: Measure, fonts: FontBook, rules: LineRules | None = None
) -> int:
    """How many lines office programs make of the pieces."""
    size, letter_spacing = to_pt(style.size), to_pt(style.letter_spacing)
    setting = set_pieces(pieces, fonts, size + letter_spacing, letter_spacing, rules)
    return len(_office_ends(setting, measure.inset(to_pt(style.indent_left), to_pt(style.indent_right)), style, fonts))


def natural_width(pieces: list[Piece], style: TextStyle, fonts: FontBook) -> float:
    """The width of the pieces on one line."""
    size, letter_spacing = to_pt(style.size), to_pt(style.letter_spacing)
    setting = set_pieces(pieces, fonts, size + letter_spacing, letter_spacing)
    return setting.offset(len(setting.text))


def _hold_together(slugs: list[Slug], before: float, after: float) -> None:
    """No page ends with the first line of a paragraph, none begins with its last (CLREQ, 3.4)."""
    if not slugs:
        return
    slugs[0].before = before
    slugs[-1].height += after
    slugs[-1].after = after
    if len(slugs) > 1:
        slugs[0].keep = slugs[-2].keep = True


def _is_plain(setting: Setting) -> bool:
    """Whether it is one face throughout, and nothing but text."""
    if len(setting.stretches) != 1:
        return False
    piece = setting.stretches[0].piece
    return not (piece.target or piece.ruby or piece.element or piece.dots is not Dots.NONE)


def _plain_line(setting: Setting, line: Line, left: float, y: float, letter_spacing: float, own: int) -> list[Item]:
    """The line of a plain setting: most are, so this is the hot path."""
    del own  # all of the line belongs to the paragraph itself
    stretch = setting.stretches[0]
    piece, start = stretch.piece, line.start
    text = setting.text[start : line.end]
    gaps = tuple([(index - start, gap) for index, gap in line.gaps]) if line.gaps else ()
    if line.tail:
        text, gaps = text + line.tail, gaps + _before_tail(line, start)
    x, spacing = left + line.x, line.spacing + letter_spacing
    return [TextRun(x, y - piece.rise, stretch.face.name, piece.size, text, piece.color, spacing, gaps)]


def _line_items(setting: Setting, line: Line, left: float, y: float, letter_spacing: float, own: int) -> list[Item]:
    items: list[Item] = []
    element = 0
    for stretch in setting.stretches:
        start, end = max(stretch.start, line.start), min(stretch.end, line.end)
        if start < end:
            if stretch.piece.element != element:
                element = stretch.piece.element
                items.append(Tag(element or own))
            items.extend(_stretch_items(setting, line, stretch, (start, end), left, y, letter_spacing))
    items.extend(_readings(setting, line, left, y))
    return items


def _stretch_items(
    setting: Setting, line: Line, stretch: Stretch, part: tuple[int, int], left: float, y: float, letter_spacing: float
) -> list[Item]:
    start, end = part
    piece = stretch.piece
    x = left + line.x + _distance(setting, line, start)
    text = setting.text[start:end]
    # What is taken before the next stretch is taken from the last mark of this one.
    gaps = tuple((at - start, gap) for at, gap in line.gaps if start <= at < end or (at == end < line.end and gap < 0))
    if line.tail and end == line.end:
        text, gaps = text + line.tail, gaps + _before_tail(line, start)
    spacing = line.spacing + letter_spacing
    items: list[Item] = [TextRun(x, y - piece.rise, stretch.face.name, piece.size, text, piece.color, spacing, gaps)]
    width = left + line.x + _distance(setting, line, end) - x
    if piece.dots is not Dots.NONE:
        items.extend(_dots(setting, line, stretch, part, (left + line.x, y)))
    if piece.target:
        items.append(LinkArea(x, y - ASCENT * piece.size, width, piece.size, piece.target, text, piece.element))
    return items


def _before_tail(line: Line, start: int) -> tuple[tuple[int, float], ...]:
    """The hyphen stands close to its word however much the line is spread."""
    return ((line.end - start, -line.spacing),) if line.tail and line.spacing else ()


def _dots(
    setting: Setting, line: Line, stretch: Stretch, part: tuple[int, int], origin: tuple[float, float]
) -> Iterator[Box]:
    """A dot to each character, but not to marks (GB/T 15834, 4.9; CLREQ, 2.6.1); drawn, so no part of the text."""
    piece, (x, y) = stretch.piece, origin
    size = piece.size * _DOT_SIZE
    level = (1 - ASCENT + _DOT_AWAY) if piece.dots is Dots.BELOW else -(ASCENT + _DOT_AWAY)
    for index in range(*part):
        char = setting.text[index]
        if char.isalnum():
            middle = _distance(setting, line, index) + dict(line.gaps).get(index, 0.0)
            middle += stretch.face.advance(char) * piece.size / 2000
            top = y + level * piece.size - size / 2
            yield Box(x + middle - size / 2, top, size, size, piece.color, Shape.DISC)


def _distance(setting: Setting, line: Line, index: int) -> float:
    """From the start of the line to the start of a character, as it is drawn (the gap before it not counted)."""
    if index <= line.start:
        return 0.0
    gaps = sum(gap for at, gap in line.gaps if at < index)
    own = sum(setting.gaps[bisect_left(setting.at, line.start + 1) : bisect_left(setting.at, index)])
    natural = setting.offset(index) - setting.offset(line.start) - setting.gap(line.start)
    return natural + gaps - own + line.spacing * (index - line.start)


def _readings(setting: Setting, line: Line, left: float, y: float) -> Iterator[TextRun]:
    """The readings above pieces of the line; that of a piece that is broken stands above its first part."""
    for piece, group in groupby(setting.stretches, key=lambda stretch: stretch.piece):
        stretches = list(group)
        start, end = stretches[0].start, min(stretches[-1].end, line.end)
        if not piece.ruby or not line.start <= start < line.end:
            continue
        first, last = (_distance(setting, line, index) for index in (start, end))
        face, size = stretches[0].face, piece.size * _RUBY_SIZE
        natural = sum(face.advance(char) for char in piece.ruby) * size / 1000
        x = left + line.x + (first + last - natural) / 2
        yield TextRun(x, y - ASCENT * piece.size, face.name, size, piece.ruby, piece.color)
