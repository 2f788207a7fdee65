"""The examples of the CommonMark specification, 0.31.2: what we make of each, beside what we make of its HTML.

The specification is not ours to copy: PUBLISH_COMMONMARK names its examples as JSON
(spec.commonmark.org/0.31.2/spec.json; also in the source package of markdown-it-py, in
tests/test_cmark_spec/commonmark.json).
"""

import json
import os
from pathlib import Path

import pytest

from publish.model.ports import Source
from publish.model.raw import MarkKind, Origin, RawBlock
from publish.readers import read

# The examples that come out otherwise, by the reason; docs/readers.md says the same in words.
OTHERWISE = {
    "an address that does not look like one, or stands on the next line, defines nothing": (
        *(193, 194, 195, 198, 200, 203, 204, 206, 208, 541),
    ),
    "elements that HTML does not know are words in angle brackets": (
        *(163, 201, 491, 524, 536, 613, 614, 615, 617, 623),
    ),
    "several lines over dashes are a paragraph with a rule below it": (95,),
    "white space in a line stays, where HTML shows one space": (13, 39, 304, 335, 337, 626, 640, 652),
    "a number keeps what stands behind it, which HTML does not say": (265, 296, 297, 302),
    "HTML that is broken or says less than the Markdown": (127, 129, 148, 174, 318, 629),
    "links alone look like a menu in HTML": (217, 501, 505),
}


@pytest.fixture(scope="module")
def examples():
    path = os.environ.get("PUBLISH_COMMONMARK")
    if not path:
        pytest.skip("PUBLISH_COMMONMARK does not name the examples of the specification")
    return json.loads(Path(path).read_text("utf-8"))


def test_the_examples_of_the_specification(examples):
    assert len(examples) == 652
    differing = {each["example"] for each in examples if shape("md", each["markdown"]) != shape("html", each["html"])}
    assert differing == {number for numbers in OTHERWISE.values() for number in numbers}


def test_no_example_loses_a_letter(examples):
    for each in examples:
        ours = "".join(block.text for block in blocks_of("md", each["markdown"], body=False))
        theirs = "".join(block.text for block in blocks_of("html", each["html"], body=False))
        assert not set(filter(str.isalnum, theirs)) - set(ours), each["example"]


def blocks_of(suffix: str, text: str, *, body: bool = True) -> list[RawBlock]:
    blocks = read(Source(f"a.{suffix}", text.encode())).value.document.blocks
    return [block for block in blocks if not body or block.hints.origin is Origin.BODY]


def shape(suffix: str, text: str) -> list[tuple[object, ...]]:
    """What can be compared: text, levels, depth of quotations, lists, code, rules, marks; empty blocks left out."""
    return [_shape(block) for block in blocks_of(suffix, text) if block.text or block.hints.rule or block.hints.image]


def _shape(block: RawBlock) -> tuple[object, ...]:
    hints, place = block.hints, block.hints.list
    marks = [
        (mark.kind, mark.start, mark.end, mark.target if mark.kind is MarkKind.LINK else "") for mark in block.marks
    ]
    item = place and (place.level, place.item, place.ordered, place.start)
    return block.text, hints.level, hints.quote, item, hints.code, hints.rule, sorted(marks)
