"""Streams whose compressed form would end like a line: some readers would take that byte for the end of the data."""

import zlib

import pytest

from publish.writers.pdf.objects import stream


@pytest.mark.parametrize("data", [b"\x09", b"\x0c", b"\x09" * 2 + b"\xfc\xff\x02"])
@pytest.mark.parametrize("padding", [b"\n", b"\0\1", b"\0\0\0\1"])
def test_no_stream_ends_like_a_line(data, padding):
    packed = stream(data, padding=padding)._data
    assert packed[-1:] not in (b"\r", b"\n")
    assert zlib.decompress(packed).startswith(data)
