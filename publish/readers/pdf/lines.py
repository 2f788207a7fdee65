"""Glyphs become lines by where they stand, whatever the order in which they are drawn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from publish.readers.lines import is_wide
from publish.readers.pdf.columns import has_table, in_reading_order
from publish.readers.pdf.pages import Glyph, PageGlyphs

_SAME_LINE = 0.5  # of a letter's height: so far may the middles of letters of one line lie apart
_SAME_PLACE = 0.25  # of a letter's height: a letter drawn again so near only makes the first one bolder
_WORD_GAP = 0.2  # of a letter's height: a wider gap between Latin letters is a space
_WIDE_GAP = 0.8  # of a letter's height: a wider gap beside a Chinese character is a wide space
_MOST_SPACES = 4
_SMALL = 0.8  # of the line's size: smaller letters may be raised
_RAISED = 0.1  # of the line's size, by which their middle is higher


class PdfLine(msgspec.Struct, frozen=True):
    """A line of a page; its box in points from the lower left corner, size and font of most of its letters."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str
    raised: tuple[tuple[int, int], ...] = ()  # where in the text small raised characters stand

    @property
    def middle(self) -> float:
        """The height of the middle of its letters above the edge of the page."""
        return (self.bottom + self.top) / 2


class PageLines(msgspec.Struct, frozen=True):
    """The lines of a page, those that stand across it (watermarks, mostly), whether some of them look like a table."""

    lines: list[PdfLine]
    across: list[PdfLine]
    tabular: bool


def find_lines(page: PageGlyphs, number: int) -> PageLines:
    """The lines of page `number` from top to bottom, column by column."""
    upright = [glyph for glyph in page.glyphs if glyph.upright and glyph.size > 0]
    across = [glyph for glyph in page.glyphs if not glyph.upright and glyph.text.strip()]
    rows = in_reading_order([sorted(row, key=lambda glyph: glyph.left) for row in _rows(upright)])
    lines = [line for row in rows if (line := _line(row, number)) is not None]
    return PageLines(lines, [_across(across, number)] if across else [], has_table(rows))


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each line, from top to bottom."""
    rows: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-(glyph.bottom + glyph.top), glyph.left)):
        middle = (glyph.bottom + glyph.top) / 2
        if rows and middles[-1] - middle <= _SAME_LINE * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middles.append(middle)
    return rows


def _line(row: list[Glyph], number: int) -> PdfLine | None:
    """The line of a row; None when there is nothing but white space in it."""
    glyphs = _without_doubles(row)
    solid = [glyph for glyph in glyphs if glyph.text.strip()]
    if not solid:
        return None
    inked = glyphs[glyphs.index(solid[0]) : len(glyphs) - glyphs[::-1].index(solid[-1])]
    size = Counter(glyph.size for glyph in solid).most_common(1)[0][0]
    font = Counter(glyph.font for glyph in solid).most_common(1)[0][0]
    plain = [glyph for glyph in solid if glyph.size > _SMALL * size]
    lowest, highest = min(glyph.bottom for glyph in plain), max(glyph.top for glyph in plain)
    line = PdfLine(number, "", solid[0].left, lowest, solid[-1].right, highest, size, font)
    pieces = [(gap + glyph.text, _is_raised(glyph, line)) for gap, glyph in _with_gaps(inked)]
    return msgspec.structs.replace(line, text="".join(text for text, _ in pieces), raised=tuple(_raised(pieces)))


def _is_raised(glyph: Glyph, line: PdfLine) -> bool:
    return glyph.size <= _SMALL * line.size and (glyph.bottom + glyph.top) / 2 > line.middle + _RAISED * line.size


def _raised(pieces: list[tuple[str, bool]]) -> Iterator[tuple[int, int]]:
    """Where the raised pieces are in the text, neighbours together."""
    place = 0
    for raised, group in groupby(pieces, key=lambda piece: piece[1]):
        start, place = place, place + sum(len(text) for text, _ in group)
        if raised:
            yield start, place


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = (other for other in kept[-3:] if abs(other.left - glyph.left) < _SAME_PLACE * glyph.size)
        if not any(other.text == glyph.text for other in near):
            kept.append(glyph)
    return kept


def _with_gaps(glyphs: list[Glyph]) -> Iterator[tuple[str, Glyph]]:
    """The glyphs from left to right, each with the spaces that the gap before it means."""
    before: Glyph | None = None
    for glyph in glyphs:
        solid = before is not None and before.text.strip() and glyph.text.strip()
        yield _gap(before, glyph) if before is not None and solid else "", glyph
        before = glyph


def _gap(before: Glyph, after: Glyph) -> str:
    size = max(before.size, after.size)
    gap = (after.left - before.right) / size
    if is_wide(before.text[-1]) or is_wide(after.text[0]):
        return "\u3000" * min(round(gap), _MOST_SPACES) if gap > _WIDE_GAP else ""
    return " " if gap > _WORD_GAP else ""


def _across(glyphs: list[Glyph], number: int) -> PdfLine:
    """Text that does not stand upright, in the order in which it is drawn."""
    text = "".join(glyph.text for glyph in glyphs)
    first = glyphs[0]
    return PdfLine(number, text, first.left, first.bottom, first.right, first.top, first.size, first.font)
