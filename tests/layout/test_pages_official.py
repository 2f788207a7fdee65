"""Official documents: what GB/T 9704 says of signature, date and attachments."""

import pytest

from publish.model.document import Paragraph, Role, Text
from publish.model.pages import Box, Page, TextRun
from publish.units import to_pt

from .books import book, chapter, lines, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"
SHEET = style("gbt9704")
CHARACTER = 156 / 28 * 72 / 25.4  # the advance of a place on the grid, points
LINE = to_pt(SHEET.text["body"].line_height)
RIGHT = to_pt(SHEET.page.width - SHEET.page.margin_outer)  # of the type area of an odd page
LEFT = to_pt(SHEET.page.margin_inner)


def of_role(role: Role, text: str) -> Paragraph:
    return Paragraph((Text(text),), role=role)


def ends(page: Page, text: str) -> tuple[float, float]:
    """Left and right edge of a line, in characters of the grid from the right edge of the type area."""
    runs = [item for item in page.items if isinstance(item, TextRun) and item.text in text]
    first, last = runs[0], runs[-1]
    width = sum(0.5 if char.isascii() else 1.0 for char in last.text) * last.size + last.spacing * len(last.text)
    gaps = sum(gap for _, gap in last.gaps)
    return (RIGHT - first.x) / CHARACTER, (RIGHT - last.x - width - gaps) / CHARACTER


def test_date_begins_two_characters_to_the_right_of_a_longer_name() -> None:
    """7.3.5.2"""
    name, date = "某某市人民政府办公室综合协调处", "2024年5月6日"
    blocks = (paragraph(SENTENCE), of_role(Role.SIGNATURE, name), of_role(Role.DATE, date))
    page = pages_of(book(chapter(1, "题", *blocks)), SHEET)[0][0]
    assert ends(page, name)[1] == pytest.approx(2, abs=0.1)
    assert ends(page, name)[0] - ends(page, date)[0] == pytest.approx(2, abs=0.1)


def test_longer_date_keeps_two_characters_from_the_edge_and_the_name_begins_two_characters_before_it() -> None:
    """7.3.5.2"""
    name, date = "县政府", "二〇二四年十二月二十六日"
    blocks = (paragraph(SENTENCE), of_role(Role.SIGNATURE, name), of_role(Role.DATE, date))
    page = pages_of(book(chapter(1, "题", *blocks)), SHEET)[0][0]
    assert ends(page, date)[1] == pytest.approx(2, abs=0.1)
    assert ends(page, name)[0] - ends(page, date)[0] == pytest.approx(2, abs=0.1)


def test_attachment_begins_a_page_with_its_mark_on_line_one_and_its_title_on_line_three() -> None:
    """7.3.7"""
    blocks = (
        paragraph(SENTENCE),
        of_role(Role.ATTACHMENT_MARK, "附件1"),
        paragraph("任务分工表"),
        paragraph(SENTENCE),
    )
    pages, _ = pages_of(book(chapter(1, "题", *blocks)), SHEET)
    mark, title = (
        next(item for item in pages[1].items if isinstance(item, TextRun) and item.text.startswith(text))
        for text in ("附件", "任务")
    )
    assert mark.x == pytest.approx(to_pt(SHEET.page.margin_outer), abs=0.5)  # page 2 is an even one
    assert (title.y - mark.y) / LINE == pytest.approx(2, abs=0.1)
    middle = title.x + len(title.text) * title.size / 2
    assert middle == pytest.approx(to_pt(SHEET.page.margin_outer) + 14 * CHARACTER, abs=1.0)


def test_mark_right_below_the_title_of_a_document_begins_no_page() -> None:
    blocks = (of_role(Role.ATTACHMENT_MARK, "附件2"), paragraph("任务分工表"), paragraph(SENTENCE))
    pages, _ = pages_of(book(chapter(1, "附件", *blocks)), SHEET)
    assert lines(pages[0])[:3] == ["附件", "附件2", "任务分工表"]


