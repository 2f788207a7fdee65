"""The front of each document: its title, which may be broken, repeated or marked by a compilation, and its subtitle."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

import msgspec

from publish.diagnostics import Diagnostic, Span, info, warning
from publish.model.document import Role
from publish.model.edits import Edit
from publish.model.raw import RawDocument
from publish.structure.evidence import Surroundings, survey
from publish.structure.letterhead import head_above, head_roles, is_order, is_title_as_well, with_signatory_beside
from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence, fold
from publish.structure.split import Division
from publish.structure.title_search import find_title, is_subtitle
from publish.structure.titles import (
    Standing,
    bare_title,
    continues_title,
    has_genre,
    is_mark_alone,
    markers,
    may_be_title,
    without_count,
    without_site,
)
from publish.structure.wrapping import join_lines

_JOIN, _REPEATED, _MARKED = "S002", "S003", "S004"
_COUNTED = "the compilation's own count, not part of the title"
_NEAR = 6  # lines below a title in which its repetition is looked for
_LONG = 10  # characters of a title that says it again when its beginning, as who spoke, is left out
_YEAR = re.compile(r"\(\d{4}年?(?:修[正订訂])?\)$")  # behind the title of a law, folded
_HAN_DIGITS = "零一二三四五六七八九十"


class Front(msgspec.Struct, frozen=True):
    """A document before its blocks are made: its title, and the lines that remain below it."""

    title: str
    subtitle: str
    lines: list[Line]
    span: Span | None
    alone: bool  # the only document of its source
    head: tuple[Role, ...] = ()  # the roles of the first lines, the head of an official document


class Fronts(msgspec.Struct, frozen=True):
    """The documents of a source before their blocks are made."""

    pieces: list[Front]
    collection_title: str
    edits: list[Edit]
    diagnostics: list[Diagnostic]


def join_titles(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines with titles that were broken over two lines joined."""
    joined: list[Line] = []
    edits: list[Edit] = []
    for line in lines:
        if joined and len(line.text) <= 40 and continues_title(joined[-1], line) and _may_begin(joined):
            joined[-1] = join_lines([joined[-1], line], edits, _JOIN, "the title was broken over two lines")
        else:
            joined.append(line)
    return joined, edits


def _may_begin(lines: Sequence[Line]) -> bool:
    """Whether the last of these lines may begin a title: nothing open stands before it."""
    if len(lines) < 2 or lines[-1].gap:
        return True
    before = lines[-2]
    return ends_sentence(before.text) or len(before.text) <= 40 or before.number is not None


def take_front(lines: list[Line], division: Division, raw: RawDocument) -> Fronts:
    """The title of the collection and the front of each document.

    What stands before the first document is not lost: it goes first among the lines of that document.
    """
    edits: list[Edit] = []
    diagnostics: list[Diagnostic] = []
    collection = ""
    if division.heading and division.heading[-1] < division.starts[0]:
        collection = lines[division.heading[0]].text
        edits += [_removal(lines[index]) for index in division.heading[1:]]
    dropped = set(division.heading) if collection else set()
    own = division.heading[0] if division.heading and not collection else None
    around = survey(lines, tuple(filter(None, (fold(without_site(raw.claims.title)),))))
    pieces = []
    starts = [head_above(lines, start) for start in division.starts]
    for number, (start, stop) in enumerate(pairwise([*starts, len(lines)]), 1):
        before = [line for index, line in enumerate(lines[:start]) if index not in dropped] if number == 1 else []
        piece = [line for index, line in enumerate(lines[start:stop], start) if index not in dropped]
        if len(division.starts) > 1:
            before, piece = _without_borders(before), _without_borders(piece)
        front = _front(before, piece, around, edits, own, division.of_pieces())
        pieces.append(front if front.title else _derived(front, number, collection, raw, diagnostics))
    return Fronts(pieces, collection, _last_first(edits), diagnostics)


def _without_borders(lines: list[Line]) -> list[Line]:
    """The lines without rules at their end: between documents they have done their work."""
    end = len(lines)
    while end and lines[end - 1].hints.rule and not lines[end - 1].text:
        end -= 1
    return lines[:end]


def _last_first(edits: list[Edit]) -> list[Edit]:
    """The edits in an order in which their places hold: those of one block from its end to its beginning."""
    return sorted(edits, key=lambda edit: (edit.block, -edit.start))


