"""Embedded fonts: the glyphs in use, under character codes that are the code points themselves (Identity-H).

With the code point as CID, the bytes of a line are its text in UTF-16, and nothing is looked up per character;
a CIDToGIDMap leads to the glyphs of the subset. For characters above U+FFFF see `codes`.
"""

from __future__ import annotations

import hashlib
from array import array as numbers
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import uharfbuzz as hb

from publish.alphabet import Alphabet
from publish.fontbook import GETA, Face, Outlines
from publish.writers.pdf.cff import glyph_cids, is_cid_keyed
from publish.writers.pdf.codes import HALF_CODES, CharacterCodes
from publish.writers.pdf.content import Glyphs
from publish.writers.pdf.halfwidth import HalfForm, with_half_forms
from publish.writers.pdf.objects import PackedStream, array, dictionary, name

_HALF = 500  # thousandths of an em
_DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A code of the font: the text that it stands for, its glyph in the face, its width."""

    code: int
    char: str
    glyph: int
    width: int
    half: bool = False


class EmbeddedFont:
    """One face in the file: collects the characters that are shown in it, then writes the font."""

    def __init__(self, face: Face, codes: CharacterCodes) -> None:
        self.face = face
        self._codes = codes
        self._used = Alphabet()
        self._halves: set[str] = set()

    def add(self, glyphs: Glyphs) -> None:
        """Takes note of what the face shows."""
        self._used.add_all(glyphs.chars)
        self._halves.update(glyphs.halves)

    def write(self, document: Any) -> Any:
        """Adds the font to the document; the reference to it."""
        entries = sorted(self._entries(), key=attrgetter("code"))
        glyphs = {entry.glyph for entry in entries}
        data, numbering = _subset(self.face, glyphs)
        halves = [entry for entry in entries if entry.half]
        added = {entry.code: len(numbering) + number for number, entry in enumerate(halves)}
        if self.face.outlines is Outlines.CFF:
            return self._write_cff(document, entries, data, numbering)
        data = with_half_forms(data, [self._half_form(entry, numbering) for entry in halves])
        glyph_of = ((entry.code, added.get(entry.code, numbering[entry.glyph])) for entry in entries)
        base = f"{_tag(data)}+{_postscript_name(self.face)}"
        descendant = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType2"),
                "BaseFont": name(base),
                "CIDSystemInfo": _system_info(),
                "FontDescriptor": document.Reference(self._descriptor(document, base, data)),
                "DW": 1000,
                "W": array(_widths([(entry.code, entry.width) for entry in entries])),
                "CIDToGIDMap": document.Reference(_glyph_map(glyph_of)),
            }
        )
        font = {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": name(base),
            "Encoding": name("Identity-H"),
            "DescendantFonts": array([document.Reference(descendant)]),
            "ToUnicode": document.Reference(PackedStream(_to_unicode([(e.code, e.char) for e in entries]))),
        }
        return document.Reference(dictionary(font))

    def _write_cff(self, document: Any, entries: list[_Entry], data: bytes, numbering: dict[int, int]) -> Any:
        """A font with CFF outlines: its CIDs are its own, a CMap leads to them (ISO 32000-1, 9.7.4.2 and 9.7.5)."""
        cids = glyph_cids(hb.Face(data).reference_table("CFF ").data, len(numbering))
        cid_of = {entry.code: cids[numbering[entry.glyph]] for entry in entries}
        widths = sorted({cid_of[entry.code]: entry.width for entry in entries}.items())
        base = f"{_tag(data)}+{_postscript_name(self.face)}"
        descendant = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType0"),
                "BaseFont": name(base),
                "CIDSystemInfo": _system_info(),
                "FontDescriptor": document.Reference(self._descriptor(document, base, data)),
                "DW": 1000,
                "W": array(_widths(widths)),
            }
        )
        values = {"Type": name("CMap"), "CMapName": name("Publish-CID"), "CIDSystemInfo": _system_info(), "WMode": 0}
        font = {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": name(f"{base}-Publish-CID"),
            "Encoding": document.Reference(PackedStream(_code_map(sorted(cid_of.items())), values)),
            "DescendantFonts": array([document.Reference(descendant)]),
            "ToUnicode": document.Reference(PackedStream(_to_unicode([(e.code, e.char) for e in entries]))),
        }
        return document.Reference(dictionary(font))

    def _entries(self) -> Iterator[_Entry]:
        for char in self._used:
            shown = char if self.face.glyph(char) else GETA
            yield _Entry(ord(self._codes.code(char)), char, self.face.glyph(shown), self.face.advance(shown))
        for mark in self._halves:
            yield _Entry(ord(HALF_CODES[mark]), mark, self.face.glyph(mark), _HALF, half=True)

    def _half_form(self, entry: _Entry, numbering: dict[int, int]) -> HalfForm:
        shift = self.face.half_form(entry.char) or 0
        return HalfForm(numbering[entry.glyph], shift, self.face.units_per_em // 2)

    def _program(self, document: Any, data: bytes) -> dict[str, Any]:
        padding = b"\0\0\0\1"
        if self.face.outlines is Outlines.CFF:
            table = hb.Face(data).reference_table("CFF ").data
            # A CID font program of its own; what is keyed by names is none, and stays inside its OpenType file.
            program, kind = (table, "CIDFontType0C") if is_cid_keyed(table) else (data, "OpenType")
            return {"FontFile3": document.Reference(PackedStream(program, {"Subtype": name(kind)}, padding=padding))}
        return {"FontFile2": document.Reference(PackedStream(data, {"Length1": 0}, padding=padding))}

    def _descriptor(self, document: Any, base: str, data: bytes) -> Any:
        extents = self.face.font.get_font_extents("ltr")
        scale = 1000 / self.face.units_per_em
        ascent, descent = round(extents.ascender * scale), round(extents.descender * scale)
        return dictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(base),
                "Flags": 4,  # symbolic: the codes are our own
                "FontBBox": array([-1000, descent, 3000, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": round(0.8 * ascent),
                "StemV": 80,
                **self._program(document, data),
            }
        )


def _system_info() -> Any:
    return dictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0})


def _code_map(codes: list[tuple[int, int]]) -> bytes:
    """The CMap from codes to CIDs, one by one."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def",
        "/CMapName /Publish-CID def /CMapType 1 def /WMode 0 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_sections([f"<{code:04X}> {cid}" for code, cid in codes], "cidchar"),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _subset(face: Face, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """The font file with these glyphs only, and the new number of each."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).set({0, *glyphs})
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).set({_tag_number(tag) for tag in _DROPPED})
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    plan = hb.SubsetPlan(face.font.face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())


