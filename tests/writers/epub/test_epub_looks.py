"""Style sheet, cover, and titles over several lines."""

import re
from io import BytesIO

import msgspec
import pytest
import uharfbuzz as hb
from epub_torture import ASSETS, METADATA, torture
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from publish.fontbook import FontBook
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Metadata, Paragraph, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.style import CharacterRole, CharacterStyle, Dots, EbookStyle, Embedding, StyleRole, Writing
from publish.stylesheet import load_style
from publish.titles import text_width
from publish.writers.cover import cover_png, plan_cover
from publish.writers.epub import write_epub
from publish.writers.xhtml.colors import NIGHT, contrast, night_color
from publish.writers.xhtml.css import LARGEST, SMALLEST, style_sheet
from publish.writers.xhtml.titles import imprint

MEDIA = re.compile(r"@media[^{]*\{([^{}]*\{[^{}]*\})*[^{}]*\}")


@pytest.fixture(params=["book", "gbt9704"])
def css(request, tmp_path):
    return style_sheet(load_style(request.param, tmp_path).value)


def rules(css: str, selector: str) -> str:
    """All declarations under exactly this selector, outside of media queries."""
    return " ".join(
        body
        for names, body in re.findall(r"^([^@{}]+)\{ (.*?) \}", MEDIA.sub("", css), re.MULTILINE)
        if selector in [name.strip() for name in names.split(",")]
    )


def recolored(style, role, color):
    text = {**style.text, role: msgspec.structs.replace(style.text[role], color=color)}
    return msgspec.structs.replace(style, text=text)


def test_the_body_keeps_the_readers_typeface_colour_and_page(css):
    body = rules(css, "body") + rules(css, "html") + rules(css, "p")
    assert "font-family" not in body
    assert "color" not in body
    assert "font-size" not in body
    assert "text-indent: 2em" in body
    assert "line-break: strict" in body


def test_sizes_are_relative_and_readable(css):
    sizes = re.findall(r"font-size: ([\d.]+)(\w+);", css)
    assert {unit for _, unit in sizes} == {"em"}
    styled = css[css.index("\n.cover-title") :]
    assert all(SMALLEST <= float(size) <= LARGEST for size, _ in re.findall(r"font-size: ([\d.]+)(em);", styled))
    assert not re.search(r"\d(pt|mm|cm|in)\b", css)


def test_rules_of_the_imprint_reach_from_side_to_side(css):
    copies = rules(css, ".copies").partition("margin: ")[2]
    assert re.match(r"\S+ 0 \S+ 0; padding: 0 1em 0 4em;", copies)


def test_an_attachment_stands_apart_from_what_is_above(css):
    """Also where it begins a page in print."""
    assert float(re.search(r"margin: ([\d.]+)em", rules(css, ".attachment-mark"))[1]) > 1


def test_a_colour_of_the_style_reaches_headings_and_run_in_headings(style):
    css = style_sheet(recolored(style, StyleRole.HEADING_1, "#8b0000"))
    assert "color: #8b0000;" in rules(css, ".heading-1")
    assert "color: #8b0000;" in rules(css, ".lead-1")


def test_a_body_that_is_not_black_is_coloured(style):
    assert "color: #333333;" in rules(style_sheet(recolored(style, StyleRole.BODY, "#333333")), "body")


def test_names_of_typefaces_are_quoted(style):
    css = style_sheet(style)
    assert '"KaiTi", "楷体"' in rules(css, "blockquote p")
    assert "serif;" in rules(css, "blockquote p")
    assert "font-style: normal;" in rules(css, "em")


@pytest.mark.parametrize(("dots", "place"), [(Dots.BELOW, "under right"), (Dots.ABOVE, "over right")])
def test_emphasis_dots_of_the_style_reach_the_words(style, dots, place):
    characters = {**style.characters, CharacterRole.EMPHASIS: CharacterStyle(dots=dots)}
    css = rules(style_sheet(msgspec.structs.replace(style, characters=characters)), "em")
    assert " text-emphasis: filled dot;" in css
    assert f" text-emphasis-position: {place};" in css
    assert "font-style: normal;" in css


