"""Styles that are right: what the built-in ones say, what a role and a file inherit."""

from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from publish.diagnostics import PublishError
from publish.model.raw import Align
from publish.model.style import BreakBefore, CharacterRole, FootPlace, HeadContent, StyleRole, StyleSheet, TextStyle
from publish.resources import resource_folder
from publish.settings import builtin_styles
from publish.stylesheet import load_families, load_style, style_schema
from publish.units import Length, mm, pt, to_mm, to_pt

HEADINGS = [role for role in StyleRole if role.value.startswith("heading-")]
NOWHERE = Path("/nonexistent")


def style_of(text: str, folder: Path) -> StyleSheet:
    (folder / "my.yaml").write_text(text, "utf-8")
    return load_style("my.yaml", folder).value


def differing(one: StyleSheet, other: StyleSheet) -> set[StyleRole]:
    return {role for role in StyleRole if one.text[role] != other.text[role]}


@pytest.fixture
def book() -> StyleSheet:
    return load_style("book", NOWHERE).value


@pytest.fixture
def official() -> StyleSheet:
    return load_style("gbt9704", NOWHERE).value


@pytest.mark.parametrize("name", builtin_styles())
def test_a_built_in_style_says_something_of_everything(name: str):
    style = load_style(name, NOWHERE).value
    assert set(style.text) == set(StyleRole)
    assert set(style.characters) == set(CharacterRole)
    fonts = {text.font for text in style.text.values()}
    fonts |= {look.font for look in style.characters.values() if look.font}
    assert fonts <= set(style.families)
    for role, text in style.text.items():
        assert text.line_height >= text.size, role


@pytest.mark.parametrize("name", builtin_styles())
def test_a_built_in_style_keeps_to_the_published_schema(name: str):
    data = YAML(typ="safe", pure=True).load(resource_folder("styles") / f"{name}.yaml")
    jsonschema.Draft202012Validator(style_schema()).validate(data)


def test_the_standard_s_page(official: StyleSheet):
    page = official.page
    assert (to_mm(page.width), to_mm(page.height)) == (210, 297)  # GB/T 9704-2012 5.1
    assert (to_mm(page.margin_top), to_mm(page.margin_inner)) == (37, 28)  # 5.2.1
    assert to_mm(Length(page.width - page.margin_inner - page.margin_outer)) == 156
    assert to_mm(Length(page.height - page.margin_top - page.margin_bottom)) == 225
    assert (page.lines, page.characters, page.mirrored) == (22, 28, True)  # 5.2.3


def test_the_standard_s_grid_is_filled_and_not_exceeded(official: StyleSheet):
    body = official.text[StyleRole.BODY]
    assert (body.font, to_pt(body.size)) == ("fangsong", 16)  # 5.2.2
    line, height = 28 * (body.size + body.letter_spacing), 22 * body.line_height
    assert 0 <= mm(156) - line < 28
    assert 0 <= mm(225) - height < 22
    assert body.first_line_indent == 2 * (body.size + body.letter_spacing)  # 7.3.3


def test_the_standard_s_headings_and_title(official: StyleSheet):
    headings = [official.text[role] for role in HEADINGS]
    assert [style.font for style in headings[:4]] == ["heiti", "kaiti", "fangsong", "fangsong"]  # 7.3.3
    body = official.text[StyleRole.BODY]
    for style in headings:
        assert (style.size, style.line_height, style.letter_spacing) == (pt(16), body.line_height, body.letter_spacing)
        assert style.first_line_indent == body.first_line_indent
    title = official.text[StyleRole.TITLE]
    assert (title.font, title.size, title.align) == ("xiaobiaosong", pt(22), Align.CENTER)  # 7.3.1
    assert title.line_height % body.line_height == 0
    assert (title.letter_spacing, title.first_line_indent) == (0, 0)


def test_the_standard_s_page_number(official: StyleSheet):
    number = official.text[StyleRole.PAGE_NUMBER]
    assert (number.font, number.size) == ("songti", pt(14))  # 7.5
    assert official.foot.format == "— {n} —"
    assert (official.foot.place, official.foot.inset) == (FootPlace.OUTSIDE, pt(14))
    dash_above_base_line = 0.293 * to_mm(number.size)  # the upper edge of the glyph in Noto Serif SC
    assert to_mm(official.foot.distance) - dash_above_base_line == pytest.approx(7, abs=0.1)
    assert {official.head.odd, official.head.even} == {HeadContent.NONE}


def test_a_full_line_of_the_book_is_a_whole_number_of_characters(book: StyleSheet):
    page, body = book.page, book.text[StyleRole.BODY]
    assert (page.width - page.margin_inner - page.margin_outer) / body.size == pytest.approx(36, abs=0.01)
    assert (book.head.even, book.head.odd, book.head.rule) == (HeadContent.COLLECTION, HeadContent.DOCUMENT, True)
    assert book.text[StyleRole.TITLE].break_before is BreakBefore.PAGE


