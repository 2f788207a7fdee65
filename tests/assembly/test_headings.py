"""Levels, numbers and anchors of headings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.assembly.headings import headings_of, regular_levels
from publish.assembly.numerals import chinese_number, heading_number
from publish.manifest.plan import Numbering
from publish.model.document import ListBlock, ListItem, Quote

from .books import blocks_of, book_of, document, heading, paragraph, run_in, source


@pytest.mark.parametrize(
    ("levels", "regular"),
    [
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([2, 3, 2], [1, 2, 1]),
        ([1, 3, 3, 4, 1], [1, 2, 2, 3, 1]),
        ([3, 1, 3], [1, 1, 2]),
        ([1, 3, 2], [1, 2, 2]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 6, 6]),
        ([], []),
    ],
)
def test_levels(levels, regular):
    assert regular_levels(levels) == regular


@given(st.lists(st.integers(1, 9)))
def test_no_level_is_skipped_and_regular_levels_stay(levels):
    regular = regular_levels(levels)
    assert len(regular) == len(levels)
    assert all(level <= before + 1 for before, level in zip([0, *regular], regular, strict=False))
    assert regular_levels(regular) == regular


def test_run_in_headings_count_among_the_levels():
    found = headings_of(blocks_of(run_in(1, "甲。"), heading(3, "乙"), run_in(4, "丙。"), heading(1, "丁")))
    assert [each.level for each in found] == [1, 2, 3, 1]


def test_anchors_are_given_everywhere_and_fit_xml_and_pdf():
    inner = Quote((heading(2, "乙"), ListBlock((ListItem((run_in(3, "丙。"),)),))))
    book = book_of(source("a.txt", document("前")), source("b.txt", document("后", heading(1, "甲"), inner))).value
    assert [chapter.anchor for chapter in book.parts[0].chapters] == ["d1", "d2"]
    anchors = [each.anchor for each in headings_of(book.parts[0].chapters[1].blocks)]
    assert anchors == ["d2-1", "d2-2", "d2-3"]
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", anchor) for anchor in [*anchors, book.parts[0].anchor])


def numbers(*blocks, numbering=Numbering.UNIFORM):
    return [each.number for each in headings_of(blocks_of(*blocks, numbering=numbering))]


def test_numbers_are_kept_or_stripped():
    blocks = heading(1, "甲", "第一部分　"), run_in(2, "乙。", "1、")
    assert numbers(*blocks, numbering=Numbering.KEEP) == ["第一部分　", "1、"]
    assert numbers(*blocks, numbering=Numbering.STRIP) == ["", ""]


def test_uniform_numbers():
    blocks = [
        heading(1, "甲", "1"),
        heading(2, "乙", "1.1"),
        heading(2, "丙", "1.2"),
        run_in(3, "丁。", "a)"),
        heading(1, "戊", "5"),
        heading(2, "己", "5.1"),
    ]
    assert numbers(*blocks) == ["一、", "（一）", "（二）", "1.", "二、", "（一）"]


def test_a_level_without_numbers_gets_them():
    assert numbers(heading(1, "甲"), heading(2, "乙"), heading(1, "丙")) == ["一、", "（一）", "二、"]


def test_a_preface_among_numbered_headings_stays_without():
    assert numbers(heading(1, "前言"), heading(1, "甲", "1."), heading(1, "结语")) == ["", "一、", ""]


def test_a_run_in_heading_without_number_stays_without():
    assert numbers(heading(1, "甲"), run_in(2, "一是抓学习。"), run_in(2, "二是抓落实。")) == ["一、", "", ""]


def test_articles_keep_the_numbers_by_which_they_are_cited():
    blocks = heading(1, "总则", "第一章　"), run_in(2, "为了规范，制定本规定。", "第一条　"), paragraph("见第一条。")
    assert numbers(*blocks) == ["第一章　", "第一条　"]


def test_counting_begins_anew_in_each_document():
    sources = source("a.txt", document("甲", heading(1, "子"))), source("b.txt", document("乙", heading(1, "丑")))
    book = book_of(*sources, numbering=Numbering.UNIFORM).value
    assert [headings_of(chapter.blocks)[0].number for chapter in book.parts[0].chapters] == ["一、", "一、"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1000, "一千"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_chinese_numbers(value, words):
    assert chinese_number(value) == words


def test_chinese_numbers_end_at_9999():
    with pytest.raises(ValueError, match="10000"):
        chinese_number(10_000)


def test_numbers_of_each_level():
    assert [heading_number(level, 2) for level in range(1, 7)] == ["二、", "（二）", "2.", "（2）", "2）", "②"]
    assert heading_number(6, 21) == "21)"
