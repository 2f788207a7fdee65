"""C901 to C911: damage that nobody can repair without inventing. It stays as it is, and is reported with its places."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from publish.cleaners.patterns import late
from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, compile_both
from publish.diagnostics import Diagnostic, Span, info
from publish.model.raw import RawDocument

SHOWN = 5
"""So many places of a kind are named in its message."""
QUOTED = 4
"""Characters before and after a piece of damage that are quoted with it."""


class Kind(NamedTuple):
    """A kind of damage: its code, what it is, what to do, how it is found.

    Patterns begin with a set of characters, so that a search skips what cannot match; `holds` looks at the places
    that are left, given the text and the match.
    """

    code: str
    what: str
    advice: str
    pattern: re.Pattern[str]
    holds: Callable[[str, re.Match[str]], bool] = lambda text, found: True
    needs: tuple[str, ...] = ()
    """The text must hold one of these; quicker to look for than the pattern."""
    is_odd: bool = False
    """Whether the pattern begins with a set of rare characters."""


_BESIDE = late(rf"[{HAN}％%‰℃㎡，。、；：！）”》（“《]")
_HAN = late(f"[{HAN}]")
_LATIN = late("[A-Za-z0-9_/]")
_UNITS = {
    "％%": "",
    "个": "(?:百分点|(?!人|别|体|性|案|中|个))",
    "件": "(?!数|件)",
    "次": "(?!数|序|日|年|次|要)",
    "处": "(?!理|于|置|分|罚|处|长|级|室|境)",
    "座": "(?!谈|位)",
    "条": "(?!件|例|款|目|条)",
    "项": "(?!目|项)",
    "名": "(?!单|称|额|字|录|义|列|次|牌|师)",
    "家": "(?!庭|长|具|园|家|乡|校)",
    "期": "(?!间|限|望)",
    "公": "里",
    "万": "[元亩人]",
    "亿": "元",
    "人": "次",
    "户": "(?!籍|口|户)",
    "批": "次?(?!准|评|示|复)",
}
"""Units by their first character, and what must or may not follow it for it to be one."""
_LOST_BEHIND = (
    "不少于|达|达到|累计|先后|完成|提高|增长|下降|增加|减少|排查问题|整改|建成|新增|投入|补充条款|办成|超过|[年月期]多"
    "|所列的|提出的|的经验|具体问题|等|占比|比重达|率|共|条款|管护员|水管员|隐患点|书友群|修缮|工程|划线|登记|厕所|接口|车棚"
)
_BEFORE_LOST = compile_both(f"(?:{_LOST_BEHIND})$")
_AFTER = "[，。、；）]|已|比|点位|以上|建议|问题|余|以内"


def _is_placeholder(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if _LATIN.match(before) or (_LATIN.match(after) and not found[0].isdigit()):
        return False
    if after in ("光", "射", "轴", "軸", "型", "形", "坐", "染") and len(found[0]) == 1:
        return False
    if found[0] in "○□×":
        return False
    if found[0] in "*＊":
        return bool(_BESIDE.match(before) and _HAN.match(after))
    return bool(_BESIDE.match(before) or _BESIDE.match(after))


def _is_lost_number(text: str, found: re.Match[str]) -> bool:
    return bool(_BEFORE_LOST.search(text[max(0, found.start() - 6) : found.start()]))


def _lost_number() -> re.Pattern[str]:
    units = "|".join(f"(?<=[{first}]){rest}" for first, rest in _UNITS.items())
    behind = "".join(sorted({words[-1] for words in _LOST_BEHIND.split("|")}))
    return compile_both(rf"[{''.join(_UNITS)}](?<=[{behind}\n].)(?:{units})(?={_AFTER})")


KINDS = (
    Kind(
        "C901",
        "placeholder in the place of a number or name",
        "ask the author for the missing figures and names",
        late(
            r"[xX×Ｘｘ*＊○□_某](?:(?<=[xX×Ｘｘ])[xX×Ｘｘ]{0,7}(?:[.．·][xX×Ｘｘ]{1,6})?|(?<=[*＊])[*＊]{0,7}"
            r"|(?<=[○□])[○□]{0,7}|(?<=_)__+|(?<=某)(?:某|[市县縣区區省局镇鎮村單单公]某?))"
        ),
        _is_placeholder,
        is_odd=True,
    ),
    Kind(
        "C902",
        "year that was masked",
        "ask the author for the year",
        late(r"[12xX×Ｘｘ*](?:(?<=[12])[90][xX×ＸｘOo*＊]{2}(?=[-—年届屆])|(?<=[xX×Ｘｘ*])[xX×Ｘｘ*]{3}(?=年))"),
        lambda text, found: not _LATIN.match(text[found.start() - 1 : found.start()] if found.start() else ""),
    ),
    Kind(
        "C903",
        "number that is missing before its unit",
        "ask the author for the figure",
        _lost_number(),
        _is_lost_number,
    ),
    Kind(
        "C904",
        "marks that collide: a word may be missing between them",
        "compare with the source",
        late("，[，、]+|、[，、]+|。、|（）|《》|“”"),
        needs=("，，", "，、", "、，", "、、", "。、", "（）", "《》", "“”"),
    ),
    Kind(
        "C905",
        "character that could not be read, or of a private font",
        "name the encoding in the manifest, or type the character",
        late("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd锟烫](?:(?<![锟烫])|(?<=锟)斤拷|(?<=烫)烫烫)"),
        is_odd=True,
    ),
    Kind(
        "C906",
        "letters that were cut off a short form",
        "GDP is probably meant",
        compile_both(r"DP(?<![A-Za-z]..)(?![A-Za-z])(?:(?<=占..)|(?=比重|总量|增[长速]))"),
    ),
    Kind(
        "C907",
        "letter that may mask a word",
        "correct it in the source if it does",
        compile_both(rf"D(?<=[{HAN}].)(?=[{HAN}])(?![级区座栋组类型口])"),
    ),
    Kind(
        "C908",
        "item that lost its 是",
        "compare with the source",
        compile_both(
            rf"[一二三四五六七](?<=[。；].)(?:坚持|加快|健全|拓宽|压实|做[细实好]|发挥|强化|提升|推进|完善|抓[好实]|深化|优化|加强|突出|聚焦|落实|建立|严把|用好)(?=[{HAN}])"
        ),
    ),
    Kind(
        "C910",
        "年 in a title that lost its number",
        "ask the author for the year",
        late("年(?:(?<=^年)(?=[在关全我市县])|(?<=讲话年|报告年|总结年|发言年)$)", re.MULTILINE),
    ),
    Kind(
        "C911",
        "character of a scrambled font: another one is meant",
        "compare with the source; text copied from document viewers has 癿 for 的, 亍 for 于, 幵 for 并",
        late("[癿亍幵迚劢仸乊丌収](?<=[\u4e00-\u9fff].)"),
        is_odd=True,
    ),
)


def find_damage(document: RawDocument) -> Iterator[tuple[Kind, list[tuple[Span, str]]]]:
    """Each kind of damage that the document has, with the place and the text of every piece, in order."""
    seen = view(document)
    for kind, places in _found(seen):
        yield kind, [(_span(seen, found), found[0]) for found in places]


def quote_damage(document: RawDocument) -> Iterator[tuple[Kind, str]]:
    """Each piece of damage with its kind, quoted with a few characters of the text around it."""
    seen = view(document)
    for kind, places in _found(seen):
        for found in places:
            before = seen.text[max(0, found.start() - QUOTED) : found.start()].rpartition("\n")[2]
            yield kind, before + found[0] + seen.text[found.end() : found.end() + QUOTED].partition("\n")[0]


def _found(seen: View) -> Iterator[tuple[Kind, list[re.Match[str]]]]:
    for kind in KINDS:
        if kind.needs and not any(word in seen.text for word in kind.needs):
            continue
        proposed = seen.odd(kind.pattern) if kind.is_odd else kind.pattern.finditer(seen.text)
        places = [found for found in proposed if kind.holds(seen.text, found)]
        if places:
            yield kind, places


def report_damage(document: RawDocument) -> list[Diagnostic]:
    """One message for each kind of damage, with its number and first places; the span is that of the first."""
    messages = []
    for kind, places in find_damage(document):
        shown = ", ".join(f"line {span.line} '{word}'" for span, word in places[:SHOWN])
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        message = f"{kind.what}, {len(places)} in all: {shown}{more}"
        messages.append(info(kind.code, message, places[0][0], kind.advice))
    return messages


def _span(seen: View, found: re.Match[str]) -> Span:
    """The place: the line is that of the source, the column counts in the cleaned text of its block."""
    number = seen.block_at(found.start())
    span = seen.document.blocks[number].span
    return Span(span.path, span.line, span.column + found.start() - seen.starts[number], len(found[0]))