def test_numbers_of_attachments_stand_below_each_other_and_turned_lines_below_the_names() -> None:
    """7.3.4: two characters in, 附件： and the number before the name; one empty line above."""
    long = "关于进一步加强和改进机关事务管理工作的任务分工及完成时限表（第二批）"
    blocks = (
        paragraph(SENTENCE),
        of_role(Role.ATTACHMENT_NOTE, f"附件：1.{long}"),
        of_role(Role.ATTACHMENT_NOTE, f"2.{long}"),
    )
    page = pages_of(book(chapter(1, "题", *blocks)), SHEET)[0][0]
    runs = [item for item in page.items if isinstance(item, TextRun)]
    first = next(index for index, run in enumerate(runs) if run.text.startswith("附件："))
    second = next(index for index, run in enumerate(runs) if run.text.startswith("2."))
    assert (runs[first].x - LEFT) / CHARACTER == pytest.approx(2, abs=0.05)
    assert (runs[second].x - LEFT) / CHARACTER == pytest.approx(5, abs=0.05)
    assert runs[first + 1].x == pytest.approx(runs[second + 1].x, abs=CHARACTER / 5)  # figures differ in width
    assert (runs[first + 1].x - runs[second].x) / CHARACTER == pytest.approx(1, abs=0.4)
    assert (runs[first].y - runs[first - 1].y) / LINE == pytest.approx(2, abs=0.01)
    assert (runs[second].y - runs[first].y) / LINE == pytest.approx(2, abs=0.01)


def imprint() -> tuple[Paragraph, ...]:
    copies = "抄送：" + "，".join(f"{name}市人民政府" for name in "甲乙丙丁戊己庚辛") + "。"
    return (of_role(Role.COPIES, copies), of_role(Role.IMPRINT, "某某市人民政府办公室　　2024年5月6日印发"))


def test_imprint_stands_at_the_foot_of_the_last_page_between_rules_as_wide_as_the_type_area() -> None:
    """7.4.1"""
    for count in range(1, 20):
        blocks = (*[paragraph(SENTENCE) for _ in range(count)], of_role(Role.DATE, "2024年5月6日"), *imprint())
        page = pages_of(book(chapter(1, "题", *blocks)), SHEET)[0][-1]
        rules = [item for item in page.items if isinstance(item, Box)]
        assert [round(rule.height / 72 * 25.4, 2) for rule in rules] == [0.35, 0.25, 0.35]
        assert [round(rule.width / 72 * 25.4, 1) for rule in rules] == [156.0] * 3
        assert rules[-1].y + rules[-1].height == pytest.approx(to_pt(SHEET.page.height - SHEET.page.margin_bottom))
        assert len(lines(page)) >= 4  # copies on two lines, office and day, page number


def test_imprint_has_the_office_at_the_left_and_the_day_at_the_right_one_character_in() -> None:
    """7.4.3, in the size of 7.4.2"""
    page = pages_of(book(chapter(1, "题", paragraph(SENTENCE), *imprint())), SHEET)[0][-1]
    office, day = (
        next(item for item in page.items if isinstance(item, TextRun) and word in item.text)
        for word in ("办公室", "印发")
    )
    assert office.y == day.y
    assert office.size == 14
    assert office.x == pytest.approx(LEFT + 14)
    assert ends(page, "2024年5月6日印发")[1] * CHARACTER == pytest.approx(14, abs=4)


def test_turned_lines_of_those_who_get_copies_stand_below_the_first_name() -> None:
    """7.4.2"""
    page = pages_of(book(chapter(1, "题", paragraph(SENTENCE), *imprint())), SHEET)[0][-1]
    first, second = [item for item in page.items if isinstance(item, TextRun) and "人民政府，" in item.text][:2]
    assert first.x == pytest.approx(LEFT + 14)
    assert second.x == pytest.approx(LEFT + 14 * 4)
