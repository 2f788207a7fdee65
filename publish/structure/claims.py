"""Headings without a number: what the source claims (styles of Word, # of Markdown, h1 of HTML) and how it looks."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import Enum

import msgspec

from publish.model.raw import Align, Mark, MarkKind
from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence, has_stop, is_lead_in

_LONGEST = 60  # characters of a line that is believed to be a heading
_LOOKS_LIKE_TEXT = "，,、；;：:"

Look = tuple[bool, str, float, bool]


def claimed_levels(lines: Sequence[Line], numbered: Mapping[int, int]) -> dict[int, int]:
    """Levels of the lines that are headings by claim or by look; `numbered` are those known by their numbers."""
    by_claim = _by_claim(lines, numbered)
    outline = _by_outline(lines, numbered)
    by_look = _by_look(lines, numbered, by_claim.keys() | outline.keys())
    return by_look | outline | by_claim


def _by_claim(lines: Sequence[Line], numbered: Mapping[int, int]) -> dict[int, int]:
    claims = {
        index: line.hints.level
        for index, line in enumerate(lines)
        if line.hints.level is not None and not line.hints.cell and _is_phrase(line.text)
    }
    unnumbered = claims.keys() - numbered.keys()
    if unnumbered == claims.keys() and claims and (place := _place(unnumbered, numbered)) is not Place.BESIDE:
        shift = -max(claims.values()) if place is Place.ABOVE else 2 - min(claims.values())
        return {index: level + shift for index, level in claims.items()}
    shift = _shift(claims, numbered)
    return {index: max(1, claims[index] + shift) for index in sorted(unnumbered)}


class Place(Enum):
    """How headings without a number stand to those with one."""

    ABOVE = "above"  # numbers stand between them: the outermost level is 0
    INSIDE = "inside"
    BESIDE = "beside"


def _place(members: Collection[int], numbered: Mapping[int, int]) -> Place:
    outer = [index for index, level in numbered.items() if level == 1]
    if not outer or not members:
        return Place.BESIDE
    if min(members) < min(outer):
        return Place.ABOVE if max(members) > min(outer) else Place.BESIDE
    return Place.INSIDE if min(members) < max(outer) else Place.BESIDE


def claimed_leads(lines: Sequence[Line], numbered: Mapping[int, int]) -> dict[int, Mark]:
    """The marks over run-in headings that the source claims, their levels as those of its numbered headings are."""
    leads = {index: mark for index, line in enumerate(lines) if (mark := _lead_of(line)) is not None}
    levels = {index: int(mark.target) for index, mark in leads.items()}
    shift = _shift(levels, numbered) if leads.keys() & numbered.keys() else 0
    return {
        index: msgspec.structs.replace(mark, target=str(max(1, levels[index] + shift)))
        for index, mark in leads.items()
        if index not in numbered
    }


def _lead_of(line: Line) -> Mark | None:
    if not line.plain:
        return None
    marks = (mark for mark in line.marks if mark.kind is MarkKind.LEAD and not mark.start)
    return next((mark for mark in marks if mark.target.isdecimal()), None)


def _is_phrase(text: str) -> bool:
    if not text or len(text) > _LONGEST or text[-1] in "；;，,、":
        return False
    return not has_stop(text, 0) and not is_lead_in(text)


def _shift(claims: Mapping[int, int], numbered: Mapping[int, int]) -> int:
    """What to add to claimed levels: numbers that are claimed too tell; else the outermost claim becomes level 1."""
    differences = Counter(numbered[index] - level for index, level in claims.items() if index in numbered)
    if differences:
        return min(differences.items(), key=lambda item: (-item[1], item[0]))[0]
    return 1 - min(claims.values(), default=1)


def _by_outline(lines: Sequence[Line], numbered: Mapping[int, int]) -> dict[int, int]:
    """Items of an ordered list with text below them: the automatic numbering of a word processor's headings."""
    chosen: dict[int, list[int]] = {}
    filled: Counter[int] = Counter()
    for index, line in enumerate(lines):
        place = line.hints.list
        if place is None or not place.ordered or index in numbered or not _is_phrase(line.text):
            continue
        chosen.setdefault(place.list, []).append(index)
        after = lines[index + 1] if index + 1 < len(lines) else None
        deeper = after is not None and after.hints.list is not None and after.hints.list.level > place.level
        filled[place.list] += after is not None and (after.plain or deeper) and not ends_sentence(line.text)
    levels: dict[int, int] = {}
    for number, members in chosen.items():
        if filled[number] * 3 > len(members) * 2:
            levels |= {index: _list_level(lines[index]) for index in members}
    return levels


def _list_level(line: Line) -> int:
    return (line.hints.list.level if line.hints.list else 0) + 1


def _by_look(lines: Sequence[Line], numbered: Mapping[int, int], known: set[int]) -> dict[int, int]:
    """Lines set off from the text by hand: bold, centred, larger or in another font, twice at least."""
    if not any(_is_marked(line) for line in lines):
        return {}
    body = _body_look(lines)
    if body is None:
        return {}
    looks: dict[Look, list[int]] = {}
    for index, line in enumerate(lines[:-1]):
        if index in known or index in numbered or not _stands_out(line, body):
            continue
        if _is_text(lines[index + 1]) or lines[index + 1].hints.cell or index + 1 in numbered or index + 1 in known:
            looks.setdefault(_look(line), []).append(index)
    levels: dict[int, int] = {}
    for look, members in looks.items():
        if len(members) > 1:
            level = _level_of_look(look, members, lines, numbered)
            levels |= dict.fromkeys(members, level)
    return levels


def _is_marked(line: Line) -> bool:
    """Whether the source says anything about the look of a line."""
    hints = line.hints
    return hints.bold or hints.align is Align.CENTER or bool(hints.font) or hints.size > 0


def _look(line: Line) -> Look:
    hints = line.hints
    return (hints.bold, hints.font, hints.size, hints.align is Align.CENTER)


def _body_look(lines: Sequence[Line]) -> Look | None:
    """The look of most of the text, by characters."""
    weights: Counter[Look] = Counter()
    for line in lines:
        if line.plain:
            weights[_look(line)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else None


def _stands_out(line: Line, body: Look) -> bool:
    if not line.plain or line.number or line.hints.align is Align.RIGHT or not 2 <= len(line.text) <= 30:
        return False
    bold, font, size, centred = _look(line)
    different = (bold and not body[0]) or size > body[2] or (font and font != body[1]) or (centred and not body[3])
    return bool(different) and not ends_sentence(line.text) and line.text[-1] not in _LOOKS_LIKE_TEXT


def _is_text(line: Line) -> bool:
    return line.plain and (len(line.text) > 30 or ends_sentence(line.text))


def _level_of_look(look: Look, members: Sequence[int], lines: Sequence[Line], numbered: Mapping[int, int]) -> int:
    """The level of the numbered headings that look the same, else the one above or below the outermost numbers."""
    same = Counter(level for index, level in numbered.items() if _look(lines[index]) == look)
    if same:
        return min(same.items(), key=lambda item: (-item[1], item[0]))[0]
    if not numbered or max(members) < min(numbered):
        return 1
    return 0 if _place(members, numbered) is Place.ABOVE else 2
