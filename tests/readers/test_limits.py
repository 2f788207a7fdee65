"""What passes a limit is refused or left out, by a message that names the limit; where it is raised, all is read."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from publish.diagnostics import PublishError
from publish.model.ports import Limits, Source
from publish.model.raw import Reading
from publish.readers import read

from .test_epub import book
from .word import p, word_file


def png(width: int, height: int) -> bytes:
    """An image that states its size and has next to no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def filled(data: bytes, size: int) -> bytes:
    """A package with a part of nothing but zeros."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("filling.bin", bytes(size))
    return target.getvalue()


def outcome(source: Source) -> tuple[Reading | None, str]:
    """What is read, if anything, and all messages."""
    try:
        found = read(source)
    except PublishError as refused:
        return None, str(refused)
    return found.value, "\n".join(map(str, found.diagnostics))


@pytest.mark.parametrize("name", ["a.docx", "a.epub", "a.odt"])
def test_packages_that_unpack_to_too_much(name):
    data = {"a.docx": word_file(p("正文")), "a.epub": book("<p>正文</p>"), "a.odt": word_file(p("正文"))}[name]
    data = filled(data, 3 << 20)
    usual, _ = outcome(Source(name, data))
    assert usual
    assert any("正文" in block.text for block in usual.document.blocks)
    refused, said = outcome(Source(name, data, limits=Limits(unpacked_mb=2)))
    assert refused is None
    assert "R003" in said
    assert "raise limits.unpacked_mb" in said


def test_one_part_may_have_an_eighth():
    data = filled(word_file(p("正文")), 3 << 20)
    _, said = outcome(Source("a.docx", data, limits=Limits(unpacked_mb=16)))
    assert "more than 2 MB in one part or 16 MB in all" in said


@pytest.mark.parametrize(
    ("size", "limits", "key"),
    [
        ((1000, 1001), Limits(image_megapixels=1), "image_megapixels"),
        ((100_000, 100_000), Limits(), "image_megapixels"),
        ((1 << 31) - 1, Limits(), "image_megapixels"),
    ],
    ids=str,
)
def test_images_with_too_many_pixels_are_left_out(tmp_path, size, limits, key):
    (tmp_path / "a.png").write_bytes(png(*size) if isinstance(size, tuple) else png(size, size))
    found, said = outcome(Source("a.md", "![图](a.png)\n\n正文\n".encode(), folder=str(tmp_path), limits=limits))
    assert found
    assert found.assets == ()
    assert "R024" in said
    assert f"raise limits.{key}" in said


def test_large_images_are_taken_when_the_limit_allows(tmp_path):
    (tmp_path / "a.png").write_bytes(png(12_000, 12_000))
    source = Source("a.md", "![图](a.png)\n".encode(), folder=str(tmp_path))
    assert outcome(source)[0].assets == ()
    raised = Source("a.md", source.data, folder=source.folder, limits=Limits(image_megapixels=150))
    found, said = outcome(raised)
    assert [asset.width for asset in found.assets] == [12_000]
    assert said == ""
    assert Image.MAX_IMAGE_PIXELS  # as it was


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.epub"])
def test_images_that_are_too_long_are_left_out_with_a_message(tmp_path, name):
    image = png(10, 10) + bytes(2 << 20)
    (tmp_path / "a.png").write_bytes(image)
    data = {
        "a.md": "![图](a.png)\n\n正文\n".encode(),
        "a.docx": word_file(p("正文") + p('<w:r><w:pict><v:imagedata r:id="image1"/></w:pict></w:r>'), image1=image),
        "a.epub": book("<p>正文<img src='a.png' alt='图'/></p>", b__a_dot_png=image),
    }[name]
    found, said = outcome(Source(name, data, folder=str(tmp_path), limits=Limits(image_mb=1)))
    assert found
    assert found.assets == ()
    assert "R024" in said
    assert "raise limits.image_mb" in said


def test_pdf_files_with_too_many_pages_or_too_much_in_them():
    pytest.importorskip("pdfminer")
    from .test_pdf import BODY, pdf

    data = pdf(BODY, BODY, BODY)
    assert outcome(Source("a.pdf", data))[0]
    refused, said = outcome(Source("a.pdf", data, limits=Limits(pdf_pages=2)))
    assert refused is None
    assert "R003: the file holds more than 2 pages" in said
    assert "raise limits.pdf_pages" in said
    bomb = data.replace(b"endstream", b"endstream\nstream\n" + zlib.compress(bytes(3 << 20)) + b"\nendstream", 1)
    assert "raise limits.unpacked_mb" in outcome(Source("a.pdf", bomb, limits=Limits(unpacked_mb=2)))[1]
