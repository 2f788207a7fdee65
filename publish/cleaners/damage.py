"""C901 to C907: damage that nobody can repair without inventing. It stays as it is, and is reported with its places."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, compile_both
from publish.diagnostics import Diagnostic, Span, info
from publish.model.raw import RawDocument

SHOWN = 5
"""So many places of a kind are named in its message."""

_UNIT = "个項项件次名人家条條处處座台臺公里亩畝万萬亿億元％%期场場份篇户戶所批轮輪吨噸米级級年月日号號天位项只隻辆輛间間栋棟例起套张張"


class _Kind(NamedTuple):
    code: str
    what: str
    pattern: re.Pattern[str]
    advice: str
    holds: Callable[[re.Match[str]], bool] = lambda found: True


def _is_lost_number(found: re.Match[str]) -> bool:
    return not found[0].startswith(("个个", "件件", "次次", "处处"))


_KINDS = (
    _Kind(
        "C901",
        "placeholder in the place of a number or name",
        re.compile(
            rf"(?<![A-Za-z0-9])(?:[xX×ＸｘＹ]{{1,6}}(?:[.．·-][xX×Ｘｘ]{{1,6}})?|\*{{1,6}}|＊{{1,6}}|○{{2,6}}|〇{{2,6}}|□{{2,6}}|_{{3,}})(?=[{HAN}％%‰℃㎡，。、；）”》])(?![xX]光)"
            rf"|(?<=[{HAN}“《])[xX×Ｘｘ＊*]{{2,6}}(?![A-Za-z0-9])|某某"
        ),
        "ask the author for the missing figures and names",
    ),
    _Kind(
        "C902",
        "year that was masked",
        re.compile(r"(?<![A-Za-z0-9])(?:19|20)[xX×ＸｘOo*＊]{2}(?=[-—年—届屆])|(?<![A-Za-z0-9])[xX×Ｘｘ*]{4}(?=年)"),
        "ask the author for the year",
    ),
    _Kind(
        "C903",
        "number that is missing before its unit",
        compile_both(
            rf"(?:不少于|达到?|共|累计|先后|完成|提高|增长|下降|增加|减少|排查问题|已整改|整改|建成|新增|投入|条款|办成|超过|比上年多|所列的|提出的|形成可推广的经验|[{HAN}]等)(?P<lost>[％%]|(?:个百分点|万元|亿元|人次|个(?!人|别|体|性|案)|件(?!数)|次(?!数|序|日|年)|处(?!理|于|置|分|罚)|座(?!谈)|条(?!件|例|款)|项(?!目)|名(?!单|称|额|字|录|义|列)|家(?!庭|长|具|园)|期(?!间|限|望)|公里|万亩|户(?!籍|口)))(?=[，。、；）的]|{HAN[:0]}[，。、；]|已|比|点位|以上)"
        ),
        "ask the author for the figure",
        _is_lost_number,
    ),
    _Kind(
        "C904",
        "marks that collide: a word may be missing between them",
        re.compile("，，+|、、+|，、|、，|。、|（）|《》|“”|()(?<=[、，])(?=和[、，。])"),
        "compare with the source",
    ),
    _Kind(
        "C905",
        "character that could not be read, or of a private font",
        re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]|锟斤拷|烫烫烫"),
        "name the encoding in the manifest, or type the character",
    ),
    _Kind(
        "C906",
        "letters that were cut off a short form",
        compile_both(r"(?<![A-Za-z])DP(?=比重|总量|增[长速]|[达突]|[年])|(?<=占)DP"),
        "GDP is probably meant",
    ),
    _Kind(
        "C907",
        "letter that may mask a word",
        re.compile(rf"(?<=[{HAN}])D(?=[{HAN}])(?![级級区區座栋棟组組类類型口])"),
        "correct it in the source if it does",
    ),
    _Kind(
        "C908",
        "item without its word: 二 for 二是",
        compile_both(
            rf"(?<=[。；])[一二三四五六](?=(?:加快|健全|拓宽|压实|做细|发挥|强化|提升|坚持|推进|完善|抓好|深化|优化|加强|注重|突出|聚焦|落实|建立|严把|用好)[{HAN}])"
        ),
        "compare with the source",
    ),
)


def report_damage(document: RawDocument) -> list[Diagnostic]:
    """One message for each kind of damage, with its number and first places; the span is that of the first."""
    seen = view(document)
    return [message for kind in _KINDS if (message := _report(seen, kind))]


def _report(seen: View, kind: _Kind) -> Diagnostic | None:
    places = [(found.start(), found[0]) for found in kind.pattern.finditer(seen.text) if kind.holds(found)]
    if not places:
        return None
    shown = ", ".join(
        f"'{_context(seen.text, start, word)}' (line {_span(seen, start, word).line})" for start, word in places[:SHOWN]
    )
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return info(kind.code, f"{kind.what}: {shown}{more}", _span(seen, *places[0]), kind.advice)


def _context(text: str, start: int, word: str) -> str:
    return text[max(0, start - 4) : start + len(word) + 4].replace("\n", " ").strip()


def _span(seen: View, start: int, word: str) -> Span:
    """The place in the cleaned block, whose line is that of the source; the column counts in the cleaned text."""
    number = seen.block_at(start)
    span = seen.document.blocks[number].span
    return Span(span.path, span.line, span.column + start - seen.starts[number], len(word))


def places(document: RawDocument) -> Iterator[tuple[str, int, int, str]]:
    """Every piece of damage: code, block, start, text."""
    seen = view(document)
    for kind in _KINDS:
        for found in kind.pattern.finditer(seen.text):
            if kind.holds(found):
                number = seen.block_at(found.start())
                yield kind.code, number, found.start() - seen.starts[number], found[0]
