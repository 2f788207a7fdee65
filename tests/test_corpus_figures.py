"""What issue 3 promises about documents whose truth is known, measured through the program as a user runs it."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from typer.testing import CliRunner

from publish.cli.app import app

Found = dict[str, dict[str, Any]]

pytestmark = pytest.mark.xdist_group("corpus")  # the corpus is scored once


@pytest.fixture(scope="module")
def found(shared: Path) -> Found:
    """The score of each document of the corpus by its name."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[[Any, Any], dict[str, Any]] = module.score

    figures = {}
    for path in sorted((shared / "corpus/docs").iterdir()):
        shown = CliRunner().invoke(app, ["show", str(path), "--as", "neutral"])
        assert shown.exit_code == 0, shown.output
        truth = json.loads((shared / "corpus/truth" / f"{path.stem}.json").read_text("utf-8"))
        figures[path.stem] = score(truth, json.loads(shown.stdout))
    return figures


def worst(found: Found, value: Callable[[dict[str, Any]], float | None]) -> str:
    """The documents with the lowest values, for the message of a test that fails."""
    values = sorted((number, name) for name, each in found.items() if (number := value(each)) is not None)
    return ", ".join(f"{name} {number:.3f}" for number, name in values[:8])


def share(found: Found, *path: str) -> float:
    """Right ones of all, over the documents together; `path` leads to a rate of the score."""
    rates = [_at(each, path) for each in found.values()]
    return sum(rate["ok"] for rate in rates) / sum(rate["n"] for rate in rates)


def f1(found: Found, *path: str) -> float:
    """F1 over the documents together; `path` leads to counts of right, missed and extra ones."""
    counts = [_at(each, path) for each in found.values()]
    right, missed, extra = (sum(count[key] for count in counts) for key in ("tp", "fn", "fp"))
    return 2 * right / (2 * right + missed + extra)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def test_overall(found: Found) -> None:
    assert len(found) == 60
    figures = {name: each["overall"] for name, each in found.items()}
    assert fmean(figures.values()) >= 97.0
    assert min(figures.values()) >= 85.0, worst(found, lambda each: each["overall"])


def test_noise_goes(found: Found) -> None:
    assert share(found, "strings", "noise") >= 0.98, worst(found, lambda each: each["strings"]["noise"]["rate"])


def test_text_survives(found: Found) -> None:
    assert share(found, "strings", "survive") >= 0.998, worst(found, lambda each: each["strings"]["survive"]["rate"])
    assert share(found, "strings", "placeholders") >= 0.998


def test_torn_sentences_come_together(found: Found) -> None:
    assert share(found, "strings", "joins") >= 0.95, worst(found, lambda each: each["strings"]["joins"]["rate"])


def test_documents_come_apart(found: Found) -> None:
    assert fmean(each["split"]["accuracy"] for each in found.values()) >= 0.97, worst(
        found, lambda each: each["split"]["accuracy"]
    )
    right, known = (sum(each["split"][key] for each in found.values()) for key in ("good", "truth"))
    assert right / known >= 0.97


def test_headings_are_found_with_their_levels(found: Found) -> None:
    assert f1(found, "headings", "exact") >= 0.98, worst(found, lambda each: each["headings"]["exact"]["f1"])


def test_near_duplicates_are_found(found: Found) -> None:
    assert f1(found, "extra", "near_duplicates") >= 0.95, worst(
        found, lambda each: each["extra"]["near_duplicates"]["f1"]
    )
