"""Where the title of a document stands: the line at its top that is most like one."""

import re
from collections.abc import Sequence

from publish.model.raw import SUBTITLE
from publish.structure.evidence import Surroundings, look_points, wording_points
from publish.structure.lines import Line, columns
from publish.structure.roles import is_date, is_document_number, is_name, is_opening, is_salutation
from publish.structure.sentences import ends_sentence
from publish.structure.titles import Standing, is_genre, may_be_title

_TOP = 10  # lines from the top in which a title is looked for
_LONGEST_LINE = 140  # columns of a line that may still be furniture above a title
_MASTHEAD = 8
_FURNITURE = 3  # points against a line that is said again further down
_SUBTITLED = 3
_OPENED = 2
_ENOUGH_BELOW_TEXT = 4  # points of a title that stands below a line of text
_ISSUE = re.compile(
    r"[（(]?(?:\d{4}年)?第?\s?[\d一二三四五六七八九十]+\s?[期号](?:[（(]总第\s?\d+\s?期[）)])?[）)]?|[〔\[]\d{4}[〕\]]\s?第?\d+\s?[号期]"
)
"""The line below a masthead (工作简报, 专题会议纪要): its issue. The title of the text stands further down."""
_IMPRINT = re.compile(r".{2,30}\s+(?:\d{4}|[二〇零○一三四五六七八九]{4})年.{1,3}月.{1,3}日(?:编?印发?)?")
_YEAR = re.compile(r"\d{4}年?")
_RECORDS = "志史记記录錄传傳谱譜序跋"  # what chronicles, records and prefaces end with
_SUBTITLE = re.compile(r"[—–―-]{1,4}\s*[^—–―\s-].{2,50}")


def find_title(lines: Sequence[Line], around: Surroundings, standing: Standing) -> int | None:
    """The index of the line that is most like a title among those at the top, before the text begins.

    Of a piece the first line is it when it can be one at all: a split has chosen it. Above the title there may be one
    line of text and a table, which belong to the page that the text was taken from.
    """
    chosen = standing is not Standing.ALONE and bool(lines)
    if chosen and (standing is Standing.NUMBERED or may_be_title(lines[0]) or lines[0].begins_document):
        return 0
    if len(lines) > 1 and lines[0].plain and is_genre(lines[0].text) and is_salutation(lines[1].text):
        return 0
    best: tuple[int, int] | None = None
    passed = 0
    for index, line in enumerate(lines[:_TOP]):
        if not _may_stand_above(line):
            passed += 1
            if passed > 1 or best is not None:
                break
        elif line.number is not None and (standing is Standing.ALONE or not may_be_title(line)):
            break
        elif may_be_title(line) and not _is_furniture(line.text):
            points = _points(lines, index, around)
            if (best is None or points > best[0]) and (not passed or points >= _ENOUGH_BELOW_TEXT):
                best = (points, index)
    return best[1] if best else _short_title(lines, around)


def is_subtitle(line: Line) -> bool:
    """Whether the line stands below a title as its second part: behind a dash, or because the source says so."""
    return not line.marks and (line.hints.style == SUBTITLE or _SUBTITLE.fullmatch(line.text) is not None)


def _may_stand_above(line: Line) -> bool:
    """Whether the line is no text of the document: short, or in a table that is a page's furniture."""
    if line.hints.cell is not None:
        return True
    return line.plain and not (ends_sentence(line.text) and len(line.text) > 24) and columns(line.text) <= _LONGEST_LINE


def _is_furniture(text: str) -> bool:
    """Whether the line is a date, a year, the number of a document or of an issue."""
    numbers = (_YEAR, _ISSUE, _IMPRINT)
    return is_date(text) or is_document_number(text) or any(pattern.fullmatch(text) for pattern in numbers)


def _points(lines: Sequence[Line], index: int, around: Surroundings) -> int:
    """Points for words and look of the line, and for what stands below it."""
    line, below = lines[index], lines[index + 1 : index + 3]
    points = wording_points(line, around) + look_points(line, around) + (2 if index == 0 else 0)
    if below and _ISSUE.fullmatch(below[0].text):
        points -= _MASTHEAD
    points += _SUBTITLED * bool(below and is_subtitle(below[0])) + _OPENED * any(map(is_opening, below))
    return points - _FURNITURE * _recurs(lines, index)


def _recurs(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is said again below text: then it is furniture of pages."""
    texts = (place for place in range(index + 1, len(lines)) if ends_sentence(lines[place].text))
    below = lines[next(texts, len(lines)) :]
    return any(other.text == lines[index].text for other in below)


def _short_title(lines: Sequence[Line], around: Surroundings) -> int | None:
    """A first line too short for a title is one where the source shows it, above a first heading, or, where it names a
    chronicle (大事记), above a year.
    """
    if len(lines) < 2 or not (lines[0].plain and 2 <= len(lines[0].text) <= 3):
        return None
    number = lines[1].number
    first = number is not None and number.value == 1 and not number.weak
    shown = look_points(lines[0], around) > 1 and not is_name(lines[0].text)
    record = lines[0].text[-1] in _RECORDS and _YEAR.match(lines[1].text) is not None
    return 0 if lines[0].number is None and (first or shown or record) else None
