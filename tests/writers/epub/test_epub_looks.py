"""Style sheet, cover, and titles over several lines."""

import re

import msgspec
import pytest
from epub_torture import METADATA, chapter
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.model.book import Book, BookMetadata, Cover, Part
from publish.model.style import StyleRole
from publish.stylesheet import load_style
from publish.titles import text_width
from publish.writers.xhtml.colors import NIGHT, contrast, night_color
from publish.writers.xhtml.css import LARGEST, SMALLEST, style_sheet
from publish.writers.xhtml.titles import imprint


@pytest.fixture(params=["book", "gbt9704"])
def css(request, tmp_path):
    return style_sheet(load_style(request.param, tmp_path).value)


def rules(css: str, selector: str) -> str:
    """All declarations under exactly this selector, outside of media queries."""
    return " ".join(
        body
        for names, body in re.findall(r"^([^@{}]+)\{ (.*?) \}", css.split("@media")[0], re.MULTILINE)
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


@given(st.integers(0, 0xFFFFFF))
def test_colours_can_be_read_at_night(value):
    assert contrast(night_color(f"#{value:06x}"), NIGHT) >= 4.5


def test_contrast():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert contrast("#123456", "#123456") == 1.0


def test_an_organisation_that_edits_is_named_once():
    metadata = BookMetadata("书", editors=("某办公室",), organisation="某办公室", printed_date="2024年")
    assert imprint(metadata) == ("某办公室", "2024年")


def test_the_drawn_cover_holds_the_metadata(write):
    parts = (Part("p", "", (chapter(1, "题", ()),)),)
    cover = write(Book(METADATA, parts, (), cover=Cover())).tree("images/cover.svg")
    texts = [text.text for text in cover.iter("{*}text")]
    assert "".join(texts[:2]).replace(" ", "") == METADATA.title.replace(" ", "")
    assert texts[-3:] == ["张三　李四 & 王五", "某某办公室", "2024年5月"]


@pytest.mark.parametrize("title", ["长" * 300, "a" * 300, "", "\n", "  "])
def test_the_drawn_cover_holds_any_title(write, title):
    cover = write(Book(BookMetadata(title), (Part("p", "", (chapter(1, "题", ()),)),), (), cover=Cover()))
    drawing = cover.tree("images/cover.svg")
    width, height = (int(drawing.get(name)) for name in ("width", "height"))
    for text in drawing.iter("{*}text"):
        assert text_width(text.text) * float(text.get("font-size")) <= width
        assert 0 < float(text.get("y")) < height
    assert etree.tostring(drawing)
