"""Colours as pdfminer reads them: what one part of a page is drawn in does not run on into the next."""

import io

from pdfminer.high_level import extract_pages

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.model.style import StyleRole
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, paragraph, style
from tests.writers.pdf.test_overlaps import characters


def test_text_that_goes_on_below_a_grey_running_head_is_black() -> None:
    sheet = style("book")
    assert sheet.text[StyleRole.RUNNING_HEAD].color != sheet.text[StyleRole.BODY].color
    manuscript = Manuscript(book(chapter(1, "题", paragraph("正文接排。" * 1500))), sheet, {})
    fonts = FontBook(sheet.families)
    data = write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value
    for number, page in enumerate(extract_pages(io.BytesIO(data)), 1):
        colors = {char.graphicstate.ncolor for char in characters(page) if char.get_text() in "正文接排"}
        assert colors <= {0, (0,), (0, 0, 0)}, number
    assert number > 2
