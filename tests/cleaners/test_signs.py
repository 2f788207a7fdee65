"""Signs are looked for first because that is quick; what a rule finds does not depend on them."""

from pathlib import Path

import pytest
from material import document_of, items

from publish.cleaners import RULES, blurbs, chat, notices, prompts, web
from publish.cleaners.lexicon import KINDS
from publish.cleaners.plain import plain
from publish.cleaners.site import apart
from publish.cleaners.view import View
from publish.cleaners.wording import PATIENCE, Signs
from publish.model.edits import Edit

GATES = {
    "C402": (web, "_ARROWS"),
    "C403": (web, "_FIGURES"),
    "C406": (blurbs, "_DECISIVE"),
    "C407": (notices, "_SIGNS"),
    "C411": (prompts, "_SIGNS"),
    "C413": (chat, "_SIGNS"),
}
CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


class Everything(Signs):
    """Signs that every text has."""

    def __init__(self) -> None:
        super().__init__("")

    def mark(self, text: str) -> bool:
        return True


def found_in_all(code: str) -> list[list[Edit]]:
    (rule,) = (rule for rule in RULES if rule.code == code)
    cases = (path.read_text("utf-8") for path in CASES)
    texts = [rule.example[0], *items("new-noise.md"), *items("lookalikes.md"), *cases]
    return [list(rule.find(document_of(text))) for text in texts]


@pytest.mark.parametrize("code", GATES)
def test_signs_hide_nothing(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_signs = found_in_all(code)
    assert any(with_signs)
    monkeypatch.setattr(*GATES[code], Everything())
    monkeypatch.setattr(notices, "_WORDS", Everything())
    monkeypatch.setattr(notices, "_COPIES", Everything())
    assert found_in_all(code) == with_signs


@pytest.mark.parametrize("code", ["C101", "C102", "C103", "C201", "C302", "C506", "C507", "C601"])
def test_rare_characters_hide_nothing(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    as_asked = found_in_all(code)
    assert any(as_asked)
    monkeypatch.setattr(View, "rare", frozenset(map(chr, range(0x10000))))
    assert found_in_all(code) == as_asked


def test_what_words_tell_does_not_depend_on_commas() -> None:
    words = [word for kind in KINDS for word in kind.words.split()]
    assert words
    assert not any(comma in word for word in words for comma in ",，")


def test_signs_are_found_word_by_word_and_by_pattern_alike() -> None:
    signs = Signs("网站 版权 > 。a")
    texts = ["本網站", "版权", "版權", "版", "", "a>b", "。a", "。"]
    first = [signs.mark(text) for text in texts]
    for _ in range(PATIENCE):
        signs.mark("")
    assert [signs.mark(text) for text in texts] == first == [True, True, True, False, False, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "农村劳动力持续转移，一系列表彰让大家充分享受荣誉感",
        "推出品牌30个，存在线索立即核查",
        "促进群众增收，以上传统继续保持",
        "签订责任书签约率达到九成",
    ],
)
def test_words_that_stand_in_longer_ones_by_chance_say_nothing(text: str) -> None:
    longer = {"动力", "列表", "分享", "出品", "在线", "进群", "上传", "书签"}
    assert {word for word in longer if word in text}
    assert {word for word in longer if word in apart(plain(text))} == set()
