"""Lines broken at a fixed width become paragraphs again; every join is recorded.

The evidence is the whole source: many lines of nearly the same length that do not end a sentence, and hardly any
line that is longer. Length is counted in characters or in columns, whichever the source agrees with better. A
paragraph then goes on until a line that is not full, a blank line, an indented line or a line that begins something
new; a line is full when what the next one begins with had no room in it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

import msgspec

from publish.model.edits import Edit
from publish.model.raw import CAPTION, DEFINITION, DEFINITION_TERM, SUBTITLE, VERSE
from publish.structure.lines import Line, columns, move_marks
from publish.structure.sentences import ends_sentence

RULE = "S001"
_SHORTEST_MIXED = 24  # the narrowest width believed of a source that also has whole paragraphs
_REASON = "the line was broken at a fixed width"
_STYLES = frozenset((CAPTION, DEFINITION, DEFINITION_TERM, SUBTITLE, VERSE))
_SET_OFF = 6  # indent of a line that is centred or stands to the right
_SHORTEST = 16  # lines of fewer characters are no evidence of a width
_CLAUSE_MARKS = frozenset("，。；：")
_FEWEST = 4  # open lines
# What no line break may part: a word or number, a character with the marks that belong to it.
_UNBROKEN = re.compile(r"[“‘「『（(《〈【\[]*(?:[A-Za-z0-9.,:%/_@-]+|.)[，。、；：？！”’」』）)》〉】\],.;:?!%]*")
_NEWCOMER = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，,、]|附\s?件|[（(]联系|[—-]{2}|[●•■◆▪○*]\s?|"
    r"\d{4}年\d{1,2}月\d{1,2}日$"
)
_ITEM = re.compile(r"[^\s，。；：:]{1,8}[：:]|[A-Z]?\d{1,2}(?:[月日]|\s)")


class Unit(Enum):
    """What the width of a source is counted in."""

    CHARACTERS = "characters"
    COLUMNS = "columns"  # half-width characters: a Chinese one takes two

    def of(self, line: Line) -> int:
        """The length of a line in the source."""
        return line.length if self is Unit.CHARACTERS else line.columns

    def of_text(self, text: str) -> int:
        """The length of a text."""
        return len(text) if self is Unit.CHARACTERS else columns(text)

    @property
    def character(self) -> int:
        """The length of a Chinese character."""
        return 1 if self is Unit.CHARACTERS else 2


class Measure(msgspec.Struct, frozen=True):
    """How the source is wrapped: lines of `width`, give or take `slack`; paragraphs `indented` or not."""

    unit: Unit
    width: int
    slack: int
    indented: bool
    latin: bool

    def is_full(self, last: Line, line: Line) -> bool:
        """Whether the next line begins with what had no room in the last one."""
        length, above = self.unit.of(last), 2 * self.unit.character
        if length >= self.width - self.slack:
            return length <= self.width + above
        unbroken = _UNBROKEN.match(line.text)
        return unbroken is not None and length + self.unit.of_text(unbroken[0]) > self.width


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
    pairs = [
        (line, after)
        for line, after in pairwise(plain)
        if line.length >= _SHORTEST and not after.gap and not closes(line.text) and _is_running(line)
    ]
    latin = _is_latin(plain)
    if not latin and not _are_prose(pairs):
        return None
    open_lines = [line for line, _ in pairs]
    measures = [_measure_in(unit, open_lines, plain, latin=latin) for unit in Unit]
    found = [measure for measure in measures if measure is not None]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _are_prose(pairs: Sequence[tuple[Line, Line]]) -> bool:
    """Whether lines, each with the next, hold pieces of sentences.

    Those of verse end with their clauses; those of lists begin alike.
    """
    ended = sum(line.text[-1] in _CLAUSE_MARKS for line, _ in pairs)
    items = sum(_ITEM.match(after.text) is not None for _, after in pairs)
    return ended * 2 <= len(pairs) and items * 3 <= len(pairs)


def _measure_in(
    unit: Unit, open_lines: Sequence[Line], plain: Sequence[Line], *, latin: bool
) -> tuple[int, Measure] | None:
    """The width in a unit, and how many open lines have it."""
    lengths = Counter(map(unit.of, open_lines))
    total = len(open_lines)
    if total < _FEWEST:
        return None
    slack = 12 if latin else 2 * unit.character
    width = max(lengths, key=lambda size: (_near(lengths, size, slack), size))
    longer = sum(unit.of(line) > width + 2 * unit.character for line in plain)
    near = _near(lengths, width, slack)
    mixed = longer * 12 > len(plain)  # some paragraphs are whole: then the rest must speak for itself
    if near < (0.8 if mixed else 0.6) * total or (mixed and (near < 6 or width < _SHORTEST_MIXED * unit.character)):
        return None
    return near, Measure(unit, width, slack, _indented(plain, unit, width - slack), latin)


def _indented(lines: Sequence[Line], unit: Unit, full: int) -> bool:
    """Whether paragraphs begin with an indent: told by the lines after short ones, else by where indents stand."""
    pairs = list(pairwise(lines))
    starts = [line for before, line in pairs if unit.of(before) < full]
    if starts:
        return sum(line.indent >= 2 for line in starts) * 2 > len(starts)
    indents = [before for before, line in pairs if line.indent >= 2]
    return len(indents) > 0 and all(closes(before.text) for before in indents)


def _is_running(line: Line) -> bool:
    """Whether the line holds running text: one with a number does when it has marks between its clauses."""
    return line.number is None or not _CLAUSE_MARKS.isdisjoint(line.text)


def closes(text: str) -> bool:
    """Whether nothing of a paragraph is to come behind the text: it ends a sentence, or leads to what stands below."""
    return text[-1:] in "：:" or ends_sentence(text)


def _near(lengths: Counter[int], size: int, slack: int) -> int:
    return sum(lengths[near] for near in range(size - slack, size + 1))


def _is_latin(lines: Sequence[Line]) -> bool:
    """Whether the source is written in an alphabet, with spaces between its words."""
    sample = "".join(line.text for line in lines[:200])
    return len(sample.encode("ascii", "ignore")) * 10 > len(sample) * 8


def _goes_on(group: list[Line], line: Line, measure: Measure) -> bool:
    """Whether the line continues the paragraph that the group holds."""
    last = group[-1]
    if not (last.plain and line.plain) or claims(line) or claims(last) or line.block == last.block:
        return False
    if line.gap and not line.torn:
        return False
    if (measure.indented and line.indent >= 2) or max(line.indent, last.indent) >= _SET_OFF:
        return False
    full = measure.is_full(last, line)
    if line.number and _CLAUSE_MARKS.isdisjoint(line.text) and ends_sentence(last.text):
        return False  # a heading without the indent that paragraphs have
    if measure.indented and group[0].indent >= 2 and measure.unit.of(last) * 10 >= measure.width * 7:
        return full or not (ends_sentence(last.text) or (len(group) == 1 and group[0].number))
    if not full:
        return False
    return not (line.number or begins_anew(line.text)) or not ends_sentence(last.text)


def begins_anew(text: str) -> bool:
    """Whether a line begins as items, notes and dates do, not as the rest of a sentence does."""
    return _NEWCOMER.match(text) is not None


def claims(line: Line) -> bool:
    """Whether the source says that the line is no running text: a heading, a caption, verse."""
    return line.hints.level is not None or line.hints.style in _STYLES


def join_lines(
    group: Sequence[Line], edits: list[Edit], rule: str, reason: str, *, latin: bool = False, between: str = ""
) -> Line:
    """The lines of a group as one; the edits that take the later ones out and put them in are appended.

    `between` stands between them; where it is empty, a space stands between Latin words.
    """
    first = group[0]
    if len(group) == 1:
        return first
    texts, marks, length = [first.text], list(first.marks), len(first.text)
    own = list(first.own)
    for line in group[1:]:
        glue = between or (" " if _needs_space(texts[-1], line.text, latin=latin) else "")
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
