"""Codes of characters in the PDF: the same for a text whatever other texts there are, never two characters at one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.writers.pdf.codes import HALF_CODES, CharacterCodes

RARE = st.text(st.characters(min_codepoint=0x10000, max_codepoint=0x10FFFF) | st.characters(categories=["Co"]))


def test_common_characters_are_their_own_codes() -> None:
    codes = CharacterCodes()
    assert codes.encode("正文，2024") == "正文，2024"
    assert codes.of("正文，2024") == {}


@given(RARE, RARE)
def test_rare_characters_have_codes_of_their_own(one: str, other: str) -> None:
    codes = CharacterCodes()
    given_out = {**codes.of(one), **codes.of(other)}
    assert len(set(given_out.values())) == len(given_out) == len(set(one + other))
    assert not set(given_out.values()) & set(HALF_CODES.values())
    assert codes.encode(one + "字") == "".join(given_out[char] for char in one) + "字"


def test_who_is_told_the_codes_uses_them() -> None:
    told = CharacterCodes().of("\U00020000\U00020bb7")
    assert CharacterCodes(told).of("\U00020bb7") == {"\U00020bb7": told["\U00020bb7"]}


def test_other_texts_do_not_change_the_codes_of_a_text() -> None:
    alone, among = CharacterCodes(), CharacterCodes()
    among.of("".join(map(chr, range(0x2A000, 0x2A100))))
    assert among.of("\U00020bb7\ue123") == alone.of("\U00020bb7\ue123")


def test_too_many_rare_characters_are_refused() -> None:
    codes = CharacterCodes()
    with pytest.raises(PublishError, match="W102"):
        codes.of("".join(map(chr, range(0x20000, 0x22000))))
