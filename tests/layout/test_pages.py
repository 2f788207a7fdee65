"""Pages: what stands together, what begins a page, where notes, heads and numbers go."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from publish.layout.pagination import fill_pages
from publish.layout.slug import Slug, stacked
from publish.model.document import Break, Cell, Paragraph, Role, Row, Table, Text
from publish.model.pages import Anchor, Box, Item, Section, TextRun
from publish.model.style import PageStyle
from publish.stylesheet import load_style
from publish.units import mm, to_mm

from .books import book, chapter, dump, heading, lines, note, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"


def text_lines(page_lines: list[str]) -> list[str]:
    return [line for line in page_lines if SENTENCE[:4] in line or len(line) > 12]


def test_sections_come_with_their_own_numbers_and_the_body_begins_on_a_right_hand_page() -> None:
    whole = book(chapter(1, "第一篇", paragraph(SENTENCE)), cover=True, title_page=True, contents=True)
    pages, layout = pages_of(whole)
    order = [(page.section, page.number, page.label) for page in pages]
    assert order == [
        (Section.BODY, 1, "1"),
        (Section.COVER, 1, ""),
        (Section.FRONT, 2, ""),
        (Section.FRONT, 3, "iii"),
        (Section.FRONT, 4, "iv"),
    ]
    assert layout.pagination.labels == ("", "", "iii", "iv", "1")
    assert layout.pagination.places["d1"].index == 4


def test_odd_numbers_stand_on_right_hand_pages() -> None:
    """GB/T 9704-2012, 7.5: odd numbers to the right. Cover and title page are the first two."""
    sheet = style("gbt9704")
    entries = [chapter(number, f"第{number}篇", paragraph(SENTENCE)) for number in range(1, 60)]
    pages, _ = pages_of(book(*entries, cover=True, title_page=True, contents=True), sheet)
    numbered = [page for page in pages if page.section is Section.FRONT and page.foot]
    assert [page.label for page in numbered] == ["iii", "iv", "v", "vi"]
    assert [first_x(page.foot) > page.width / 2 for page in numbered] == [True, False, True, False]


def test_of_two_spaces_that_meet_the_larger_one_counts_wherever_slugs_are_put_below_each_other() -> None:
    above, below = Slug(20.0, after=8.0), Slug(10.0, before=12.0)  # 8 of the 12 are in the height of the one above
    [page] = fill_pages([above, below, Slug(10.0, before=3.0)], 100.0)
    assert page.tops == [0.0, 24.0, 37.0]
    assert stacked([above, below])[1] == 34.0
    long = Slug(10.0, before=12.0, notes=(Slug(1.0),))  # not placed at once: its notes must have room, too
    [page] = fill_pages([above, long], 100.0)
    assert page.tops == [0.0, 24.0]


def first_x(items: Iterable[Item]) -> float:
    return min(item.x for item in items if isinstance(item, TextRun))


def test_contents_show_the_label_of_the_page_where_each_title_stands() -> None:
    long = [paragraph(SENTENCE * 4) for _ in range(30)]
    whole = book(chapter(1, "第一篇", *long), chapter(2, "第二篇", paragraph(SENTENCE)), contents=True)
    pages, layout = pages_of(whole)
    contents = next(page for page in pages if page.section is Section.FRONT)
    second = layout.pagination.places["d2"].label
    assert [line.replace("·", "") for line in lines(contents)[1:3]] == ["第一篇1", f"第二篇{second}"]
    shown = next(page for page in pages if page.section is Section.BODY and page.label == second)
    assert "第二篇" in lines(shown)


def test_heading_is_never_the_last_line_of_a_page() -> None:
    for count in range(20, 45):
        filler = [paragraph(SENTENCE) for _ in range(count)]
        pages, _ = pages_of(book(chapter(1, "题", *filler, heading(1, "一、标题"), paragraph(SENTENCE * 5))))
        for page in pages:
            shown = lines(page)
            if "一、标题" in shown:
                below = shown[shown.index("一、标题") + 1 :]
                assert len(text_lines(below)) >= 2, dump(pages)


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    for count in range(25, 40):
        filler = [paragraph(SENTENCE) for _ in range(count)]
        long = paragraph("甲" * 36 * 6)
        pages, _ = pages_of(book(chapter(1, "题", *filler, long)))
        parts = [sum("甲甲" in line for line in lines(page)) for page in pages]
        assert 1 not in parts, dump(pages)


def test_note_stands_on_the_page_of_its_mark() -> None:
    for count in range(25, 36):
        filler = [paragraph(SENTENCE) for _ in range(count)]
        pages, _ = pages_of(book(chapter(1, "题", *filler, paragraph("正文有注", note("注文在此")))))
        where = [
            (any("正文有注" in line for line in lines(page)), any("注文在此" in line for line in lines(page)))
            for page in pages
        ]
        assert (True, True) in where
        assert (True, False) not in where


def test_note_longer_than_a_page_goes_on_overleaf() -> None:
    pages, _ = pages_of(book(chapter(1, "题", paragraph("正文", note("长" * 4000)), paragraph("后文"))))
    assert sum(line.count("长") for page in pages for line in lines(page)) == 4000
    assert len(pages) > 1


def test_table_repeats_its_head_on_every_page() -> None:
    def row(*texts: str, header: bool = False) -> Row:
        return Row(tuple(Cell((paragraph(text),), header=header) for text in texts))

    rows = (row("序号", "事项", header=True), *(row(str(n), "完成整改") for n in range(120)))
    pages, _ = pages_of(book(chapter(1, "题", Table(rows, header_rows=1))))
    assert len(pages) > 2
    assert all("序号事项" in lines(page) for page in pages)
    assert sum("完成整改" in line for page in pages for line in lines(page)) == 120


def test_table_row_higher_than_a_page_is_cut_and_loses_nothing() -> None:
    cell = Cell(tuple(paragraph("高" * 20) for _ in range(150)))
    pages, _ = pages_of(book(chapter(1, "题", Table((Row((cell, Cell((paragraph("矮"),)))),)))))
    assert sum(line.count("高") for page in pages for line in lines(page)) == 3000


def test_running_heads_show_the_collection_on_even_and_the_document_on_odd_pages_but_not_where_it_begins() -> None:
    pages, _ = pages_of(book(chapter(1, "长文", *[paragraph(SENTENCE * 3) for _ in range(60)])))
    heads = [lines(page)[0] for page in pages]
    assert heads[0] == "长文"
    assert heads[1:4] == ["汇编", "长文", "汇编"]


def test_part_title_that_asks_for_a_right_hand_page_leaves_a_blank_one_before_it() -> None:
    whole = book(chapter(1, "甲", paragraph(SENTENCE)))
    parts = (replace(whole.parts[0], title="上编"), replace(whole.parts[0], title="下编", anchor="p2"))
    _pages, layout = pages_of(replace(whole, parts=parts))
    assert layout.pagination.places["p2"].index % 2 == layout.pagination.places["p1"].index % 2 == 0


def test_official_page_has_22_lines_of_28_characters_in_the_type_area() -> None:
    """GB/T 9704, 5.2.3; the type area of 5.2.1 is 156 mm by 225 mm, 28 mm from the binding edge, 37 mm from the top."""
    sheet = style("gbt9704")
    pages, _ = pages_of(book(chapter(1, "题", *[paragraph("国" * 28 * 60)])), sheet)
    runs = [item for item in pages[1].items if isinstance(item, TextRun) and "国" in item.text]
    assert len(runs) == 22
    assert {len(run.text) for run in runs} == {28}
    advance = runs[0].size + runs[0].spacing
    assert abs(28 * advance - to_mm_points(156)) < 0.1
    assert abs((runs[-1].y - runs[0].y) / 21 - to_mm_points(225) / 22) < 0.01
    left = to_mm_points(26 if sheet.page.mirrored else 28)
    assert abs(runs[0].x - left) < 0.1


def to_mm_points(millimetres: float) -> float:
    return to_mm(mm(millimetres)) * 72 / 25.4


def test_anchors_stand_at_the_top_of_their_line() -> None:
    pages, layout = pages_of(book(chapter(1, "题", paragraph(SENTENCE), heading(1, "一、标题", "h1"), paragraph("尾"))))
    anchor = next(item for item in pages[0].items if isinstance(item, Anchor) and item.name == "h1")
    run = next(item for item in pages[0].items if isinstance(item, TextRun) and item.text == "一、标题")
    assert anchor.y < run.y < anchor.y + 40
    assert layout.pagination.places["h1"].y == anchor.y


def test_title_too_long_for_a_line_is_broken_into_lines_of_about_equal_length() -> None:
    pages, _ = pages_of(
        book(chapter(1, "关于进一步加强和改进全市机关事务管理工作若干意见的情况说明", paragraph(SENTENCE)))
    )
    first, second = lines(pages[0])[:2]
    assert abs(len(first) - len(second)) <= 4


def test_break_is_a_rule_and_no_character() -> None:
    pages, _ = pages_of(book(chapter(1, "题", paragraph("前"), Break(), paragraph("后"))))
    assert lines(pages[0])[:3] == ["题", "前", "后"]
    assert any(isinstance(item, Box) for item in pages[0].items)


def test_characters_that_no_font_has_are_reported_and_shown_as_geta() -> None:
    _, layout = pages_of(book(chapter(1, "题", paragraph(Text("罕用字\U0002a6d6在此")))))
    assert [d.code for d in layout.diagnostics if d.code == "F002"] == ["F002"]


def test_signature_and_date_never_stand_alone_on_a_page() -> None:
    for count in range(25, 40):
        filler = [paragraph(SENTENCE) for _ in range(count)]
        end = [Paragraph((Text("办公室"),), role=Role.SIGNATURE), Paragraph((Text("2024年5月1日"),), role=Role.DATE)]
        pages, _ = pages_of(book(chapter(1, "题", *filler, *end)))
        last = lines(pages[-1])
        assert "办公室" in last
        assert any(SENTENCE in line for line in last), dump(pages)


def test_starts_say_where_in_the_text_each_page_begins() -> None:
    text = "".join(f"第{number}句话，共有这么多字。" for number in range(400))
    pages, layout = pages_of(book(chapter(1, "题", paragraph("短"), paragraph(text[:3000], note("注"), text[3000:]))))
    starts = layout.pagination.starts
    assert [start.label for start in starts] == [page.label for page in pages]
    assert (starts[0].chapter, starts[0].block) == ("d1", -1)
    for start, page in zip(starts[1:], pages[1:], strict=True):
        assert (start.chapter, start.block) == ("d1", 1)
        first = next(line for line in lines(page) if line in text and len(line) > 20)
        assert text.startswith(first, start.offset)


def test_turned_lines_of_the_contents_are_one_character_further_in() -> None:
    title = "关于进一步加强和改进全市机关事务管理工作若干意见落实情况和下一步工作打算的专题调研报告之一"
    pages, _ = pages_of(book(chapter(1, title, paragraph(SENTENCE)), contents=True))
    runs = [item for item in pages[1].items if isinstance(item, TextRun) and len(item.text) > 5 and item.text in title]
    assert runs[1].x - runs[0].x == pytest.approx(runs[0].size)


@pytest.mark.parametrize("size", ["16开", "大32开", "A5"])
@pytest.mark.parametrize("base", ["book", "gbt9704"])
def test_smaller_paper_gets_lines_that_do_not_overlap(base: str, size: str, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(f"extends: {base}\npage: {{size: {size}}}\n", "utf-8")
    sheet = load_style("my.yaml", tmp_path).value
    pages, _ = pages_of(book(chapter(1, "题", paragraph("国" * 3000))), sheet)
    runs = [item for item in pages[1].items if isinstance(item, TextRun) and "国国" in item.text]
    assert runs[1].y - runs[0].y >= 1.4 * runs[0].size
    assert all(run.spacing >= -0.05 * run.size for run in runs)
    right = page_width(sheet.page) - min(sheet.page.margin_inner, sheet.page.margin_outer) / 12700
    assert all(run.x + len(run.text) * (run.size + run.spacing) <= right + run.size * 0.1 for run in runs)


def page_width(page: PageStyle) -> float:
    return to_mm(page.width) * 72 / 25.4
