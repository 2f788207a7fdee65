"""Finds font files; answers advance widths and coverage; says what was substituted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import uharfbuzz as hb

from publish.diagnostics import Diagnostic, PublishError, error, info, warning
from publish.model.style import FontFamily
from publish.resources import resource_folder

# Marks that stand on a whole em in Chinese (GB/T 15834, 5.1) but that many faces draw narrow by default.
WIDE_MARKS = "“”‘’—…"
# Marks whose ink fills only the left or only the right half of their em (GB/T 15834, 5.1): the other can be squeezed.
INK_LEFT = frozenset("、，。．：；）］｝〕〗】》〉」』”’")
INK_RIGHT = frozenset("（［｛〔〖【《〈「『“‘")
# The printer's stand-in for a character that no face has (geta mark): visible, and no empty box.
GETA = "〓"
_NARROW = 900  # thousandths of an em; what is narrower does not count as a full-width form


@dataclass(eq=False)
class Face:
    """One font file as the layout and the PDF see it. Advances are in thousandths of an em."""

    name: str
    path: Path
    _glyphs: dict[str, int] = field(default_factory=dict)
    _advances: dict[str, int] = field(default_factory=dict)

    @cached_property
    def font(self) -> hb.Font:
        """The HarfBuzz font, opened on first use."""
        try:
            return hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path))))
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
    def _wide(self) -> dict[str, tuple[int, int]]:
        """The forms of WIDE_MARKS that fill an em: glyph and advance; marks without one are left out."""
        return {mark: form for mark in WIDE_MARKS if (form := self._shape_wide(mark))[1] >= _NARROW}

    def _shape_wide(self, mark: str) -> tuple[int, int]:
        buffer = hb.Buffer()
        buffer.add_str(mark)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        hb.shape(self.font, buffer, {"fwid": True})
        advance = buffer.glyph_positions[0].x_advance
        return buffer.glyph_infos[0].codepoint, round(advance * 1000 / self.units_per_em)

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for the character (for a wide mark: one that fills the em)."""
        return self.glyph(char) > 0 if char not in WIDE_MARKS else char in self._wide

    def glyph(self, char: str) -> int:
        """The number of the character's glyph, 0 where the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            wide = self._wide.get(char)
            found = wide[0] if wide else self.font.get_nominal_glyph(ord(char)) or 0
            self._glyphs[char] = found
        return found

    def advance(self, char: str) -> int:
        """The character's advance in thousandths of an em."""
        found = self._advances.get(char)
        if found is None:
            raw = self.font.get_glyph_h_advance(self.glyph(char))
            found = self._advances[char] = round(raw * 1000 / self.units_per_em)
        return found

    def half_form(self, mark: str) -> int | None:
        """How far the glyph of a mark is to be moved, in font units, for a form half an em wide.

        None when the mark has no blank half in this face.
        """
        em = self.units_per_em
        extents = self.font.get_glyph_extents(self.glyph(mark))
        if extents is None or self.advance(mark) < _NARROW:
            return None
        left, right = extents.x_bearing, extents.x_bearing + extents.width
        if mark in INK_LEFT and right <= em // 2:
            return 0
        if mark in INK_RIGHT and left >= em - em // 2:
            return em // 2 - em
        return None


@dataclass
class Coverage:
    """Which face draws a character under one role; remembers what it was asked."""

    faces: tuple[Face, ...]
    own: int  # so many of `faces` are the role's own, the rest are fall-backs
    plain: set[str] = field(default_factory=lambda: {"\n"})  # characters known to be in the first face
    others: dict[str, Face] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)

    def face(self, char: str) -> Face:
        """The first face that has the character; the first of all when none has."""
        if char in self.plain:
            return self.faces[0]
        known = self.others.get(char)
        return known if known is not None else self._look_up(char)

    def _look_up(self, char: str) -> Face:
        for face in self.faces:
            if face.covers(char):
                if face is self.faces[0]:
                    self.plain.add(char)
                else:
                    self.others[char] = face
                return face
        self.missing[char] = None
        stand_in = self.face(GETA) if char != GETA else self.faces[0]
        self.others[char] = stand_in
        return stand_in


class FontBook:
    """The faces of a style sheet's font families, with fall-back per character."""

    def __init__(self, families: Mapping[str, FontFamily], folder: Path | None = None) -> None:
        self._families = families
        self._folder = folder or resource_folder("fonts")
        self._files: dict[str, Face] = {}
        self._coverage: dict[str, Coverage] = {}

    @property
    def faces(self) -> dict[str, Face]:
        """The faces in use by name."""
        return {face.name: face for face in self._files.values()}

    def coverage(self, role: str) -> Coverage:
        """The faces of a role in the order in which they are asked.

        Raises PublishError when the role or one of its files does not exist.
        """
        found = self._coverage.get(role)
        if found is None:
            own = self._role_faces(role)
            rest = [face for other in self._families[role].fallback for face in self._role_faces(other)]
            found = self._coverage[role] = Coverage((*own, *rest), len(own))
        return found

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

    def split(self, role: str, text: str) -> Iterator[tuple[Face, int, int]]:
        """The text in stretches of one face: (face, start, end), in order, without gaps."""
        coverage = self.coverage(role)
        if coverage.plain.issuperset(text):
            yield coverage.faces[0], 0, len(text)
            return
        start, current = 0, None
        for index, char in enumerate(text):
            face = coverage.face(char)
            if face is not current:
                if current is not None:
                    yield current, start, index
                start, current = index, face
        if current is not None:
            yield current, start, len(text)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was substituted (F001) and what no face has (F002), each character once."""
        said: list[Diagnostic] = []
        for role, coverage in sorted(self._coverage.items()):
            label = self._families[role].label
            said.extend(_substitutions(label, coverage))
            if coverage.missing:
                shown = " ".join(f"{char} (U+{ord(char):04X})" for char in coverage.missing)
                advice = f"shown as {GETA}; add a font that has them to fonts.yaml"
                said.append(warning("F002", f"no font has these characters of {label}: {shown}", hint=advice))
        return tuple(said)


def _substitutions(label: str, coverage: Coverage) -> Iterator[Diagnostic]:
    own = set(coverage.faces[: coverage.own])
    by_face: defaultdict[str, list[str]] = defaultdict(list)
    for char, face in coverage.others.items():
        if face not in own and char not in coverage.missing:
            by_face[face.name].append(char)
    for name, chars in sorted(by_face.items()):
        yield info("F001", f"{label} lacks {' '.join(sorted(chars))}; set in {name}")
