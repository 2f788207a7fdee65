"""The outline and the contents."""

import pytest

from publish.assembly import assemble
from publish.assembly.outline import one_line
from publish.manifest.plan import ContentsPlan
from publish.model.book import BookMetadata

from .books import book_of, document, heading, manifest, paragraph, run_in, source, tree

DOCUMENT = document(
    "报告",
    heading(1, "成效", "一、"),
    run_in(2, "抓学习。", "（一）"),
    run_in(2, "抓落实。", "（二）"),
    heading(3, "项目", "1."),
    heading(1, "打算", "二、"),
    paragraph("文。"),
)
HEADINGS = ["一、成效", ["（一）抓学习", "（二）抓落实", ["1.项目"]], "二、打算"]


def test_the_outline_holds_every_heading():
    assert tree(book_of(source("a.txt", DOCUMENT)).value.outline) == ["报告", HEADINGS]


def test_the_contents_are_cut_at_their_depth():
    def contents(depth):
        return book_of(source("a.txt", DOCUMENT), contents=ContentsPlan(depth, "目次")).value.contents

    assert contents(0) is None
    assert tree(contents(1).entries) == ["报告"]
    assert tree(contents(2).entries) == ["报告", ["一、成效", "二、打算"]]
    assert tree(contents(9).entries) == ["报告", HEADINGS]
    assert contents(2).title == "目次"


def test_parts_are_the_level_above_documents():
    a = source("a.txt", DOCUMENT)
    book = assemble(manifest([("上编", [a])], contents=ContentsPlan(1)), (a,)).value
    assert tree(book.contents.entries) == ["上编", ["报告"]]
    assert [book.outline[0].level, book.outline[0].children[0].level] == [0, 1]
    assert book.outline[0].children[0].children[0].level == 2


def test_headings_without_words_are_left_out():
    assert tree(book_of(source("a.txt", document("甲", heading(1, "")))).value.outline) == ["甲"]


def test_titles_come_on_one_line():
    assert one_line("关于印发\n《办法》的通知") == "关于印发《办法》的通知"
    assert one_line(" Report\n on 2023 ") == "Report on 2023"


@pytest.mark.parametrize(
    ("language", "title"), [("zh-CN", "目录"), ("zh-TW", "目錄"), ("ja", "目次"), ("ru", "Contents")]
)
def test_contents_without_a_title_have_that_of_the_language(language, title):
    metadata = BookMetadata("文集", language=language)
    assert book_of(source("a.txt", DOCUMENT), metadata=metadata).value.contents.title == title
