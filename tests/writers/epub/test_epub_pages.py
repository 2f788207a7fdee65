"""The list of pages: the e-book knows where each page of the printed book begins."""

import re

import pytest
from epub_torture import METADATA, SMALL, WIDE, cell, chapter, note, paragraph, torture, words

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.book import Book, Part
from publish.model.document import (
    Cell,
    CodeBlock,
    Heading,
    Lead,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Ruby,
    Strong,
    Table,
    Text,
    Verse,
)
from publish.model.manuscript import Manuscript
from publish.model.pages import Page, PageStart, Pagination, Section, Tag, TextRun
from publish.writers.epub import write_epub

IMAGES = {each.digest: each for each in (WIDE, SMALL)}
NAMES = {"x": "http://www.w3.org/1999/xhtml", "n": "http://www.daisy.org/z3986/2005/ncx/"}
TYPE = "{http://www.idpf.org/2007/ops}type"


def printed(book: Book, style, assets=None):
    """The labels of the pages that the layout makes, and the e-book."""
    manuscript = Manuscript(book, style, assets or {})
    layout = lay_out(manuscript, FontBook(style.families))
    for _ in layout.pages:
        pass
    return layout.pagination, write_epub(manuscript, layout.pagination)


def page_list(written) -> list[tuple[str, str]]:
    links = written.tree("nav.xhtml").xpath("//x:nav[@role='doc-pagelist']//x:a", namespaces=NAMES)
    return [(link.text, link.get("href")) for link in links]


def test_the_list_has_the_pages_of_the_pdf(style, as_written):
    pagination, outcome = printed(torture(12), style, IMAGES)
    written = as_written(outcome)
    body = [label for label in pagination.labels if label.isdecimal()]
    labels = [label for label, _ in page_list(written)]
    assert labels == [start.label for start in pagination.starts]
    assert labels == [label for label in body if label in labels]  # blank pages have no beginning in the text
    assert len(labels) > len(body) - 5
    ncx = written.tree("toc.ncx").xpath("//n:pageList//n:text/text()", namespaces=NAMES)
    assert ncx == labels


def test_every_entry_leads_to_a_mark_with_its_label(style, as_written):
    written = as_written(printed(torture(12), style, IMAGES)[1])
    for label, href in page_list(written):
        file, _, place = href.partition("#")
        (mark,) = written.tree(file).xpath(f"//*[@id='{place}']")
        assert (mark.get("role"), mark.get(TYPE), mark.get("aria-label")) == ("doc-pagebreak", "pagebreak", label)
    marks = [
        mark
        for name, data in written.files.items()
        if name.endswith(".xhtml")
        for mark in written.tree(name.removeprefix("EPUB/")).xpath("//*[@role='doc-pagebreak']")
        if data
    ]
    assert len(marks) == len(page_list(written))


MIXED = Paragraph(
    (Text("零一二"), Strong(words("三四")), note("注不计数"), Ruby("五六", "wǔ liù"), LineBreak(), Text("八九")),
    lead=Lead(1, words("题。"), number="一、"),
)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (0, '<div PAGE></div>\n<p><span class="lead lead-1" role="heading" aria-level="2">一、题。</span>零'),
        (3, "一、题<span PAGE></span>。</span>零一二<strong>三四"),
        (4, "题。</span><span PAGE></span>零一二"),
        (6, "零一<span PAGE></span>二"),
        (8, "<strong>三<span PAGE></span>四</strong>"),
        (10, "<span PAGE></span><ruby>五六"),
        (11, "<span PAGE></span><br/>八九"),
        (13, "八<span PAGE></span>九"),
        (14, "八九</p>\n<div PAGE></div>"),
    ],
)
def test_a_page_begins_inside_of_a_paragraph(style, as_written, offset, expected):
    book = Book(METADATA, (Part("p", "", (chapter(1, "题", (MIXED,)),)),), ())
    starts = (PageStart("1", "d1", -1), PageStart("2", "d1", 0, offset))
    written = as_written(write_epub(Manuscript(book, style, {}), Pagination({}, ("1", "2"), starts)))
    page = 'epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"'
    assert expected.replace("PAGE", page) in written.text("chapter-1.xhtml")


def test_no_mark_stands_in_a_heading_that_begins_a_page(style, as_written):
    book = Book(METADATA, (Part("p", "", (chapter(1, "题", (Heading(1, words("节")), paragraph("文"))),)),), ())
    starts = (PageStart("1", "d1", -1), PageStart("2", "d1", 0))
    text = as_written(write_epub(Manuscript(book, style, {}), Pagination({}, ("1", "2"), starts))).text(
        "chapter-1.xhtml"
    )
    assert 'aria-label="2"></div>\n<h2 class="heading-1">节</h2>' in text


def test_marks_split_the_text_where_the_layout_did(style, as_written):
    text = "".join(f"第{number}句，共有这么多字。" for number in range(900))
    pagination, outcome = printed(
        Book(METADATA, (Part("p", "", (chapter(1, "题", (paragraph("短。"), paragraph(text))),)),), ()), style
    )
    tree = as_written(outcome).tree("chapter-1.xhtml")
    inside = [start for start in pagination.starts if start.offset]
    marks = tree.xpath("//x:p/x:span[@role='doc-pagebreak']", namespaces=NAMES)
    assert len(marks) == len(inside) > 5
    assert [mark.tail[:20] for mark in marks] == [text[start.offset : start.offset + 20] for start in inside]


def test_metadata_names_the_source_of_the_pages(style, as_written):
    package = as_written(printed(torture(8), style, IMAGES)[1]).text("content.opf")
    identifier = package.partition('<dc:identifier id="id">')[2].partition("<")[0]
    assert f'<meta property="pageBreakSource">{identifier}#pdf</meta>' in package
    assert f'<dc:source id="about-pages">{identifier}#pdf</dc:source>' in package
    assert ">pageBreakMarkers<" in package
    assert ">pageNavigation<" in package