def _tag_number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def _tag(data: bytes) -> str:
    """Six capital letters that name the subset (ISO 32000-1, 9.6.4), from its bytes."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(face: Face) -> str:
    found = face.font.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.name
    return "".join(char for char in found if char.isascii() and (char.isalnum() or char == "-")) or "Font"


def _runs(codes: list[tuple[int, Any]]) -> Iterator[list[tuple[int, Any]]]:
    """Stretches of consecutive codes."""
    for _, group in groupby(enumerate(codes), key=lambda pair: pair[1][0] - pair[0]):
        yield [entry for _, entry in group]


def _widths(codes: list[tuple[int, int]]) -> Iterator[Any]:
    """The W array: widths of all codes that do not fill the em."""
    for run in _runs([(code, width) for code, width in codes if width != 1000]):
        yield run[0][0]
        yield array([width for _, width in run])


def _glyph_map(pairs: Iterable[tuple[int, int]]) -> Any:
    table = numbers("H", bytes(2 * 65536))
    last = 0
    for code, glyph in pairs:
        table[code] = glyph
        last = max(last, code)
    del table[last + 1 :]
    table.byteswap()
    return PackedStream(table.tobytes(), padding=b"\0\1")


def _to_unicode(codes: list[tuple[int, str]]) -> bytes:
    """The CMap from codes to text: ranges of codes that are their own code points, the rest one by one."""
    own = [(code, char) for code, char in codes if ord(char) == code]
    moved = [(code, char) for code, char in codes if ord(char) != code]
    ranges = [
        f"<{part[0][0]:04X}> <{part[-1][0]:04X}> <{part[0][0]:04X}>"
        for run in _runs(own)
        for _, group in groupby(run, key=lambda entry: entry[0] >> 8)  # a range may not cross a high byte
        for part in [list(group)]
    ]
    chars = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in moved]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_sections(ranges, "bfrange"),
        *_sections(chars, "bfchar"),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _sections(lines: list[str], kind: str) -> Iterator[str]:
    """At most 100 lines to a section (Adobe Technical Note 5411)."""
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        yield f"{len(part)} begin{kind}"
        yield from part
        yield f"end{kind}"
