"""The container: what EbookLib would do by itself, one test for each correction, and what EPUB 3.3 asks for."""

import re
import socket
import zipfile

import msgspec
import pytest
from ebooklib import epub
from epub_torture import ASSETS, METADATA, asset, chapter, paragraph, png, small, torture

from publish.diagnostics import PublishError
from publish.model.book import Book, BookMetadata, Contents, Cover, Part, TocEntry
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.epub import write_epub

ONE = (Part("p", "", (chapter(1, "题", (paragraph("文"),)),)),)


def test_the_same_book_gives_the_same_bytes(write):
    assert write(torture(8), ASSETS).data == write(torture(8), ASSETS).data


def test_mimetype_comes_first_and_is_stored(awkward):
    first = awkward.infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert awkward.files["mimetype"] == b"application/epub+zip"


def test_no_archive_is_made_by_ebooklib(write, monkeypatch):
    """It would carry the time of day."""
    monkeypatch.setattr(epub.EpubWriter, "write", lambda _: pytest.fail("wrote an archive"))
    write(torture(6), ASSETS)


def test_content_documents_are_not_parsed_again(write, monkeypatch):
    """Neither for their content nor for page breaks."""
    for name in ("parse_html_string", "get_pages_for_items"):
        monkeypatch.setattr(epub, name, lambda *_: pytest.fail("parsed a content document"))
    text = write(torture(6), ASSETS).text("chapter-2.xhtml")
    assert "<ruby>汉字<rp>（</rp><rt>hàn zì</rt><rp>）</rp></ruby>" in text


def test_identifier_and_time_are_the_books(write):
    metadata = msgspec.structs.replace(METADATA, identifier="urn:isbn:9787101003048")
    opf = write(Book(metadata, ONE, ())).text("content.opf")
    assert opf.count("<dc:identifier") == 1
    assert '<dc:identifier id="id">urn:isbn:9787101003048</dc:identifier>' in opf
    assert re.findall(r'"dcterms:modified">(.*?)<', opf) == ["2024-05-01T00:00:00Z"]
    assert 'content="urn:isbn:9787101003048" name="dtb:uid"' in write(Book(metadata, ONE, ())).text("toc.ncx")


def test_an_identifier_made_here_depends_on_the_metadata_only(write):
    found = [re.findall(r"urn:uuid:[0-9a-f-]{36}", write(torture(n), ASSETS).text("content.opf")) for n in (6, 9)]
    assert found[0] == found[1] != []


def test_the_generator_is_named_without_a_version(awkward):
    """Our own reader knows the book by it; a version would change the bytes with each release."""
    package = awkward.text("content.opf").lower()
    assert package.count('name="generator" content="publish"') == package.count("generator") == 1
    assert "Ebook" not in awkward.text("content.opf")


def test_no_list_of_the_navigation_is_empty(write):
    for outline in ((), (TocEntry("题", "d1", 1),), (TocEntry("编", "p", 0, ()),)):
        nav = write(Book(METADATA, ONE, outline, Contents("目录", 1, outline))).tree("nav.xhtml")
        assert all(len(ordered) for ordered in nav.iter("{*}ol"))
        assert all(item[0].tag.endswith("}a") and item[0].get("href") for item in nav.iter("{*}li"))


def test_navigation_begins_with_the_first_heading_level_and_hides_the_landmarks(awkward):
    toc, landmarks = awkward.tree("nav.xhtml").iter("{*}nav")
    assert toc[0].tag.endswith("}h1")
    assert toc.get("role") == "doc-toc"
    assert landmarks.get("hidden") == "hidden"
    assert not landmarks.findall("{*}h2")


def test_entries_of_the_ncx_have_ids_of_their_own(awkward):
    ncx = awkward.tree("toc.ncx")
    ids = [point.get("id") for point in ncx.iter("{*}navPoint")]
    assert len(ids) > 10
    assert len(ids) == len(set(ids))
    assert all(ids)


def test_the_ncx_knows_its_depth_and_language(awkward):
    ncx = awkward.tree("toc.ncx")
    assert [meta.get("content") for meta in ncx.iter("{*}meta") if meta.get("name") == "dtb:depth"] == ["3"]
    assert ncx.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"


def test_items_are_not_searched_for(write, monkeypatch):
    monkeypatch.setattr(epub.EpubBook, "get_item_with_id", lambda *_: pytest.fail("searched the list of items"))
    write(torture(6), ASSETS)


def test_media_types_are_not_guessed(write, monkeypatch):
    monkeypatch.setattr(epub, "guess_type", lambda _: pytest.fail("guessed a media type"))
    write(torture(6), ASSETS)


def test_nothing_is_fetched(write, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("went to the network"))
    write(torture(6), ASSETS)


def test_reading_order(awkward):
    order = [item.get("idref") for item in awkward.tree("content.opf").iter("{*}itemref")]
    assert order[:6] == ["cover", "title", "nav", "chapter-1", "part-2", "chapter-2"]
    assert order[-2:] == ["chapter-12", "colophon"]


