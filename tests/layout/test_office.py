"""Paragraphs have as many lines as in office programs, so that PDF and Word file have the same pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fontbook import FontBook
from publish.layout.column import Measure
from publish.layout.lines import break_lines, office_ends
from publish.layout.office import in_office
from publish.layout.paragraph import set_paragraph
from publish.layout.setting import Piece, Setting, set_pieces
from publish.model.office import grid_loss, office_spacing
from publish.model.pages import TextRun
from publish.model.raw import Align
from publish.model.style import PageStyle, TextStyle
from publish.stylesheet import load_families
from publish.units import EMU_PER_TWIP, Length, mm, pt

FONTS = FontBook(load_families())
SIZE = 10.0
STYLE = TextStyle("songti", pt(SIZE), pt(16))
TIGHT = TextStyle("fangsong", pt(16), pt(29), letter_spacing=Length(-2630))  # 28 characters on 156 mm
TEXT = st.text(
    alphabet=st.sampled_from("一二三四五六七八九十的了是在，。、；：？！“”‘’（）《》—…·～0123456789aZ %-℃"),
    min_size=1,
    max_size=200,
)


def pieces(text: str) -> list[Piece]:
    return [Piece(text, "songti", SIZE, "#000000")]


def setting_of(text: str) -> Setting:
    return set_pieces(pieces(text), FONTS, SIZE, 0.0)


def in_word(text: str, measure: int) -> list[str]:
    ends = office_ends(in_office(setting_of(text), STYLE, FONTS), measure * SIZE, 0.0)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def in_print(text: str, measure: int) -> list[str]:
    slugs = set_paragraph(pieces(text), STYLE, Measure(0.0, measure * SIZE), FONTS, 1)
    return ["".join(item.text for item in slug.items if isinstance(item, TextRun)) for slug in slugs]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八九十，一二", ["一二三四五六七八九十，", "一二"]),  # the mark hangs
        ("一二三四五六七八九十”一二", ["一二三四五六七八九", "十”一二"]),  # a quotation mark does not
        ("一二三四五六》。八九十一二三四", ["一二三四五六》。八九", "十一二三四"]),  # two marks take two ems
        ("一二三四五六七八2025年", ["一二三四五六七八", "2025年"]),  # eight, a gap and four half ems are too much
        ("一二三四五六七八九a，一二", ["一二三四五六七八九", "a，一二"]),  # nothing hangs behind Latin letters
        ("when one line ends here spaces hang", ["when one line ends here ", "spaces hang"]),
    ],
)
def test_lines_in_office_programs(text: str, lines: list[str]) -> None:
    assert in_word(text, 10) == lines


def test_latin_text_is_as_wide_as_in_the_face_that_word_files_name() -> None:
    office = in_office(setting_of("年2025年"), STYLE, FONTS)
    assert office.offset(6) == pytest.approx(2 * SIZE + 4 * 0.5 * SIZE + 2 * 0.2 * SIZE)  # Times: half an em a digit


def test_lines_are_broken_by_our_rules_where_that_gives_as_many() -> None:
    text = "一二三四五六七，九十”一二三四"
    assert [text[line.start : line.end] for line in break_lines(setting_of(text), 10 * SIZE, 0.0, Align.JUSTIFY)] == [
        "一二三四五六七，九十”",
        "一二三四",
    ]
    assert in_word(text, 10) == ["一二三四五六七，九", "十”一二三四"]
    assert in_print(text, 10) == ["一二三四五六七，九十”", "一二三四"]


def test_lines_are_broken_as_in_office_programs_where_ours_would_be_fewer() -> None:
    text = "一二三四五六七，九十”"
    assert in_print(text, 10) == in_word(text, 10) == ["一二三四五六七，九", "十”"]


@given(TEXT, st.integers(8, 36))
def test_a_paragraph_has_as_many_lines_as_in_office_programs_and_all_of_its_text(text: str, measure: int) -> None:
    shown = in_print(text, measure)
    assert len(shown) == len(in_word(text, measure))
    assert "".join(shown).replace(" ", "") == text.replace(" ", "")


def test_letter_spacing_is_told_in_twips_and_a_little_less_on_a_tight_grid() -> None:
    assert office_spacing(STYLE) == 0
    assert office_spacing(TIGHT) == -7 * EMU_PER_TWIP


def test_each_cell_of_a_grid_of_characters_is_a_twip_narrower() -> None:
    page = PageStyle(mm(210), mm(297), mm(37), mm(35), mm(28), mm(26), lines=22, characters=28)
    assert grid_loss(page) == 28 * EMU_PER_TWIP
    assert grid_loss(PageStyle(mm(210), mm(297), mm(37), mm(35), mm(28), mm(26))) == 0


def test_latin_paragraphs_are_not_pressed_into_the_lines_of_narrower_faces() -> None:
    text = "the committee finished the reconstruction of the reservoir " * 8
    slugs = set_paragraph(pieces(text), STYLE, Measure(0.0, 30 * SIZE), FONTS, 1)
    runs = [item for slug in slugs for item in slug.items if isinstance(item, TextRun)]
    assert all(gap > -SIZE / 8 for run in runs for _, gap in run.gaps)
    assert all(run.spacing >= 0.0 for run in runs)
