"""Roles of paragraphs by their wording and place: salutation, addressee, signature, date, attachments …

The names and places are those of GB/T 9704-2012, 7.2 and 7.3: above the text 发文字号 and 主送机关, below it
附件说明, 署名, 成文日期, 附注.
"""

import re
from collections.abc import Container, Sequence

from publish.model.document import Role
from publish.model.raw import VERSE, Align
from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence, is_lead_in

_YEAR = r"(?:\d{4}|[〇○零Ｏ一二三四五六七八九]{4}|20[xX×ＸⅩ]{2}|[xX×ＸⅩ]{2,4})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[xX×ＸⅩ]{1,2})"
_DATE = rf"{_YEAR}\s?年\s?{_DAY}\s?月(?:\s?{_DAY}\s?日)?"
DATE = re.compile(rf"[（(]?\s*({_DATE})\s*[）)]?")
_DATE_LINE = re.compile(rf"[（(]?\s*(?:{_DATE}|\d{{4}}[.\-/]\d{{1,2}}[.\-/]\d{{1,2}})\s*[）)]?")
_SALUTED = re.compile(
    r"同志|同誌|领导|領導|代表|朋友|来宾|來賓|嘉宾|女士|先生|委员|委員|同学|同學|老师|老師|家长|各位|你好|您好|大家|"
    r"书记|主席|主任|部长|局长|市长|县长|校长|董事长"
)
_SALUTATION = re.compile(r"[^。；;]{2,60}[：:]")
_ADDRESSED = re.compile(
    r"政府|办事处|辦事處|单位|單位|部门|部門|委员会|委員會|委|局|办公室|公司|学校|中心|支部|党组|各"
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Z]{1,16}\s?[〔\[（(【［]\s?(?:\d{4}|[xX×]{4})\s?[〕\]）)】］]\s?(?:第\s?)?[\dxX×]+\s?号"
)
_ANNOUNCED = re.compile(r"如下|以下|下列|要求|现将|包括|各项|各类")
_ATTACHED = re.compile(r"附\s{0,4}[件表图]\s{0,4}[：:]\s*\S|附\s{0,4}[件表图]\s{0,4}[：:]$")
_ATTACHMENT = re.compile(r"附\s{0,4}[件表图]\s{0,4}(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s?[：:]?")
_REMARK = re.compile(r"[（(](?:此件|此文|本件|主动公开|依申请公开)[^（(]{0,40}[）)]")
_COPIES = re.compile(r"(?:抄\s{0,4}[送报]|分\s{0,4}送)\s{0,4}[：:]\s*\S")
_PRINTED = rf"{_DATE}\s{{0,4}}印\s{{0,4}}[发發]"
_IMPRINT = re.compile(rf"(?:[^\s，。；：]{{2,30}}[\s\u3000]{{0,40}})?{_PRINTED}")
_CONTACT = re.compile(r"[（(]?\s*(?:联\s?系\s?人|聯繫人|聯絡人|联系电话|联系方式|咨询电话)\s?[：:]")
_AUTHOR = re.compile(r"(?:作者|发言人|报告人|主讲人|撰稿|执笔|報告人|發言人)\s?[：:]\s*\S{2,20}")
_HOLDER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,16}(?:长|長|书记|書記|主任|主席|委员|代表))[\s\u3000]+(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff])"
)
_ATTENDANCE = re.compile(r"(?:出\s?席|列\s?席|请\s?假)(?:人员|单位)?\s?[：:]\s*\S")
_ADOPTED = re.compile(
    rf"[（(][^（(]{{0,40}}{_YEAR}\s?年[^（(]{{0,80}}(?:通过|通過|公布|公佈|发布|發布|施行|修订|修訂|修正|印发|印發|批准)[^（(]{{0,80}}[）)]"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][\s\u3000]{1,2}[\u4e00-\u9fff]{1,2}")
_FRONT_MATTER = re.compile(r"目\s*[录錄次]|[前序引]\s*言|[摘提]\s*要|[导導]\s*[语語]|正\s*文|附\s*[录錄]|后\s*记")
_ORGAN = re.compile(
    r"(?:课题组|課題組|局|办公室|辦公室|委员会|委員會|政府|办事处|辦事處|中心|委|组|組|部|厅|廳|院|校|会|會|公司|支部|处|處|站|所|"
    r"领导小组|大队|馆|館|社|集团)(?:[\s\u3000]+\S{2,4})?$"
)
_BY_NAME = {role.value: role for role in Role} | {VERSE: Role.BODY}
_SIGNERS = 4  # names above one date
_HEAD = 8  # lines below the title that may be its furniture


def find_roles(lines: Sequence[Line], verdicts: Container[int]) -> dict[int, Role]:
    """The roles of lines (by their index) that are not body text."""
    roles: dict[int, Role] = {}
    head = _head_length(lines, verdicts)
    for index, line in enumerate(lines):
        if index in verdicts or not line.plain:
            continue
        role = _role_anywhere(line) or (_role_in_head(line) if index < head else None)
        if role is not None:
            roles[index] = role
    _print(lines, roles, verdicts, head)
    _sign(lines, roles, verdicts, head)
    return roles


def claimed_roles(lines: Sequence[Line]) -> dict[int, Role]:
    """The roles that the source itself gives to lines (by their index), in the words of `Role`: '{.signature}'."""
    return {index: _BY_NAME[line.hints.style] for index, line in enumerate(lines) if line.hints.style in _BY_NAME}


