"""Patterns that are compiled late, and put so that searches with them are quick, find what they say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cleaners.patterns import beginning, late, searchable, unfold

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
    "甲?(?:乙|丙丁)|[+-]|\\(",
    "(?:甲|乙?)丙|丁{2}|(?:编|辑){0,2}入",
    "(?<=甲)[乙丙]{1,2}",
    "(?!甲乙)(?P<first>甲|丙)(?:丁|(?=编))|\\s",
    "(?:甲|)乙|丙",
    "\\b甲|^乙|丙$",
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


@pytest.mark.parametrize(
    ("pattern", "put"),
    [
        ("(?:甲|乙丙)丁|\\d+元", "(?=甲|乙|\\d)(?:(?:甲|乙丙)丁|\\d+元)"),
        ("甲?乙*(?:丙)", "(?=甲|乙|丙)(?:甲?乙*(?:丙))"),
        ("(?<!甲)乙{2}", "(?=乙)(?:(?<!甲)乙{2})"),
        ("[甲乙]丙", "[甲乙]丙"),
        ("[^甲]丙|乙", "[^甲]丙|乙"),
        ("[一-丁]丙|(?:乙)", "[一-丁]丙|(?:乙)"),
        ("甲?|乙", "甲?|乙"),
        ("(?i)甲|(?:乙)", "(?i)甲|(?:乙)"),
    ],
)
def test_a_search_asks_first_what_a_match_begins_with(pattern: str, put: str) -> None:
    assert searchable(pattern) == put


@given(st.sampled_from(PATTERNS), st.text("甲乙丙丁一编編辑录入上传(]+- ", max_size=12))
def test_an_unfolded_pattern_finds_the_same(pattern: str, text: str) -> None:
    found, meant = late(pattern).finditer(text), re.finditer(pattern, text)
    assert [(each.span(), each[0]) for each in found] == [(each.span(), each[0]) for each in meant]


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [("[*#](?<=甲.)乙", "*#"), ("([*\\]])\\1{2}", "*]"), ("[a-c][.·]", "abc")],
)
def test_what_matches_begin_with(pattern: str, characters: str) -> None:
    assert beginning(late(pattern)).findall("甲乙*#]abcd.·") == list(characters)
    assert beginning(late("[a]b", re.IGNORECASE)).findall("aAb") == ["a", "A"]


@pytest.mark.parametrize("pattern", ["[*#]?甲", "[*#]甲|乙", "甲[*#]", "[*#]{2,3}", "(?<=甲)[*#]"])
def test_patterns_that_do_not_begin_with_a_set_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begin"):
        beginning(late(pattern))
