"""The cases in cases/*.md: lines of a source, and the outline of the documents that they hold."""

from pathlib import Path

import pytest
from outlines import outline, read_cases, read_lines, read_plan, told

from publish.model.ports import SplitPlan
from publish.structure import infer

CASES = dict(read_cases(Path(__file__).parent / "cases"))


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    plan = read_plan(case["plan"]) if "plan" in case else SplitPlan()
    outcome = infer(read_lines(case["source"]), plan)
    assert outline(outcome.value) == case["outline"]
    if "says" in case:
        assert told(outcome) == case["says"]
