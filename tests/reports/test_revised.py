"""Lines with everything that was done to them: nothing is lost on the way, in either direction."""

from building import ROOT
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import Span
from publish.manifest import load_manifest
from publish.model.edits import Edit, Stretch
from publish.model.raw import RawBlock, RawDocument
from publish.pipeline import Journal
from publish.pipeline.examine import examine
from publish.plugins import load_tables
from publish.reports import revise_lines


def document(*texts: str) -> RawDocument:
    return RawDocument("a.txt", "txt", tuple(RawBlock(text, Span("a.txt", n)) for n, text in enumerate(texts, 1)))


def test_an_edit_is_shortened_to_what_it_changes() -> None:
    (line,) = revise_lines(document("甲,乙"), [Edit("C701", 0, 0, "甲,乙", "甲，乙", "mark")])
    assert line.stretches == (Stretch("甲", "甲"), Stretch(",", "，", "C701", "mark"), Stretch("乙", "乙"))


def test_text_that_moved_is_part_of_the_line_that_it_moved_to() -> None:
    edits = [
        Edit("C202", 1, 0, "　", "", "indent"),
        Edit("S001", 1, 0, "后半", "", "broken"),
        Edit("S001", 0, 2, "", "后半", "broken"),
    ]
    (line,) = revise_lines(document("前半", "　后半"), edits)
    assert (line.before, line.after) == ("前半\n　后半", "前半后半")


def test_an_edit_on_top_of_another_is_one_with_it() -> None:
    edits = [Edit("A", 0, 1, "xx", "某某", "one"), Edit("B", 0, 2, "某", "人", "two")]
    (line,) = revise_lines(document("张xx说"), edits)
    assert [(each.before, each.after) for each in line.stretches] == [("张", "张"), ("xx", "某人"), ("说", "说")]


EDITS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6), st.text("甲乙a ", max_size=4)), max_size=12)


@given(st.text("甲乙丙 a,", min_size=1, max_size=20), EDITS)
def test_before_is_the_source_and_after_the_text_as_it_is(source: str, wanted: list[tuple[int, int, str]]) -> None:
    text, edits = source, list[Edit]()
    for at, length, put in wanted:
        start = min(at, len(text))
        edits.append(Edit("X", 0, start, text[start : start + length], put, "why"))
        text = text[:start] + put + text[start + length :]
    lines = revise_lines(document(source), edits)
    if source.strip():
        assert [(line.before, line.after) for line in lines] == [(source, text)]


def test_the_examples() -> None:
    manifest = load_manifest(ROOT / "examples/office/collection.yaml").value
    for each in examine(manifest, load_tables().value, Journal()):
        raw = each.reading.document
        lines = revise_lines(raw, (*each.cleaned.edits, *each.structured.edits))
        before = [line for found in lines for line in found.before.split("\n") if line.strip()]
        assert before == [line for block in raw.blocks for line in block.text.split("\n") if line.strip()]
