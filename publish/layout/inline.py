"""Inlines as pieces of type: faces and colours by character role, notes counted where they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from publish.layout.setting import Piece
from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.style import CharacterRole, Dots, StyleSheet, TextStyle
from publish.units import to_pt

_SCRIPT_SIZE = 0.6  # of the text's size, for raised and lowered characters
_SUPER_RISE = 0.36
_SUB_RISE = -0.12


class NoteCounter:
    """Numbers notes in the order in which they are called, beginning with `first`, and hands them out once."""

    def __init__(self, first: int = 1) -> None:
        self._next = first
        self._called: list[tuple[int, Note]] = []

    def call(self, note: Note) -> int:
        """The number of this note."""
        number = self._next
        self._next += 1
        self._called.append((number, note))
        return number

    def take(self) -> list[tuple[int, Note]]:
        """The notes called since the last time, with their numbers."""
        called, self._called = self._called, []
        return called


class Look(msgspec.Struct, frozen=True, gc=False):
    """The look of the characters at hand; sizes in points."""

    font: str
    size: float
    color: str
    rise: float = 0.0
    target: str = ""
    dots: Dots = Dots.NONE

    @classmethod
    def of(cls, style: TextStyle) -> Look:
        """The look of a block's own text."""
        return cls(style.font, to_pt(style.size), style.color)


class Inliner:
    """Turns inlines into pieces under one style sheet and one count of notes."""

    def __init__(self, sheet: StyleSheet, notes: NoteCounter) -> None:
        self._sheet = sheet
        self._notes = notes

    def pieces(self, content: Iterable[Inline], look: Look) -> Iterator[Piece]:
        """The pieces of the inlines, in order."""
        for inline in content:
            yield from self._pieces_of(inline, look)

    def _pieces_of(self, inline: Inline, look: Look) -> Iterator[Piece]:
        match inline:
            case Text(text):
                yield _piece(text, look)
            case Emphasis(content):
                yield from self.pieces(content, self._role(look, CharacterRole.EMPHASIS))
            case Strong(content):
                yield from self.pieces(content, self._role(look, CharacterRole.STRONG))
            case Code(text):
                yield _piece(text, self._role(look, CharacterRole.CODE))
            case Link(content, target):
                yield from self.pieces(content, replace(self._role(look, CharacterRole.LINK), target=target))
            case Superscript(content):
                yield from self.pieces(content, _script(look, _SUPER_RISE))
            case Subscript(content):
                yield from self.pieces(content, _script(look, _SUB_RISE))
            case Ruby(base, annotation):
                yield replace(_piece(base, look), ruby=annotation)
            case LineBreak():
                yield _piece("\n", look)
            case Note():
                number = self._notes.call(inline)
                yield replace(_piece(str(number), _script(look, _SUPER_RISE)), note=number)

    def _role(self, look: Look, role: CharacterRole) -> Look:
        style = self._sheet.characters[role]
        font, color = style.font or look.font, style.color or look.color
        return replace(look, font=font, color=color, dots=style.dots or look.dots)


def _piece(text: str, look: Look) -> Piece:
    return Piece(text, look.font, look.size, look.color, look.rise, target=look.target, dots=look.dots)


def _script(look: Look, rise: float) -> Look:
    return replace(look, size=look.size * _SCRIPT_SIZE, rise=look.rise + rise * look.size)
