"""Fonts with CFF outlines (.otf) in the PDF, where this computer has some."""

import io
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from msgspec.structs import replace

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.writers.pdf.cff import glyph_cids, is_cid_keyed
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, paragraph, style
from tests.writers.pdf.test_pdf import text_of

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
