"""版头: what stands above the title of an official document (GB/T 9704-2012, 7.2, 10).

A head is recognised as a whole: the name of an office as a masthead, and a number below it. What else belongs to heads
(份号, 密级, 紧急程度) proves nothing by itself.
"""

import re
from collections.abc import Sequence

from publish.model.document import Emphasis, Inline, Role, Strong, Text
from publish.model.edits import Edit
from publish.model.letterhead import LEFT
from publish.structure.lines import Line
from publish.structure.roles import is_document_number, is_organ
from publish.structure.wrapping import join_lines

_RULE = "S008"
_SPACE = "\u3000"
_LONGEST = 8  # lines, rules left out
_COPY = re.compile(r"(?:份\s?号\s?[：:]?\s?)?(?:N[oO][.．]?\s?)?\d{6}")
_SECRECY = re.compile(r"(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)\s?(?:[★☆]\s?\S{1,10})?(?:\s+[特加平]\s{0,2}急)?")
_URGENCY = re.compile(r"特\s{0,2}提|[特加平紧]\s{0,2}急")
_MASTHEAD = re.compile(r"(.{2,60}?)文件")
_MINUTES = re.compile(r".{2,40}会议?纪要")
_ISSUE = re.compile(r"(?:[〔\[（(]\d{4}[〕\]）)]\s?)?第?\s?\d{1,4}\s?[号期]")
_SIGNED = re.compile(r"(.*?)\s*签\s?发\s?人\s?[：:]\s*\S.{0,40}")
_ORDER = re.compile(r"(.{2,40}?)命?令")
_ORDER_NUMBER = re.compile(r"第\s?[\d〇零一二三四五六七八九十百]{1,6}\s?号|[〔\[]\d{4}[〕\]]\s?第?\s?\d{1,4}\s?号")
_OF_LETTERS = re.compile(r"函\s?[〔\[（(]")
_SIGNATORY_LABEL = re.compile(r"(.*?签\s?发\s?人\s?[：:]\s*)(.+)", re.DOTALL)
_ATTENDANCE_LABEL = re.compile(r"((?:出\s?席|列\s?席|请\s?假)(?:人员|单位)?)([：:].*)", re.DOTALL)
_LEFT = ((_COPY, Role.COPY_NUMBER), (_SECRECY, Role.SECRECY), (_URGENCY, Role.URGENCY))
_NUMBERS = {Role.DOCUMENT_NUMBER, Role.SIGNATORY}
_LABELLED = {Role.SIGNATORY, Role.ATTENDANCE}


def head_roles(lines: Sequence[Line]) -> list[Role | None]:
    """The roles of the lines from the first that are the head of an official document; None for rules. None at all
    where no head is.
    """
    roles: list[Role | None] = []
    for line in lines:
        role = None if _is_rule(line) else _role(line, roles)
        if role is None and not _is_rule(line):
            break
        roles.append(role)
    numbered = Role.DOCUMENT_NUMBER in roles or any(
        role is Role.SIGNATORY and signed_number(line.text) for role, line in zip(roles, lines, strict=False)
    )
    if Role.MASTHEAD not in roles or not numbered or len(roles) - roles.count(None) > _LONGEST:
        return []
    return _of_letter(roles, lines)


def with_signatory_beside(head: list[tuple[Role, Line]], edits: list[Edit]) -> list[tuple[Role, Line]]:
    """The lines of a head, 签发人 that has a line of its own next to the number's put on that (7.2.6)."""
    places = {role: place for place, (role, line) in enumerate(head) if not signed_number(line.text)}
    number, signatory = places.get(Role.DOCUMENT_NUMBER), places.get(Role.SIGNATORY)
    if number is None or signatory is None or abs(number - signatory) != 1:
        return head
    pair = [head[number][1], head[signatory][1]]
    joined = join_lines(pair, edits, _RULE, "签发人 stands on the line of the number", between=_SPACE)
    first = min(number, signatory)
    return [*head[:first], (Role.SIGNATORY, joined), *head[first + 2 :]]