def test_nothing_is_claimed_where_no_pages_are_known(awkward):
    package = awkward.text("content.opf")
    assert not any(word in package for word in ("pageBreakSource", "pageNavigation", "dc:source"))
    assert "doc-pagelist" not in awkward.text("nav.xhtml")


ITEMS = ListBlock(
    (
        ListItem((paragraph("甲乙丙"),)),
        ListItem((paragraph("丁"), ListBlock((ListItem((paragraph("戊"),)), ListItem((paragraph("己庚"),)))))),
    )
)
CELLS = Table((Row((cell("甲"), cell("乙"))), Row((cell(""), Cell((paragraph("丙"), paragraph("丁戊")))))))


@pytest.mark.parametrize(
    ("block", "inner", "offset", "expected"),
    [
        (ITEMS, (0, 0), 0, "<div PAGE></div>\n<ul>"),
        (ITEMS, (0, 0), 2, "<li>甲乙<span PAGE></span>丙</li>"),
        (ITEMS, (1, 0), 0, "<li><span PAGE></span>\n<p>丁</p>"),
        (ITEMS, (1, 1, 0, 0), 0, "<p>丁</p>\n<div PAGE></div>\n<ul>\n<li>戊</li>"),
        (ITEMS, (1, 1, 1, 0), 1, "<li>己<span PAGE></span>庚</li>"),
        (CELLS, (0,), 0, '<div PAGE></div>\n<div class="table"'),
        (CELLS, (1,), 0, "<tr><td><span PAGE></span></td><td><p>丙</p>"),
        (CELLS, (1, 1, 1), 1, "<p>丁<span PAGE></span>戊</p>"),
        (Quote((paragraph("甲"), Quote((paragraph("乙丙"),)))), (1, 0), 1, "<p>乙<span PAGE></span>丙</p>"),
        (Verse((words("甲乙"), words("丙"))), (), 3, "甲乙<br/><span PAGE></span>丙"),
        (CodeBlock("a\nb"), (), 2, "<code>a\n<span PAGE></span>b"),
        (ITEMS, (7, 3), 5, "</ul>\n<div PAGE></div>"),
    ],
)
def test_a_page_begins_inside_of_other_blocks(style, as_written, block, inner, offset, expected):
    book = Book(METADATA, (Part("p", "", (chapter(1, "题", (paragraph("前。"), block)),)),), ())
    starts = (PageStart("1", "d1", -1), PageStart("2", "d1", 1, offset, inner))
    written = as_written(write_epub(Manuscript(book, style, {}), Pagination({}, ("1", "2"), starts)))
    page = 'epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"'
    assert expected.replace("PAGE", page) in written.text("chapter-1.xhtml")


# --- pages that begin inside of lists, tables, quotations, poems and programs -----------------------


def sentences(name: str, count: int) -> str:
    return "".join(f"{name}第{number}句话就是这么长。" for number in range(count))


LONG_LIST = ListBlock(
    (
        *(ListItem((paragraph(f"甲{number}项。{sentences('项', 6)}"),)) for number in range(30)),
        ListItem((paragraph(sentences("两段", 200)), Quote((paragraph("引。"), paragraph(sentences("项引", 150)))))),
        ListItem((paragraph("内。"), ListBlock(tuple(ListItem((paragraph(f"内{n}。"),)) for n in range(80))))),
    ),
    ordered=True,
)
LONG_TABLE = Table(
    (
        *(Row((cell(f"第{number}行"), cell(sentences("格", 5)))) for number in range(40)),
        Row((cell("高"), Cell((paragraph(sentences("高格", 60)), paragraph(sentences("次段", 120)))))),
        *(Row((cell(f"末{number}行"), cell(""))) for number in range(60)),
    )
)
INSIDE = {
    "list": LONG_LIST,
    "table": LONG_TABLE,
    "quote": Quote((paragraph(sentences("一", 100)), Quote((paragraph(sentences("二", 200)),)), LONG_TABLE)),
    "verse": Verse(tuple(words(f"第{number}行诗") if number % 5 else () for number in range(150))),
    "code": CodeBlock("\n".join(f"line {number}: a < b" for number in range(200))),
}


@pytest.mark.parametrize("block", INSIDE.values(), ids=INSIDE)
def test_what_follows_a_mark_is_what_its_page_begins_with(style, as_written, block):
    book = Book(METADATA, (Part("p", "", (chapter(1, "题", (paragraph("前文。"), block, paragraph("后文。"))),)),), ())
    manuscript = Manuscript(book, style, {})
    layout = lay_out(manuscript, FontBook(style.families))
    first = [first_words(page) for page in layout.pages if page.section is Section.BODY]
    tree = as_written(write_epub(manuscript, layout.pagination)).tree("chapter-1.xhtml")
    marks = tree.xpath("//*[@role='doc-pagebreak']")
    assert [mark.get("aria-label") for mark in marks] == [start.label for start in layout.pagination.starts]
    assert len(marks) > 3
    for mark, begins in list(zip(marks, first, strict=True))[1:]:
        assert "".join("".join(mark.xpath("following::text()")).split()).startswith(begins[:8])


def first_words(page: Page) -> str:
    """The letters of the first lines of a page, in reading order: running heads, labels of lists left out."""
    body, told = False, []
    for item in page.items:
        match item:
            case Tag(element):
                body = element > 0
            case TextRun(text=text) if body:
                told.append(text)
            case _:
                pass
    letters = "".join("".join(told).split())
    return re.sub(r"^\d+\.(?=\D)", "", letters).replace("•", "")
