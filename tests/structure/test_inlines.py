"""Inline marks become properly nested trees, wherever they overlap; notes are given out once, in their places."""

from hypothesis import given
from hypothesis import strategies as st

from publish.model.document import Code, Emphasis, LineBreak, Link, Note, Ruby, Strong, Text
from publish.model.raw import Mark, MarkKind
from publish.model.walk import inline_text, notes_of
from publish.structure.inlines import build_inlines

NOTE = Note(())


def call(key: str) -> Note | None:
    return NOTE if key == "a" else None


def test_overlapping_marks_are_cut_where_they_cross() -> None:
    marks = (Mark(MarkKind.STRONG, 0, 3), Mark(MarkKind.EMPHASIS, 2, 5))
    assert build_inlines("一二三四五", marks, call) == (
        Strong((Text("一二"), Emphasis((Text("三"),)))),
        Emphasis((Text("四五"),)),
    )


def test_links_hold_the_rest_and_leaves_stay_whole() -> None:
    marks = (
        Mark(MarkKind.LINK, 0, 4, "https://example.org"),
        Mark(MarkKind.RUBY, 1, 3, "shui"),
        Mark(MarkKind.STRONG, 2, 4),
        Mark(MarkKind.CODE, 4, 5),
    )
    assert build_inlines("供水了吗x", marks, call) == (
        Link((Text("供"), Ruby("水了", "shui"), Strong((Text("吗"),))), "https://example.org"),
        Code("x"),
    )


def test_a_note_stands_behind_the_word_that_calls_it() -> None:
    marks = (Mark(MarkKind.STRONG, 0, 2), Mark(MarkKind.NOTE, 2, 2, "a"), Mark(MarkKind.NOTE, 3, 3, "unknown"))
    assert build_inlines("漏损率", marks, call) == (Strong((Text("漏损"), NOTE)), Text("率"))


def test_line_feeds_are_line_breaks() -> None:
    assert build_inlines("甲\n乙", (), call) == (Text("甲"), LineBreak(), Text("乙"))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(st.text("供水abc\n", max_size=12))
    marks = []
    for kind in draw(st.lists(st.sampled_from(MarkKind), max_size=7)):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        marks.append(Mark(kind, start, start if kind is MarkKind.NOTE else end, "a"))
    return text, tuple(marks)


@given(marked_texts())
def test_the_text_and_the_notes_are_kept(marked: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = marked
    inlines = build_inlines(text, marks, call)
    assert inline_text(inlines) == text
    assert len(list(notes_of(inlines))) == sum(mark.kind is MarkKind.NOTE for mark in marks)
