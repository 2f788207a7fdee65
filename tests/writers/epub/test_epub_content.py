"""Content documents: words, blocks, notes, tables, images, links as XHTML."""

import re

import pytest
from epub_torture import (
    ASSETS,
    CROSSING,
    INLINES,
    NOTES,
    SMALL,
    TABLE,
    asset,
    cell,
    chapter,
    note,
    paragraph,
    png,
    words,
)

from publish.diagnostics import Span
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Lead,
    Link,
    Metadata,
    Paragraph,
    Role,
    Row,
    Strong,
    Table,
    Text,
)
from publish.writers.xhtml.places import web_address

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" %s>%s</svg>'


def body(written, file: str = "chapter-1.xhtml") -> str:
    """What stands in the chapter, its own heading left out."""
    text = written.text(file)
    return text[text.index("</h1>") + 5 : text.rindex("</section>")].strip()


@pytest.fixture
def shown(write):
    """The XHTML of a chapter with these blocks, and the codes of what was found."""

    def of(*blocks: Block, assets=None) -> tuple[str, list[str]]:
        written = write(Book(BookMetadata("书"), (Part("p", "", (chapter(1, "题", blocks),)),), ()), assets)
        return body(written), written.codes

    return of


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("a & b < c > \"d\" 'e' ]]>"), "<p>a &amp; b &lt; c &gt; \"d\" 'e' ]]&gt;</p>"),
        (paragraph("&amp; &#12345; <script>"), "<p>&amp;amp; &amp;#12345; &lt;script&gt;</p>"),
        (Paragraph((Strong((Text("甲"), Emphasis(words("乙")))),)), "<p><strong>甲<em>乙</em></strong></p>"),
        (paragraph("2024年5月1日", Role.DATE), '<p class="date">2024年5月1日</p>'),
        (Paragraph(INLINES[8:11]), "<p><ruby>汉字<rp>（</rp><rt>hàn zì</rt><rp>）</rp></ruby><br/>换行后</p>"),
        (Heading(1, words("甲"), number="一、", anchor="h"), '<h2 class="heading-1" id="h">一、甲</h2>'),
        (Paragraph(()), ""),
    ],
    ids=["marks", "references", "nested", "role", "ruby and break", "heading", "empty"],
)
def test_block(shown, block, expected):
    assert shown(block) == (expected, [])


def test_run_in_heading_is_a_heading_to_the_ear(shown):
    found, _ = shown(Paragraph(words("其余。"), lead=Lead(1, words("段首。"), number="（一）")))
    assert found == '<p><span class="lead lead-1" role="heading" aria-level="2">（一）段首。</span>其余。</p>'


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((1, 2, 3), "2 3 4"),
        ((3, 1, 3), "2 2 3"),
        ((1, 2, 3, 4, 5, 6, 7), "2 3 4 5 6 6 6"),
        ((2, 2, 5, 1), "2 3 4 2"),
    ],
)
def test_no_heading_level_is_skipped(shown, levels, expected):
    found, _ = shown(*(Heading(level, words("题")) for level in levels))
    assert " ".join(re.findall(r"<h(\d)", found)) == expected


def test_chapters_of_a_part_are_one_level_below_it(awkward):
    assert '<h1 class="part-title"' in awkward.text("part-2.xhtml")
    assert '<h2 class="title"' in awkward.text("chapter-2.xhtml")
    assert '<h1 class="title"' in awkward.text("chapter-1.xhtml")


def test_documents_name_their_language(awkward):
    assert '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" ' in (
        awkward.text("chapter-1.xhtml")
    )
    assert 'lang="zh-CN" xml:lang="zh-CN"' in awkward.text("chapter-2.xhtml")  # '中文' is no language tag


def test_notes_lead_there_and_back(awkward):
    text = awkward.text("chapter-2.xhtml")
    for number in range(1, NOTES):
        assert f'role="doc-noteref" id="noteref-{number}" href="#note-{number}">[{number}]</a>' in text
        assert f'epub:type="footnote" role="doc-footnote" id="note-{number}">' in text
        assert f'role="doc-backlink" href="#noteref-{number}"' in text


def test_a_note_holds_all_its_blocks(shown):
    found, _ = shown(Paragraph((Text("文"), note("一", paragraph("二")))))
    assert '<aside class="footnote" epub:type="footnote" role="doc-footnote" id="note-1">' in found
    assert ">[1]</a> 一</p>\n<p>二</p>\n</aside>" in found


def test_a_note_inside_a_link_is_called_behind_it(shown):
    found, _ = shown(Paragraph((Link((Text("甲"), note("注"), Text("乙")), "https://example.org"),)))
    assert '<a href="https://example.org">甲乙</a><sup class="call"><a epub:type="noteref"' in found


def test_links_inside_the_book_lead_to_the_right_file(write):
    first = chapter(1, "甲", (Paragraph((Link(words("去"), "#d2"), Link(words("题"), "#h x"))),))
    second = chapter(2, "乙", (Heading(1, words("题"), anchor="h x"),))
    written = write(Book(BookMetadata("书"), (Part("p", "", (first, second)),), ()))
    identity = re.search(r'<h2 class="heading-1" id="([^"]+)"', written.text("chapter-2.xhtml"))[1]
    expected = f'<p><a href="chapter-2.xhtml">去</a><a href="chapter-2.xhtml#{identity}">题</a></p>'
    assert body(written) == expected
    assert re.fullmatch(r"[\w-]+", identity)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("HTTP://Example.ORG:8080", "http://example.org:8080"),
        ("https://例子.中国/路 径", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%20%E5%BE%84"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%E8%B7%AF", "https://example.org/%E8%B7%AF"),
        ("https://example.org/<\"'>", "https://example.org/%3C%22'%3E"),
        (" mailto:a@example.org ", "mailto:a@example.org"),
        ("tel:+86-10-1234", "tel:+86-10-1234"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("other.html", ""),
        ("", ""),
        ("http://", ""),
        ("http://[::1", ""),
        ("http://a b/", ""),
        ("http://example.org:port/", ""),
    ],
)
def test_only_safe_addresses_are_kept(target, address):
    assert web_address(target) == address


