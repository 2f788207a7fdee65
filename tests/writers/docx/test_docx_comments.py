"""Remarks of proof-reading stand in the margin of the text that they are about."""

from word_package import W, WordFile, text, value
from word_torture import style
from word_torture import text as words

from publish.diagnostics import Diagnostic, Span, info, warning
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block, Heading, Metadata, Paragraph, Row, Table
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.docx import write_docx

from word_torture import cell  # isort: skip


def written(blocks: tuple[Block, ...], *remarks: Diagnostic) -> WordFile:
    book = Book(BookMetadata("书名"), (Part("p", "", (Chapter("c", Metadata(title="甲"), blocks),)),), ())
    return WordFile(write_docx(Manuscript(book, style(), {}, remarks), Pagination({}, ())).value)


BLOCKS = (
    Heading(1, words("概述"), Span("a.txt", 2)),
    Paragraph(words("增长xx%。"), Span("a.txt", 4)),
    Table((Row((cell("项目"),)),), Span("a.txt", 9)),
)


def commented(word: WordFile) -> dict[str, str]:
    """The words that each comment is about, by the words of the comment."""
    comments = {c.get(W + "id", ""): text(c) for c in word.part("word/comments.xml").iter(W + "comment")}
    found = {}
    for start in word.body.iter(W + "commentRangeStart"):
        found[comments[start.get(W + "id", "")]] = text(start.getparent())
    return found


def test_a_comment_stands_at_the_block_that_begins_at_or_before_its_line() -> None:
    masked = warning("C901", "占位符", Span("a.txt", 4, 3), "请作者补上")
    inside = info("C904", "标点相撞", Span("a.txt", 11))
    early = info("C905", "篇首", Span("a.txt", 1))
    word = written(BLOCKS, masked, inside, early)
    assert commented(word) == {
        "C901: 占位符请作者补上": "增长xx%。",
        "C904: 标点相撞": "项目",
        "C905: 篇首": "概述",
    }


def test_each_comment_is_begun_ended_and_called_once() -> None:
    remarks = [warning("C901", f"第{n}条", Span("a.txt", 4)) for n in range(3)]
    word = written(BLOCKS, *remarks)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [mark.get(W + "id") for mark in word.body.iter(W + name)] == ["0", "1", "2"]
    assert value(word.styles["CommentText"], "name") == "annotation text"


def test_remarks_that_are_about_no_text_are_no_comments() -> None:
    for word in (written(BLOCKS), written(BLOCKS, info("F001", "字体"), info("R001", "别处", Span("b.txt", 1)))):
        assert "word/comments.xml" not in word.parts
