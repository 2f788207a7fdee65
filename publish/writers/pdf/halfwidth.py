"""Half-width forms of punctuation marks, added to a font subset as composite glyphs.

A mark that is squeezed gives up its blank half. Moving its neighbour over that half would print boxes over boxes;
with a glyph that is half an em wide the advances in the file are what is seen, as PDF/A (6.2.11.5) and readers want.
Formats of the tables: OpenType 1.9, `glyf`, `loca`, `hmtx`, `maxp`.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_ARGS_ARE_WORDS_AND_OFFSETS = 0x0003
_CHECKSUM_MAGIC = 0xB1B0AFBA


@dataclass(frozen=True, slots=True)
class HalfForm:
    """A new glyph: glyph `base` moved by `shift`, `advance` wide; font units."""

    base: int
    shift: int
    advance: int


def with_half_forms(font: bytes, forms: Sequence[HalfForm]) -> bytes:
    """The font with the forms as its last glyphs, in order. Needs TrueType outlines."""
    if not forms:
        return font
    tables = _tables(font)
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    offsets = _glyph_offsets(tables, count)
    glyphs = [_composite(tables["glyf"], offsets, form) for form in forms]
    tables["hmtx"] = _metrics(tables, count) + b"".join(
        struct.pack(">Hh", form.advance, struct.unpack_from(">h", glyph, 2)[0] if glyph else 0)
        for form, glyph in zip(forms, glyphs, strict=True)
    )
    total = count + len(forms)
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", total)
    tables["maxp"] = _limits(tables["maxp"], total)
    tables["glyf"], tables["loca"] = _outlines(tables["glyf"], offsets, glyphs)
    tables["head"] = tables["head"][:50] + struct.pack(">h", 1) + tables["head"][52:]  # long offsets
    return _assembled(tables, font[:4])


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): font[start : start + length] for tag, _, start, length in entries}


def _glyph_offsets(tables: dict[str, bytes], count: int) -> list[int]:
    (long,) = struct.unpack_from(">h", tables["head"], 50)
    if long:
        return list(struct.unpack_from(f">{count + 1}I", tables["loca"]))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", tables["loca"])]


def _composite(glyf: bytes, offsets: list[int], form: HalfForm) -> bytes:
    """A glyph that is another one moved sideways; empty when that one is."""
    start = offsets[form.base]
    if offsets[form.base + 1] == start:
        return b""
    _, left, bottom, right, top = struct.unpack_from(">hhhhh", glyf, start)
    box = struct.pack(">hhhhh", -1, left + form.shift, bottom, right + form.shift, top)
    return box + struct.pack(">HHhhH", _ARGS_ARE_WORDS_AND_OFFSETS, form.base, form.shift, 0, 0)


def _metrics(tables: dict[str, bytes], count: int) -> bytes:
    """The horizontal metrics with an advance for every glyph."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    hmtx = tables["hmtx"]
    head, tail = hmtx[: 4 * full], hmtx[4 * full : 4 * full + 2 * (count - full)]
    advance = head[-4:-2]
    return head + b"".join(advance + tail[at : at + 2] for at in range(0, len(tail), 2))


def _limits(maxp: bytes, total: int) -> bytes:
    fields = list(struct.unpack(">I14H", maxp[:32]))
    fields[1] = total
    fields[4] = max(fields[4], fields[2])  # points and contours of composites
    fields[5] = max(fields[5], fields[3])
    fields[13] = max(fields[13], 1)
    fields[14] = max(fields[14] + 1, 1)
    return struct.pack(">I14H", *fields)


def _outlines(glyf: bytes, offsets: list[int], glyphs: list[bytes]) -> tuple[bytes, bytes]:
    end = offsets[-1] + (-offsets[-1] % 4)
    data = glyf[: offsets[-1]].ljust(end, b"\0")
    places = [*offsets[:-1], end]
    for glyph in glyphs:
        data += glyph.ljust(len(glyph) + (-len(glyph) % 4), b"\0")
        places.append(len(data))
    return data, struct.pack(f">{len(places)}I", *places)


def _assembled(tables: dict[str, bytes], version: bytes) -> bytes:
    """The file from its tables, with directory and checksums."""
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    names = sorted(tables)
    power = 1 << (len(names).bit_length() - 1)
    header = version + struct.pack(">HHHH", len(names), power * 16, power.bit_length() - 1, (len(names) - power) * 16)
    directory, body = b"", b""
    start = len(header) + 16 * len(names)
    total = 0
    for name in names:
        data = tables[name]
        checksum = _checksum(data)
        total += checksum
        directory += struct.pack(">4sIII", name.encode("latin-1"), checksum, start + len(body), len(data))
        body += data.ljust(len(data) + (-len(data) % 4), b"\0")
    font = header + directory + body
    adjustment = struct.pack(">I", (_CHECKSUM_MAGIC - _checksum(header + directory) - total) & 0xFFFFFFFF)
    at = start + sum(_padded(tables[name]) for name in names[: names.index("head")]) + 8
    return font[:at] + adjustment + font[at + 4 :]


def _padded(data: bytes) -> int:
    return len(data) + (-len(data) % 4)


def _checksum(data: bytes) -> int:
    words = array("I", data.ljust(_padded(data), b"\0"))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
