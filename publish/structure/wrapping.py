"""Lines broken at a fixed width become paragraphs again; every join is recorded.

The evidence is the whole source: many lines of nearly the same length that do not end a sentence, and hardly any
line that is longer. A paragraph then goes on until a line that is not full, a blank line, an indented line or a line
that begins something new.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from publish.model.edits import Edit
from publish.model.raw import CAPTION, DEFINITION, DEFINITION_TERM, SUBTITLE, VERSE
from publish.structure.lines import Line, move_marks
from publish.structure.sentences import ends_sentence

RULE = "S001"
_SHORTEST_MIXED = 24  # the narrowest width believed of a source that also has whole paragraphs
_REASON = "the line was broken at a fixed width"
_STYLES = frozenset((CAPTION, DEFINITION, DEFINITION_TERM, SUBTITLE, VERSE))
_SET_OFF = 6  # indent of a line that is centred or stands to the right
_SHORTEST = 16  # lines of fewer characters are no evidence of a width
_NEWCOMER = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，,、]|附\s?件|[（(]联系|[—-]{2}|[●•■◆▪○*]\s?|"
    r"\d{4}年\d{1,2}月\d{1,2}日$"
)


class Measure(msgspec.Struct, frozen=True):
    """How the source is wrapped: lines of `width` characters, give or take `slack`; paragraphs `indented` or not."""

    width: int
    slack: int
    indented: bool
    latin: bool


def join_wrapped(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines with wrapped ones joined, and the edits that join them."""
    measure = _measure(lines)
    if measure is None:
        return lines, []
    joined: list[Line] = []
    edits: list[Edit] = []
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, measure):
            joined.append(join_lines(group, edits, RULE, _REASON, latin=measure.latin))
            group = []
        group.append(line)
    if group:
        joined.append(join_lines(group, edits, RULE, _REASON, latin=measure.latin))
    return joined, edits


def _measure(lines: Sequence[Line]) -> Measure | None:
    """The width that lines are broken at, None when the source is not wrapped."""
    plain = [line for line in lines if line.plain and "\n" not in line.text]
    open_lengths = Counter(
        line.length
        for line, after in pairwise(plain)
        if line.length >= _SHORTEST and line.number is None and not after.gap and not _closes(line.text)
    )
    total = sum(open_lengths.values())
    if total < 4:
        return None
    latin = _is_latin(plain)
    slack = 12 if latin else 2
    width = max(open_lengths, key=lambda size: (_near(open_lengths, size, slack), size))
    longer = sum(line.length > width + 2 for line in plain)
    near = _near(open_lengths, width, slack)
    mixed = longer * 12 > len(plain)  # some paragraphs are whole: then the rest must speak for itself
    if near < (0.8 if mixed else 0.6) * total or (mixed and (near < 6 or width < _SHORTEST_MIXED)):
        return None
    return Measure(width, slack, _indented(plain, width - slack), latin)


def _indented(lines: Sequence[Line], full: int) -> bool:
    """Whether paragraphs begin with an indent: told by the lines after short ones, else by where indents stand."""
    pairs = list(pairwise(lines))
    starts = [line for before, line in pairs if before.length < full]
    if starts:
        return sum(line.indent >= 2 for line in starts) * 2 > len(starts)
    indents = [before for before, line in pairs if line.indent >= 2]
    return len(indents) > 0 and all(_closes(before.text) for before in indents)


def _closes(text: str) -> bool:
    return text[-1:] in "：:" or ends_sentence(text)


def _near(lengths: Counter[int], size: int, slack: int) -> int:
    return sum(lengths[near] for near in range(size - slack, size + 1))


def _is_latin(lines: Sequence[Line]) -> bool:
    """Whether the source is written in an alphabet, with spaces between its words."""
    sample = "".join(line.text for line in lines[:200])
    return sum(character.isascii() for character in sample) * 10 > len(sample) * 8


def _goes_on(group: list[Line], line: Line, measure: Measure) -> bool:
    """Whether the line continues the paragraph that the group holds."""
    last = group[-1]
    if not (last.plain and line.plain) or _claims(line) or _claims(last) or line.block == last.block:
        return False
    if line.gap and not line.torn:
        return False
    if (measure.indented and line.indent >= 2) or max(line.indent, last.indent) >= _SET_OFF:
        return False
    full = measure.width - measure.slack <= last.length <= measure.width + 2
    if measure.indented and group[0].indent >= 2 and last.length * 10 >= measure.width * 7:
        return full or not (ends_sentence(last.text) or (len(group) == 1 and group[0].number))
    if not full:
        return False
    return not (line.number or _NEWCOMER.match(line.text)) or not ends_sentence(last.text)


def _claims(line: Line) -> bool:
    return line.hints.level is not None or line.hints.style in _STYLES


def join_lines(group: Sequence[Line], edits: list[Edit], rule: str, reason: str, *, latin: bool = False) -> Line:
    """The lines of a group as one; the edits that take the later ones out and put them in are appended."""
    first = group[0]
    if len(group) == 1:
        return first
    texts, marks, length = [first.text], list(first.marks), len(first.text)
    own = list(first.own)
    for line in group[1:]:
        glue = " " if _needs_space(texts[-1], line.text, latin=latin) else ""
        edits.append(Edit(rule, line.block, line.offset, line.text, "", reason, line.own or None))
        before = tuple(own) if line.marks else None
        edits.append(Edit(rule, first.block, first.offset + length, "", glue + line.text, reason, before))
        marks += move_marks(line.marks, length + len(glue))
        own += move_marks(line.marks, first.offset + length + len(glue))
        texts.append(glue + line.text)
        length += len(glue) + len(line.text)
    return msgspec.structs.replace(first, text="".join(texts), marks=tuple(marks), own=tuple(own))


def _needs_space(before: str, after: str, *, latin: bool) -> bool:
    if latin:
        return not before.endswith("-")
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