def find_attachment_notes(lines: Sequence[Line]) -> set[int]:
    """The lines (by index) that list the attachments: 附件：1.… and the numbered lines below it."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        begins = line.plain and len(line.text) <= 120 and _ATTACHED.match(line.text)
        if begins or (index - 1 in found and _is_attachment_item(line)):
            found.add(index)
    return found


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    return bool(text) and text[-1] in "日月）)0123456789" and _DATE_LINE.fullmatch(text) is not None


def is_salutation(text: str) -> bool:
    """Whether the text is a salutation: 同志们：."""
    if text[-1:] not in "：:" or _SALUTATION.fullmatch(text) is None or is_lead_in(text):
        return False
    return _SALUTED.search(text) is not None


def is_opening(line: Line) -> bool:
    """Whether the line is what follows a title: a salutation, a date, a number, an addressee."""
    text = line.text
    if len(text) > 80 or not line.plain:
        return False
    return is_salutation(text) or is_date(text) or is_document_number(text) or _is_addressee(text)


def is_attachment_mark(text: str) -> bool:
    """Whether the text marks the beginning of an attachment: 附件1 on a line of its own."""
    return text[:1] == "附" and _ATTACHMENT.fullmatch(text) is not None


def is_document_number(text: str) -> bool:
    """Whether the text is the number of a document and nothing else: 国发〔2014〕45号."""
    return _NUMBER.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether the text has the shape of a person's name."""
    return _NAME.fullmatch(text) is not None and _FRONT_MATTER.fullmatch(text) is None


def is_organ(text: str) -> bool:
    """Whether the text is the name of a body: an office, a committee, a company."""
    return len(text) <= 40 and _ORGAN.search(text) is not None and not ends_sentence(text)


def _head_length(lines: Sequence[Line], verdicts: Container[int]) -> int:
    """How many lines stand between the title and the text."""
    for index, line in enumerate(lines[:_HEAD]):
        text = line.text
        if line.hints.cell is not None:
            continue
        if index in verdicts or not line.plain or ends_sentence(text) or (len(text) > 60 and text[-1] not in "：:"):
            return index
        if text[-1] in "：:":
            return index + 1
    return min(len(lines), _HEAD)


def _role_anywhere(line: Line) -> Role | None:
    text = line.text
    first = text[0]
    if first in "出列请" and _ATTENDANCE.match(text):
        return Role.ATTENDANCE
    if len(text) > 120:
        return None
    if first == "附" and (role := _attachment_role(text)):
        return role
    if first in "（(" and _REMARK.fullmatch(text):
        return Role.REMARK
    if first in "（(联聯咨" and _CONTACT.match(text) and len(text) <= 80:
        return Role.CONTACT
    return Role.SALUTATION if is_salutation(text) and len(text) <= 40 else None


def _attachment_role(text: str) -> Role | None:
    if _ATTACHMENT.fullmatch(text) and text[-1] not in "：:":
        return Role.ATTACHMENT_MARK
    return Role.ATTACHMENT_NOTE if _ATTACHED.match(text) else None


def _role_in_head(line: Line) -> Role | None:
    text = line.text
    if is_document_number(text):
        return Role.DOCUMENT_NUMBER
    if is_date(text) or _ADOPTED.fullmatch(text):
        return Role.DATELINE
    if _is_addressee(text):
        return Role.ADDRESSEE
    if _AUTHOR.fullmatch(text) or _HOLDER.fullmatch(text) or is_name(text) or (is_organ(text) and len(text) <= 24):
        return Role.BYLINE
    return Role.CENTERED if line.hints.align is Align.CENTER and len(text) <= 40 else None


def _is_addressee(text: str) -> bool:
    if text[-1:] not in "：:" or len(text) > 120 or "。" in text or _ANNOUNCED.search(text):
        return False
    return _ADDRESSED.search(text) is not None


def _is_attachment_item(line: Line) -> bool:
    return line.number is not None and len(line.text) <= 60 and not ends_sentence(line.text)


def _sign(lines: Sequence[Line], roles: dict[int, Role], verdicts: Container[int], head: int) -> None:
    """Dates below the text, and the names above them."""
    for index in range(head, len(lines)):
        line = lines[index]
        if index in roles or index in verdicts or not line.plain or not is_date(line.text):
            continue
        roles[index] = Role.DATE
        before = index - 1
        while (
            before >= max(head, index - _SIGNERS)
            and before not in roles
            and before not in verdicts
            and _may_sign(lines[before])
        ):
            roles[before] = Role.SIGNATURE
            before -= 1
    last = len(lines) - 1
    if last >= head and last not in roles and last not in verdicts and _signs_alone(lines[last]):
        roles[last] = Role.SIGNATURE


def _print(lines: Sequence[Line], roles: dict[int, Role], verdicts: Container[int], head: int) -> None:
    """Below the text: who gets copies, and who printed the document when (GB/T 9704, 7.4)."""
    for index in range(head, len(lines)):
        line = lines[index]
        if index in verdicts or not line.plain:
            continue
        if _COPIES.match(line.text):
            roles[index] = Role.COPIES
        elif _IMPRINT.fullmatch(line.text):
            roles[index] = Role.IMPRINT
            if is_date(line.text.rstrip("印发發 \u3000")) and index > head and is_organ(lines[index - 1].text):
                roles[index - 1] = Role.IMPRINT


def _may_sign(line: Line) -> bool:
    text = line.text
    return (
        line.plain
        and line.number is None
        and 2 <= len(text) <= 40
        and not ends_sentence(text)
        and text[-1] not in "：:，,"
    )


def _signs_alone(line: Line) -> bool:
    """A name at the end without a date: only at the right, or after a blank line."""
    return _may_sign(line) and is_organ(line.text) and (line.hints.align is Align.RIGHT or line.indent >= 12)
