import hashlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.writers.archive import pack

PARTS = {"b/二.xml": b"two", "mimetype": b"application/epub+zip", "a.xml": b"one" * 100}


def test_equal_parts_give_equal_bytes_in_whatever_order_they_come() -> None:
    assert pack(PARTS) == pack(dict(reversed(PARTS.items())))


def test_entries_are_sorted_deflated_and_without_dates() -> None:
    entries = ZipFile(BytesIO(pack(PARTS))).infolist()
    assert [entry.filename for entry in entries] == ["a.xml", "b/二.xml", "mimetype"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {ZIP_DEFLATED}
    assert {entry.external_attr for entry in entries} == {0o100644 << 16}


def test_the_mimetype_of_an_ebook_comes_first_stored_at_its_fixed_offset() -> None:
    data = pack(PARTS, first_stored="mimetype")
    first = ZipFile(BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_a_first_part_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        pack({"a.xml": b""}, first_stored="mimetype")


def test_what_is_packed_can_be_unpacked() -> None:
    archive = ZipFile(BytesIO(pack(PARTS)))
    assert {name: archive.read(name) for name in archive.namelist()} == PARTS


@given(st.lists(st.integers(0, 9), max_size=40), st.binary(max_size=5))
def test_long_parts_are_compressed_in_pieces_and_can_be_unpacked(paragraphs, end):
    part = b"".join(b"<p>" + hashlib.sha256(b"%d" % number).digest() * 300 for number in paragraphs) + end
    assert ZipFile(BytesIO(pack({"a": part}, seam=b"<p>"))).read("a") == part


def test_what_is_the_same_in_the_next_archive_is_remembered():
    """The piece with the change, and the one after it, which may refer back to it; of 18."""
    done: dict[tuple[str, bytes], bytes] = {}
    new = []

    def remember(name: str, data: bytes, work: Callable[[], bytes]) -> bytes:
        if (name, data) not in done:
            new.append(data)
            done[name, data] = work()
        return done[name, data]

    paragraphs = [b"<p>" + hashlib.sha256(b"%d" % number).digest() * 300 for number in range(120)]
    first = pack({"a": b"".join(paragraphs)}, seam=b"<p>", remember=remember)
    assert len(new) == 18
    assert first == pack({"a": b"".join(paragraphs)}, seam=b"<p>")
    new.clear()
    paragraphs[55] += b"more"
    second = pack({"a": b"".join(paragraphs)}, seam=b"<p>", remember=remember)
    assert len(new) == 2
    assert second == pack({"a": b"".join(paragraphs)}, seam=b"<p>")
