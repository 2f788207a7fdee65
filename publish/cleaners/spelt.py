"""C603: words of office of which a site spelt a character in Latin letters, or broke them up, against filters."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from publish.cleaners.patterns import late
from publish.cleaners.view import view
from publish.cleaners.wording import HAN, is_traditional, traditional
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_WORDS = """
    党委 党员 党建 党组 党章 党风 党校 党课 党支部 党中央 共产党 中共 中央 政府 政协 政法 国务院 人大 人民 省委 市委
    县委 区委 镇委 纪委 监委 常委 工委 书记 主席 干部 群众 公安 警察 法院 检察 信访 上访 维稳 腐败 贪污 受贿 行贿 公务员
"""
"""Words that sites hide from filters; one of their characters is spelt, or noise stands between two."""
_SPELLING = """
    党dang 委wei 员yuan 建jian 组zu 章zhang 风feng 校xiao 课ke 支zhi 部bu 中zhong 央yang 共gong 产chan 政zheng 府fu
    协xie 法fa 国guo 务wu 院yuan 人ren 大da 民min 省sheng 市shi 县xian 区qu 镇zhen 纪ji 监jian 常chang 工gong 书shu
    记ji 主zhu 席xi 干gan 群qun 众zhong 公gong 安an 警jing 察cha 检jian 信xin 访fang 上shang 维wei 稳wen 腐fu 败bai
    贪tan 污wu 受shou 贿hui 行xing
"""
_SYLLABLE = late("[a-z][a-z]{1,4}")
_LETTER = late(
    r"[ZFWRGJ](?:(?<=(?<![A-Za-z0-9])Z)(?=府)|(?<=政F)(?![A-Za-z0-9])|(?<=反F)(?=败)|(?<=书J)(?![A-Za-z0-9])"
    r"|(?<=[省市县区纪监常党镇]W)(?=[、，县省区政人书常办组会员纪领监]|市(?!场))|(?<=(?<![A-Za-z0-9])R)(?=大(?:代表|常委|会议|政协|主任|监督|机关|换届))"
    r"|(?<=(?<![A-Za-z0-9])G)(?=安(?:局|机关|部门|派出所|干警|民警)))"
)
_LETTERS = {"Z": "政", "W": "委", "R": "人", "G": "公", "J": "记"}
_BROKEN = late(rf"[*^~#@&%$|+=_-](?<=[{HAN}].)(?=[{HAN}])")
_PAIRS = frozenset(first + second for word in _WORDS.split() for first, second in pairwise(word))


def _spelt_places() -> dict[str, list[tuple[str, str, str]]]:
    """For each syllable what may stand before and after it, and which character it then is."""
    places: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    spelling = {entry[0]: entry[1:] for entry in _SPELLING.split()}
    for word in _WORDS.split():
        for place, character in enumerate(word):
            places[spelling[character]].append((word[:place], word[place + 1 :], character))
    return places


_PLACES = _spelt_places()


def find_spelt_words(document: RawDocument) -> Iterator[Edit]:
    """C603: a syllable or an initial in the place of a character, or noise inside of the word."""
    seen = view(document)
    text = seen.text
    found_spelt = list(_spelt(text))
    old = bool(found_spelt) and is_traditional(text)
    for start, end, meant in found_spelt:
        yield from seen.cut(start, end, "C603", "letters stand for a character", traditional(meant) if old else meant)
    for found in _BROKEN.finditer(text):
        if text[found.start() - 1] + text[found.end()] in _PAIRS:
            yield from seen.cut(found.start(), found.end(), "C603", "noise inside of a word")


def _spelt(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _SYLLABLE.finditer(text):
        start, end = found.span()
        places = _PLACES.get(found[0])
        if not places or _is_latin(text[start - 1 : start]) or _is_latin(text[end : end + 1]):
            continue
        for before, after, character in places:
            if text.endswith(before, 0, start) and text.startswith(after, end):
                yield start, end, character
                break
    for found in _LETTER.finditer(text):
        letter = found[0]
        yield found.start(), found.end(), _LETTERS.get(letter) or ("府" if text[found.start() - 1] == "政" else "腐")


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "_/.")


RULES = (
    Rule(
        "C603",
        "masked-word",
        Safety.RISKY,
        "A character of a word of office spelt in letters (政fu, 市wei, 书J), or noise inside of such a word (公*安).",
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
        ),
    ),
)
