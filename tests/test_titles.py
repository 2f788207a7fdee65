"""Titles over several lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.titles import break_title, text_width, title_phrases


@pytest.mark.parametrize(
    ("title", "capacity", "lines"),
    [
        ("办公室材料汇编", 10, ["办公室材料汇编"]),
        ("重要讲话：基层治理与乡村振兴", 10, ["重要讲话：", "基层治理与乡村振兴"]),
        ("学习《论语》的笔记", 7, ["学习", "《论语》的笔记"]),
        ("甲乙丙丁Information戊己", 9, ["甲乙丙丁", "Information戊己"]),
        ("党委领导班子2023年述职述廉报告汇编", 13, ["党委领导班子2023年", "述职述廉报告汇编"]),
        ("在全市政府系统办公室主任会议上的发言", 12, ["在全市政府系统办公室", "主任会议上的发言"]),
        ("关于推进基层治理综合行政执法改革工作的意见", 12, ["关于推进基层治理综合", "行政执法改革工作的意见"]),
        (
            "松涧县人民政府办公室关于做好2024年政务值班工作的通知",
            17,
            ["松涧县人民政府办公室", "关于做好2024年政务值班工作的通知"],
        ),
        ("上册\n下册", 10, ["上册", "下册"]),
        ("Supercalifragilisticexpialidocious", 5, None),
        ("", 5, []),
    ],
)
def test_titles_break_where_the_sense_allows(title, capacity, lines):
    found = list(break_title(title, capacity))
    if lines is not None:
        assert found == lines
    assert all(text_width(line) <= capacity for line in found)


@given(st.text(st.sampled_from("甲乙丙的，。《》（）ab1 —"), max_size=40), st.integers(3, 12))
def test_breaking_a_title_loses_nothing(title, capacity):
    assert "".join("".join(break_title(title, capacity)).split()) == "".join(title.split())


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("在全县农村工作会议上的讲话", "在全县农村|工作会议上的|讲话"),
        ("在全市政府系统办公室主任会议上的发言", "在全市政府系统|办公室主任会议上的|发言"),
        ("关于印发《松涧县2023年防汛抗旱应急预案》的通知", "关于印发|《松涧县2023年|防汛抗旱|应急预案》的|通知"),
        ("党委领导班子2023年述职述廉报告汇编", "党委领导|班子2023年|述职述廉报告汇编"),
        (
            "松涧县人民政府办公室关于做好2024年政务值班工作的通知",
            "松涧县|人民政府办公室|关于做好2024年|政务值班工作的|通知",
        ),
        ("松涧县人民政府办公室2023年度工作总结", "松涧县人民政府|办公室2023年度|工作总结"),
        ("学习、交流", "学习、交流"),
        ("葛\U000e0100" * 10, "|".join(["葛\U000e0100" * 5] * 2)),
        ("The art of reports", "The |art |of |reports"),
        ("", ""),
    ],
)
def test_titles_are_parted_between_words(title, phrases):
    assert "|".join(title_phrases(title)) == phrases


@given(st.text(st.sampled_from("甲乙丙的会议讲话2年，。《》（）ab1 —"), max_size=40))
def test_parting_a_title_loses_nothing(title):
    assert "".join(title_phrases(title)) == title
