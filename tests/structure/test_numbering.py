"""Numbers at the start of a line, and what only looks like one."""

import pytest

from publish.structure.numbering import Numbering, Scheme, han_value, read_number
from publish.structure.titles import has_genre


@pytest.mark.parametrize(
    ("text", "scheme", "value", "end"),
    [
        ("第一部分　认清形势", Scheme.PART, 1, 5),
        ("第十二章 附则", Scheme.CHAPTER, 12, 5),
        ("第3节 水源", Scheme.SECTION, 3, 4),
        ("第二十一条　本办法", Scheme.ARTICLE, 21, 6),
        ("第三件事：算账", Scheme.ORDINAL, 3, 5),
        ("一、总体要求", Scheme.HAN, 1, 2),
        ("贰、总体要求", Scheme.FORMAL, 2, 2),
        ("（十一）落实", Scheme.PAREN_HAN, 11, 4),
        ("(三)、落实", Scheme.PAREN_HAN, 3, 4),
        ("1.落实", Scheme.DECIMAL, 1, 2),
        ("２．落实", Scheme.DECIMAL, 2, 2),
        ("3、2023年工作", Scheme.DECIMAL, 3, 2),
        ("1.2024年任务分解表", Scheme.DECIMAL, 1, 2),
        ("4）落实", Scheme.HALF_PAREN, 4, 2),
        ("（5）落实", Scheme.PAREN, 5, 3),
        ("⑥落实", Scheme.CIRCLED, 6, 1),
        ("2.3 落实", Scheme.NESTED, 3, 4),
        ("1 概述", Scheme.NESTED, 1, 2),
    ],
)
def test_numbers(text: str, scheme: Scheme, value: int, end: int) -> None:
    found = read_number(text)
    assert found is not None
    assert (found.scheme, found.value, found.end) == (scheme, value, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年，全市",
        "1.5亿元资金",
        "3.2%的农户",
        "12月底前",
        "12 月底前",
        "一是抓好落实",
        "一、二季度完成",
        "第一次会议",
        "十分重要",
        "（联系人：张三）",
        "3次到柳河镇",
        "10.86公里",
    ],
)
def test_no_numbers(text: str) -> None:
    assert read_number(text) is None


def test_depths() -> None:
    assert read_number("2.3.1 数据层") == Numbering(Scheme.NESTED, 1, 6, 3, 3)


@pytest.mark.parametrize(("text", "value"), [("十", 10), ("二十", 20), ("三十五", 35), ("一百零八", 108), ("１２", 12)])
def test_values(text: str, value: int) -> None:
    assert han_value(text) == value


def test_long_runs_of_figures_are_judged_at_once() -> None:
    assert not has_genre("工作报告" + "1" * 50 + "x")