def test_without_contents_the_navigation_is_no_page(write):
    written = write(Book(METADATA, ONE, (TocEntry("题", "d1", 1),), title_page=False))
    assert [item.get("idref") for item in written.tree("content.opf").iter("{*}itemref")] == ["chapter-1"]
    assert '<a href="chapter-1.xhtml">题</a>' in written.text("nav.xhtml")
    assert 'epub:type="toc" href' not in written.text("nav.xhtml")


def test_landmarks(awkward):
    _, landmarks = awkward.tree("nav.xhtml").iter("{*}nav")
    kinds = [link.get("{http://www.idpf.org/2007/ops}type") for link in landmarks.iter("{*}a")]
    assert kinds == ["cover", "titlepage", "toc", "bodymatter", "colophon"]


def test_contents_hold_the_colophon_and_nothing_twice(awkward):
    toc, _ = awkward.tree("nav.xhtml").iter("{*}nav")
    targets = [link.get("href") for link in toc.iter("{*}a")]
    assert targets[-1] == "colophon.xhtml"
    assert len(targets) == len(set(targets))


def test_every_link_inside_the_book_has_its_target(awkward):
    pages = {
        name.removeprefix("EPUB/"): tree
        for name in awkward.files
        if name.endswith(".xhtml")
        for tree in [awkward.tree(name.removeprefix("EPUB/"))]
    }
    ids = {name: [node.get("id") for node in tree.iter() if node.get("id")] for name, tree in pages.items()}
    for name, tree in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in tree.iter("{*}a"):
            file, _, fragment = link.get("href").partition("#")
            if ":" not in file:
                assert (file or name) in pages
                assert not fragment or fragment in ids[file or name], link.get("href")


def test_metadata_says_everything(awkward):
    opf = awkward.text("content.opf")
    for wanted in (
        '重要讲话／文件：汇编 &amp; &lt;选&gt; "集"</dc:title>',
        '<meta refines="#about-creator-2" property="role" scheme="marc:relators">edt</meta>',
        "<dc:publisher>某某办公室</dc:publisher>",
        "<dc:date>2024-05</dc:date>",
        "<dc:language>zh-CN</dc:language>",
        "<dc:rights>内部资料 &amp; 注意保存</dc:rights>",
        "<dc:description>一句 &lt;简介&gt;。</dc:description>",
        "<dc:subject>文件</dc:subject>",
        'properties="cover-image"',
        'properties="nav"',
    ):
        assert wanted in opf
    assert 'xml:lang="zh-CN"' in opf.split("<metadata")[0]


@pytest.mark.parametrize(
    ("change", "code", "absent"),
    [
        ({"language": "中文"}, "W309", "<dc:language>中文"),
        ({"modified": "yesterday"}, "W310", "yesterday"),
        ({"date": "去年"}, "W311", "去年"),
    ],
)
def test_metadata_that_no_e_book_may_hold_is_reported(write, change, code, absent):
    written = write(Book(msgspec.structs.replace(METADATA, **change), ONE, ()))
    assert code in written.codes
    assert absent not in written.text("content.opf")


def features(written) -> list[str]:
    return re.findall(r'"schema:accessibilityFeature">(\w+)<', written.text("content.opf"))


def test_accessibility_claims_are_true(write, awkward):
    plain = write(Book(METADATA, ONE, ()))
    assert {"alternativeText", "rubyAnnotations"} <= set(features(awkward))
    assert not {"alternativeText", "rubyAnnotations"} & set(features(plain))
    assert "visual" not in plain.text("content.opf")
    assert '"schema:accessModeSufficient">textual<' in plain.text("content.opf")
    assert "conformsTo" not in awkward.text("content.opf")


def test_a_given_cover_image_is_the_cover(write):
    image = asset(png(30, 40, 9), width=30, height=40)
    written = write(Book(METADATA, ONE, (), cover=Cover(image.digest)), {image.digest: image})
    assert written.files["EPUB/images/cover.png"] == image.data
    assert 'id="cover-image" media-type="image/png" properties="cover-image"' in written.text("content.opf")
    assert "visual" not in written.text("content.opf")  # the cover tells nothing that the text does not


def test_a_missing_cover_image_is_replaced_by_a_drawn_one(write):
    written = write(Book(METADATA, ONE, (), cover=Cover("0" * 64)))
    assert written.codes == ["W302"]
    assert "EPUB/images/cover.png" in written.files


def test_a_book_without_pages_is_refused(style):
    with pytest.raises(PublishError, match="W300"):
        write_epub(Manuscript(Book(BookMetadata("书"), (), (), title_page=False), style, {}), Pagination({}, ()))


def test_entries_without_a_place_are_reported_and_lead_somewhere(write):
    outline = (TocEntry("题", "d1", 1, (TocEntry("失", "lost", 2),)),)
    written = write(Book(METADATA, ONE, outline))
    assert written.codes == ["W308"]
    assert '<a href="chapter-1.xhtml">失</a>' in written.text("nav.xhtml")


def test_many_chapters(write):
    chapters = tuple(small(number) for number in range(1, 301))
    outline = tuple(TocEntry(each.metadata.title, each.anchor, 1) for each in chapters)
    written = write(Book(METADATA, (Part("p", "", chapters),), outline))
    assert len(list(written.tree("toc.ncx").iter("{*}navPoint"))) == len(chapters)
