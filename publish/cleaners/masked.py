"""C601, C602: words masked with letters against the filters of web sites."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import view
from publish.cleaners.wording import HAN, compile_both, is_traditional
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

_LETTER = late(
    r"[DＤd](?:(?<=建[DＤ])(?=\d{1,3}周年)|(?:(?<=[DＤ])|(?=[委员員建支风風章校课課]))(?<![A-Za-z0-9_/.+-].)(?![A-Za-z0-9_/+-]|[.]\w)"
    r"|(?<=d)(?<![A-Za-z0-9].)ang(?=[委员員建支风風章校课課的]))"
)
# What follows 党 in a word that has no other reading with a letter before it.
_AFTER = compile_both(
    r"(?:委|员(?!工)|建(?![筑材成议])|支部|总支|组织|组(?:书记|成员|会议?|班子|副|理论|中心|织|的|和|、|（|）|讨论|研究|决定)|组|风|中央|章|校|课|务|史|纪|性|群|代会|代表|工委|外|旗|徽|费|籍|龄|小组"
    r"|政(?:办|府|同责|班子|军民|领导|机关|主要|一把手|纪|处分|工团)|的(?:[一二]十[一二三四五六七八九]?[大届届]|领导|建设|路线|方针|政策|纪律|事业|宗旨|创新理论|群众路线|教育方针|组织)|报|刊|媒|魂|心|爱|办|国|和(?:国家|政府|人民)|要管|对|总揽|领导|史|办公室|内|费)"
)
_BEFORE = compile_both(
    r"(?:共产|治|管|入|主题|建|爱|护|兴|忧|在|为|跟|听|感|恩|向|对|于|从严治|执政|预备|全|我|本|老|新|民主|政|离退休|退休|各级|各|强|拥护|永远跟|忠诚于|热爱|脱|退|信)$"
)
_AMBIGUOUS = compile_both(
    r"(?:组|的(?![一二]十|领导|建设|路线|方针|政策|纪律|事业|宗旨|创新|群众|教育方针|组织)|内|外|和|对|办|心|报|国|领导|群|爱"
    r"|政(?!主要|班子|机关|领导|一把手|同责)|校|课)"
)
_GROUP = compile_both(r"组(?:会议?|书记|成员|班子|副书记|理论|中心组)")
_ORGAN = compile_both(r"[局委厅部院校司处县市省区]$")
_SURE = compile_both(
    r"[DdＤ](?:(?<![A-Za-z0-9].)(?:委|员|建(?![筑材成议])|支部|风廉|章|中央|总支|课|校|务|性|组织|代会)|(?<=(?:共产|严治).)(?<!d)|(?<=管.)(?<!d))"
)
_LABEL_BEFORE = compile_both(
    r"(?:维生素|维他命|(?:选项|方案|答案|选择)[是为:：]?|等级|字母|型号|座|栋|幢|甲乙|[ABCEFabc][、，,和及/]?|[ABC][^，。；]{1,10}[、，,])$"
)
_LABEL_AFTER = compile_both(
    r"[级区座栋幢口类型楼轮股档盘排线室门馆厅班段罩点款列次方图表项]|女士|先生|同学|老师|组(?:同学|学[员生]|选手|[队球]|得分|第|[、，]?[A-Z])"
)
_SERIES = late(rf"(?<![A-Za-z])[ABC](?=[{HAN}])")
_LETTERS = frozenset("DdＤ")
_CONTEXT = 12
SHOWN = 3
"""So many sure cases show that a document masks the word."""

_GOVERNMENT = compile_both(
    r"(?<=[省市县区镇乡级])(?:ZF|Zf|zf|zhengfu)(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?:ZF|zf)(?=[办工部各机会常主服采采购报网门的党])"
)


def find_masked_party(document: RawDocument) -> Iterator[Edit]:
    """C601: the letter D for 党, by the words around it, and by what the rest of the document shows."""
    seen = view(document)
    text = seen.text
    if _LETTERS.isdisjoint(seen.rare) or ("D" not in text and "Ｄ" not in text and not _SURE.search(text)):
        return
    shown = len(_SURE.findall(text)) >= SHOWN
    found = [match for match in _LETTER.finditer(text) if _is_masked(text, match.start(), match.end(), shown=shown)]
    if not found:
        return
    word = "黨" if is_traditional(text) else "党"
    for match in found:
        yield from seen.cut(match.start(), match.end(), "C601", "the letter stands for a word", word)


def _is_masked(text: str, start: int, end: int, *, shown: bool) -> bool:
    """Whether the letter at this place stands for 党: no label, no series, and a word of the Party around it.

    Words that go with any letter, as 的, count only where the document has shown that it masks the word.
    """
    before, after = (
        text[max(0, start - _CONTEXT) : start].replace("\n", ""),
        text[end : end + _CONTEXT].replace("\n", ""),
    )
    if not (_is_han(before[-1:]) or _is_han(after[:1])) or _LABEL_BEFORE.search(before) or _LABEL_AFTER.match(after):
        return False
    fits = _AFTER.match(after)
    if fits and not _AMBIGUOUS.match(after):
        return True
    if _GROUP.match(after) and _ORGAN.search(before):
        return True
    if _BEFORE.search(before) and not _SERIES.search(before):
        return True
    return shown and bool(fits or "一" <= before[-1:] <= "鿿") and not _in_series(text, start)


def _is_han(character: str) -> bool:
    return bool(character) and ("一" <= character <= "鿿" or character in "“”、，。《（）")


def _in_series(text: str, start: int) -> bool:
    return len(set(_SERIES.findall(text, max(0, start - 120), start))) > 1


def find_masked_government(document: RawDocument) -> Iterator[Edit]:
    """C602: ZF or zhengfu for 政府, after a level of administration or before a word of government."""
    seen = view(document)
    if not any(letters in seen.text for letters in ("ZF", "Zf", "zf", "zhengfu")):
        return
    for match in _GOVERNMENT.finditer(seen.text):
        yield from seen.cut(match.start(), match.end(), "C602", "the letters stand for a word", "政府")


RULES = (
    Rule(
        "C601",
        "masked-party",
        Safety.RISKY,
        "The letter D in the place of 党: D委, D员, 管D治D, 入D积极分子.",
        "Sites mask the word against filters. It is put back only where the words around it leave no other reading.",
        (
            "落实全面从严治D责任，抓好D建和D风廉政建设，D的领导不断加强。",
            "落实全面从严治党责任，抓好党建和党风廉政建设，党的领导不断加强。",
        ),
        find_masked_party,
        (
            "3D打印、4D影院、GDP、D级危房",
            "A组、B组、C组、D组，D组由张教练带队。",
            "补充维生素D的剂量应遵医嘱。",
            "选择题答案为D的有12人，为A的有5人。",
            "乘坐D3012次动车",
        ),
    ),
    Rule(
        "C602",
        "masked-government",
        Safety.RISKY,
        "The letters ZF in the place of 政府: 县ZF, ZF工作报告.",
        "As C601.",
        ("县委、县ZF高度重视ZF工作报告。", "县委、县政府高度重视政府工作报告。"),
        find_masked_government,
        ("采埃孚（ZF）公司", "ZF变速箱"),
        reach=Reach.BLOCK,
    ),
)
