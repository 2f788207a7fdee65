"""Edits with their places in the source, whatever edits came before them."""

from publish.diagnostics import Span
from publish.model.edits import Edit
from publish.model.raw import RawBlock, RawDocument
from publish.reports import place_edits

DOCUMENT = RawDocument(
    "a.txt",
    "txt",
    (
        RawBlock("甲乙丙丁戊己", Span("a.txt", 1, 1, 6)),
        RawBlock("广告", Span("a.txt", 3, 5, 2)),
        RawBlock("末尾", Span("a.txt", 4, 1, 2)),
    ),
)


def cut(block: int, start: int, before: str, after: str = "") -> Edit:
    return Edit("C999", block, start, before, after, "reason")


def test_place_and_context():
    ((edit,),) = place_edits(DOCUMENT, [cut(0, 2, "丙", "三")])
    assert (str(edit.span), edit.span.length) == ("a.txt:1:3", 1)
    assert (edit.left, edit.before, edit.after, edit.right) == ("甲乙", "丙", "三", "丁戊己")


def test_columns_are_those_of_the_source_after_other_edits_too():
    ((*_, last),) = place_edits(DOCUMENT, [cut(0, 0, "甲乙"), cut(0, 0, "", "子丑寅"), cut(0, 5, "戊", "五")])
    assert str(last.span) == "a.txt:1:5"
    assert (last.left, last.right) == ("子丑寅丙丁", "己")


def test_what_was_put_in_has_the_place_where_that_happened():
    ((_, last),) = place_edits(DOCUMENT, [cut(0, 2, "", "插入"), cut(0, 3, "入", "出")])
    assert str(last.span) == "a.txt:1:3"


def test_a_whole_block_shows_its_neighbours():
    ((edit,),) = place_edits(DOCUMENT, [cut(1, 0, "广告")])
    assert (str(edit.span), edit.left, edit.right) == ("a.txt:3:5", "甲乙丙丁戊己\n", "\n末尾")


def test_a_second_log_goes_on_where_the_first_ended():
    _, (edit,) = place_edits(DOCUMENT, [cut(0, 0, "甲乙丙")], [cut(0, 0, "丁")])
    assert str(edit.span) == "a.txt:1:4"


def test_an_edit_that_does_not_fit_any_more_has_the_place_of_its_block():
    ((edit,),) = place_edits(DOCUMENT, [cut(1, 40, "没有")])
    assert (str(edit.span), edit.left, edit.right) == ("a.txt:3:5", "", "")
