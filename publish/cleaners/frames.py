"""C507: a name framed by the same symbol on both sides, or strewn with noise, set into a sentence; marks of packs."""

import re
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.site import weigh
from publish.cleaners.view import view
from publish.cleaners.wording import HAN, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_ODD = "⊙☉⊕⊗⊛◎◈▣▤▥▦▧▨▩◐◑◉◍☯☸☾☽✿❀❁❂❃❄❅❆❇❈❉❊❋❖¤§¶†‡▓▒░☞☜♤✦✧✪✫✬✭✮✯✰☘☙♧♢♨♩♫♭"
"""Symbols that stand around nothing in an office text."""
_USED = "○●■□▪▫◆◇▲△▼▽★☆※#＃／｜|"
"""Symbols that offices use for other things: what they frame must be strewn with noise."""
_NOISE = rf"[^\w\s{HAN}，。；：、！？…“”‘’（）()《》【】\[\]]"
_FRAMED = late(
    rf"([{_ODD}{_USED}])(?<=[{HAN}，。、；：！？”）].)"
    rf"((?:(?!\1)[{HAN}])(?:(?:(?!\1){_NOISE}){{0,2}}[{HAN}A-Za-z0-9]){{1,15}})\1(?=[{HAN}，。、；：！？“（])"
)
_ARROWED = late(
    rf"[☞←⟪⟦❮](?<=[{HAN}，。、；：！？”）].)"
    r"(?:(?<=☞)(?=[^\n]{2,12}☜)|(?<=←)(?=[^\n]{2,12}→)|(?<=⟪)(?=[^\n]{2,12}⟫)|(?<=⟦)(?=[^\n]{2,12}⟧)|(?<=❮)(?=[^\n]{2,12}❯))"
    rf"(?P<name>[{HAN}A-Za-z0-9·.]{{2,12}})[☜→⟫⟧❯](?=[{HAN}，。、；：！？“（])"
)
"""Names between symbols that point at them from both sides."""
_OWNED = late(r"[【\[（(〔［「『][©®™][^】\]）)〕］」』\n]{2,14}[】\]）)〕］」』]")
_PIECES = late(_NOISE)
_SUMS = frozenset("+-×*&=/·")
"""Between words these mean something: 长×宽×高, 党建+网格."""
STREWN, FEW = 4, 3
"""So many single characters with noise between them are a name spelt; the fewer where the noise means nothing."""

_SPELT = rf"[{HAN}](?:[^\w，。；：、]{{1,2}}[{HAN}]){{2,9}}"
_SITE = r"[^\s，。；：《》“”]{2,10}(?:论坛|文库|资料库|素材库|贴吧|文库网|文秘网|范文网|公众号|社区)"
_FROM = (
    r"(?:源自|来自|来源于?|出自|摘自|节选自|整理自|复制自|搬运自|下载自|采集自|转自|转载自|首发于?|载于|取自|搬自|源于)"
)
_SOURCED = compile_both(
    rf"[【〖\[［「{{〈〔](?:(?:本文|本篇|此文|该文|文章|全文|原文|内容|资料){{0,2}}(?:{_FROM}|来源[:：]|出处[:：])\s?{_SPELT}"
    rf"|(?:本文|本篇|此文|该文|文章|全文|内容|资料){_FROM}\s?{_SITE})[】〗\]］」}}〉〕]"
)
_PACK = compile_both(
    r"[（(【\[［〔](?=[^）)】\]］〕]{0,8}[A-Za-z])(?=[^）)】\]］〕]{0,8}\d)[A-Za-z0-9_-]{4,12}\s?"
    r"(?:资料[包库]?|素材[包库]?|备份(?:资料|文件)?|文库|模板库?|题库|合集|文档|水印|标识|专用|课件)[·，,、\s|｜-]{0,2}"
    r"(?:请勿|切勿|不要|勿|别|请)?(?:删除?|保留|去除?|改动?|动)[）)】\]］〕]"
)
_OTHERS = (
    (_ARROWED, "name between symbols, set into a sentence"),
    (_OWNED, "name between symbols, set into a sentence"),
    (_SOURCED, "where a site says that the text is from"),
    (_PACK, "mark of a pack of documents"),
)
"""What else is looked for, and the reason."""


def find_frames(document: RawDocument) -> Iterator[Edit]:
    """C507: framed names, brackets that say from which site the text is, marks of packs of documents."""
    seen = view(document)
    for found in seen.odd(_FRAMED):
        if _is_name(seen.text, found):
            yield from seen.cut(found.start(), found.end(), "C507", "name between symbols, set into a sentence")
    for pattern, reason in _OTHERS:
        for found in seen.odd(pattern):
            yield from seen.cut(found.start(), found.end(), "C507", reason)


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether a framed stretch means nothing where it stands."""
    symbol, content = found[1], found[2]
    pieces = _PIECES.split(content)
    noise = set(_PIECES.findall(content))
    if symbol in _ODD:
        line = text[text.rfind("\n", 0, found.start()) + 1 : text.find("\n", found.end()) % (len(text) + 1)]
        return len(pieces) > FEW or (line.count(symbol) == 2 and not weigh(content).against)
    if all(len(piece) <= 1 for piece in pieces):
        return len(pieces) >= STREWN or (len(pieces) >= FEW and not noise <= _SUMS)
    return len(noise) > 1 and not noise <= _SUMS


RULES = (
    Rule(
        "C507",
        "framed-name",
        Safety.RISKY,
        "A name between two equal symbols that mean nothing there, or strewn with noise: ◎某☆某◎, ／某．某．某．某／; "
        "brackets that say from which site the text is; marks of a pack of documents.",
        "Sites sprinkle their names into texts. The symbols or the noise tell, and that text stands on both sides.",
        ("近期，◎某☆某☆圈◎各单位要压实责任【本文源自某-某-论-坛】。", "近期，各单位要压实责任。"),
        find_frames,
        (
            "发起#乡村振兴+文旅融合#话题。",
            "做强／党建／品牌。",
            "设置●红、黄、蓝●三色标签。",
            "坚持◎重点工程◎民生工程◎平安工程一起抓。",
            "（附件2资料勿删）",
        ),
    ),
)
