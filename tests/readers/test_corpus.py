"""Sixty office documents of all formats, and the seeds: everything is read, in the right encoding, nothing is lost."""

import json
import re

import pytest

from publish.model.ports import Source
from publish.model.raw import Origin
from publish.readers import read

ENCODINGS = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "gbk": "gb18030"}
BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff\xad]+")
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict(zip(map(ord, "“”‘’"), "\"\"''", strict=True))


def plain(text: str) -> str:
    return BLANK.sub("", text).translate(NARROW)


@pytest.fixture(scope="module")
def corpus(shared):
    return shared / "corpus"


@pytest.mark.parametrize("number", range(1, 61))
def test_document(corpus, number):
    entry = json.loads((corpus / "index.json").read_text("utf-8"))[number - 1]
    name = entry["file"]
    outcome = read(Source(name, (corpus / "docs" / name).read_bytes()))
    document = outcome.value.document
    encoding = next((feature.split()[1] for feature in entry["features"] if feature.startswith("encoding")), "")
    if encoding:
        assert document.encoding == ENCODINGS.get(encoding, encoding)
    truth = json.loads((corpus / "truth" / f"{name.partition('.')[0]}.json").read_text("utf-8"))
    body = plain("".join(block.text for block in document.blocks if block.hints.origin is Origin.BODY))
    for piece in truth["survive"]:
        wanted = [plain(text) for text in piece.get("any_of", [piece.get("text", "")])]
        assert any(_contains(body, text) for text in wanted), wanted[0]


def _contains(body: str, text: str) -> bool:
    """Whether the text is there, noise between its characters allowed, which cleaning is to find."""
    if text in body:
        return True
    start = body.find(text[:4])
    while start >= 0:
        rest = iter(body[start : start + len(text) + 80])
        if all(char in rest for char in text):
            return True
        start = body.find(text[:4], start + 1)
    return False


def test_seeds(shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        blocks = read(Source(path.name, path.read_bytes())).value.document.blocks
        assert "".join("".join(block.text.split()) for block in blocks) == "".join(text.split())
        lines = text.split("\n")
        for block in blocks:
            line = lines[block.span.line - 1]
            assert line[block.span.column - 1 : block.span.column - 1 + block.span.length] == block.text
