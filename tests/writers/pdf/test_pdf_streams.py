"""Streams whose compressed form would end like a line: some readers would take that byte for the end of the data."""

import re
import zlib

import pytest

from publish.writers.pdf.compact import CompactDocument
from publish.writers.pdf.objects import dictionary
from publish.writers.pdf.packing import packed


@pytest.mark.parametrize("data", [b"\x09", b"\x0c", b"\x09" * 2 + b"\xfc\xff\x02"])
@pytest.mark.parametrize("padding", [b"\n", b"\0\1", b"\0\0\0\1"])
def test_no_stream_ends_like_a_line(data, padding):
    shown, length = packed(data, padding)
    assert shown[-1:] not in (b"\r", b"\n")
    assert zlib.decompress(shown).startswith(data)
    assert len(zlib.decompress(shown)) == length


def test_the_table_of_objects_has_as_many_entries_as_it_says_however_its_stream_would_end():
    """One file in 128 has a table whose compressed form would end like a line."""
    for count in range(300):
        document = CompactDocument((1, 7), "zh")
        for _ in range(count):
            document.add(b"<< >>")
        document.info = dictionary({})
        document.updateSignature("x")
        file = document.format()
        table = file[file.rindex(b"/Type /XRef") :]
        (size,) = re.findall(rb"/Size (\d+)", table)
        assert len(zlib.decompressobj().decompress(table[table.index(b"stream\n") + 7 :])) == 7 * int(size)
