"""Running heads: which title, and what is left of it when it is too long (inspection rules of 2005, 55 and 56)."""

import pytest
from msgspec.structs import replace

from publish.layout.shorten import shortened
from publish.model.style import BreakBefore, StyleRole

from .books import book, chapter, lines, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("关于会议的通知", 10, "关于会议的通知"),
        ("在全市机关事务工作会议上的讲话，并就下一阶段工作作出安排", 20, "在全市机关事务工作会议上的讲话……"),
        ("关于进一步加强和改进机关事务管理工作的情况说明", 20, "关于进一步加强和改进机关事务管理工作……"),
        ("关于县政府办公室主要领导同志分工的具体安排意见", 20, "关于县政府办公室主要领导同志分工的……"),
        ("学习贯彻落实《机关事务管理条例》情况的报告", 15, "学习贯彻落实……"),
        ("关于推广应用office365办公软件的通知", 15, "关于推广应用……"),
    ],
)
def test_long_title_is_cut_at_a_boundary_of_sense(title: str, room: int, shown: str) -> None:
    assert shortened(title, lambda text: len(text) <= room) == shown


def test_page_with_two_documents_shows_the_last_one() -> None:
    sheet = style()
    title = replace(sheet.text[StyleRole.TITLE], break_before=BreakBefore.NONE)
    sheet = replace(sheet, text={**sheet.text, StyleRole.TITLE: title})
    long = [paragraph(SENTENCE * 3) for _ in range(40)]
    whole = book(chapter(1, "甲", *long), chapter(2, "乙", paragraph(SENTENCE)), chapter(3, "丙", paragraph(SENTENCE)))
    pages, _ = pages_of(whole, sheet)
    page = next(page for page in pages if "乙" in lines(page))
    assert page.number % 2
    assert lines(page)[0] == "丙"
