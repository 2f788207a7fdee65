"""C603: words of office of which a site spelt a character in Latin letters, or broke them up, against filters."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from publish.cleaners.patterns import late
from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, is_traditional, traditional
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_WORDS = """
    党委 党员 党建 党组 党章 党风 党校 党课 党支部 党中央 共产党 中共 中央 政府 政协 政法 政治 国务院 人大 人民
    省委 市委 县委 区委 镇委 纪委 监委 常委 工委 书记 主席 干部 群众 公安 警察 法院 检察 检察院 信访 上访 维稳 维权
    腐败 反腐败 贪污 受贿 行贿 公务员 国家 军队 军委 共青团 习近平 民主 副书记
"""
"""Words that sites hide from filters; one of their characters is spelt, or noise stands between two."""
_SPELLING = """
    党dang 委wei 员yuan 建jian 组zu 章zhang 风feng 校xiao 课ke 支zhi 部bu 中zhong 央yang 共gong 产chan 政zheng 府fu
    协xie 法fa 国guo 务wu 院yuan 人ren 大da 民min 省sheng 市shi 县xian 区qu 镇zhen 纪ji 监jian 常chang 工gong 书shu
    记ji 主zhu 席xi 干gan 群qun 众zhong 公gong 安an 警jing 察cha 检jian 信xin 访fang 上shang 维wei 稳wen 腐fu 败bai
    贪tan 污wu 受shou 贿hui 行xing 治zhi 家jia 军jun 队dui 青qing 团tuan 习xi 近jin 平ping 权quan 反fan 副fu
"""
_SYLLABLE = late("[a-z][a-z]{1,4}")
_INITIAL = late(r"[A-CE-Za-ce-z](?<![A-Za-z0-9_/.+-].)(?![A-Za-z0-9_/+-]|[.]\w)")
"""One letter for a character. D, which is far the most frequent, has a rule of its own (C601)."""
_VAGUE = frozenset(["政法", "政协", "监委", "军委", "工委", "检察", "警察", "民主"])
"""Words that share an initial beside the same character with a more frequent word, or with a name of anything."""
_COMMON = frozenset("中市县区省镇大人国主上工书常安部法公党民席家校课章风治权团员建组支协院记行受信军队共政群众干")
"""Characters that stand beside letters in any text (W市 is a name, 中V a shape): more must follow the word."""
_COMMITTEE = r"[、，县省区政人书常办组会员纪领监]|市(?!场)"
_FOLLOWED = {
    **dict.fromkeys(("党委", "省委", "市委", "县委", "区委", "镇委", "纪委", "常委"), late(_COMMITTEE)),
    "人大": late("代表|常委|会议|政协|主任|监督|机关|换届"),
    "人民": late("[的群政服检法利至对、，。]"),
    "公安": late("局|机关|部门|派出所|干警|民警"),
    "干部": late("作风|职工|队伍|群众|选拔|任用|考核|教育|监督|人事|培训|大会|任免"),
    "中央": late("[八全决精纪经办文农军领和批政的关](?![形型])"),
    "信访": late("件|案|积|工作|局|部门|问题|群众|事项|联席"),
    "政治": late("建设|觉悟|站位|意识|纪律|规矩|生态|理论|素质|思想|生活|能力"),
    "政府": late(r"[^\d]|$"),
    "书记": late(r"[^\d]|$"),
    "群众": late("[的路工满生反监意利、，。]"),
}
"""What must follow a word of which nothing but a common character is left."""
_BROKEN = late(rf"[*^~#@&%$|+=_-](?<=[{HAN}].)(?=[{HAN}])")
_PAIRS = frozenset(first + second for word in _WORDS.split() for first, second in pairwise(word))


class _Place(NamedTuple):
    """A character of a word, and what of the word stands before and after it."""

    word: str
    before: str
    character: str
    after: str


def _by_spelling() -> dict[str, list[_Place]]:
    """For each syllable and each initial the places in words that it may stand for."""
    found: dict[str, list[_Place]] = defaultdict(list)
    spelling = {entry[0]: entry[1:] for entry in _SPELLING.split()}
    for word in _WORDS.split():
        for number, character in enumerate(word):
            place = _Place(word, word[:number], character, word[number + 1 :])
            found[spelling[character]].append(place)
            if word not in _VAGUE:
                found[spelling[character][0]].append(place)
    return found


_PLACES = _by_spelling()


def find_spelt_words(document: RawDocument) -> Iterator[Edit]:
    """C603: a syllable or an initial in the place of a character, or noise inside of the word."""
    seen = view(document)
    text = seen.text
    found_spelt = list(_spelt(seen))
    old = bool(found_spelt) and is_traditional(text)
    for start, end, meant in found_spelt:
        yield from seen.cut(start, end, "C603", "letters stand for a character", traditional(meant) if old else meant)
    for found in seen.odd(_BROKEN):
        if text[found.start() - 1] + text[found.end()] in _PAIRS:
            yield from seen.cut(found.start(), found.end(), "C603", "noise inside of a word")


def _spelt(seen: View) -> Iterator[tuple[int, int, str]]:
    text = seen.text
    for found in seen.odd(_SYLLABLE):
        start, end = found.span()
        if not _is_latin(text[start - 1 : start]) and not _is_latin(text[end : end + 1]):
            meant = [place.character for place in _beside(text, start, end)]
            if meant:
                yield start, end, meant[0]
    for found in seen.odd(_INITIAL):
        start, end = found.span()
        told = {place.character for place in _beside(text, start, end) if _is_told(place, text, end)}
        if len(told) == 1:
            yield start, end, told.pop()


def _beside(text: str, start: int, end: int) -> Iterator[_Place]:
    """The places in words of which the rest stands before and after these letters."""
    for place in _PLACES.get(text[start:end].lower(), ()):
        if text.endswith(place.before, 0, start) and text.startswith(place.after, end):
            yield place


def _is_told(place: _Place, text: str, end: int) -> bool:
    """Whether an initial can mean nothing else: enough of the word is left, or the text goes on as behind that word."""
    if place.before + place.after not in _COMMON:
        return True
    followed = _FOLLOWED.get(place.word)
    return followed is not None and followed.match(text, end + len(place.after)) is not None


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "_/.")


RULES = (
    Rule(
        "C603",
        "masked-word",
        Safety.RISKY,
        "A character of a word of office spelt in letters (政fu, Z央, 书J), or noise inside of such a word (公*安).",
        "As C601. The rest of the word must stand beside the letters, so that nothing is guessed.",
        (
            "加强政fu自身建设，公*安机关和县W县政府要支持市wei书ji的工作。",
            "加强政府自身建设，公安机关和县委县政府要支持市委书记的工作。",
        ),
        find_spelt_words,
        (
            "我市W酒店项目开工。",
            "相关系数R大于0.8",
            "WiFi覆盖市区，app下载量上升",
            "党-群、政-企之间",
            "每5min中断一次",
            "Z轴方向移动，甲方（以下简称J方）负责，骨干B组到场。",
        ),
    ),
)
