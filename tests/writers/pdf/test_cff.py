"""Fonts with CFF outlines (.otf) in the PDF, where this computer has some."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
import validate
from msgspec.structs import replace

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.writers.pdf.cff import glyph_cids, is_cid_keyed
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, paragraph, style
from tests.writers.pdf.test_pdf import text_of

CID_FONT = Path(__file__).parent / "data" / "cid.otf"
CID_TEXT = "国一二三《国》，a1一（i）。"
TEXT = "This is set in CFF, don’t you see? It “works”."


def cff_table(path: Path) -> bytes:
    return bytes(hb.Face(hb.Blob.from_file_path(str(path))).reference_table("CFF ").data)


@pytest.fixture(scope="module")
def font() -> Path:
    """A Latin text face: one that has quotes."""
    for path in sorted(Path("/usr/share/fonts").rglob("*.otf")):
        if hb.Font(hb.Face(hb.Blob.from_file_path(str(path)))).get_nominal_glyph(ord("’")):
            return path
    pytest.skip("no .otf on this computer")


@pytest.fixture(scope="module")
def keyed_by_cids(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF set in data/cid.otf, whose CIDs are not the numbers of its glyphs."""
    sheet = style()
    families = {role: replace(one, files=(str(CID_FONT), *one.files)) for role, one in sheet.families.items()}
    manuscript = Manuscript(book(chapter(1, "国", paragraph(CID_TEXT))), replace(sheet, families=families), {})
    fonts = FontBook(families)
    path = tmp_path_factory.mktemp("cid") / "cid.pdf"
    path.write_bytes(write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value)
    return path


def test_cids_of_a_font_that_is_keyed_by_them_are_those_of_its_charset() -> None:
    table = cff_table(CID_FONT)
    assert is_cid_keyed(table)
    assert glyph_cids(table, 4) == [0, 100, 107, 114]


def test_widths_of_a_font_that_is_keyed_by_cids_are_those_of_its_glyphs(keyed_by_cids: Path) -> None:
    with pikepdf.open(keyed_by_cids) as pdf:
        assert CID_TEXT in text_of(pdf)
        (inner,) = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/W" in one and cff_of(one)]
        listed = [int(first) + place for first, widths in pairs(inner.W) for place in range(len(widths))]
        widths = [int(width) for _, run in pairs(inner.W) for width in run]
    assert dict(zip(listed, widths, strict=True)) == {184: 500, 191: 444, 198: 260}  # 1, a and i; all else an em


def cff_of(font: pikepdf.Dictionary) -> bool:
    return "/FontFile3" in font.FontDescriptor and font.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"


def pairs(array: pikepdf.Array) -> list[tuple[pikepdf.Object, pikepdf.Array]]:
    return list(zip(list(array)[::2], list(array)[1::2], strict=True))


def test_file_with_a_font_that_is_keyed_by_cids_holds_to_the_standards(keyed_by_cids: Path, shared: Path, missing):
    if not validate.CACHE.is_dir():
        missing(f"there are no validators in {validate.CACHE}")
    options = ["--strict", "--profile", "2u", "--profile", "ua1", "--require", "pdf-standard", "--skip", "pdfminer"]
    done = subprocess.run(
        [sys.executable, shared / "tools" / "validate.py", *options, keyed_by_cids],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PUBLISH_VALIDATORS": str(validate.CACHE)},
    )
    assert done.returncode == 0, done.stdout


def test_the_text_comes_back_out_of_the_file(font: Path):
    sheet = style()
    families = {role: replace(one, files=(str(font), *one.files)) for role, one in sheet.families.items()}
    manuscript = Manuscript(book(chapter(1, "甲", paragraph(TEXT))), replace(sheet, families=families), {})
    fonts = FontBook(families)
    data = write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert TEXT.replace(" ", "") in text_of(pdf).replace(" ", "")
        programs = [
            one.FontFile3.Subtype for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one
        ]
    assert programs
    assert set(programs) <= {"/OpenType", "/CIDFontType0C"}


def test_glyphs_known_by_names_have_their_numbers_as_cids(font: Path):
    table = cff_table(font)
    if is_cid_keyed(table):
        pytest.skip("this one is keyed by CIDs")
    assert glyph_cids(table, 5) == [0, 1, 2, 3, 4]
