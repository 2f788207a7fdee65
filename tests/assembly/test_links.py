"""Links inside and out of the book."""

import pytest

from publish.model.document import Emphasis, Link, Note, Paragraph, Text

from .books import book_of, codes, document, heading, source


def linked(target, name="docs/a.md"):
    """The outcome, and the first paragraph's inlines, of a document with this link and of another one."""
    paragraph = Paragraph((Text("见"), Link((Text("此处"),), target), Text("。")))
    one = source(name, document("甲", heading(1, "第一节 Aims", "一、"), paragraph))
    outcome = book_of(one, source("docs/b.md", document("乙 附件", heading(1, "目标"))))
    return outcome, outcome.value.parts[0].chapters[0].blocks[1].content


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#第一节-aims", "#d1-1"),
        ("#%E7%AC%AC%E4%B8%80%E8%8A%82-aims", "#d1-1"),
        ("#甲", "#d1"),
        ("b.md", "#d2"),
        ("../docs/b.md#目标", "#d2-1"),
        ("a.md", "#d1"),
    ],
)
def test_links_that_lead_somewhere(target, reached):
    outcome, content = linked(target)
    assert content[1] == Link((Text("此处"),), reached)
    assert codes(outcome) == []


@pytest.mark.parametrize("target", ["#nowhere", "c.md", "images/plan.xlsx", "javascript:alert(1)", "", "#", "http://"])
def test_links_that_lead_nowhere_leave_their_words(target):
    outcome, content = linked(target)
    assert content == (Text("见"), Text("此处"), Text("。"))
    assert codes(outcome) == ["A004"]


def test_links_in_notes_and_in_emphasis():
    inner = Emphasis((Link((Text("词"),), "#x"), Note((Paragraph((Link((Text("注"),), "#y"),)),))))
    outcome = book_of(source("a.md", document("甲", Paragraph((inner,)))))
    content = outcome.value.parts[0].chapters[0].blocks[0].content
    assert content == (Emphasis((Text("词"), Note((Paragraph((Text("注"),)),)))),)
    assert codes(outcome) == ["A004", "A004"]
