"""Cleaning twice is cleaning once, and every cleaning can be taken back: for the whole table, on any document."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from material import cleaned, document_of, items, text_of

from publish.cleaners import RULES, clean, restore
from publish.cleaners.engine import apply_edits
from publish.cleaners.view import part_of, with_tables
from publish.diagnostics import Span
from publish.model.edits import Edit
from publish.model.ports import Cleaned, Cleaning, Reach, Rule
from publish.model.raw import CellPlace, Hints, Mark, MarkKind, Origin, RawBlock, RawDocument

PIECES = (
    *[rule.example[0] for rule in RULES],
    *items("new-noise.md"),
    *items("lookalikes.md"),
    *(
        "D委",
        "管D治D",
        "##vip",
        "begin##",
        "[公~众",
        "号：某&*]",
        "工作总结。",
        "第 1 页",
        "- 2 -",
        "，",
        "。",
        "\u3000",
        " ",
        '"',
        "(",
        ")",
    ),
    *("（", "[", "]", "\n", "\u200b", "\x00", "Python, Java", "10:30", "http://a.cn/b?c=1,2", "同志们:", "1", "2", "3"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=5).map("".join)
hints = st.sampled_from(
    (
        Hints(),
        Hints(origin=Origin.HIDDEN),
        Hints(cell=CellPlace(0, 0, 0)),
        Hints(code=""),
        Hints(page_break_before=True),
    )
)


@st.composite
def documents(draw: st.DrawFn) -> RawDocument:
    blocks = []
    for number, text in enumerate(draw(st.lists(texts, max_size=10)), 1):
        ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        marks = tuple(Mark(MarkKind.STRONG, a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))
        blocks.append(RawBlock(text, Span("t", number, 1, len(text)), draw(hints), marks))
    return RawDocument("t", "txt", tuple(blocks))


@settings(max_examples=300, deadline=None)
@given(documents())
def test_cleaning_twice_is_cleaning_once_and_can_be_taken_back(document: RawDocument) -> None:
    once = clean(document).value
    assert restore(once) == document
    twice = clean(once.document).value
    assert twice.edits == ()
    assert twice.document == once.document


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_edit_fits_the_text_that_it_was_made_for(document: RawDocument) -> None:
    blocks = [block.text for block in document.blocks]
    result = clean(document).value
    for edit in result.edits:
        text = blocks[edit.block]
        assert text[edit.start : edit.start + len(edit.before)] == edit.before
        assert edit.before != edit.after
        assert edit.reason
        blocks[edit.block] = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    assert blocks == [block.text for block in result.document.blocks]
    assert len(blocks) == len(document.blocks)


@settings(max_examples=100, deadline=None)
@given(documents())
def test_what_a_rule_of_short_reach_finds_in_a_block_depends_on_that_block_alone(document: RawDocument) -> None:
    for rule in RULES:
        if rule.reach is Reach.BLOCK:
            whole = [(found.block, found.start, found.before, found.after) for found in rule.find(document)]
            assert sorted(whole) == sorted(found_apart(rule, document)), rule.code


def found_apart(rule: Rule, document: RawDocument) -> Iterator[tuple[int, int, str, str]]:
    """What a rule finds in each block of a document when there is no other, but for its table."""
    for number in range(len(document.blocks)):
        numbers = with_tables(document, [number])
        for found in rule.find(part_of(document, numbers)):
            if numbers[found.block] == number:
                yield number, found.start, found.before, found.after


def edit(start: int, before: str, after: str = "") -> Edit:
    return Edit("C999", 0, start, before, after, "test")


def test_of_edits_that_overlap_the_first_counts() -> None:
    document = document_of("甲乙丙丁")
    done, log = apply_edits(document, [edit(1, "乙丙"), edit(0, "甲乙"), edit(3, "丁", "戊")])
    assert text_of(done) == "丙戊"
    assert [(made.start, made.before) for made in log] == [(0, "甲乙"), (1, "丁")]


def test_edits_that_do_not_fit_are_left_out() -> None:
    document = document_of("甲乙")
    assert apply_edits(document, [edit(0, "丙"), edit(1, "乙", "乙")]) == (document, [])


def test_marks_follow_the_text_and_come_back() -> None:
    marks = (Mark(MarkKind.STRONG, 0, 2), Mark(MarkKind.EMPHASIS, 2, 4), Mark(MarkKind.NOTE, 5, 5, "1"))
    block = RawBlock("甲乙丙丁戊己", Span("t"), marks=marks)
    document = RawDocument("t", "md", (block,))
    done, log = apply_edits(document, [edit(1, "乙丙")])
    assert done.blocks[0].marks == (
        Mark(MarkKind.STRONG, 0, 1),
        Mark(MarkKind.EMPHASIS, 1, 2),
        Mark(MarkKind.NOTE, 3, 3, "1"),
    )
    assert restore(Cleaned(done, tuple(log))) == document


def test_a_removed_block_stays_as_an_empty_one() -> None:
    result = cleaned("要抓好落实。\n- 1 -\n下一步要加强领导。")
    assert [block.text for block in result.document.blocks] == ["要抓好落实。", "", "下一步要加强领导。"]


def test_a_move_is_edits_of_one_rule() -> None:
    result = cleaned("有关做法已经写入。\n工作总结。\n，并报主管部门备案。")
    assert {(made.rule, made.block) for made in result.edits} == {("C510", 0), ("C510", 1), ("C510", 2)}


def test_rounds_end_even_when_a_pattern_feeds_on_what_a_rule_leaves() -> None:
    document = document_of("要抓好落实。" + "(" * 60 + "a" + ")" * 60)
    outcome = clean(document, Cleaning(patterns=(r"\(a?\)",)))
    assert restore(outcome.value) == document
    assert [message.code for message in outcome.diagnostics if message.code == "C001"] == ["C001"]