def test_a_link_that_leads_nowhere_keeps_its_words_and_is_reported_with_its_place(write):
    block = Paragraph((Link(words("词"), "javascript:x"),), span=Span("a.md", 7))
    written = write(Book(BookMetadata("书"), (Part("p", "", (chapter(1, "题", (block,)),)),), ()))
    assert body(written) == "<p>词</p>"
    assert written.messages[0].startswith("a.md:7:1: warning W304")


def test_tables_name_their_headings(shown):
    found, _ = shown(TABLE)
    assert '<div class="table" role="group" tabindex="0" aria-label="表1　各月情况">' in found
    assert (
        '<thead>\n<tr><th scope="col" rowspan="2">项目</th><th scope="col" colspan="2">甲类</th><td></td></tr>' in found
    )
    assert '<tr><th scope="row">收入</th><td class="number">1</td>' in found
    assert "<td>末</td>" in found  # its nine rows end with the table


@pytest.mark.parametrize("words", ["1,024.5", "+3%", "＋147.4%", "－25.1％", "2022年", "￥80", "12:30"])
def test_numbers_of_cells_stay_on_one_line(shown, words):
    assert f'<td class="number">{words}</td>' in shown(Table((Row((cell(words),)),)))[0]


def test_a_cell_across_head_and_body_keeps_its_rows(shown):
    found, _ = shown(CROSSING)
    assert "<thead>" not in found
    assert '<tr><th scope="col" rowspan="2">头</th><th scope="col">乙</th></tr>' in found


def test_a_table_of_heads_only_has_a_body(shown):
    found, _ = shown(Table((Row((cell("甲"),)),), header_rows=1))
    assert '<tbody>\n<tr><th scope="col">甲</th></tr>\n</tbody>' in found


def test_images_are_kept_once(shown):
    found, codes = shown(Figure(SMALL.digest, alt="一"), Figure(SMALL.digest, alt='"二"'), assets=ASSETS)
    assert re.findall('<img src="images/image-1.png" alt="(.*?)"', found) == ["一", "&quot;二&quot;"]
    assert codes == []


def test_the_size_in_the_text_goes_before_that_of_the_file(shown):
    found, _ = shown(Figure(SMALL.digest, alt="一", width=914_400, height=457_200), assets=ASSETS)
    assert 'width="96" height="48"' in found


def test_an_image_without_description_is_reported_and_not_claimed(write):
    book = Book(BookMetadata("书"), (Part("p", "", (chapter(1, "题", (Figure(SMALL.digest),)),)),), ())
    written = write(book, ASSETS)
    assert written.codes == ["W306"]
    assert "alternativeText" not in written.text("content.opf")
    assert '"schema:accessModeSufficient">textual<' not in written.text("content.opf")


def test_missing_image_shows_its_description(shown):
    found, codes = shown(Figure("0" * 64, alt="一座桥", caption=words("图1")))
    assert '<p class="missing">一座桥</p>' in found
    assert "<figcaption>图1</figcaption>" in found
    assert codes == ["W302"]


@pytest.mark.parametrize(
    ("data", "good"),
    [
        (png(2, 2, 0), True),
        (b"BM\x00\x00", False),
        (b"II*\x00", False),
        (SVG % (b"", b"<rect/>"), True),
        (SVG % (b"", b'<image href="data:image/png;base64,AA"/>'), True),
        (SVG % (b"", b"<script>alert(1)</script>"), False),
        (SVG % (b'onload="x"', b""), False),
        (SVG % (b"", b'<image xlink:href="http://example.org/a.png"/>'), False),
        (SVG % (b"", b'<image href="../a.png"/>'), False),
        (SVG % (b"", b'<rect fill="url(http://example.org/a)"/>'), False),
        (SVG % (b"", b"<style>@import 'http://example.org/a'</style>"), False),
        (SVG % (b"", b"<style>@\\69mport 'a'</style>"), False),
        (SVG % (b"", b'<animate attributeName="href"/>'), False),
        (b'<?xml-stylesheet href="a.css"?>' + SVG % (b"", b""), False),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % (b"", b"&a;"), False),
        (SVG % (b"", b"<rect>"), False),
    ],
)
def test_only_images_that_are_safe_everywhere_go_in(shown, data, good):
    image = asset(data, "image/svg+xml" if b"svg" in data else "image/png")
    found, codes = shown(Figure(image.digest, alt="图"), assets={image.digest: image})
    assert ("<img " in found) is good
    assert codes == ([] if good else ["W303"])


def test_a_document_without_anything_says_so(write):
    empty = Chapter("d1", Metadata(), ())
    written = write(Book(BookMetadata("书"), (Part("p", "", (empty,)),), ()))
    assert "（本篇无内容）" in written.text("chapter-1.xhtml")
    assert "<title>无题</title>" in written.text("chapter-1.xhtml")
    assert written.codes == ["W307"]


def test_no_output_asks_for_anything_outside(awkward):
    """Links may lead into the web; nothing is loaded from there, and nothing runs."""
    for name, data in awkward.files.items():
        if name.endswith((".xhtml", ".css", ".svg")):
            text = data.decode()
            assert not re.search(
                r'<script|\son\w+=|javascript:|(src|poster|data)="[a-z]+:|@import|url\((?!#|"fonts/)', text
            ), name
