"""Line breaking: the cases of cases/lines.md, and what holds for every text."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.fontbook import FontBook
from publish.layout.adjust import Line
from publish.layout.breaks import is_narrow, line_rules
from publish.layout.lines import break_lines
from publish.layout.setting import Piece, Setting, set_pieces
from publish.model.raw import Align
from publish.model.style import Kinsoku
from publish.stylesheet import load_families

from .page_cases import page_cases

FOLDER = Path(__file__).parent
TESTS = FOLDER.parent
SIZE = 10.0
CASE = re.compile(
    r"^## (.+?)\nmeasure: (\d+)((?: · [\w-]+)*)\n```text\n(.*?)\n```\n```lines\n(.*?)\n```", re.MULTILINE | re.DOTALL
)
CASES = CASE.findall((FOLDER / "cases" / "lines.md").read_text("utf-8"))
FONTS = FontBook(load_families())
RULES = line_rules()
CLOSING, NOT_AT_START, NOT_AT_END = RULES.closing, RULES.not_at_start, RULES.not_at_end


def set_text(text: str, options: str = "") -> Setting:
    """The text in 宋体 by the rules of the mainland, unless a language, a level or a face is named."""
    named = options.replace("·", " ").split()
    level = next((Kinsoku(name) for name in named if name in set(Kinsoku)), Kinsoku.GB)
    face = next((name for name in named if name in load_families()), "songti")
    language = next((name for name in named if name not in {level, face, "indented"}), "")
    return set_pieces([Piece(text, face, SIZE, "#000000")], FONTS, SIZE, 0.0, line_rules(language, level))


def drawn_width(setting: Setting, line: Line) -> float:
    """The width of a line as drawn, summed character by character, independently of the breaker's arithmetic."""
    face_of = {i: s.face for s in setting.stretches for i in range(s.start, s.end)}
    widths = sum(face_of[i].advance(setting.text[i]) * SIZE / 1000 for i in range(line.start, line.end))
    return line.x + widths + sum(gap for _, gap in line.gaps) + line.spacing * (line.end - line.start - 1)


def is_inside_word(text: str, at: int) -> bool:
    return is_narrow(text[at - 1]) and is_narrow(text[at])


def shown(setting: Setting, line: Line) -> str:
    """The line, and in braces what was added or taken: between all characters, and between two of them, in em."""
    own = {at: gap for at, gap in zip(setting.at, setting.gaps, strict=True) if gap and line.start < at < line.end}
    changed = {at: gap - own.get(at, 0.0) + line.spacing for at, gap in line.gaps}
    changed |= {at: line.spacing - gap for at, gap in own.items() if at not in changed}
    spread = [f"{line.spacing / SIZE:+.2f}"] if line.spacing > 1e-6 else []
    marks = [
        f"{setting.text[at - 1]}|{setting.text[at]} {points / SIZE:+.2f}"
        for at, points in sorted(changed.items())
        if abs(points - line.spacing) > 1e-6 and not (abs(points) < 1e-6 and is_inside_word(setting.text, at))
    ]
    numbers = f"  {{{', '.join([*spread, *marks])}}}" if spread or marks else ""
    return setting.text[line.start : line.end] + line.tail.replace("\u00ad", "-") + numbers


@pytest.mark.parametrize(("name", "measure", "options", "text", "lines"), CASES, ids=[case[0] for case in CASES])
def test_case(name: str, measure: str, options: str, text: str, lines: str) -> None:
    setting = set_text(text, options)
    indent = 2 * SIZE if "indented" in options else 0.0
    broken = break_lines(setting, float(measure) * SIZE, indent, Align.JUSTIFY)
    assert [shown(setting, line) for line in broken] == lines.split("\n")


def test_the_page_about_typesetting_names_cases_that_there_are() -> None:
    page = (TESTS.parent / "docs" / "typesetting.md").read_text("utf-8")
    rows = [line for line in page.split("\n") if line.startswith("| ") and not line.endswith(("case |", "shown by |"))]
    named = [row.rstrip(" |").rpartition("| ")[2].strip("`") for row in rows]
    titles = {case[0] for case in CASES} | {case.name for case in page_cases(FOLDER / "cases" / "gbt9704.md")}
    tests = (re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE) for file in TESTS.rglob("test_*.py"))
    known = {*titles, *itertools.chain.from_iterable(tests), "(tests/layout/test_pages.py)"}
    assert [name for name in named if name not in known and not name.startswith("not done")] == []


CHINESE = st.text(
    alphabet=st.sampled_from("一二三四五六七八九十的了是在，。、；：？！“”‘’（）《》—…·～0123456789aZ %-℃"),
    min_size=1,
    max_size=120,
)


@given(CHINESE, st.integers(4, 30))
def test_lines_hold_the_text_in_order_but_for_spaces_between_them(text: str, measure: int) -> None:
    setting = set_text(text)
    lines = list(break_lines(setting, measure * SIZE, 0.0, Align.JUSTIFY))
    assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(one.end <= two.start for one, two in itertools.pairwise(lines))


@given(CHINESE, st.integers(4, 30))
def test_no_line_is_wider_than_the_measure_but_for_the_blank_half_of_its_last_mark(text: str, measure: int) -> None:
    setting = set_text(text)
    for line in break_lines(setting, measure * SIZE, 0.0, Align.JUSTIFY):
        hanging = SIZE / 2 if text[line.end - 1] in CLOSING else 0.0
        assert (
            drawn_width(setting, line) <= measure * SIZE + hanging + 0.01
            or line.end - line.start == 1
            or is_odd(text, line)
        )


def is_odd(text: str, line: Line) -> bool:
    """A line that no rule can save: nothing but marks that may not begin or end one, or a word without a break."""
    part = text[line.start : line.end]
    return all(char in NOT_AT_START or char in NOT_AT_END or is_narrow(char) for char in part[1:])


@given(
    st.text(alphabet=st.sampled_from("一二三四五六七八九十，。、：“”（）《》"), min_size=1, max_size=200),
    st.integers(8, 30),
)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str, measure: int) -> None:
    setting = set_text(text)
    lines = list(break_lines(setting, measure * SIZE, 0.0, Align.JUSTIFY))
    for before, after in itertools.pairwise(lines):
        around = text[max(0, before.end - measure) : after.start + measure]
        if any(char not in NOT_AT_START and char not in NOT_AT_END for char in around[1:-1]):
            breakable = breaks_before(text, before)
            assert text[after.start] not in NOT_AT_START or not breakable
            assert text[before.end - 1] not in NOT_AT_END or not breakable


def breaks_before(text: str, line: Line) -> bool:
    """Whether the line had any place to break at all."""
    return any(
        text[at] not in NOT_AT_START and text[at - 1] not in NOT_AT_END
        for at in range(line.start + 1, line.end + 1)
        if at < len(text)
    )


@given(
    st.text(alphabet=st.sampled_from("一二三四五六七八九十，。、“”（）"), min_size=1, max_size=80),
    st.sampled_from([Align.LEFT, Align.RIGHT, Align.CENTER]),
)
def test_unjustified_lines_are_never_spread(text: str, align: Align) -> None:
    setting = set_text(text)
    assert all(line.spacing == 0.0 for line in break_lines(setting, 12 * SIZE, 0.0, align))
