"""Patterns that are compiled late, and put so that searches with them are quick, find what they say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cleaners.patterns import late, unfold

PATTERNS = (
    "[编編]辑|录入|[上]传",
    "[甲乙]{2}|丙",
    "甲?乙|[丙丁]",
    "[甲乙](?:丙|丁)|丁",
    "([甲乙])\\1|丁",
    "[甲\\]]|乙",
    "[^甲]|乙",
    "[一-丁]|\\(|乙",
    "甲(?:乙|丙)|[丙甲]丁|甲",
)


@pytest.mark.parametrize(
    ("pattern", "unfolded"),
    [
        ("[编編]辑|录入", "编辑|編辑|录入"),
        ("[编編]辑", "[编編]辑"),
        ("(?<!甲)乙|[丙丁]", "(?<!甲)乙|[丙丁]"),
        ("[丙丁]?戊|[己庚]", "[丙丁]?戊|[己庚]"),
        ("([丙丁])甲|([己庚])", "([丙丁])甲|([己庚])"),
        ("[丙.]甲|乙", "丙甲|\\.甲|乙"),
    ],
)
def test_alternatives_begin_with_plain_characters_where_all_can(pattern: str, unfolded: str) -> None:
    assert unfold(pattern) == unfolded


@given(st.sampled_from(PATTERNS), st.text("甲乙丙丁一编編辑录入上传(]", max_size=12))
def test_an_unfolded_pattern_finds_the_same(pattern: str, text: str) -> None:
    found, meant = late(pattern).finditer(text), re.finditer(pattern, text)
    assert [(each.span(), each[0]) for each in found] == [(each.span(), each[0]) for each in meant]
