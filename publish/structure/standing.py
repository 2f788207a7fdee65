"""Headings that nothing but their place tells: phrases on lines of their own between whole paragraphs."""

from collections.abc import Collection, Container, Sequence

from publish.structure.lines import Line, columns
from publish.structure.roles import is_date, is_organ
from publish.structure.sentences import ends_sentence

_LONGEST = 24  # characters of such a heading
_SHORTEST_TEXT = 30  # characters of the paragraph below it
_FEWEST = 2
_NO_HEADING = frozenset("（(【[〔《—–-·*#●•■◆▪○※▲▼“”.0123456789")
_MARKS = frozenset("。！？；：，、;:,!?…|>＞@")


def find_standing(lines: Sequence[Line], known: Collection[int], taken: Container[int]) -> list[int]:
    """The lines (by index) that are headings beside `known` ones; two at least.

    In Chinese they are believed where no other heading was found, in English where blank lines set them off.
    """
    found = [
        index
        for index in range(1, len(lines) - 1)
        if (not known or lines[index].text.isascii())
        and not (index in taken or index in known)
        and _stands(*lines[index - 1 : index + 2])
    ]
    return found if len(found) >= _FEWEST else []


def _stands(before: Line, line: Line, after: Line) -> bool:
    if not _is_phrase(line) or not _is_text(after):
        return False
    if line.text.isascii():
        return bool(line.gap and after.gap) and line.text[0].isupper()
    return before.plain and ends_sentence(before.text)


def _is_phrase(line: Line) -> bool:
    text = line.text
    if not line.plain or line.number or not 2 <= columns(text) // 2 <= _LONGEST or "\n" in text:
        return False
    return text[0] not in _NO_HEADING and _MARKS.isdisjoint(text) and not is_date(text) and not is_organ(text)


def _is_text(line: Line) -> bool:
    """Whether the line is a paragraph of whole sentences."""
    return line.plain and ends_sentence(line.text) and len(line.text) >= _SHORTEST_TEXT
