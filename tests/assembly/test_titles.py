"""Where the title of a document comes from."""

from publish.model.document import Document, Heading, Metadata, Note, Text

from .books import book_of, codes, document, heading, paragraph, run_in, source


def first(outcome):
    return outcome.value.parts[0].chapters[0]


def test_overrides_of_the_manifest():
    outcome = book_of(source("a.txt", document("甲"), title="新题", author="张三", date="2023-05-01"))
    told = first(outcome).metadata
    assert (told.title, told.author, told.date) == ("新题", "张三", "2023-05-01")


def test_author_and_date_hold_for_every_document_of_a_source_but_a_title_does_not():
    outcome = book_of(source("a.txt", document("甲"), document("乙"), title="总题", author="张三"))
    told = [chapter.metadata for chapter in outcome.value.parts[0].chapters]
    assert [(each.title, each.author) for each in told] == [("甲", "张三"), ("乙", "张三")]
    assert codes(outcome) == ["A007"]


def test_the_heading_that_a_document_begins_with():
    outcome = book_of(source("a.txt", document("", heading(1, "工作总结"), heading(2, "成效"), paragraph("文。"))))
    assert first(outcome).metadata.title == "工作总结"
    assert [type(block).__name__ for block in first(outcome).blocks] == ["Heading", "Paragraph"]
    assert codes(outcome) == ["A001"]


def test_a_heading_among_equals_is_no_title():
    outcome = book_of(source("报告/总结.txt", document("", heading(1, "成效"), paragraph("文。"), heading(1, "不足"))))
    assert first(outcome).metadata.title == "总结"
    assert len(first(outcome).blocks) == 3
    assert codes(outcome) == ["A002"]


def test_neither_is_a_numbered_one_nor_one_beside_run_in_headings_nor_one_that_calls_a_note():
    numbered = (heading(1, "成效", "一、"), paragraph("文。"))
    beside = (heading(1, "成效"), run_in(1, "不足。"))
    noted = (Heading(1, (Text("成效"), Note((paragraph("注。"),)))), paragraph("文。"))
    for blocks in (numbered, beside, noted):
        outcome = book_of(source("总结.txt", document("", *blocks)))
        assert first(outcome).metadata.title == "总结"
        assert len(first(outcome).blocks) == 2


def test_several_documents_without_title_are_numbered():
    untitled = Document(Metadata(), (paragraph("甲文。"),)), Document(Metadata(), (paragraph("乙文。"),))
    outcome = book_of(source("总结.txt", *untitled))
    assert [chapter.metadata.title for chapter in outcome.value.parts[0].chapters] == ["总结（1）", "总结（2）"]
