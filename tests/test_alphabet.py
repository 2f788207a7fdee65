"""Sets of characters that are compared with long texts."""

from hypothesis import given
from hypothesis import strategies as st

from publish.alphabet import Alphabet


@given(st.text(), st.text())
def test_a_text_is_spelled_by_its_own_characters_and_by_more(text, more):
    assert Alphabet(text + more).spells(text)


@given(st.text(alphabet="一二三-]^[\\&|~"), st.text(alphabet="一二三-]^[\\&|~"))
def test_it_answers_like_a_set_also_when_it_has_been_asked_for_long(chars, text):
    alphabet = Alphabet(chars)
    long = chars * (20_001 // len(chars) + 1) if chars else ""
    assert alphabet.spells(long)
    assert alphabet.spells(text) == set(chars).issuperset(text)


def test_characters_that_come_up_later_belong_to_it():
    alphabet = Alphabet("春")
    assert alphabet.spells("春" * 20_001)
    assert not alphabet.spells("春秋")
    alphabet.add("秋")
    assert alphabet.spells("春秋")
    assert "秋" in alphabet
