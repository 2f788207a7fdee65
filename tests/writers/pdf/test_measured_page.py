"""A full page of GB/T 9704 as ink on paper: drawn at 300 dots per inch and measured."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from publish.fontbook import Face, FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.model.style import StyleRole
from publish.units import to_mm
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, paragraph, style

DPI = 300
TOLERANCE = 0.3  # mm
TOP, INNER, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0  # 5.2.1
LINES, CHARACTERS = 22, 28  # 5.2.3
PAPER = 210.0
ASCENT = 0.88  # of the em above the base line
SIGN = "国"  # its ink is a box


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Image.Image], Face, float]:
    """Pages 2 and 3 of a text of nothing but one sign, the face that drew it, and its size in mm."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed (poppler-utils)")
    sheet = style("gbt9704")
    manuscript = Manuscript(book(chapter(1, "题", paragraph(SIGN * CHARACTERS * LINES * 4))), sheet, {})
    fonts = FontBook(sheet.families)
    file = tmp_path_factory.mktemp("page") / "page.pdf"
    file.write_bytes(write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value)
    body = sheet.text[StyleRole.BODY]
    face = next(face for face, _, _ in fonts.split(body.font, SIGN))
    return [drawn(file, number) for number in (2, 3)], face, to_mm(body.size)


def drawn(file: Path, number: int) -> Image.Image:
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(number), "-l", str(number), str(file)]
    done = subprocess.run(command, check=True, capture_output=True)
    return Image.open(io.BytesIO(done.stdout))


def ink(page: Image.Image) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is printed in the type area, in mm; the page number is below it."""
    area = page.crop((0, 0, page.width, round((TOP + HEIGHT + 3) / 25.4 * DPI)))
    box = area.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box
    left, top, right, bottom = (edge * 25.4 / DPI for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize(("index", "left"), [(0, PAPER - INNER - WIDTH), (1, INNER)], ids=["even page", "odd page"])
def test_first_and_last_line_and_column_stand_where_the_standard_has_them(
    measured: tuple[list[Image.Image], Face, float], index: int, left: float
) -> None:
    pages, face, size = measured
    extents = face.font.get_glyph_extents(face.glyph(SIGN))
    unit = size / face.units_per_em
    advance, pitch = WIDTH / CHARACTERS, HEIGHT / LINES
    above = (pitch - size) / 2 + ASCENT * size - extents.y_bearing * unit  # from the top of a line to its ink
    last_line, last_column = TOP + pitch * (LINES - 1), left + advance * (CHARACTERS - 1)
    expected = (
        left + extents.x_bearing * unit,
        TOP + above,
        last_column + (extents.x_bearing + extents.width) * unit,
        last_line + above - extents.height * unit,
    )
    assert ink(pages[index]) == pytest.approx(expected, abs=TOLERANCE)


def test_page_is_full_of_lines_and_columns(measured: tuple[list[Image.Image], Face, float]) -> None:
    pages, _, _ = measured
    left, top, right, bottom = ink(pages[1])
    area = pages[1].crop(tuple(round(edge / 25.4 * DPI) for edge in (left, top, right, bottom)))
    dark = area.point(lambda value: 255 if value < 128 else 0)
    rows = [dark.crop((0, y, dark.width, y + 1)).getbbox() is not None for y in range(dark.height)]
    columns = [dark.crop((x, 0, x + 1, dark.height)).getbbox() is not None for x in range(dark.width)]
    assert stretches(rows) == LINES
    assert stretches(columns) == CHARACTERS


def stretches(marks: list[bool]) -> int:
    """How many times marks begin."""
    return sum(mark and not before for before, mark in zip([False, *marks], marks, strict=False))