def _front(
    before: list[Line],
    piece: list[Line],
    around: Surroundings,
    edits: list[Edit],
    own: int | None,
    standing: Standing,
) -> Front:
    """Take title, repeated title and subtitle from the top of a document. `own` is the title's place when known."""
    span = piece[0].span if piece else None
    alone = standing is Standing.ALONE
    counted = not alone and len(piece) > 1 and is_mark_alone(piece[0].text) and not piece[0].begins_document
    if counted:
        piece = _below_mark(piece, edits)
    untitled = counted and not may_be_title(piece[0])
    roles, place = ([], None) if untitled else _head_and_title(piece, around, own, standing)
    if place is None:
        return Front("", "", [*before, *piece], span, alone)
    line = piece[place]
    title = _bare(line, edits, standing)
    head = [(role, _no_heading(each)) for role, each in zip(roles, piece, strict=False) if role]
    head = with_signatory_beside(head, edits)
    rest = [*(each for _, each in head), *before, *map(_no_heading, piece[len(roles) : place])]
    below = _without_repeated(piece[place + 1 :], title, edits, standing)
    subtitle = ""
    if below and below[0].plain and is_subtitle(below[0]):
        subtitle = below.pop(0).text
    told = [role for role, _ in head] + [Role.ORDER_NUMBER] * (not rest and is_order([line, *below]))
    return Front(title, subtitle, [*rest, *below], line.span, alone, tuple(told))


def _head_and_title(
    piece: list[Line], around: Surroundings, own: int | None, standing: Standing
) -> tuple[list[Role | None], int | None]:
    """The roles of the head, and the index of the title, which a head has below it; else there is no head."""
    roles = head_roles(piece)
    usual = own if own is not None else find_title(piece, around, standing)
    if not roles:
        return [], 0 if own is None and is_order(piece) else usual
    if usual is None or usual < len(roles):
        below = None if is_title_as_well(roles, piece) else find_title(piece[len(roles) :], around, standing)
        return (roles, len(roles) + below) if below is not None else ([], usual)
    return roles, usual


def _no_heading(line: Line) -> Line:
    """A line above the title as a plain one: it heads nothing, whatever the page says of it."""
    if line.hints.level is None:
        return line
    return msgspec.structs.replace(line, hints=msgspec.structs.replace(line.hints, level=None))


def _below_mark(piece: list[Line], edits: list[Edit]) -> list[Line]:
    """The lines of a piece without the first one, which only counts it."""
    line = piece[0]
    edits.append(Edit(_MARKED, line.block, line.offset, line.text, "", _COUNTED, line.own or None))
    return piece[1:]


def _bare(line: Line, edits: list[Edit], standing: Standing) -> str:
    """The title on a line, what a compilation added to it taken away."""
    for marker in markers(line.text, standing):
        cut = line.text[marker.start : marker.end]
        edits.append(Edit(_MARKED, line.block, line.offset + marker.start, cut, "", _COUNTED, line.own or None))
    return bare_title(line.text, standing)


def _without_repeated(lines: list[Line], title: str, edits: list[Edit], standing: Standing) -> list[Line]:
    """The lines below a title without those that only say it again."""
    folded = fold(title)
    kept = []
    for index, line in enumerate(lines):
        if index < _NEAR and _repeats(line, folded, standing):
            edits.append(_removal(line))
        else:
            kept.append(line)
    return kept


def _repeats(line: Line, folded: str, standing: Standing) -> bool:
    if not may_be_title(line):
        return False
    standing = standing if has_genre(line.text) else Standing.ALONE
    said = fold(bare_title(line.text, standing))
    return said in (folded, _YEAR.sub("", folded)) or (len(said) >= _LONG and folded.endswith(said))


def _removal(line: Line) -> Edit:
    reason = "the title is said twice"
    return Edit(_REPEATED, line.block, line.offset, line.text, "", reason, line.own or None)


def _derived(front: Front, number: int, collection: str, raw: RawDocument, diagnostics: list[Diagnostic]) -> Front:
    """A document without a title gets one that says where it comes from."""
    claimed = without_site(raw.claims.title)
    base = without_count(collection) or claimed or PurePosixPath(raw.path).stem
    title = base if front.alone else f"{base}（{_han(number)}）"
    hint = "give a title at the source in the manifest"
    tell = info if base == claimed else warning
    diagnostics.append(tell("S104", f"the document has no title; it is called '{title}'", front.span, hint))
    return msgspec.structs.replace(front, title=title)


def _han(number: int) -> str:
    """A number below a hundred as Chinese writes it."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _HAN_DIGITS[tens] + "十"
    return head + (_HAN_DIGITS[ones] if ones or not tens else "")
