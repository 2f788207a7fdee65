"""Headings that nothing but their place tells: phrases on lines of their own between whole paragraphs."""

import re
from collections.abc import Collection, Container, Mapping, Sequence

from publish.structure.lines import Line, columns
from publish.structure.roles import is_date, is_organ
from publish.structure.sentences import ends_sentence

_LONGEST = 24  # characters of such a heading
_SHORTEST_TEXT = 30  # characters of the paragraph below it
_FEWEST = 2
_REACH = 6  # lines above a first number in which what heads it is looked for
_YEAR = re.compile(r"\d{4}年")
_NO_HEADING = frozenset("（(【[〔《—–-·*#●•■◆▪○※▲▼“”.0123456789")
_MARKS = frozenset("。！？；：，、;:,!?…|>＞@")


def find_standing(lines: Sequence[Line], known: Collection[int], taken: Container[int]) -> list[int]:
    """The lines (by index) that are headings beside `known` ones; two at least.

    In Chinese they are believed where no other heading was found, in English where blank lines set them off.
    """
    found = [
        index
        for index in range(len(lines) - 1)
        if (not known or lines[index].text.isascii())
        and not (index in taken or index in known)
        and _stands(lines[index - 1] if index else None, lines[index], lines[index + 1])
    ]
    return found if len(found) >= _FEWEST else []


def _stands(before: Line | None, line: Line, after: Line) -> bool:
    if not _is_phrase(line) or not _is_text(after):
        return False
    if line.text.isascii():
        return bool(line.gap and after.gap) and line.text[0].isupper()
    if before is None:
        return _YEAR.fullmatch(line.text) is not None
    return before.plain and ends_sentence(before.text)


def find_above(lines: Sequence[Line], known: Mapping[int, int], taken: Container[int]) -> list[int]:
    """The lines (by index) that head what is numbered anew below each: one for each time that the outermost numbers
    begin at one, two at least.
    """
    outermost = [index for index, level in sorted(known.items()) if level == 1]
    begun = [index for index in outermost if (number := lines[index].number) is not None and number.value == 1]
    found = [_above(lines, index, known, taken) for index in begun]
    return [index for index in found if index is not None] if len(found) >= _FEWEST and None not in found else []


def _above(lines: Sequence[Line], first: int, known: Container[int], taken: Container[int]) -> int | None:
    """The phrase that stands alone above a first number, paragraphs of text between them."""
    for index in range(first - 1, max(first - _REACH, 0), -1):
        line = lines[index]
        if index in known or index in taken:
            return None
        if _is_phrase(line):
            return index if ends_sentence(lines[index - 1].text) or lines[index - 1].text[-1:] in "：:" else None
        if not ends_sentence(line.text):
            return None
    return None


def _is_phrase(line: Line) -> bool:
    text = line.text
    if not line.plain or line.number or not 2 <= columns(text) // 2 <= _LONGEST or "\n" in text:
        return False
    if _YEAR.fullmatch(text):
        return True
    return text[0] not in _NO_HEADING and _MARKS.isdisjoint(text) and not is_date(text) and not is_organ(text)


def _is_text(line: Line) -> bool:
    """Whether the line is a paragraph of whole sentences."""
    return line.plain and ends_sentence(line.text) and len(line.text) >= _SHORTEST_TEXT
