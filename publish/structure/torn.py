"""Sentences that a dead link tore into three lines, put together again: every join is recorded.

The evidence is how the source sets its paragraphs off. Where they are indented, a short line without an indent and
without a mark, between an open line and one that goes on, is no paragraph; nor is one before a line that begins with a
mark that no line begins with (GB/T 15834, 5.1.1). Where blank lines part the paragraphs, lines without one between them
are one paragraph.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from publish.model.edits import Edit
from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence
from publish.structure.wrapping import join_lines

_RULE = "S005"
_REASON = "a sentence was torn where a link stood"
_FEWEST = 4  # paragraphs that tell how paragraphs are set off
_LONGEST_WORDS = 18
_REST = re.compile(r"[，。、；：！？”’）》」』,;!?)]")
_CLAUSE = re.compile(r"[，。；！？]")
_WORDS = re.compile(r"[^，。；：！？,;:!?…\n（）()]+")


def join_torn(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines with torn sentences joined, and the edits that join them."""
    indented, parted = _is_indented(lines), _is_parted(lines)
    joined: list[Line] = []
    edits: list[Edit] = []
    place = 0
    while place < len(lines):
        group = lines[place : place + 3]
        if len(group) == 3 and (_is_torn(*group, indented=indented) or (parted and _is_in_paragraph(*group))):
            joined.append(join_lines(group, edits, _RULE, _REASON))
            place += 3
        else:
            joined.append(group[0])
            place += 1
    return joined, edits


def _is_indented(lines: Sequence[Line]) -> bool:
    """Whether most paragraphs of whole sentences are indented; headings, titles and furniture seldom are."""
    whole = [line for line in lines if line.plain and ends_sentence(line.text)]
    return len(whole) >= _FEWEST and sum(line.indent >= 2 for line in whole) * 4 >= len(whole) * 3


def _is_parted(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands behind nearly every paragraph of whole sentences."""
    behind = [after for before, after in pairwise(lines) if before.plain and ends_sentence(before.text)]
    return len(behind) >= _FEWEST and sum(line.gap > 0 for line in behind) * 4 >= len(behind) * 3


def _is_in_paragraph(before: Line, words: Line, rest: Line) -> bool:
    """Whether two pieces without a mark stand at the beginning of a paragraph of whole sentences."""
    if not all(line.plain and line.hints.level is None and not line.number for line in (before, words, rest)):
        return False
    pieces = before.gap and not words.gap and not rest.gap and not (words.indent or rest.indent)
    short = all(len(line.text) <= _LONGEST_WORDS and _WORDS.fullmatch(line.text) for line in (before, words))
    return bool(pieces and short and len(_CLAUSE.findall(rest.text)) > 1 and ends_sentence(rest.text))


def _is_torn(before: Line, words: Line, rest: Line, *, indented: bool) -> bool:
    if not all(line.plain and line.hints.level is None for line in (before, words, rest)):
        return False
    if words.gap or rest.gap or words.number or rest.number or words.indent or rest.indent:
        return False
    if len(words.text) > _LONGEST_WORDS or not _WORDS.fullmatch(words.text) or not _is_open(before):
        return False
    if _REST.match(rest.text):
        return len(_CLAUSE.findall(before.text)) > 0 or (indented and before.indent >= 2)
    return indented and before.indent >= 2 and bool(_CLAUSE.search(rest.text))


def _is_open(line: Line) -> bool:
    """Whether a sentence goes on after the line; a number alone is the beginning of a heading."""
    if ends_sentence(line.text) or line.text[-1:] in "：:":
        return False
    return line.number is None or bool(_CLAUSE.search(line.text))
