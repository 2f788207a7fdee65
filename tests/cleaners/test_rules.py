"""Every rule does what its example says and leaves alone what it says that it leaves alone."""

import re

import pytest
from material import HERE, cleaned, document_of, text_of

from publish.cleaners import RULES, describe
from publish.diagnostics import PublishError
from publish.model.ports import Rule

SHOWN = [rule for rule in RULES if rule.example != ("", "")]
CASES = sorted((HERE / "cases").glob("c*.md"))
PLAIN = "今年以来，各单位认真落实各项部署，工作取得了新的成效。"


def test_the_table_is_in_the_order_of_its_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"C\d{3}", code) for code in codes)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_example_comes_out_as_shown(rule: Rule) -> None:
    before, after = rule.example
    result = cleaned(before, (rule,))
    assert text_of(result.document) == after
    assert {edit.rule for edit in result.edits} == {rule.code}


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.leave_alone])
def test_look_alikes_of_a_rule_survive_the_whole_table(rule: Rule, text: str) -> None:
    result = cleaned(f"{PLAIN}\n{text}\n{PLAIN}")
    assert text_of(result.document) == f"{PLAIN}\n{text}\n{PLAIN}", [edit.rule for edit in result.edits]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_file(path) -> None:
    source = path.read_text("utf-8")
    code = path.stem.split("-")[0].upper()
    parts = dict(re.findall(r"## (.+?)\n+```\n(.*?)\n?```", source, re.DOTALL))
    assert text_of(cleaned(parts["Input"]).document) == text_of(document_of(parts["Expected"]))
    assert any(edit.rule == code for edit in cleaned(parts["Input"]).edits)
    if alone := parts.get("Leave alone"):
        assert text_of(cleaned(alone).document) == text_of(document_of(alone))


def test_every_rule_has_a_case_file() -> None:
    told = {path.stem.split("-", 1)[0].upper(): path.stem.split("-", 1)[1] for path in CASES}
    assert told == {rule.code: rule.name for rule in SHOWN}


def test_describe_finds_by_code_and_name_and_advises() -> None:
    assert describe("C601") is describe("masked-party")
    with pytest.raises(PublishError, match="masked-party"):
        describe("masked-partie")
