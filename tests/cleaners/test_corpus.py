"""The developer corpus and the raw samples: noise goes, text stays, torn sentences come together again."""

import json
import os
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from publish.cleaners import clean, restore
from publish.model.ports import Cleaned, Source
from publish.readers import read

SHARED = Path(os.environ.get("PUBLISH_SHARED", ""))
TRUTHS = sorted(SHARED.glob("corpus/truth/*.json")) if os.environ.get("PUBLISH_SHARED") else []
SEEDS = sorted(SHARED.glob("seeds/*.txt")) if os.environ.get("PUBLISH_SHARED") else []
pytestmark = pytest.mark.skipif(not TRUTHS, reason="PUBLISH_SHARED does not name the folder of samples")


def fold(text: str) -> str:
    """A form in which spacing, width of marks and the masked word do not count."""
    text = unicodedata.normalize("NFKC", text).replace("党", "D").replace("黨", "D")
    return re.sub(
        r"[\s\u00ad\u200b-\u200f\u2060-\u206f\ufeff]", "", text.translate(str.maketrans("“”‘’—。", "\"\"''-."))
    ).lower()


@cache
def cleaned(path: Path) -> Cleaned:
    document = read(Source(path.name, path.read_bytes())).value.document
    result = clean(document).value
    assert restore(result) == document
    assert clean(result.document).value.edits == ()
    return result


def lines_of(path: Path) -> list[str]:
    return [fold(block.text) for block in cleaned(path).document.blocks if block.text]


def test_noise_goes_and_text_stays() -> None:
    total, left, kept, lost, joined, apart = 0, 0, 0, 0, 0, 0
    for path in TRUTHS:
        truth = json.loads(path.read_text("utf-8"))
        lines = lines_of(SHARED / "corpus" / "docs" / truth["source"])
        text = "".join(lines)
        for gone in truth["gone"]:
            total += 1
            left += fold(gone["text"]) in (lines if gone.get("match") == "block" else text)
        for stays in truth["survive"] + truth["placeholders"]:
            kept += 1
            lost += not any(fold(one) in text for one in stays.get("any_of") or [stays["text"]])
        for join in truth["joins"]:
            joined += 1
            apart += not any(fold(one) in text for one in join.get("any_of") or [join["text"]])
    assert left <= total * 0.005
    assert lost <= kept * 0.001
    assert apart <= joined * 0.01


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_samples_come_out_without_noise_and_without_masks(path: Path) -> None:
    text = "\n".join(block.text for block in cleaned(path).document.blocks)
    assert not re.search("会员|公众号|客服|小编|素材库|##|热门阅读|页,当前|QQ\\d", text)
    assert not re.search("D[委员建的支风中性校课]|[治管]D", text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_samples_lose_hardly_anything(path: Path) -> None:
    result = cleaned(path)
    before = sum(len(block.text) for block in restore(result).blocks)
    after = sum(len(block.text) for block in result.document.blocks)
    assert after > before * 0.8
