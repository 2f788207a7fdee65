"""Finds font files; answers advance widths and coverage; says what was substituted."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from publish.alphabet import Alphabet
from publish.diagnostics import Diagnostic, PublishError, error, info, warning
from publish.model.style import SYSTEM, FontFamily
from publish.resources import resource_folder

# Marks that stand on a whole em in Chinese (GB/T 15834, 5.1) but that many faces draw narrow by default.
WIDE_MARKS = "“”‘’—…"
# Marks whose ink fills only the left or only the right half of their em (GB/T 15834, 5.1): the other can be squeezed.
INK_LEFT = frozenset("、，。．：；！？）］｝〕〗】》〉」』”’")
INK_RIGHT = frozenset("（［｛〔〖【《〈「『“‘")
# The printer's stand-in for a character that no face has (geta mark): visible, and no empty box.
GETA = "〓"
# Shown where a word is parted at the end of a line: drawn as a hyphen, and no part of the text (Unicode, U+00AD).
SOFT_HYPHEN = "\u00ad"
_NARROW = 900  # thousandths of an em; what is narrower does not count as a full-width form
_TITLES = 5  # documents named in one message
_PLACE = "#"  # parts the file from the number of the face in the names of faces of the computer
_LATIN_SUFFIX = "-latin"
_LATIN_QUOTE = 700  # what is wider is no quotation mark of a Latin face


class Outlines(Enum):
    """How the glyphs of a font file are drawn."""

    TRUETYPE = "glyf"
    CFF = "CFF "


class Forms(Enum):
    """Which form of WIDE_MARKS a face shows: the one of Chinese or the one of Latin text."""

    CHINESE = "chinese"
    LATIN = "latin"


def _widest(mark: str) -> int:
    return 1000 if mark in "—…" else _LATIN_QUOTE


@dataclass(eq=False)
class Face:
    """One font file as the layout and the PDF see it. Advances are in thousandths of an em."""

    name: str
    path: Path
    forms: Forms = Forms.CHINESE
    index: int = 0  # of the face in a collection (.ttc)
    _glyphs: dict[str, int] = field(default_factory=dict)
    _advances: dict[str, int] = field(default_factory=dict)

    @cached_property
    def font(self) -> hb.Font:
        """The HarfBuzz font, opened on first use."""
        try:
            return hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path)), self.index))
        except (OSError, hb.HarfBuzzError) as problem:
            advice = "put the file there or change fonts.yaml"
            raise PublishError(
                [error("F003", f"cannot open the font {self.path}: {problem}", hint=advice)]
            ) from problem

    @cached_property
    def units_per_em(self) -> int:
        """The font's own units in an em."""
        return int(self.font.face.upem)

    @cached_property
    def outlines(self) -> Outlines:
        """TrueType or CFF (.otf)."""
        return Outlines.CFF if "CFF " in self.font.face.table_tags else Outlines.TRUETYPE

    @cached_property
    def latin(self) -> Face:
        """The same file with the forms of Latin text; embedded as a font of its own, so that its text stays right."""
        return Face(f"{self.name}{_LATIN_SUFFIX}", self.path, Forms.LATIN, self.index)

    @cached_property
    def _marks(self) -> dict[str, tuple[int, int]]:
        """The wanted forms of WIDE_MARKS: glyph and advance; marks without one are left out."""
        if self.forms is Forms.LATIN:
            shaped = {mark: self._shaped(mark, "Latn", "en", "pwid") for mark in WIDE_MARKS}
            return {mark: form for mark, form in shaped.items() if form[0] and form[1] <= _widest(mark)}
        shaped = {mark: self._shaped(mark, "Hani", "zh-Hans", "fwid") for mark in WIDE_MARKS}
        return {mark: form for mark, form in shaped.items() if form[1] >= _NARROW}

    def _shaped(self, mark: str, script: str, language: str, feature: str) -> tuple[int, int]:
        buffer = hb.Buffer()
        buffer.add_str(mark)
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self.font, buffer, {feature: True})
        advance = buffer.glyph_positions[0].x_advance
        return buffer.glyph_infos[0].codepoint, round(advance * 1000 / self.units_per_em)

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for the character (for a wide mark: the wanted form of it)."""
        return self.glyph(char) > 0 if char not in WIDE_MARKS else char in self._marks

    def glyph(self, char: str) -> int:
        """The number of the character's glyph, 0 where the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            form = self._marks.get(char)
            shown = "-" if char == SOFT_HYPHEN else char
            found = form[0] if form else self.font.get_nominal_glyph(ord(shown)) or 0
            self._glyphs[char] = found
        return found

    def advance(self, char: str) -> int:
        """The character's advance in thousandths of an em."""
        found = self._advances.get(char)
        if found is None:
            raw = self.font.get_glyph_h_advance(self.glyph(char))
            found = self._advances[char] = round(raw * 1000 / self.units_per_em)
        return found

    def ink(self, char: str) -> tuple[float, float]:
        """How far the glyph of a character reaches above and below the base line, in em."""
        extents = self.font.get_glyph_extents(self.glyph(char))
        if extents is None:
            return 0.0, 0.0
        top = extents.y_bearing / self.units_per_em
        return top, -top - extents.height / self.units_per_em

    def half_form(self, mark: str) -> int | None:
        """How far the glyph of a mark is to be moved, in font units, for a form half an em wide.

        None when the mark has no blank half in this face, or no such glyph can be made (CFF outlines).
        """
        if self.outlines is Outlines.CFF:
            return None
        em = self.units_per_em
        extents = self.font.get_glyph_extents(self.glyph(mark))
        if extents is None or self.advance(mark) < _NARROW:
            return None
        left, width = int(extents.x_bearing), int(extents.width)
        if width > em // 2:
            return None
        # Ink that reaches over the middle by a hair, as 《 does in some faces, is moved inside.
        if mark in INK_LEFT:
            return min(0, em // 2 - left - width)
        if mark in INK_RIGHT:
            return max(em // 2 - em, -left)
        return None


@dataclass
class Coverage:
    """Which face draws a character under one role; remembers what it was asked, and by which documents."""

    faces: tuple[Face, ...]
    own: int  # so many of `faces` are the role's own, the rest are fall-backs
    asks_system: bool = False
    plain: Alphabet = field(default_factory=lambda: Alphabet("\n"))  # characters known to be in the first face
    others: dict[str, Face] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    asked: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def face(self, char: str, document: str = "") -> Face:
        """The first face that has the character; the first of all when none has."""
        if char in self.plain:
            return self.faces[0]
        known = self.others.get(char)
        if known is None:
            known = self._look_up(char)
        if char not in self.plain:
            self.asked[char][document] = None
        return known

    def latin(self, mark: str) -> Face:
        """The face of a mark inside Latin text."""
        found = next((face.latin for face in self.faces if face.latin.covers(mark)), None)
        return found or self.face(mark)

    def _look_up(self, char: str) -> Face:
        for face in self.faces:
            if face.covers(char):
                if face is self.faces[0]:
                    self.plain.add(char)
                else:
                    self.others[char] = face
                return face
        found = system_face(char) if self.asks_system else None
        if found:
            self.others[char] = found
            return found
        self.missing.add(char)
        stand_in = self.face(GETA) if char != GETA else self.faces[0]
        self.others[char] = stand_in
        return stand_in


class _Faces(dict[str, Face]):
    """Faces by name; those of the computer are found by theirs, which is their place."""

    def __missing__(self, name: str) -> Face:
        path, mark, index = name.rpartition(_PLACE)
        if not mark:
            raise KeyError(name)
        self[name] = Face(name, Path(path), index=int(index))
        return self[name]


class Want(NamedTuple):
    """A character that the first face of a role does not have, and the title of a document that wants it."""

    role: str
    char: str
    document: str


@cache
def system_face(char: str) -> Face | None:
    """A font of this computer that has the character, as fontconfig chooses it; None without fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    pattern = f":charset={ord(char):x}:scalable=true:variable=false"
    asked = [program, "--format", "%{file}\n%{index}", pattern]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=True)  # noqa: S603 no shell
        path, index = answer.stdout.split("\n")
        face = Face(f"{path}{_PLACE}{int(index)}", Path(path), index=int(index))
        return face if face.covers(char) else None
    except (OSError, ValueError, subprocess.SubprocessError, PublishError):
        return None


class FontBook:
    """The faces of a style sheet's font families, with fall-back per character.

    `document` is the title of the document that is being set: what has to be said names it.
    """

    def __init__(self, families: Mapping[str, FontFamily], folder: Path | None = None) -> None:
        self._families = families
        self._folder = folder or resource_folder("fonts")
        self._files: dict[str, Face] = {}
        self._coverage: dict[str, Coverage] = {}
        self.document = ""

    @cached_property
    def faces(self) -> Mapping[str, Face]:
        """All faces by name, each with the variant for marks of Latin text."""
        files = sorted({name for family in self._families.values() for name in family.files})
        return _Faces(
            {shown.name: shown for name in files for face in [self._face(name)] for shown in (face, face.latin)}
        )

    def coverage(self, role: str) -> Coverage:
        """The faces of a role in the order in which they are asked.

        Raises PublishError when the role or one of its files does not exist.
        """
        found = self._coverage.get(role)
        if found is None:
            own = self._role_faces(role)
            others = self._families[role].fallback
            rest = [face for other in others if other != SYSTEM for face in self._role_faces(other)]
            found = self._coverage[role] = Coverage((*own, *rest), len(own), SYSTEM in others)
        return found

    def latin_name(self, role: str) -> str:
        """The face that Word files name for the Latin text of a role."""
        return self._families[role].latin

    def _role_faces(self, role: str) -> tuple[Face, ...]:
        family = self._families.get(role)
        if family is None:
            known = ", ".join(sorted(self._families))
            raise PublishError([error("F004", f"no font role is called '{role}'", hint=f"fonts.yaml knows {known}")])
        return tuple(self._face(name) for name in family.files)

    def _face(self, name: str) -> Face:
        if name not in self._files:
            self._files[name] = Face(Path(name).stem, self._folder / name)
        return self._files[name]

    def split(self, role: str, text: str, latin: Collection[int] = ()) -> Iterator[tuple[Face, int, int]]:
        """The text in stretches of one face: (face, start, end), in order, without gaps.

        `latin` are the places of marks that take the form of Latin text.
        """
        coverage = self.coverage(role)
        if not latin and coverage.plain.spells(text):
            yield coverage.faces[0], 0, len(text)
            return
        start, current = 0, None
        for index, char in enumerate(text):
            face = coverage.latin(char) if index in latin else coverage.face(char, self.document)
            if face is not current:
                if current is not None:
                    yield current, start, index
                start, current = index, face
        if current is not None:
            yield current, start, len(text)

    def ink(self, role: str, text: str) -> tuple[float, float]:
        """How far the characters of a text reach above and below the base line, in em."""
        reached = [face.ink(char) for face, start, end in self.split(role, text) for char in text[start:end]]
        return max((top for top, _ in reached), default=0.0), max((bottom for _, bottom in reached), default=0.0)

    def take_wants(self) -> tuple[Want, ...]:
        """Everything that was wanted since the last time; another font book may be told of it."""
        asked = [(role, coverage.asked) for role, coverage in sorted(self._coverage.items())]
        wants = tuple(
            Want(role, char, title) for role, chars in asked for char in sorted(chars) for title in chars[char]
        )
        for _, chars in asked:
            chars.clear()
        return wants

    def add_wants(self, wants: Iterable[Want]) -> None:
        """Take note of what was wanted elsewhere."""
        for want in wants:
            self.coverage(want.role).face(want.char, want.document)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was substituted (F001) and what no face has (F002), each character once, with the documents."""
        return tuple(reported(self._coverage, self._families))


class _Group(NamedTuple):
    """Characters that were wanted alike: of which roles, in which documents, and the face that has them."""

    face: str
    labels: tuple[str, ...]
    documents: tuple[str, ...]


def reported(coverage: Mapping[str, Coverage], families: Mapping[str, FontFamily]) -> Iterator[Diagnostic]:
    """One message for all characters that were wanted alike."""
    wanted: defaultdict[_Group, list[str]] = defaultdict(list)
    for char in sorted({char for asked in coverage.values() for char in _wanting(asked)}):
        roles = [role for role, asked in sorted(coverage.items()) if char in _wanting(asked)]
        labels = tuple(families[role].label for role in roles)
        documents = dict.fromkeys(title for role in roles for title in coverage[role].asked[char])
        faces = {coverage[role].others[char].path.stem for role in roles if char not in coverage[role].missing}
        wanted[_Group(", ".join(sorted(faces)), labels, tuple(documents))].append(char)
    for want, chars in sorted(wanted.items()):
        yield _substituted(want, chars) if want.face else _missing(want, chars)
    leftwards = [want.documents for want, chars in sorted(wanted.items()) if any(map(_runs_leftwards, chars))]
    if leftwards:
        yield _disordered(tuple(dict.fromkeys(chain.from_iterable(leftwards))))


def _runs_leftwards(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


def _wanting(coverage: Coverage) -> set[str]:
    """The characters that the role itself does not have."""
    own = set(coverage.faces[: coverage.own])
    return {char for char, face in coverage.others.items() if face not in own or char in coverage.missing}


def _substituted(want: _Group, chars: list[str]) -> Diagnostic:
    where = f" in {_listed(want.documents)}" if any(want.documents) else ""
    return info("F001", f"{', '.join(want.labels)} lacks {' '.join(chars)}{where}; set in {want.face}")


def _missing(want: _Group, chars: list[str]) -> Diagnostic:
    shown = " ".join(f"{char} (U+{ord(char):04X})" for char in chars)
    where = f", used in {_listed(want.documents)}" if any(want.documents) else ""
    advice = f"shown as {GETA}; add a font that has them to fonts.yaml, or write 'system-fonts: last' in the style"
    return warning("F002", f"no font has these characters of {', '.join(want.labels)}: {shown}{where}", hint=advice)


def _disordered(documents: tuple[str, ...]) -> Diagnostic:
    message = f"writing from right to left in {_listed(documents)} is set letter by letter, from the left"
    return warning("F003", message, hint="take the Word file or the e-book, which leave it to the reading program")


def _listed(documents: tuple[str, ...]) -> str:
    titles = [f"'{title}'" for title in documents if title]
    more = f" and {len(titles) - _TITLES} more" if len(titles) > _TITLES else ""
    return ", ".join(titles[:_TITLES]) + more
