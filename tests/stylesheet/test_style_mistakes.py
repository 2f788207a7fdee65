"""Mistakes in a style file: all of them at once, each with its place and advice."""

from pathlib import Path

import pytest
from yaml_cases import Case, cases, shown

from publish.diagnostics import PublishError
from publish.stylesheet import load_style

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", cases(CASES / "mistakes.md", "my.yaml"))
def test_every_mistake_is_reported(case: Case, tmp_path: Path):
    path = case.lay_out(tmp_path)
    with pytest.raises(PublishError) as caught:
        load_style("my", tmp_path)
    assert shown(caught.value.diagnostics, path) == case.expected


def test_a_style_that_is_nowhere(tmp_path: Path):
    with pytest.raises(PublishError) as caught:
        load_style("bok", tmp_path)
    (message,) = caught.value.diagnostics
    assert (message.code, message.hint) == ("M120", "did you mean 'book'?")
