"""E-books: our own come back as they were; those of others are read, or refused with a reason."""

import io
import zipfile

import pytest
from msgspec.structs import replace
from PIL import Image

from publish.assembly.headings import regular_headings
from publish.diagnostics import PublishError
from publish.manifest.plan import Numbering
from publish.model.document import Block, Document, Structured
from publish.model.ports import Source
from publish.model.raw import Origin
from publish.model.walk import all_blocks
from publish.readers import read
from publish.structure import infer
from publish.structure.neutral import neutral_form

from .dump import dump

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="b/p.opf"/></rootfiles></container>'
)


def package(*items: str, metadata: str = "", guide: str = "") -> str:
    manifest = "".join(
        f'<item id="i{n}" href="{item.partition(" ")[0]}" media-type="application/xhtml+xml" '
        f'properties="{item.partition(" ")[2]}"/>'
        for n, item in enumerate(items)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(items))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f"<metadata>{metadata}</metadata><manifest>{manifest}</manifest><spine>{spine}</spine>"
        f"<guide>{guide}</guide></package>"
    )


def book(*pages: str, **more: str | bytes) -> bytes:
    """An e-book of pages b/0.xhtml, b/1.xhtml … given as the content of their bodies."""
    files: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER}
    files["b/p.opf"] = package(*(f"{n}.xhtml" for n, _ in enumerate(pages)))
    for n, body in enumerate(pages):
        files[f"b/{n}.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title/></head><body>{body}</body></html>"
        )
    return zipped(files | {name.replace("__", "/").replace("_dot_", "."): data for name, data in more.items()})


