"""The cases of cases/*.md: what a reader makes of a piece of a file."""

import re
from pathlib import Path

import pytest

from publish.model.ports import Source
from publish.readers import read

from .dump import dump

CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n~~~~ (?P<suffix>\w+)\n(?P<input>.*?)^~~~~\n\n~~~~ blocks\n(?P<blocks>.*?)^~~~~$",
    re.MULTILINE | re.DOTALL,
)


def cases():
    for path in sorted(Path(__file__).with_name("cases").glob("*.md")):
        text = path.read_text("utf-8")
        found = list(CASE.finditer(text))
        assert len(found) == text.count("\n~~~~ blocks\n"), f"a case of {path.name} is malformed"
        for case in found:
            yield pytest.param(case["suffix"], case["input"], case["blocks"], id=f"{path.stem}: {case['title']}")


@pytest.mark.parametrize(("suffix", "text", "expected"), list(cases()))
def test_case(suffix, text, expected):
    text = re.sub(r"⟨(\w+)⟩", lambda found: chr(int(found[1], 16)), text)
    outcome = read(Source(f"case.{suffix}", text.encode()))
    told = [f"{diagnostic.severity.value} {diagnostic.code}" for diagnostic in outcome.diagnostics]
    assert "\n".join([dump(outcome.value), *told]).strip() == expected.strip()
