"""Tables: numbers below each other, cells that span, captions, wide tables on turned pages."""

import pytest

from publish.model.document import Cell, Row, Table, Text
from publish.model.pages import Box, Page, TextRun
from publish.units import to_pt

from .books import book, chapter, dump, lines, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"


def cell(text: str, *, header: bool = False, rows: int = 1, columns: int = 1) -> Cell:
    return Cell((paragraph(text),), rows, columns, header)


def row(*texts: str, header: bool = False) -> Row:
    return Row(tuple(cell(text, header=header) for text in texts))


def runs_of(page: Page, *texts: str) -> list[TextRun]:
    return [next(item for item in page.items if isinstance(item, TextRun) and item.text == text) for text in texts]


def test_numbers_of_a_column_stand_with_their_points_below_each_other() -> None:
    numbers = ("1.5", "－1,204.25", "37%")
    table = Table((row("项目", "数额", header=True), *(row("开支", number) for number in numbers)), header_rows=1)
    page = pages_of(book(chapter(1, "题", table)))[0][0]
    runs = runs_of(page, *numbers)
    digit = runs[0].size / 2
    points = [run.x + len(run.text.split(".")[0].rstrip("%")) * digit for run in runs]
    assert points == pytest.approx([points[0]] * 3, abs=digit)
    assert runs[0].x > runs[1].x


def test_column_with_words_among_the_numbers_is_left_as_it_is() -> None:
    table = Table((row("甲", "1"), row("乙", "1,000"), row("丙", "不详")))
    page = pages_of(book(chapter(1, "题", table)))[0][0]
    assert len({round(run.x, 3) for run in runs_of(page, "1", "1,000", "不详")}) == 1


def test_cell_over_two_rows_and_cell_over_two_columns_have_no_rule_inside() -> None:
    rows = (
        Row((cell("跨两行", rows=2), cell("跨两列", columns=2))),
        Row((cell("左"), cell("右"))),
    )
    page = pages_of(book(chapter(1, "题", Table(rows))))[0][0]
    rules = [item for item in page.items if isinstance(item, Box)]
    wide, left, right = runs_of(page, "跨两列", "左", "右")
    upright = [rule for rule in rules if rule.height > rule.width and wide.x + 1 < rule.x < right.x]
    assert all(rule.y > wide.y for rule in upright), "a rule parts the cell over two columns"
    level = [rule for rule in rules if rule.width > rule.height and wide.y < rule.y < left.y]
    assert min(rule.x for rule in level) > runs_of(page, "跨两行")[0].x + 20, "a rule parts the cell over two rows"


def test_caption_is_never_parted_from_its_table() -> None:
    for filler in range(25, 40):
        table = Table((row("一", "二"), row("三", "四")), caption=(Text("表1　情况"),))
        pages, _ = pages_of(book(chapter(1, "题", *[paragraph(SENTENCE) for _ in range(filler)], table)))
        page = next(page for page in pages if "表1　情况" in lines(page))
        assert "一二" in lines(page), dump(pages)


def wide_table(rows: int) -> Table:
    count = 14
    head = row(*(f"指标名称{number}" for number in range(count)), header=True)
    return Table((head, *(row(*["完成情况良好"] * count) for _ in range(rows))), caption=(Text("表"),), header_rows=1)


def test_table_with_too_many_columns_stands_on_turned_pages_and_loses_nothing() -> None:
    """GB/T 9704, 8: the page number stays where the other pages have it, the head of the table is at the left."""
    sheet = style("gbt9704")
    table = wide_table(40)
    pages, layout = pages_of(book(chapter(1, "题", paragraph(SENTENCE), table, paragraph("后文"))), sheet)
    turned = [page for page in pages if page.turned]
    assert [page.turned for page in pages] == [False, *[True] * len(turned), False]
    assert len(turned) > 1
    cells = [item for page in turned for item in page.items if isinstance(item, TextRun) and item.turned]
    assert sum(run.text.count("好") for run in cells) == 40 * 14
    for page in turned:
        upright = [item for item in page.items if isinstance(item, TextRun) and not item.turned]
        assert f"— {page.label} —" in "".join(run.text for run in upright)
        up = [item for item in page.items if isinstance(item, TextRun) and item.turned]
        assert all(
            to_pt(sheet.page.margin_top) - 1 <= run.y <= page.height - to_pt(sheet.page.margin_bottom) + 1 for run in up
        )
        assert all(25 * 72 / 25.4 <= run.x <= page.width - 25 * 72 / 25.4 for run in up)
    assert layout.pagination.labels[-1] == pages[-1].label


def test_table_that_fits_upright_is_not_turned() -> None:
    table = Table((row("序号", "单位", "完成情况"), row("1", "办公室", SENTENCE * 8)))
    pages, _ = pages_of(book(chapter(1, "题", table)))
    assert not any(page.turned for page in pages)


@pytest.mark.parametrize(("caption", "title"), [("表3-1　情况", "续表3-1"), ("基本情况", "续表"), ("", "项目数额")])
def test_table_that_goes_on_says_so_above_its_repeated_head(caption: str, title: str) -> None:
    """Inspection rules of 2005, 59; CY/T 170"""
    rows = (row("项目", "数额", header=True), *(row(f"第{number}项", "一") for number in range(80)))
    table = Table(rows, header_rows=1, caption=(Text(caption),) if caption else ())
    pages, _ = pages_of(book(chapter(1, "题", table)))
    assert len(pages) > 2
    for page in pages[1:]:
        assert lines(page)[1 : 2 + bool(caption)] == [title, "项目数额"][: 1 + bool(caption)]  # below the running head
    assert title not in lines(pages[0]) or not caption
