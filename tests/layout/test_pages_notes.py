"""Notes at the foot of pages: on the page of their mark, continued when long, never crowding out the text."""

from publish.model.pages import Box, Page, TextRun

from .books import book, chapter, dump, lines, note, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"
PAGE = style().page
HEIGHT = (PAGE.height - PAGE.margin_top - PAGE.margin_bottom) / 12700
MEASURE = (PAGE.width - PAGE.margin_inner - PAGE.margin_outer) / 12700


def count(page: Page, sign: str) -> int:
    return sum(line.count(sign) for line in lines(page))


def rules(page: Page) -> list[Box]:
    """The rules above notes; those of heads are thicker than none and stand above the type area."""
    return [item for item in page.items if isinstance(item, Box) and item.y > HEIGHT * 0.2]


def test_long_note_begins_on_the_page_of_its_mark_and_takes_no_more_than_half_of_it() -> None:
    for filler in range(5, 35, 3):
        text = [paragraph(SENTENCE) for _ in range(filler)]
        more = [paragraph(SENTENCE * 3) for _ in range(40)]
        whole = book(chapter(1, "题", *text, paragraph("此处有注", note("注" * 1500)), *more))
        pages, _ = pages_of(whole)
        first = next(index for index, page in enumerate(pages) if count(page, "此处有注"))
        assert count(pages[first], "注") > 20, dump(pages[first : first + 1])
        assert sum(count(page, "注") for page in pages) == 1501
        for page in pages:
            tops = [rule.y for rule in rules(page)]
            assert not tops or min(tops) > PAGE.margin_top / 12700 + HEIGHT * 0.45


def test_note_that_goes_on_overleaf_stands_below_a_rule_of_the_full_measure() -> None:
    more = [paragraph(SENTENCE * 3) for _ in range(40)]
    pages, _ = pages_of(book(chapter(1, "题", paragraph("此处有注", note("注" * 1500)), *more)))
    widths = [[round(rule.width / MEASURE, 2) for rule in rules(page)] for page in pages if count(page, "注")]
    assert widths == [[0.25], [1.0]]


def test_short_note_is_not_divided() -> None:
    for filler in range(20, 40):
        text = [paragraph(SENTENCE) for _ in range(filler)]
        whole = book(chapter(1, "题", *text, paragraph("此处有批", note("批" * 100)), paragraph(SENTENCE * 40)))
        pages, _ = pages_of(whole)
        assert {count(page, "批") for page in pages} <= {0, 101}


def test_notes_never_fall_behind_their_marks() -> None:
    blocks = [paragraph(f"第{number}处", note(f"批{number}号" + "长" * 150)) for number in range(200)]
    pages, _ = pages_of(book(chapter(1, "题", *blocks)))
    where = {}
    for index, page in enumerate(pages):
        for line in lines(page):
            for number in range(200):
                if f"第{number}处" in line:
                    where[number] = index
                if f"批{number}号" in line:
                    assert index == where[number]
    assert len(where) == 200
    assert sum(count(page, "长") for page in pages) == 200 * 150


def test_notes_are_drawn_after_the_paragraph_that_calls_them_for_those_who_hear_or_copy_the_page() -> None:
    called = [paragraph(f"此处有{sign}", note(f"注{sign}"), "，到此为止。", SENTENCE * 2) for sign in "甲乙"]
    (page,), _ = pages_of(book(chapter(1, "题", *called)))
    drawn = "".join(item.text for item in page.items if isinstance(item, TextRun))
    places = [drawn.index(part) for part in ("此处有甲", "1 注甲", "此处有乙", "2 注乙")]
    assert places == sorted(places)
    assert lines(page)[-3:] == ["1 注甲", "2 注乙", "1"]
