"""Index and lists of tables: the right pages, each number a link."""

import re

from msgspec.structs import replace

from publish.assembly.index import caption_lists, find_index
from publish.manifest.plan import CaptionKind, IndexPlan
from publish.model.book import Book, Index
from publish.model.document import Cell, ListBlock, ListItem, Quote, Row, Table, Text
from publish.model.pages import LinkArea, Page, Section, TextRun
from publish.units import to_pt
from publish.writers.docx.index import PageFinder as WordPages

from .books import book, chapter, dump, lines, note, pages_of, paragraph, style

PAGE = style().page
BOTTOM = to_pt(PAGE.height - PAGE.margin_bottom)
SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"


def sample() -> Book:
    filler = [paragraph(SENTENCE * 3) for _ in range(30)]
    long = paragraph(SENTENCE * 30, note("注"), "网格员入户走访。", SENTENCE * 60, "网格员再次入户。")
    table = Table((Row((Cell((paragraph("河长制"),)), Cell((paragraph("二"),)))),), caption=(Text("表1　河湖情况"),))
    first = chapter(1, "甲", paragraph("河长制度，见国发〔2024〕5号。"), *filler, table, long)
    return book(
        first, chapter(2, "乙", paragraph("根据国发[2024] 5号和京办函〔2023〕12号，河长制已落实。")), contents=True
    )


def page_with(pages: list[Page], text: str) -> list[str]:
    return [page.label for page in pages if page.section is Section.BODY and text in "".join(lines(page))]


def indexed(plan: IndexPlan) -> tuple[list[Page], Index]:
    whole = sample()
    index = find_index(plan, whole.parts, "zh-CN")
    assert index is not None
    return pages_of(replace(whole, index=index))[0], index


def test_terms_are_listed_with_the_pages_that_have_them_and_every_number_is_a_link() -> None:
    pages, _ = indexed(IndexPlan(("河长制", "网格员", "无此词")))
    page = next(page for page in pages if "索引" in lines(page) and page.section is Section.BODY)
    before = [other for other in pages if other is not page]
    for term in ("河长制", "网格员"):
        line = next(line for line in lines(page) if line.startswith(term))
        assert re.findall(r"\d+", line) == page_with(before, term), line
    assert "无此词" not in "".join(lines(page))
    targets = [item.target for item in page.items if isinstance(item, LinkArea)]
    assert {target.removeprefix("#page-") for target in targets} == {
        label for term in ("河长制", "网格员") for label in page_with(before, term)
    }


def test_document_numbers_are_found_by_their_form_and_written_in_one_way() -> None:
    _, index = indexed(IndexPlan(document_numbers=True))
    assert {entry.title: len(entry.places) for entry in index.entries} == {
        "国发〔2024〕5号": 2,
        "京办函〔2023〕12号": 1,
    }


def test_entries_are_in_the_order_of_pronunciation() -> None:
    whole = book(chapter(1, "题", paragraph("张三、李四、王五、安某与ABC公司")))
    index = find_index(IndexPlan(("张三", "李四", "王五", "安某", "ABC")), whole.parts, "zh-CN")
    assert index is not None
    assert [entry.title for entry in index.entries] == ["ABC", "安某", "李四", "王五", "张三"]


def test_contents_end_with_the_index() -> None:
    pages, _ = indexed(IndexPlan(("河长制",)))
    label = page_with(pages, "索引")[-1]
    contents = next(page for page in pages if page.section is Section.FRONT)
    assert any(line.replace("·", "") == f"索引{label}" for line in lines(contents))


def test_list_of_tables_follows_the_contents() -> None:
    whole = sample()
    lists = caption_lists((CaptionKind.TABLES, CaptionKind.FIGURES), whole.parts, "zh-CN")
    pages, _ = pages_of(replace(whole, lists=lists))
    front = [page for page in pages if page.section is Section.FRONT]
    label = page_with(pages, "表1　河湖情况")[0]
    assert [line.replace("·", "") for line in lines(front[1])[:2]] == ["表目录", f"表1　河湖情况{label}"]


def test_many_entries_stand_in_two_columns_down_the_first_and_then_down_the_second() -> None:
    names = [f"词{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 5]
    terms = tuple(f"{name}{number:03}" for number, name in enumerate(names))
    whole = book(chapter(1, "题", paragraph("、".join(terms))))
    index = find_index(IndexPlan(terms), whole.parts, "zh-CN")
    assert index is not None
    assert len(index.entries) == len(terms)
    pages = [page for page in pages_of(replace(whole, index=index))[0] if "词" in dump([page]) and int(page.label) > 1]
    drawn = [item for page in pages for item in page.items if isinstance(item, TextRun) and "词" in item.text]
    assert [run.text.rstrip("\u3000") for run in drawn] == [entry.title for entry in index.entries]
    assert "索引" in lines(pages[0])
    for page in pages:
        runs = [item for item in page.items if isinstance(item, TextRun) and "词" in item.text]
        left, right = sorted({round(run.x, 1) for run in runs})
        heights = [len([run for run in runs if round(run.x, 1) == edge]) for edge in (left, right)]
        assert heights[0] - heights[1] in {0, 1}
        assert max(run.y for run in runs) < BOTTOM


def test_places_inside_of_lists_tables_and_quotations_are_found() -> None:
    """Terms far down in blocks that go over several pages."""
    texts = [SENTENCE * 2 for _ in range(60)]
    texts[45], texts[59] = "网格员入户。", "河长制落实。"
    items = ListBlock(tuple(ListItem((paragraph(text),)) for text in texts))
    rows = Table(tuple(Row((Cell((paragraph("甲"),)), Cell((paragraph(text),)))) for text in texts))
    quoted = Quote(tuple(map(paragraph, texts)))
    whole = book(chapter(1, "甲", items, rows, quoted))
    index = find_index(IndexPlan(("网格员", "河长制")), whole.parts, "zh-CN")
    assert index is not None
    pages, layout = pages_of(replace(whole, index=index))
    before = pages[: next(at for at, page in enumerate(pages) if "索引" in lines(page))]
    word = WordPages(whole, layout.pagination)
    for entry in index.entries:
        expected = page_with(before, entry.title)
        assert len(expected) == 3
        line = next(line for page in pages[len(before) :] for line in lines(page) if line.startswith(entry.title))
        assert re.findall(r"\d+", line) == expected
        assert [word.label(place) for place in entry.places] == expected
