"""The view of a document: a search that tries only rare characters finds what one through the whole text finds."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cleaners import RULES, clean
from publish.cleaners.patterns import beginning, late
from publish.cleaners.view import SPARSE, View
from publish.diagnostics import Span
from publish.model.raw import RawBlock, RawDocument

PATTERN = late("[#%x](?:(?<=各#)[a-z%]{0,3}|(?<=[%x])[%x]?(?!报))")
HAN = "各单位要抓好落实，确保取得实效。" * SPARSE


def _document(*texts: str) -> RawDocument:
    return RawDocument("a.txt", "txt", tuple(RawBlock(text, Span("a.txt", n, 1)) for n, text in enumerate(texts, 1)))


@given(st.text(alphabet="各单报#%xa\n"), st.integers(0, 2))
def test_a_search_at_rare_characters_finds_what_a_search_finds(text: str, padding: int) -> None:
    seen = View(_document(HAN * padding + text))
    found = [match.span() for match in seen.odd(PATTERN)]
    assert found == [match.span() for match in re.finditer(PATTERN.pattern, seen.text)]


def test_where_rare_characters_are_many_the_text_is_searched() -> None:
    seen = View(_document("x" * 100))
    assert len(list(seen.odd(PATTERN))) == 50
    assert seen.rare == {"x"}


def test_patterns_that_are_tried_at_rare_characters_begin_with_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[re.Pattern[str]] = set()
    odd = View.odd

    def note(self: View, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        asked.add(pattern)
        return odd(self, pattern)

    monkeypatch.setattr(View, "odd", note)
    clean(_document(*(rule.example[0] for rule in RULES)))
    assert len(asked) > 20
    characters = "".join(map(chr, range(0xD800)))
    rare = View(_document(characters)).rare
    assert len(characters) - len(rare) > 20_000
    assert [pattern.pattern for pattern in asked if not rare.issuperset(beginning(pattern).findall(characters))] == []
