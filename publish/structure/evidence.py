"""The evidence that a line begins a document: points for what the line looks like and for what stands around it."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from publish.model.raw import Align
from publish.structure.lines import Line
from publish.structure.numbering import Scheme
from publish.structure.roles import is_attachment_mark, is_date, is_opening, is_organ, is_salutation
from publish.structure.sentences import ends_sentence, fold, likeness
from publish.structure.titles import bare_title, has_genre, has_marker, has_topic, may_be_title

_FAREWELL = re.compile(r"谢谢|謝謝|以上(?:报告|汇报|报告|是我)|特此(?:通知|报告|公告)|请(?:予)?审议|到此结束|敬礼")
_SHEET = re.compile(r"(?:表|名单|名單|名册|一览|台账)[）)]?$")
_TOP = (Scheme.PART, Scheme.CHAPTER, Scheme.FORMAL, Scheme.HAN)


class Candidate(msgspec.Struct, frozen=True):
    """A line (by its index) that may begin a document, its points, and whether it holds the title."""

    index: int
    points: int
    titled: bool


class Surroundings(msgspec.Struct, frozen=True):
    """What is the same for all lines of a source: usual distance, usual size, known titles (folded)."""

    gap: int
    size: float
    titles: tuple[str, ...]


def survey(lines: Sequence[Line], titles: tuple[str, ...]) -> Surroundings:
    """The usual distance of paragraphs and size of letters; `titles` are the collection's title and claimed ones."""
    gaps = Counter(line.gap for line in lines[1:] if line.plain)
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.hints.size] += len(line.text)
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0
    return Surroundings(usual, max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0, titles)


def find_candidates(lines: Sequence[Line], first: int, around: Surroundings) -> list[Candidate]:
    """The lines from index `first` on that may begin a document: those shaped like titles, and salutations."""
    candidates = []
    numbered = False
    for index in range(first, len(lines)):
        line = lines[index]
        if line.number is not None and not (has_marker(line.text) and may_be_title(line)):
            numbered = numbered or line.number.scheme in _TOP
            continue
        if may_be_title(line) and not is_opening(line):
            points = _points(lines, index, around, numbered=numbered, first=first)
            candidates.append(Candidate(index, points, titled=True))
            if points >= 5:
                numbered = False
        elif is_salutation(line.text) and line.plain and len(line.text) <= 24:
            candidates.append(Candidate(index, _untitled_points(lines, index), titled=False))
    return candidates


def _points(lines: Sequence[Line], index: int, around: Surroundings, *, numbered: bool, first: int) -> int:
    points = wording_points(lines[index], around) + look_points(lines[index], around)
    points += _before(lines, index, first) + _after(lines, index)
    return points + (numbered and _restarts(lines, index))


def wording_points(line: Line, around: Surroundings) -> int:
    """Points for the words of a title: marks of a compilation, genre, topic, likeness to known titles."""
    text = line.text
    marked, genre = has_marker(text), has_genre(text)
    points = 4 * marked + 3 * genre + (has_topic(text) and (genre or marked))
    folded = fold(bare_title(text))
    best = max((likeness(folded, known) for known in around.titles), default=0.0) if genre or marked or folded else 0.0
    points += 3 if best > 0.9 else 2 if best >= 0.5 else 1 if best >= 0.3 else 0
    points -= 2 * (len(folded) < 5) + 4 * (is_organ(text) and not genre)
    points -= sum(character in "，,；;：" for character in text) > (1 if marked or text.isascii() else 0)
    return points - 3 * bool(_SHEET.search(text))


def look_points(line: Line, around: Surroundings) -> int:
    """Points for the claim of a heading and for how the line is set."""
    hints = line.hints
    claimed = 3 if hints.level == 0 else 2 if hints.level == 1 else 1 if hints.level else 0
    centred = hints.align is Align.CENTER or 6 <= line.indent < 24
    larger = bool(around.size) and hints.size > around.size + 0.9
    distant = line.gap > around.gap
    return claimed + min(2, 2 * centred + larger + hints.bold) + distant + hints.page_break_before


def ends_above(lines: Sequence[Line], index: int) -> bool:
    """Whether a document ends above the line: with a date or a farewell."""
    text = lines[index - 1].text if index else ""
    return is_date(text) or (len(text) < 120 and _FAREWELL.search(text) is not None)


def addresses(lines: Sequence[Line]) -> bool:
    """Whether one of the lines says whom a document is addressed to: 同志们：, 各镇人民政府：."""
    return any(line.text[-1:] in "：:" and is_opening(line) for line in lines)


def _before(lines: Sequence[Line], index: int, first: int) -> int:
    """Points for the line before: the end of a document, of a sentence, or the middle of something."""
    if index <= first:
        return 2
    before = lines[index - 1]
    text = before.text
    if _is_attached(lines, index, first):
        return -6
    if ends_above(lines, index) or not before.plain:
        return 2
    if ends_sentence(text):
        return 1
    return -2 if len(text) > 50 or text[-1:] in "，,、：:" else 0


def _is_attached(lines: Sequence[Line], index: int, first: int) -> bool:
    """Whether the line is the title of an attachment, below its mark."""
    if is_attachment_mark(lines[index - 1].text):
        return True
    return index - 2 >= first and is_attachment_mark(lines[index - 2].text) and not may_be_title(lines[index - 1])


def _after(lines: Sequence[Line], index: int) -> int:
    """Points for the lines after: what opens a document, its first heading, its first paragraph."""
    following = lines[index + 1 : index + 5]
    if not following:
        return -3
    if any(is_opening(line) for line in following):
        return 2
    follower = following[0]
    if follower.number is not None and follower.number.scheme in _TOP and follower.number.value == 1:
        return 1
    return int(len(follower.text) > 40 or any(len(line.text) > 60 for line in following[:3]))


def _restarts(lines: Sequence[Line], index: int) -> int:
    """A point when the next outermost number is a first one."""
    for line in lines[index + 1 : index + 40]:
        if line.number is not None and line.number.scheme in _TOP:
            return int(line.number.value == 1)
    return 0


def _untitled_points(lines: Sequence[Line], index: int) -> int:
    """Points of a salutation that no title stands above: it begins a document when one ended before it."""
    if index == 0:
        return 0
    return 6 if ends_above(lines, index) else 1
