"""Units: what begins a page is set by itself, and comes out the same whatever stands before it."""

import pytest
from msgspec.structs import replace

from publish.fontbook import FontBook
from publish.layout import UnitSetter, units
from publish.model.book import Book, Part
from publish.model.manuscript import Manuscript
from publish.model.pages import Section
from publish.model.style import BreakBefore, StyleRole, StyleSheet

from .books import book, chapter, heading, lines, note, pages_of, paragraph, style

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见。"


def broken(title: BreakBefore, part_title: BreakBefore = BreakBefore.RECTO) -> StyleSheet:
    sheet = style()
    changed = {StyleRole.TITLE: title, StyleRole.PART_TITLE: part_title}
    roles = {role: replace(sheet.text[role], break_before=value) for role, value in changed.items()}
    return replace(sheet, text={**sheet.text, **roles})


def divided() -> Book:
    chapters = [chapter(number, f"第{number}篇", paragraph(SENTENCE * 3)) for number in range(1, 5)]
    parts = (
        Part("p1", "", tuple(chapters[:1])),
        Part("p2", "上编", tuple(chapters[1:3])),
        Part("p3", "下编", tuple(chapters[3:])),
    )
    return replace(book(), parts=parts)


def titles(whole: Book, sheet: StyleSheet) -> list[list[str]]:
    found = []
    for unit in units(Manuscript(whole, sheet, {})):
        pairs = [(part.title, *(each.metadata.title for each in part.chapters)) for part in unit.parts]
        found.append([title for pair in pairs for title in pair if title])
    return found


def test_every_title_that_begins_a_page_begins_a_unit() -> None:
    assert titles(divided(), style()) == [["第1篇"], ["上编"], ["第2篇"], ["第3篇"], ["下编"], ["第4篇"]]


def test_what_runs_on_belongs_to_the_unit_before() -> None:
    assert titles(divided(), broken(BreakBefore.NONE)) == [["第1篇"], ["上编", "第2篇", "第3篇"], ["下编", "第4篇"]]
    assert len(titles(divided(), broken(BreakBefore.NONE, BreakBefore.NONE))) == 1
    untitled = book(chapter(1, "第一篇", paragraph(SENTENCE)), chapter(2, " ", paragraph(SENTENCE)))
    assert len(titles(untitled, style())) == 1


@pytest.mark.parametrize("part_break", BreakBefore)
@pytest.mark.parametrize("title_break", BreakBefore)
def test_sections_of_the_structure_stand_below_their_parts(title_break: BreakBefore, part_break: BreakBefore) -> None:
    whole = divided()
    _, layout = pages_of(whole, broken(title_break, part_break))
    elements = layout.elements
    kinds = [element.kind.value for element in elements]
    parts = [number for number, kind in enumerate(kinds) if kind == "Part"]
    sections = [number for number, kind in enumerate(kinds) if kind == "Sect"][3:]  # after those of the book
    body = elements[parts[0]].parent
    assert [elements[number].parent for number in sections] == [body, parts[0], parts[0], parts[1]]
    assert elements[parts[1]].parent == body


def test_a_unit_is_set_the_same_whatever_is_before_it() -> None:
    sheet = style()
    own = chapter(9, "题", heading(1, "一、要点"), *(paragraph(SENTENCE * 9, note("注")) for _ in range(30)))
    short, long = chapter(1, "前", paragraph(SENTENCE)), chapter(1, "前", *[paragraph(SENTENCE * 9)] * 20)
    found = []
    for before in (short, long):
        unit = list(units(Manuscript(book(before, own), sheet, {})))[-1]
        setter = UnitSetter(unit, sheet, FontBook(sheet.families))
        found.append((unit, list(setter.pages), setter.galley))
    assert found[0] == found[1]
    assert len(found[0][1]) > 3


def test_notes_are_numbered_through_the_book() -> None:
    chapters = [chapter(number, f"第{number}篇", paragraph(SENTENCE, note(f"注{number}"))) for number in (1, 2, 3)]
    whole = book(chapters[0], chapter(8, "无注", paragraph(SENTENCE)), *chapters[1:])
    assert [unit.first_note for unit in units(Manuscript(whole, style(), {}))] == [1, 0, 2, 3]
    shown = [line for page in pages_of(whole)[0] for line in lines(page) if "注" in line]
    assert [line for line in shown if line[0].isdigit()] == ["1 注1", "2 注2", "3 注3"]


def test_titles_on_right_hand_pages_leave_blank_ones_before_them() -> None:
    long = [paragraph(SENTENCE * 9)] * 20
    whole = book(*(chapter(number, f"第{number}篇", *long[: 7 * number]) for number in (1, 2, 3)))
    pages, layout = pages_of(whole, broken(BreakBefore.RECTO))
    body = [page for page in pages if page.section is Section.BODY]
    begins = {int(layout.pagination.places[anchor].label) for anchor in ("d1", "d2", "d3")}
    assert all(number % 2 for number in begins)
    blank = [page.number for page in body if not page.text]
    assert blank
    assert {number + 1 for number in blank} <= begins