def zipped(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def dumped(data: bytes) -> str:
    outcome = read(Source("a.epub", data))
    return "\n".join([dump(outcome.value), *(f"{each.severity} {each.code}" for each in outcome.diagnostics)])


def test_our_own_comes_back_as_it_was(office):
    """Titles, subtitles, headings with levels, run-in headings, lists, tables, notes, and all text of the example."""
    book = office.book()
    outcome = read(Source("a.epub", office.output("epub").read_bytes()))
    documents = infer(outcome.value.document).value.documents
    chapters = [chapter for part in book.parts for chapter in part.chapters]
    assert [document.metadata.title for document in documents] == [chapter.metadata.title for chapter in chapters]
    assert {diagnostic.code for diagnostic in outcome.diagnostics} <= {"R052"}
    for document, chapter in zip(documents, chapters, strict=True):
        document = replace(document, blocks=regular_headings(document.blocks, Numbering.KEEP, "a"))
        assert document.metadata.subtitle == chapter.metadata.subtitle
        assert kinds(document.blocks) == kinds(chapter.blocks)
        assert neutral(document) == neutral(chapter)


def neutral(holder) -> list[dict[str, object]]:
    (only,) = neutral_form((Structured((Document(holder.metadata, holder.blocks),)),))["documents"]
    return only["blocks"]


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    return [type(block).__name__ for block in all_blocks(blocks)]


def test_each_file_is_a_document_with_its_first_heading_as_title():
    first = '<h2>序<br/>言</h2><p class="subtitle">副题</p><h3>（一）</h3><p class="signature">某人</p>'
    second = (
        '<section epub:type="chapter"><h1>正</h1><p><span role="heading" aria-level="2">甲。</span>乙</p></section>'
    )
    assert dumped(book(first, second, "<p>接着。</p>")).split("\n") == [
        "1:1 level=0 new-page '序言'",
        "1:1 style=subtitle '副题'",
        "1:1 level=1 '（一）'",
        "1:1 style=signature '某人'",
        "1:1 level=0 new-page '正'",
        "1:1 '甲。乙' [lead 甲。→1@0]",
        "1:1 '接着。'",
    ]


def test_notes_and_links_reach_over_files():
    first = (
        '<h1>一</h1><p id="p">甲<a epub:type="noteref" href="1.xhtml#n1">1</a>，见<a href="2.xhtml#h">下</a>、'
        '<a href="2.xhtml">篇</a>、<a href="#p">此</a>、<a href="http://a.cn">网</a>。</p>'
    )
    notes = '<aside epub:type="footnote" id="n1"><p><a href="0.xhtml#p" role="doc-backlink">1</a> 注文。</p></aside>'
    assert dumped(book(first, notes, '<h1>二</h1><h2 id="h">（一）乙</h2>')).split("\n") == [
        "1:1 level=0 new-page '一'",
        "1:1 '甲，见下、篇、此、网。' [note →b/1.xhtml#n1@1] [link 下→#（一）乙@3] [link 篇→#二@5] [link 此→#一@7] "
        "[link 网→http://a.cn@9]",
        "1:1 note=b/1.xhtml#n1 '注文。'",
        "1:1 level=0 new-page '二'",
        "1:1 level=1 '（一）乙'",
    ]


def test_images_are_found_beside_the_file_that_names_them():
    png = io.BytesIO()
    Image.new("RGB", (2, 2)).save(png, "png")
    picture = book(
        '<h1>一</h1><figure><img src="i/a.png" alt="图"/><figcaption>说明</figcaption></figure>'
        '<p><img src="../../x.png" alt="外"/></p>',
        b__i__a_dot_png=png.getvalue(),
    )
    assert dumped(picture).split("\n")[1:] == [
        "1:1 image(图) ''",
        "1:1 style=caption '说明'",
        "1:1 '外'",
        "warning R020",
    ]


def test_pages_around_the_text_are_set_aside():
    pages = [
        '<section epub:type="titlepage"><h1>书</h1></section>',
        '<section epub:type="part"><h1>上编</h1></section>',
    ]
    blocks = read(Source("a.epub", book(*pages, "<h1>正</h1>"))).value.document.blocks
    assert [(block.text, block.hints.origin) for block in blocks] == [
        ("书", Origin.NAVIGATION),
        ("上编", Origin.NAVIGATION),
        ("正", Origin.BODY),
    ]


def test_navigation_is_left_out_and_metadata_is_claimed():
    metadata = "<dc:title> 书 名</dc:title><dc:creator>甲</dc:creator><dc:creator>乙</dc:creator>"
    metadata += "<dc:date>2024-05-06T00:00:00Z</dc:date>"
    data = book("<h1>目录</h1>", "<h1>正</h1>", b__p_dot_opf=package("0.xhtml nav", "1.xhtml", metadata=metadata))
    assert dumped(data).split("\n") == [
        "claims title=书 名",
        "claims author=甲、乙",
        "claims date=2024-05-06",
        "1:1 level=0 new-page '正'",
    ]


def test_pages_that_are_no_xml_are_read_as_browsers_do():
    page = b"<html><body><h1>\xe4\xb8\x80&nbsp;\xe4\xba\x8c<p>\xe4\xb8\x89<br>\xe5\x9b\x9b</body>"
    assert dumped(book("", b__0_dot_xhtml=page)).split("\n") == ["1:1 level=0 new-page '一\\xa0二'", "1:1 '三\\n四'"]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("R002", b"PK\3\4"),
        ("R002", zipped({"a": ""})),
        ("R002", zipped({"META-INF/container.xml": "<a>"})),
        ("R002", zipped({"META-INF/container.xml": CONTAINER})),
        (
            "R005",
            zipped({"META-INF/container.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
        ),
        ("R003", book("<h1>一</h1>", b__bomb=bytes(65 << 20))),
    ],
    ids=["cut", "no book", "broken", "no package", "entity", "bomb"],
)
def test_what_is_refused(code, data):
    with pytest.raises(PublishError, match=code):
        read(Source("a.epub", data))


def test_protected_text_is_refused_and_masked_fonts_are_not():
    key = '<e xmlns:c="http://www.w3.org/2001/04/xmlenc#"><c:CipherReference URI="%s"/></e>'
    with pytest.raises(PublishError, match=r"R050.*ask its publisher"):
        read(
            Source(
                "a.epub",
                book("<h1>一</h1>", **{"META-INF__encryption_dot_xml": key % "b/0.xhtml"}),
            )
        )
    assert "一" in dumped(book("<h1>一</h1>", **{"META-INF__encryption_dot_xml": key % "b/f.ttf"}))


def test_entities_of_a_page_are_not_looked_up(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", "utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>甲&x;</p></body></html>'
    assert "秘密" not in dumped(book("", b__0_dot_xhtml=page))


def test_files_that_are_not_there_are_told_of():
    data = book("<h1>一</h1>", b__p_dot_opf=package("0.xhtml", "../../../etc/passwd", "gone.xhtml"))
    assert dumped(data).split("\n") == ["1:1 level=0 new-page '一'", "warning R051"]


# --- e-books of ours, edited or made to harm -----------------------------------------------------

OWN = '<meta name="generator" content="publish"/>'


def own(*pages: str) -> bytes:
    return book(*pages, b__p_dot_opf=package(*(f"{n}.xhtml" for n, _ in enumerate(pages)), metadata=OWN))


def test_what_was_added_to_our_own_is_read_as_html():
    page = (
        '<h2 class="title">题</h2><h3>新加的标题</h3><p>一行\n  <i>斜</i>体</p><div>框里<p>段</p>尾</div>'
        '<p class="signature">某人</p><p><img src="none.png" alt="无图"/>后</p><aside id="n"><p>无人引用</p></aside>'
    )
    assert dumped(own(page)).split("\n") == [
        "claims complete=True",
        "1:1 level=0 new-page '题'",
        "1:1 level=1 '新加的标题'",
        "1:1 '一行斜体' [emphasis 斜@2]",
        "2:1 '框里'",
        "2:1 '段'",
        "2:1 '尾'",
        "2:1 style=signature '某人'",
        "2:1 '无图'",
        "2:1 '后'",
        "2:1 '无人引用'",
        "warning R020",
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<h6 class="heading-6" data-level="9999999999">题</h6>',
        '<p><span class="lead lead-1" data-level="一">甲</span></p>',
        '<ol start="-3"><p>甲</p><li/></ol>',
        '<table><p>甲</p><tr><td rowspan="x" colspan="99999999">乙</td></tr></table>',
        '<p><a role="doc-noteref">甲</a><a role="doc-noteref" href="#gone">乙</a></p>',
        "<figure/><figure><img/></figure><ruby><rt>甲</rt></ruby><pre/>",
    ],
)
def test_nothing_in_an_e_book_that_says_it_is_ours_breaks_the_reader(page):
    reading = read(Source("a.epub", own(page))).value
    infer(reading.document)


def test_our_own_nested_without_end_is_refused():
    page = f"<html><body>{'<div>' * 1500}甲</body></html>".encode()
    with pytest.raises(PublishError, match="R004"):
        read(Source("a.epub", book("", b__0_dot_xhtml=page, b__p_dot_opf=package("0.xhtml", metadata=OWN))))