@given(st.integers(0, 0xFFFFFF))
def test_colours_can_be_read_at_night(value):
    assert contrast(night_color(f"#{value:06x}"), NIGHT) >= 4.5


def test_contrast():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert contrast("#123456", "#123456") == 1.0


def test_an_organisation_that_edits_is_named_once():
    metadata = BookMetadata("书", editors=("某办公室",), organisation="某办公室", printed_date="2024年")
    assert imprint(metadata) == ("某办公室", "2024年")


def test_the_drawn_cover_holds_the_metadata(style):
    texts = [line.text for line in plan_cover(METADATA, style).lines]
    assert "".join(texts[:2]).replace(" ", "") == METADATA.title.replace(" ", "")
    assert texts[-3:] == ["张三　李四 & 王五", "某某办公室", "2024年5月"]


@pytest.mark.parametrize("title", ["长" * 300, "a" * 300, "", "\n", "  ", "罕𪚥😀\x07字"])
def test_the_drawn_cover_holds_any_title(style, title):
    plan = plan_cover(BookMetadata(title), style)
    for line in plan.lines:
        assert text_width(line.text) * line.size <= plan.width
        assert 0 < line.y < plan.height
    with Image.open(BytesIO(cover_png(BookMetadata(title), style))) as image:
        assert (image.format, image.width, image.height) == ("PNG", plan.width, plan.height)
        image.load()


def test_the_cover_is_drawn_the_same_way_each_time(style):
    assert cover_png(METADATA, style) == cover_png(METADATA, style)


def test_titles_are_shown_in_faces_that_travel_along(awkward):
    css = awkward.text("style.css")
    carried = re.findall(r'@font-face { font-family: "([^"]+)"; src: url\("([^"]+)"\); }', css)
    assert [family for family, _ in carried] == ["publish-heiti", "publish-kaiti", "publish-xiaobiaosong"]
    assert '"publish-xiaobiaosong"' in rules(css, ".title")
    assert '"publish-heiti"' in rules(css, ".heading-1")
    assert '"publish-heiti"' in rules(css, ".lead-1")
    assert "publish-" not in rules(css, "em") + rules(css, "th") + rules(css, "body")
    for _, file in carried:
        assert f'href="{file}"' in awkward.text("content.opf")
        assert len(awkward.files[f"EPUB/{file}"]) < 200_000


def characters(data: bytes) -> set[str]:
    return set(map(chr, hb.Face(data).unicodes))


def test_carried_faces_hold_what_titles_need_and_no_more(awkward, style):
    heading = characters(awkward.files["EPUB/fonts/heiti.ttf"])
    assert set("跳级的标题带注第二行段首") <= heading
    assert not set("床前明月光") & heading
    full = FontBook(style.families).coverage("heiti").faces[0]
    name = hb.OTNameIdPredefined.LICENSE
    assert hb.Face(awkward.files["EPUB/fonts/heiti.ttf"]).get_name(name) == full.font.face.get_name(name)


def test_the_terms_of_faces_travel_with_them(awkward):
    """OFL 1.1: copyright and licence with every copy (2), no reserved name for one that was changed (3)."""
    package = awkward.text("content.opf")
    for role, licence in {"heiti": "OFL-NotoSC", "kaiti": "OFL-LXGW", "xiaobiaosong": "OFL-NotoSC"}.items():
        terms = awkward.files[f"EPUB/fonts/{licence}.txt"].decode()
        assert "SIL OPEN FONT LICENSE Version 1.1" in terms
        assert package.count(f'href="fonts/{licence}.txt"') == 1
        face = hb.Face(awkward.files[f"EPUB/fonts/{role}.ttf"])
        copyright_line, *names = [face.get_name(number) for number in (0, 1, 3, 4, 6)]
        assert copyright_line
        for reserved in re.findall("Reserved Font Names? '([^']+)'", terms + copyright_line):
            assert not any(reserved in name for name in names)


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200], ids=["restricted", "whole only", "as pictures only"])
def test_a_face_that_forbids_it_does_not_travel(style, as_written, tmp_path, bits):
    full = FontBook(style.families).coverage("heiti").faces[0]
    data = bytearray(full.path.read_bytes())
    table = int.from_bytes(data[data.index(b"OS/2") + 8 :][:4], "big")
    data[table + 8 : table + 10] = bits.to_bytes(2, "big")  # fsType
    (tmp_path / "own.ttf").write_bytes(data)
    own = msgspec.structs.replace(style.families["heiti"], files=(str(tmp_path / "own.ttf"),))
    own_style = msgspec.structs.replace(style, families={**style.families, "heiti": own})
    files = written_with(own_style, as_written).files
    assert "EPUB/fonts/heiti.ttf" not in files
    assert "EPUB/fonts/kaiti.ttf" in files


