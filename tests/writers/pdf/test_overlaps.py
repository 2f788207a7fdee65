"""Squeezed marks: nothing that is an em wide lies over its neighbour, as pdfminer reads the file."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTItem

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.document import Emphasis, Lead, Paragraph, Text
from publish.model.manuscript import Manuscript
from publish.model.style import StyleRole
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, paragraph, style

MARKS = "《甲》，乙《丙》《丁》、（戊）“己”，“庚”；真的？！是吗？”（辛）。《壬》：「癸」！"
SLACK = 0.05  # of the type size: rounding


def characters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from characters(part)


def overlaps(pdf: bytes) -> list[str]:
    """Neighbours on one base line whose boxes lie over each other."""
    found = []
    for page in extract_pages(io.BytesIO(pdf)):
        shown = sorted(characters(page), key=lambda char: (round(char.matrix[5], 1), char.x0))
        for left, right in pairwise(shown):
            on_one_line = abs(left.matrix[5] - right.matrix[5]) < 0.1
            if on_one_line and right.x0 < left.x1 - SLACK * left.size:
                found.append(left.get_text() + right.get_text())
    return found


@pytest.mark.parametrize("face", ["songti", "fangsong", "kaiti", "heiti", "xiaobiaosong"])
def test_in_each_face(face: str) -> None:
    sheet = style("gbt9704")
    text = dict(sheet.text)
    text[StyleRole.BODY] = replace(text[StyleRole.BODY], font=face)
    run_in = Paragraph((Text("前段工作的回顾。"),), lead=Lead(1, (Text("《办法》"),), "一、"))  # 、《 are in two faces
    stressed = paragraph(*[part for mark in MARKS for part in (Emphasis((Text(mark),)), mark)])
    marks_first = replace(run_in, content=(Text("，" + MARKS),))
    whole = book(chapter(1, "题", paragraph(MARKS * 8), run_in, marks_first, stressed))
    manuscript = Manuscript(whole, replace(sheet, text=text), {})
    fonts = FontBook(sheet.families)
    assert overlaps(write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value) == []
