"""The stage behind readers and cleaners, on the seeds and on the documents whose truth is known."""

import importlib.util
import json
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pytest

from publish.cleaners import clean
from publish.diagnostics import Outcome
from publish.model.document import Structured
from publish.model.ports import Source
from publish.readers import read
from publish.structure import infer, neutral_form


def structured(path: Path) -> Outcome[Structured]:
    reading = read(Source(path.name, path.read_bytes(), folder=str(path.parent))).value
    return infer(clean(reading.document).value.document)


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("seed", "count"), [("000", 1), ("001", 1), ("002", 1), ("003", 3), ("004", 15)])
def test_seeds_come_apart_as_their_titles_say(shared: Path, seed: str, count: int) -> None:
    outcome = structured(next((shared / "seeds").glob(f"{seed}*")))
    assert len(outcome.value.documents) == count
    assert not [entry for entry in outcome.diagnostics if entry.code in ("S101", "S104", "S106")]


def test_documents_with_known_truth(shared: Path, score: ModuleType) -> None:
    headings, splits, joins = [], [], []
    for path in sorted((shared / "corpus/docs").iterdir()):
        truth = json.loads((shared / "corpus/truth" / f"{path.stem}.json").read_text("utf-8"))
        found = score.score(truth, neutral_form((structured(path).value,)))
        headings.append(found["headings"]["exact"]["f1"])
        splits.append(found["split"]["accuracy"])
        joins.append(found["strings"]["joins"]["rate"])
    assert fmean(headings) > 0.98
    assert fmean(splits) > 0.9
    assert fmean(rate for rate in joins if rate is not None) > 0.95