def is_title_as_well(roles: Sequence[Role | None], lines: Sequence[Line]) -> bool:
    """Whether the masthead may be the title of the document: 纪要 may have no other."""
    texts = [line.text for role, line in zip(roles, lines, strict=False) if role is Role.MASTHEAD]
    return any(_MINUTES.fullmatch(_close(text)) for text in texts)


def head_above(lines: Sequence[Line], start: int) -> int:
    """Where the document begins that seems to begin with line `start`: at its head, if this is in it or just below."""
    for first in range(max(start - _LONGEST - 2, 0), start):
        if first + len(head_roles(lines[first : start + _LONGEST])) >= start:
            return first
    return start


def is_order(lines: Sequence[Line]) -> bool:
    """Whether these are title and number of an order: 某某县人民政府令, 第12号."""
    if len(lines) < 2 or not (lines[0].plain and lines[1].plain):
        return False
    found = _ORDER.fullmatch(_close(lines[0].text))
    return found is not None and is_organ(found[1]) and is_order_number(lines[1].text)


def is_order_number(text: str) -> bool:
    """Whether the text is the number of an order and nothing else."""
    return _ORDER_NUMBER.fullmatch(text) is not None


def labelled(content: tuple[Inline, ...], role: Role) -> tuple[Inline, ...]:
    """The line with its label set off: names behind 签发人 are stressed (楷体, 7.2.6), 出席 strongly (黑体, 10.3)."""
    if role not in _LABELLED or len(content) != 1 or not isinstance(content[0], Text):
        return content
    if role is Role.SIGNATORY:
        found = _SIGNATORY_LABEL.fullmatch(content[0].text)
        return (Text(found[1]), Emphasis((Text(found[2]),))) if found else content
    found = _ATTENDANCE_LABEL.fullmatch(content[0].text)
    return (Strong((Text(found[1]),)), Text(found[2])) if found else content


def _role(line: Line, above: Sequence[Role | None]) -> Role | None:
    """The role of a line below those that were told before."""
    text = line.text
    if not line.plain or not 2 <= len(text) <= 80:
        return None
    left = next((role for pattern, role in _LEFT if pattern.fullmatch(text)), None)
    if left and not _NUMBERS.intersection(above):
        return left
    if Role.MASTHEAD in above:
        if _SIGNED.fullmatch(text):
            return Role.SIGNATORY
        return Role.DOCUMENT_NUMBER if _is_number(text) else None
    return Role.MASTHEAD if _is_masthead(_close(text)) else None


def _is_masthead(text: str) -> bool:
    """Whether the text is the name of an office, 文件 behind it or nothing, or that of a meeting's 纪要."""
    found = _MASTHEAD.fullmatch(text)
    return is_organ(found[1] if found else text) or _MINUTES.fullmatch(text) is not None


def _of_letter(roles: list[Role | None], lines: Sequence[Line]) -> list[Role | None]:
    """The roles of a head. Its masthead is that of a letter where its number says so and it is nothing but a name; then
    what stands at the left is below it, else above it.
    """
    texts = {role: line.text for role, line in zip(roles, lines, strict=False)}
    bare = is_organ(_close(texts[Role.MASTHEAD]))
    masthead = roles.index(Role.MASTHEAD)
    above, below = (any(role in LEFT for role in part) for part in (roles[:masthead], roles[masthead:]))
    if bare and not above and _OF_LETTERS.search(texts.get(Role.DOCUMENT_NUMBER, "")):
        return [Role.LETTER_MASTHEAD if role is Role.MASTHEAD else role for role in roles]
    return [] if below else roles


def signed_number(text: str) -> str:
    """The number before 签发人 on the same line, '' where there is none."""
    found = _SIGNED.fullmatch(text)
    return found[1] if found and is_document_number(found[1]) else ""


def _is_number(text: str) -> bool:
    return is_document_number(text) or _ISSUE.fullmatch(text) is not None


def _is_rule(line: Line) -> bool:
    return line.hints.rule and not line.text


def _close(text: str) -> str:
    """The text without the spaces by which a masthead is spread."""
    return "".join(text.split())
