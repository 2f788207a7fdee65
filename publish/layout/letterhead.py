"""版头: the head of an official document above its title, that of a letter, the title of an order (GB/T 9704, 7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from publish.layout.column import Column, Measure
from publish.layout.composer import Composer
from publish.layout.imprint import side_by_side
from publish.layout.inline import Look
from publish.layout.paragraph import ASCENT, natural_width
from publish.layout.setting import Piece
from publish.layout.slug import Slug
from publish.model.document import Block, Paragraph, Role
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
)
from publish.model.pages import Box, Item, Kind, moved
from publish.model.raw import Align
from publish.model.style import ZERO, PageStyle, StyleRole, TextStyle
from publish.units import Length, to_pt

_SPARE = 1.2  # of the measure: what fits it by a hair is still set on one line


def set_letterhead(head: Sequence[Block], composer: Composer, column: Column) -> list[Slug]:
    """The slugs of a head, which begins a page; the last one ends with its red rule where there is a masthead."""
    if not head:
        return []
    marks = _blocks(head, MASTHEADS)
    letter = is_letter(head)
    left = [slug for index, block in _blocks(head, LEFT) for slug in _lines(index, block, composer, column)]
    numbers = [
        slug
        for index, block in _blocks(head, NUMBERS)
        for slug in _number(index, block, composer, column, letter=letter)
    ]
    if letter:
        slugs = _letter(marks, left, numbers, composer, column)
    else:
        slugs = _document(marks, left, numbers, composer, column)
    for slug in slugs:
        slug.keep = True
    return slugs


def order_title(title: str, above: list[Slug], composer: Composer, measure: Measure, element: int) -> Slug:
    """The title of an order, its masthead (10.2), below what stands `above`."""
    style = composer.style(StyleRole.ORDER_TITLE)
    look = Look.of(style)
    slug, _ = _mark([Piece(title, look.font, look.size, look.color)], style, composer, measure, element)
    return _sunk(slug, to_pt(ORDER_TOP) - _height(above), composer)


def letter_rules(top: float, page: PageStyle, color: str) -> Iterator[Box]:
    """The two double rules on the first page of a letter; the upper one begins at `top` (10.1)."""
    paper, foot = to_pt(page.width), to_pt(LETTER_FOOT)
    width = min(to_pt(LETTER_RULE), paper - 2 * foot)
    thick, space, thin = map(to_pt, DOUBLE_RULE)
    bottom = to_pt(page.height) - foot
    for y, height in (
        (top, thick),
        (top + thick + space, thin),
        (bottom - thick - space - thin, thin),
        (bottom - thick, thick),
    ):
        yield Box((paper - width) / 2, y, width, height, color)


def line_space(composer: Composer) -> float:
    """The empty lines that part masthead, number, title and text, in points."""
    return LINES_BELOW * to_pt(composer.style(StyleRole.BODY).line_height)


def _blocks(head: Sequence[Block], roles: frozenset[Role]) -> list[tuple[int, Paragraph]]:
    return [(at, block) for at, block in enumerate(head) if isinstance(block, Paragraph) and block.role in roles]


def _document(
    marks: list[tuple[int, Paragraph]], left: list[Slug], numbers: list[Slug], composer: Composer, column: Column
) -> list[Slug]:
    """7.2: 份号, 密级, 紧急程度 from the first line on, the masthead at its own height, number and red rule below."""
    slugs = list(left)
    for number, (index, block) in enumerate(marks):
        slug, _ = _masthead(index, block, composer, column)
        slugs.append(slug if number else _sunk(slug, to_pt(MASTHEAD_TOP) - _height(left), composer))
    if numbers and marks:
        numbers[0].before = line_space(composer)
    slugs += numbers
    if marks:
        _rule_off(slugs[-1], composer, column.measure)
    return slugs


def _letter(
    marks: list[tuple[int, Paragraph]], left: list[Slug], numbers: list[Slug], composer: Composer, column: Column
) -> list[Slug]:
    """10.1: below masthead and double rule 份号, 密级, 紧急程度 at the left, the number at the right."""
    (index, block), *_ = marks
    slug, depth = _masthead(index, block, composer, column)
    above = to_pt(LETTER_TOP) - composer.area.top
    slug.items = _moved(slug, above)
    rule = above + depth + to_pt(RULE_SPACE)
    slug.height = max(rule + sum(map(to_pt, DOUBLE_RULE)), 0.0)
    slug.rules = composer.area.top + rule
    body = composer.style(StyleRole.BODY)
    below = _beside(left, numbers)
    if below:  # 7/8 of a character from the rule to the first of them; half a line's white is its own
        below[0].before = to_pt(body.size) * 7 / 8 - _white(composer)
    return [slug, *below]


def _beside(left: list[Slug], numbers: list[Slug]) -> list[Slug]:
    """Lines at the left, and the number on the height of the first of them, though it is read last."""
    if not left or len(numbers) != 1:
        return [*left, *numbers]
    (number,) = numbers
    number.items = _moved(number, -_height(left[:-1]))
    return [*left[:-1], *side_by_side(left[-1:], numbers)]


def _lines(index: int, block: Paragraph, composer: Composer, column: Column) -> list[Slug]:
    style = _bare(composer.style(StyleRole(block.role.value)))
    element = composer.structure.add(Kind.PARAGRAPH, column.element)
    return _inside(
        index, composer.paragraph_of(composer.pieces(block.content, Look.of(style)), style, column.measure, element)
    )


def _number(index: int, block: Paragraph, composer: Composer, column: Column, *, letter: bool) -> list[Slug]:
    """The number in the middle; beside 签发人 at the left (7.2.5, 7.2.6), on a letter at the right (10.1)."""
    style = _bare(composer.style(StyleRole(block.role.value)))
    pieces = composer.pieces(block.content, Look.of(style))
    element = composer.structure.add(Kind.PARAGRAPH, column.element)
    if block.role is not Role.SIGNATORY:
        style = replace(style, align=Align.RIGHT) if letter else style
        return _inside(index, composer.paragraph_of(pieces, style, column.measure, element))
    found = BEFORE_SIGNATORY.search("".join(piece.text for piece in pieces))
    number = found.start() if found else 0
    ends = zip(_cut(pieces, number), (style, replace(style, align=Align.RIGHT)), strict=True)
    sides = [composer.paragraph_of(end, side, column.measure, element) for end, side in ends]
    return _inside(index, side_by_side(*sides) if number else sides[1])


def _cut(pieces: list[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces before and after a place in their text, without the white space there."""
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in pieces:
        here, at = max(at, 0), at - len(piece.text)
        before += [replace(piece, text=piece.text[:here])] if here else []
        rest = piece.text[here:] if after else piece.text[here:].lstrip()
        after += [replace(piece, text=rest)] if rest else []
    return before, after


