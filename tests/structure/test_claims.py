"""What a source says of its paragraphs itself: roles, definitions, poems, run-in headings, titles on new pages."""

from publish.diagnostics import Span
from publish.model.document import Heading, ListBlock, Paragraph, Role, Strong, Text, Verse
from publish.model.raw import (
    DEFINITION,
    DEFINITION_TERM,
    SUBTITLE,
    VERSE,
    Hints,
    ListPlace,
    Mark,
    MarkKind,
    RawBlock,
    RawDocument,
)
from publish.structure import infer


def blocks_of(*blocks):
    (document,) = documents_of(RawBlock("关于测试的报告", Span("a.md"), Hints(level=0)), *blocks)
    return document.blocks


def documents_of(*blocks):
    return infer(RawDocument("a.md", "md", blocks)).value.documents


def block(text, *marks, **hints):
    return RawBlock(text, Span("a.md"), Hints(**hints), marks)


def test_a_role_that_the_source_gives_overrules_what_the_wording_says():
    first, second, _ = blocks_of(
        block("同志们：", style="body"), block("一、不是标题", style="signature"), block("正文很长，说了一些事情。")
    )
    assert (first.role, second.role) == (Role.BODY, Role.SIGNATURE)


def test_styles_of_word_processors_are_no_roles():
    only, *_ = blocks_of(block("这一段用了名叫签名的样式。", style="Signature"), block("正文。"))
    assert only.role is Role.BODY


def test_a_term_is_stressed_once_and_its_definition_follows():
    marks = (Mark(MarkKind.STRONG, 0, 3),)
    term, definition = blocks_of(
        block("双随机", *marks, style=DEFINITION_TERM), block("随机抽取对象。", style=DEFINITION)
    )
    assert term.content == (Strong((Text("双随机"),)),)
    assert definition.content == (Text("随机抽取对象。"),)


def test_lines_of_a_poem_stay_lines():
    (verse,) = blocks_of(block("床前明月光\n\n疑是地上霜", style=VERSE))
    assert isinstance(verse, Verse)
    assert verse.lines == ((Text("床前明月光"),), (), (Text("疑是地上霜"),))


def test_a_run_in_heading_that_the_source_marks():
    (paragraph,) = blocks_of(block("坚持统筹。各部门要密切配合，形成合力。", Mark(MarkKind.LEAD, 0, 5, "2")))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.lead is not None
    assert (paragraph.lead.level, paragraph.lead.content) == (2, (Text("坚持统筹。"),))
    assert paragraph.content == (Text("各部门要密切配合，形成合力。"),)


def test_a_mark_over_all_of_a_paragraph_makes_it_a_heading():
    heading, _ = blocks_of(block("坚持统筹", Mark(MarkKind.LEAD, 0, 4, "1")), block("各部门要密切配合，形成合力。"))
    assert isinstance(heading, Heading)


def test_a_list_keeps_what_stands_behind_its_numbers():
    place = ListPlace(0, 0, ordered=True, delimiter=")")
    (found,) = blocks_of(block("甲", list=place), block("乙", list=ListPlace(0, 1, ordered=True, delimiter=")")))
    assert isinstance(found, ListBlock)
    assert found.delimiter == ")"


def test_titles_on_new_pages_begin_documents_whatever_their_words():
    chapters = []
    for title in ("序", "一个很长的标题，带着逗号，看起来像一句话但确实是标题", "三"):
        chapters += [block(title, level=0, page_break_before=True), block("正文说了一些事情。")]
    chapters.insert(1, block("写在前面", style=SUBTITLE))
    found = documents_of(*chapters)
    assert [document.metadata.title for document in found] == [chapters[0].text, chapters[3].text, "三"]
    assert found[0].metadata.subtitle == "写在前面"


def test_one_such_title_is_no_division():
    found = documents_of(block("总标题", level=0, page_break_before=True), block("正文。"), block("另一标题", level=0))
    assert len(found) == 1
