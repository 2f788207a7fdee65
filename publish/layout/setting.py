"""A paragraph set in type: one long line whose advances are known, ready to be broken."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from publish.fontbook import Face, FontBook, Forms
from publish.layout.breaks import EUROPEAN, HAN, RIGID, LineRules, latin_marks, line_rules, squeezes
from publish.model.style import Dots

# CLREQ, 3.2.2: a quarter of an em between Han characters and Latin letters or digits.
LATIN_GAP = 0.25
_CALLS = "？！"


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Characters of one look inside a paragraph. `rise` lifts the base line, points.

    `target` is a link, `ruby` the reading above the characters. `note` is the number of the note that the piece
    calls: such a piece never starts a line. `element` is a structure element of its own, 0 the paragraph's.
    `dots` are emphasis dots.
    """

    text: str
    font: str
    size: float
    color: str
    rise: float = 0.0
    target: str = ""
    ruby: str = ""
    note: int = 0
    element: int = 0
    dots: Dots = Dots.NONE


class Stretch(msgspec.Struct, frozen=True):
    """A piece, or part of one, in one face: characters `start` to `end` of the setting."""

    start: int
    end: int
    face: Face
    piece: Piece


class Setting(msgspec.Struct):
    """The text of a paragraph with its advances: every character takes `em` points, but for the exceptions.

    Exception number k is the character at `at[k]`; `gaps[k]` points are added before it, and with its own width
    it shifts what follows, so that `shifts[k]` is the sum of all departures up to and including it.
    `glued` are the places before which no line may end, `latin` those of marks in Latin width. `dashed`
    says that there are characters which are not spread.
    """

    text: str
    em: float
    stretches: list[Stretch]
    rules: LineRules = line_rules()
    latin: frozenset[int] = frozenset()
    dashed: bool = False
    at: list[int] = msgspec.field(default_factory=list)
    gaps: list[float] = msgspec.field(default_factory=list)
    shifts: list[float] = msgspec.field(default_factory=list)
    glued: set[int] = msgspec.field(default_factory=set)

    def offset(self, index: int) -> float:
        """The distance from the start of the text to the character, the gap before it not counted."""
        k = bisect_left(self.at, index)
        return index * self.em + (self.shifts[k - 1] if k else 0.0)

    def gap(self, index: int) -> float:
        """The extra space before the character."""
        k = bisect_left(self.at, index)
        return self.gaps[k] if k < len(self.at) and self.at[k] == index else 0.0

    def width(self, index: int) -> float:
        """The advance of a character, the gap before it not counted."""
        return self.offset(index + 1) - self.offset(index) - self.gap(index)

    def width_at(self, index: int, char: str) -> float:
        """The advance that another character would have in the type of the one at `index`."""
        stretch = next(stretch for stretch in self.stretches if stretch.start <= index < stretch.end)
        return stretch.face.advance(char) * stretch.piece.size / 1000

    def add(self, index: int, gap: float, departure: float) -> None:
        """One more exception at the end, or more of the last one: the gap before it, and how its advance differs."""
        before = self.shifts[-1] if self.shifts else 0.0
        if self.at and self.at[-1] == index:
            self.gaps[-1] += gap
            self.shifts[-1] += gap + departure
            return
        self.at.append(index)
        self.gaps.append(gap)
        self.shifts.append(before + gap + departure)


def set_pieces(
    pieces: list[Piece], fonts: FontBook, em: float, letter_spacing: float, rules: LineRules | None = None
) -> Setting:
    """The pieces as one setting. `em` is the advance of a full-width character, its letter spacing included."""
    text = "".join(piece.text for piece in pieces)
    latin = latin_marks(text)
    setting = Setting(text, em, [], rules or line_rules(), latin, RIGID.search(text) is not None)
    position = 0
    for piece in pieces:
        if piece.note:
            setting.glued.add(position)
        end = position + len(piece.text)
        narrow = [place - position for place in latin if position <= place < end] if latin else ()
        for face, first, last in fonts.split(piece.font, piece.text, narrow):
            stretch = Stretch(position + first, position + last, face, piece)
            setting.stretches.append(stretch)
            _add_exceptions(setting, stretch, letter_spacing)
        position = end
    if latin:
        _glue_latin_marks(setting)
    return setting


def _glue_latin_marks(setting: Setting) -> None:
    """Marks of Latin text belong to the word that they touch."""
    text = setting.text
    for place in setting.latin:
        setting.glued.update(near for near in (place, place + 1) if " " not in text[max(near - 1, 0) : near + 1])


def _add_exceptions(setting: Setting, stretch: Stretch, letter_spacing: float) -> None:
    if abs(stretch.piece.size + letter_spacing - setting.em) > 1e-6 or stretch.face.forms is Forms.LATIN:
        _add_smaller(setting, stretch, letter_spacing)
        return
    for found in setting.rules.special.finditer(setting.text, stretch.start, stretch.end):
        if found["marks"]:
            _add_marks(setting, found.start(), found.end())
        else:
            _add_narrow(setting, stretch, (found.start(), found.end()), letter_spacing)


def _add_smaller(setting: Setting, stretch: Stretch, letter_spacing: float) -> None:
    """Characters of another size or in Latin width: every one departs from the em."""
    advance, size, em = stretch.face.advance, stretch.piece.size / 1000, setting.em - letter_spacing
    for index in range(stretch.start, stretch.end):
        setting.add(index, 0.0, advance(setting.text[index]) * size - em)


def _add_marks(setting: Setting, start: int, end: int) -> None:
    """Marks that stand together. ？！ take one em together, three of them two (GB/T 15834, 5.1.2)."""
    text, half, rules = setting.text, -setting.em / 2, setting.rules
    for index in range(start + 1, end):
        if squeezes(text[index - 1], text[index], rules):
            setting.add(index, half, 0.0)
    calls = end - start - len(text[start:end].rstrip(_CALLS))
    if calls == 2 and end < len(text) and text[end - 1] in rules.closing:
        setting.add(end, half, 0.0)


def _add_narrow(setting: Setting, stretch: Stretch, part: tuple[int, int], letter_spacing: float) -> None:
    start, end = part
    text, em = setting.text, setting.em - letter_spacing
    advance, size = stretch.face.advance, stretch.piece.size / 1000
    gap = em * LATIN_GAP
    before = gap if start and EUROPEAN.match(text[start]) and HAN.match(text[start - 1]) else 0.0
    for index in range(start, end):
        setting.add(index, before, advance(text[index]) * size - em)
        before = 0.0
    if end < len(text) and EUROPEAN.match(text[end - 1]) and HAN.match(text[end]):
        setting.add(end, gap, 0.0)
