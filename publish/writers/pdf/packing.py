"""Compressed data as PDF/A wants it to end."""

from __future__ import annotations

import zlib

_LEVEL = 6  # zlib's default: level 9 saves one percent and costs twice the time


def packed(data: bytes, padding: bytes = b"\n") -> tuple[bytes, int]:
    """The data compressed, and how long it is uncompressed.

    `padding` is added to data whose compressed form ends like a line: some readers would take that byte for the end
    of line before 'endstream' and find the length wrong (ISO 19005-2, 6.1.7.1). The last byte is that of a checksum
    (Adler-32, the sum of all bytes), so it then changes, unless the padding is nothing but zeros.
    """
    result = zlib.compress(data, _LEVEL)
    while result[-1:] in (b"\r", b"\n"):
        data += padding
        result = zlib.compress(data, _LEVEL)
    return result, len(data)
