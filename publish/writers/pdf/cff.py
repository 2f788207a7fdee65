"""Which CID each glyph of a CFF font has: its number, or what the charset of a CID-keyed font says.

Formats: Adobe Technical Note 5176, sections 4 (DICT), 5 (INDEX) and 13 (charsets).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_CHARSET = 15
_ROS = 0x0C1E  # the operator 12 30, which makes a font CID-keyed
_REAL = 30


def is_cid_keyed(table: bytes) -> bool:
    """Whether the glyphs of a `CFF ` table are known by CIDs rather than by names."""
    return _ROS in _top(table)


def glyph_cids(table: bytes, count: int) -> list[int]:
    """The CID of every glyph of a `CFF ` table with so many glyphs."""
    top = _top(table)
    if _ROS not in top:
        return list(range(count))
    return [0, *_charset(table, top[_CHARSET][0], count - 1)]


def _top(table: bytes) -> dict[int, list[int]]:
    """The top DICT: operands by operator."""
    names_end = _index(table, table[2])[1]
    entries, _ = _index(table, names_end)
    return dict(_operators(entries[0]))


def _index(table: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of the INDEX at a place, and the place after it."""
    (count,) = struct.unpack_from(">H", table, at)
    if not count:
        return [], at + 2
    size, first = table[at + 2], at + 3
    offsets = [int.from_bytes(table[first + size * k : first + size * (k + 1)]) for k in range(count + 1)]
    base = first + size * (count + 1) - 1
    entries = [table[base + offsets[k] : base + offsets[k + 1]] for k in range(count)]
    return entries, base + offsets[-1]


def _operators(data: bytes) -> Iterator[tuple[int, list[int]]]:
    """The operators of a DICT with their operands; real numbers, which are not needed, count as 0."""
    operands: list[int] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            width = 2 if byte == 12 else 1
            yield int.from_bytes(data[at : at + width]), operands
            operands, at = [], at + width
        elif byte == _REAL:
            at += 1
            while data[at] & 0x0F != 0x0F and data[at] >> 4 != 0x0F:
                at += 1
            at += 1
            operands.append(0)
        else:
            number, at = _number(data, at)
            operands.append(number)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """An integer operand and the place after it."""
    byte = data[at]
    if byte == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if byte == 29:
        return struct.unpack_from(">i", data, at + 1)[0], at + 5
    if byte <= 246:
        return byte - 139, at + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    return -(byte - 251) * 256 - data[at + 1] - 108, at + 2


def _charset(table: bytes, at: int, count: int) -> list[int]:
    """The CIDs of all glyphs but the first."""
    form, at = table[at], at + 1
    if form == 0:
        return list(struct.unpack_from(f">{count}H", table, at))
    pattern = ">HB" if form == 1 else ">HH"
    found: list[int] = []
    while len(found) < count:
        first, left = struct.unpack_from(pattern, table, at)
        found.extend(range(first, first + left + 1))
        at += struct.calcsize(pattern)
    return found[:count]
