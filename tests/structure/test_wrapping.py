"""Paragraphs broken at a width and joined again are what they were."""

from hypothesis import given
from hypothesis import strategies as st
from outlines import read_lines

from publish.model.walk import block_lines
from publish.structure import infer

# No 一: a line that begins with 一是 is an item of its own, not the rest of a paragraph.
HAN = "的是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
SENTENCES = st.text(st.sampled_from(HAN), min_size=9, max_size=31).map(lambda text: text + "。")
PARAGRAPHS = st.lists(SENTENCES, min_size=3, max_size=8).map("".join)


def wrapped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def joined(lines: list[str]) -> list[str]:
    return list(block_lines(infer(read_lines("\n".join(lines))).value.documents[0].blocks))


@given(st.lists(PARAGRAPHS, min_size=4, max_size=9), st.integers(18, 45))
def test_indented_paragraphs(paragraphs: list[str], width: int) -> None:
    lines = [line for text in paragraphs for line in wrapped("　　" + text, width)]
    if sum(len(line) == width and line[-1] != "。" for line in lines) > 8:
        assert joined(lines) == paragraphs


@given(st.lists(PARAGRAPHS, min_size=4, max_size=9), st.integers(18, 45))
def test_paragraphs_parted_by_blank_lines(paragraphs: list[str], width: int) -> None:
    lines = [line for text in paragraphs for line in [*wrapped(text, width), ""]]
    if sum(len(line) == width and line[-1] != "。" for line in lines) > 8:
        assert joined(lines) == paragraphs


@given(st.lists(PARAGRAPHS, min_size=4, max_size=9))
def test_whole_paragraphs_are_left_alone(paragraphs: list[str]) -> None:
    assert infer(read_lines("\n".join(paragraphs))).value.edits == ()
    assert joined(paragraphs) == paragraphs


def test_english_lines_are_joined_with_a_space() -> None:
    text = "The water works of the county were renewed in the last year, and all of the villages are served now. " * 4
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 44:
            lines.append("")
        lines[-1] = (lines[-1] + " " + word).strip()
    assert joined(lines) == [" ".join(words)]