@pytest.mark.parametrize("base", builtin_styles())
def test_one_line_changes_the_colour_of_all_headings_and_of_nothing_else(base: str, tmp_path: Path):
    style = style_of(f"extends: {base}\nroles: {{heading: {{color: '#8B0000'}}}}\n", tmp_path)
    assert {style.text[role].color for role in HEADINGS} == {"#8b0000"}
    assert differing(style, load_style(base, NOWHERE).value) == set(HEADINGS)
    assert style.name == "my"


def test_the_body_gives_type_to_others_but_no_place(tmp_path: Path, book: StyleSheet):
    style = style_of(
        "extends: book\nroles: {body: {font: fangsong, size: 三号, color: darkblue, first-line-indent: 0,"
        " indent-left: 3em, align: left, keep-with-next: true, space-after: 1line}}\n",
        tmp_path,
    )
    remark, title = style.text[StyleRole.REMARK], style.text[StyleRole.TITLE]
    assert (remark.font, remark.size, remark.color) == ("fangsong", pt(16), "#00008b")
    assert remark.line_height == pt(1.6 * 16)
    assert remark.first_line_indent == 2 * pt(16)
    assert (remark.indent_left, remark.space_after, remark.keep_with_next) == (0, 0, False)
    assert (title.indent_left, title.align, title.size) == (0, Align.CENTER, book.text[StyleRole.TITLE].size)


def test_relative_lengths_follow_the_role_that_they_are_used_in(tmp_path: Path):
    style = style_of(
        "extends: book\nroles: {heading: {indent-left: 2em, line-height: 2}, heading-1: {size: 20pt},"
        " heading-2: {size: 10pt, letter-spacing: 1pt, space-before: 2line}}\n",
        tmp_path,
    )
    first, second = style.text[StyleRole.HEADING_1], style.text[StyleRole.HEADING_2]
    assert (first.indent_left, first.line_height) == (pt(40), pt(40))
    assert (second.indent_left, second.line_height) == (pt(22), pt(20))
    assert second.space_before == 2 * style.text[StyleRole.BODY].line_height


def test_type_may_be_named_in_chinese(tmp_path: Path):
    style = style_of("extends: book\nroles: {title: {font: 楷体}}\ncharacters: {strong: {font: 小标宋}}\n", tmp_path)
    assert style.text[StyleRole.TITLE].font == "kaiti"
    assert style.characters[CharacterRole.STRONG].font == "xiaobiaosong"


def test_a_style_may_extend_one_of_ones_own(tmp_path: Path):
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks/house.yaml").write_text("extends: book\nroles: {heading: {color: red, font: kaiti}}\n")
    style = style_of("extends: looks/house.yaml\nroles: {heading-2: {color: blue}}\n", tmp_path)
    assert [style.text[role].color for role in HEADINGS[:3]] == ["#ff0000", "#0000ff", "#ff0000"]
    assert style.text[StyleRole.HEADING_2].font == "kaiti"


def test_a_file_of_a_built_in_name_goes_before_it_and_may_extend_it(tmp_path: Path, book: StyleSheet):
    (tmp_path / "book.yaml").write_text("extends: book\nfoot: {place: center}\n")
    style = load_style("book", tmp_path).value
    assert style.foot.place is FootPlace.CENTER
    assert style.text == book.text


def test_a_style_may_stand_alone(tmp_path: Path):
    style = style_of(
        "page: {width: 10cm, height: 15cm, top: 1cm, bottom: 1cm, inner: 1cm, outer: 1cm}\n"
        "roles: {body: {font: songti, size: 10pt, line-height: 14pt}}\n",
        tmp_path,
    )
    plain = TextStyle(font="songti", size=pt(10), line_height=pt(14))
    assert set(style.text.values()) == {plain}
    assert style.page.width == mm(100)


def test_the_paper_may_be_changed_by_name(tmp_path: Path):
    assert style_of("extends: book\npage: {size: 大32开}\n", tmp_path).page.width == mm(140)


def test_the_order_of_keys_and_values_does_not_matter(tmp_path: Path):
    one = style_of("extends: book\nroles: {heading: {color: red}, body: {size: 11pt}}\n", tmp_path)
    assert one == style_of("roles: {body: {size: 11pt}, heading: {color: red}}\nextends: book\n", tmp_path)


def test_a_licence_that_is_not_there_is_told_with_its_place(tmp_path: Path):
    family = "{label: 宋体, files: [a.ttf], licence: OFL.txt, office: 宋体, latin: Arial, css: [serif]}"
    (tmp_path / "fonts.yaml").write_text(f"roles:\n  songti: {family}\n", "utf-8")
    with pytest.raises(PublishError, match=r"2:\d+: error M124: there is no file 'OFL.txt' beside fonts.yaml"):
        load_families(tmp_path)


def test_every_family_has_its_files_and_ends_in_a_generic_one():
    for role, family in load_families().items():
        assert all((resource_folder("fonts") / name).is_file() for name in (*family.files, family.licence)), role
        assert family.css[-1] in {"serif", "sans-serif"}
        assert role not in family.fallback