def _masthead(index: int, block: Paragraph, composer: Composer, column: Column) -> tuple[Slug, float]:
    style = composer.style(StyleRole(block.role.value))
    element = composer.structure.add(Kind.PARAGRAPH, column.element)
    slug, depth = _mark(composer.pieces(block.content, Look.of(style)), style, composer, column.measure, element)
    return slug.inside(index), depth


def _mark(
    pieces: list[Piece], style: TextStyle, composer: Composer, measure: Measure, element: int
) -> tuple[Slug, float]:
    """A masthead on one line, smaller where it would not fit, its ink beginning at the top; and how deep that goes."""
    natural = natural_width(pieces, style, composer.fonts)
    scale = min(1.0, FILLED * measure.width / natural) if natural else 1.0
    size = to_pt(style.size) * scale
    style = replace(_bare(style), size=Length(int(style.size * scale)), line_height=Length(int(style.size * scale)))
    spare = measure.width * (_SPARE - 1) / 2
    wide = measure.inset(-spare, -spare)
    scaled = [replace(piece, size=piece.size * scale) for piece in pieces]
    slugs = composer.paragraph_of(scaled, style, wide, element)
    slug, *others = slugs or [Slug(size)]
    for other in others:
        slug.items += _moved(other, slug.height)
        slug.height += other.height
    top, bottom = composer.fonts.ink(style.font, "".join(piece.text for piece in pieces))
    slug.items = _moved(slug, (top - ASCENT) * size)
    slug.height += (top - ASCENT) * size + _white(composer)
    return slug, slug.height - _white(composer) - (1 - ASCENT - bottom) * size


def _sunk(slug: Slug, distance: float, composer: Composer) -> Slug:
    """The slug with so much white above it, or a line's where there is no room left."""
    distance = max(distance, _white(composer))
    slug.items = _moved(slug, distance)
    slug.height += distance
    return slug


def _rule_off(slug: Slug, composer: Composer, measure: Measure) -> None:
    """The red rule below the number, as wide as the type area (7.2.7)."""
    y = slug.height - _white(composer) + to_pt(RULE_SPACE)
    color = composer.style(StyleRole.MASTHEAD).color
    slug.items += (Box(measure.left, y, measure.width, to_pt(RULE), color),)
    slug.height = y + to_pt(RULE)


def _height(slugs: list[Slug]) -> float:
    return sum(slug.height for slug in slugs)


def _white(composer: Composer) -> float:
    """The white of a line above and below its characters."""
    body = composer.style(StyleRole.BODY)
    return to_pt(Length(body.line_height - body.size)) / 2


def _bare(style: TextStyle) -> TextStyle:
    return replace(style, space_before=ZERO, space_after=ZERO)


def _moved(slug: Slug, dy: float) -> tuple[Item, ...]:
    return tuple(moved(item, 0.0, dy) for item in slug.items)


def _inside(index: int, slugs: list[Slug]) -> list[Slug]:
    return [slug.inside(index) for slug in slugs]
