"""Profiles, rules on and off, patterns of the user's own."""

from material import document_of, text_of

from publish.cleaners import RULES, clean
from publish.diagnostics import Severity
from publish.model.ports import Cleaning, Profile, Safety

DIRTY = "全面从严治D,抓好落实。\n- 1 -"


def rules_used(choice: Cleaning) -> set[str]:
    return {edit.rule for edit in clean(document_of(DIRTY), choice).value.edits}


def test_standard_runs_all_careful_the_safe_ones_off_none() -> None:
    assert rules_used(Cleaning()) == {"C302", "C601", "C701"}
    assert rules_used(Cleaning(Profile.CAREFUL)) == {"C302", "C701"}
    assert rules_used(Cleaning(Profile.OFF)) == set()


def test_on_and_off_overrule_the_profile_by_code_or_name() -> None:
    assert rules_used(Cleaning(off=("C302", "masked-party"))) == {"C701"}
    assert rules_used(Cleaning(Profile.OFF, on=("masked-party",))) == {"C601"}
    assert rules_used(Cleaning(Profile.CAREFUL, on=("C601",), off=("C601",))) == {"C302", "C701"}


def test_an_unknown_name_is_reported_with_the_nearest() -> None:
    messages = clean(document_of(DIRTY), Cleaning(off=("page-number-lines", "zzz"))).diagnostics
    told = [message for message in messages if message.code == "C002"]
    assert [message.severity for message in told] == [Severity.WARNING, Severity.WARNING]
    assert "page-number-line" in told[0].hint
    assert "explain" in told[1].hint


def test_an_own_pattern_is_taken_out_and_recorded() -> None:
    outcome = clean(document_of("内部编号ZX-12，要抓好落实。"), Cleaning(patterns=(r"内部编号ZX-\d+，",)))
    assert text_of(outcome.value.document) == "要抓好落实。"
    assert [edit.rule for edit in outcome.value.edits] == ["C490"]
    assert r"ZX-\d+" in outcome.value.edits[0].reason


def test_a_pattern_that_cannot_be_read_is_an_error() -> None:
    messages = clean(document_of(DIRTY), Cleaning(patterns=("(",))).diagnostics
    assert [(message.code, message.severity) for message in messages] == [("C003", Severity.ERROR)]


def test_more_than_a_third_of_the_rules_are_safe() -> None:
    safe = [rule for rule in RULES if rule.safety is Safety.SAFE]
    assert len(safe) * 3 > len(RULES)