def with_ebook(style, **values):
    return msgspec.structs.replace(style, ebook=EbookStyle(**values))


def written_with(style, as_written, **values):
    manuscript = Manuscript(torture(6), with_ebook(style, **values), ASSETS)
    return as_written(write_epub(manuscript, Pagination({}, ())))


def test_the_body_face_travels_on_request_only(style, as_written):
    written = written_with(style, as_written, fonts=Embedding.BODY)
    assert '"publish-songti"' in rules(written.text("style.css"), "body")
    assert set("床前明月光") <= characters(written.files["EPUB/fonts/songti.ttf"])


def test_no_face_travels_where_none_is_wanted(style, as_written):
    written = written_with(style, as_written, fonts=Embedding.NONE)
    assert "@font-face" not in written.text("style.css")
    assert not any("/fonts/" in name for name in written.files)


def test_vertical_lines(style, as_written):
    written = written_with(style, as_written, writing=Writing.VERTICAL)
    css, package = written.text("style.css"), written.text("content.opf")
    assert "writing-mode: vertical-rl;" in rules(css, "html")
    assert 'page-progression-direction="rtl"' in package
    assert re.search('<meta [^>]*"primary-writing-mode"', package)
    indent = rules(css, "blockquote").split()
    assert indent[1:5] == ["2em", "0", "2em", "0;"]  # what is left and right of lines is above and below them


def test_short_numbers_stand_upright_in_vertical_lines(style, as_written):
    text = written_with(style, as_written, writing=Writing.VERTICAL).text("chapter-6.xhtml")
    assert '这是第<span class="upright">6</span>篇的正文。' in text
    assert 'id="title">同名的讲话<span class="upright">6</span>' in text


@pytest.mark.parametrize("text", ["2024年", "3.5倍", "12:30", "50%", "2024-05-06", "A4", "a\rb"])
def test_longer_numbers_lie_in_vertical_lines(style, as_written, text):
    chapters = (Chapter("d1", Metadata(title="题"), (Paragraph((Text(text),)),)),)
    book = Book(METADATA, (Part("p", "", chapters),), ())
    written = as_written(
        write_epub(Manuscript(book, with_ebook(style, writing=Writing.VERTICAL), {}), Pagination({}, ()))
    )
    assert "upright" not in written.text("chapter-1.xhtml")


def test_horizontal_lines_say_nothing_of_it(awkward):
    assert "writing-mode" not in awkward.text("style.css") + awkward.text("content.opf")


def test_titles_are_parted_between_their_phrases(style, as_written):
    """In an engine that keeps words whole; the words stay as they are, whatever marks stand among them."""
    title = "在全县农村工作会议上的讲话\n（2023年 A&B < C）"
    chapter = Chapter("d1", Metadata(title), (Paragraph((Text("文"),)),))
    book = Book(BookMetadata(title, subtitle=title), (Part("p", title, (chapter,)),), ())
    written = as_written(write_epub(Manuscript(book, style, {}), Pagination({}, ())))
    for file, query in {"title": "//x:h1 | //x:p", "part-1": "//x:h1", "chapter-1": "//x:h2"}.items():
        for element in written.tree(f"{file}.xhtml").xpath(query, namespaces={"x": "http://www.w3.org/1999/xhtml"}):
            inner = re.sub("<wbr[^>]*>", "|", etree.tostring(element, encoding="unicode"))
            assert "在全县农村|工作会议上的|讲话<br/>（2023年" in inner
            assert "".join(element.itertext()) == title.replace("\n", "")
    assert re.search(r"\.title,[^}]* word-break: keep-all;", written.text("style.css"))
