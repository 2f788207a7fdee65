"""How much a stretch of text speaks for a web site: kinds of evidence counted, words of offices counted against it."""

import re
from functools import lru_cache
from typing import NamedTuple

from publish.cleaners.lexicon import KINDS, LONGER, OFFICE, REQUEST, WEAK, Kind
from publish.cleaners.patterns import late
from publish.cleaners.plain import SOUNDING, plain, unspaced
from publish.cleaners.wording import HAN, KIND, Vocabulary, same_commas, variants

CACHED = 1 << 15
"""So many answers are kept: rules ask about the same lines again, in each round."""


WEAKLY = 2
"""Points that weak words alone can give."""


class Weight(NamedTuple):
    """What weighing found: points for, number of kinds of evidence among them, points against."""

    points: int
    kinds: int
    against: int

    @property
    def total(self) -> int:
        """Points for less points against."""
        return self.points - self.against


_NOTHING = Weight(0, 0, 0)


def _pattern(kind: Kind) -> str:
    words = "|".join(re.escape(word) for word in sorted(kind.words.split(), key=len, reverse=True))
    return f"{words}|{kind.forms}" if kind.forms else words


class _Kind(NamedTuple):
    """A kind of evidence: its words and, with what no single word tells, the pattern that counts them."""

    words: frozenset[str]
    pattern: re.Pattern[str]


_KINDS = tuple(_Kind(frozenset(kind.words.split()), late(_pattern(kind))) for kind in KINDS)
_WORDS = frozenset[str]().union(*(kind.words for kind in _KINDS))
_ANY = late("|".join(map(_pattern, KINDS)))
_FORMS = late("|".join(kind.forms for kind in KINDS if kind.forms))
_STRONG = Vocabulary(form for word in _WORDS - WEAK for form in variants(word))
_SAID = Vocabulary(_WORDS)
_LONGER = Vocabulary(LONGER.split())
_CALLING = late(rf"[^\w]*(?:{_pattern(REQUEST)})")
_SELF = late(r"本(?:站|网站|店|文库|文[由经已转来]|文版权|文档)|侵删|版权归|著作权归|(?:禁止|严禁|谢绝|请勿)转载")
_QUOTED = late('[“"「『][^”"」』]*[”"」』]')
_HANDLE = late(
    r"(?:微信|vx|v信|qq|群|公众号|公号|号|薇|加|戳|：|:)\s*[:：]?\s*[“\"(（]?(?:(?!docx|xlsx|pptx|jpeg)[a-z][a-z0-9_-]{3,20}|\d[\d-]{5,13})(?![\d年月日/元万])"
)
_WEB = late(
    r"(?:https?://|w\s?w\s?w\s?\.)|[a-z0-9-]{2,}\s?(?:\.|点|dot)\s?(?:c[o0]m|cn|net|org|top|cc|xyz|vip|example)(?![a-z])"
)
_OFFICE = late(OFFICE)
_SYMBOL = late(r"[^\w\s，。、；：！？“”‘’（）《》()【】…—-]")
_LETTERS = late(rf"[{HAN}]|[a-z0-9]+")
_BRACKETED = late(r"[【\[〖「『{<(（〔].*[】\]〗」』}>)）〕][。.]?")
_NUMBERED = late(
    r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）、．]|\.(?!\d))|第[一二三四五六七八九十百\d]+[章节条部编篇步]|[①-⑳]|附[件：:]|[一二三四五六七八九十][是要]"
)
_ASKED = late(r"(?:[QA]\d{0,2}|[问問答]|主持人|记者|記者|嘉宾|嘉賓)\s?[:：]")
_TALLY = late(rf"(?:[{HAN}]{{2,8}}[（(]\d+[{HAN}]{{1,2}}[)）][、，；]?)+")
_CLAUSE = late("[,;!?~]|:.*:")
_HANDLING = (
    "注意(?:保存|保密)|妥善保[管存]|(?:请勿|不得|严禁|切勿|禁止)(?:外传|翻印|复印|翻拍|扩散|传播)"
    "|仅?[供限](?:内部|领导)(?:参[考阅]|使用|学习|传阅)|仅供参[考阅]|内部(?:使用|传阅|掌握)|(?:会|阅)后(?:请)?(?:收回|交回|退回|归档|销毁)"
)
_MARKING = late(
    r"[\W_]*(?:[绝机]密|秘密|内部(?:学习|工作|会议|参[考阅])?(?:资料|文件|材料|文稿|刊物|参[考阅])|(?:会议|讲话)[材文]?[料稿]|此件不公开)"
    rf"(?:[\W_]*(?:{_HANDLING}))*[\W_]*"
)
"""How offices mark their papers, as the whole of a line: 内部资料，妥善保管; 会议材料，会后收回."""
_TOLD = late("[^为除]了(?=[，！～~]|$)|[他她](?!们?的)|孩子|[爸妈爷奶叔姨]|女儿|儿子|老[伴乡师板人]")
_TITLE_END = late(rf"(?:{KIND}|问题|情况|工作|建设|研究|思考)(?:[（(][^（）()]{{1,14}}[）)])?$")


def ends_like_title(text: str) -> bool:
    """Whether a line of one clause ends with the name of a kind of writing, or a tag behind that."""
    words = plain(text)
    return bool(_TITLE_END.search(words)) and not _CLAUSE.search(words)


def is_talk_or_tally(text: str) -> bool:
    """Whether a line is a question or an answer of a talk, begun with who speaks, or counts items: 投诉（3件）."""
    return bool(_ASKED.match(text) or _TALLY.fullmatch(text))


def is_numbered(text: str) -> bool:
    """Whether a line begins with the number of a heading or item."""
    return bool(_NUMBERED.match(text))


def shape(text: str) -> int:
    """Points for the look of a line; one more if there is nearly nothing but telling words in it."""
    return look(text) + is_dense(text)


def reaches(text: str, needed: int) -> bool:
    """Whether what a line says and its shape together come to so many points; quick where it is clear."""
    points = weigh(text).total + look(text)
    return points >= needed or (points + 1 >= needed and is_dense(text))


def is_dense(text: str) -> bool:
    """Whether there is nearly nothing but telling words in a line."""
    words = plain(text)
    return _told(words) * 3 >= 2 * len(re.sub(r"\W", "", words))


@lru_cache(maxsize=CACHED)
def is_thin(text: str, longest: int = 30) -> bool:
    """Whether telling words are few in a line that is not short: people who write of books and shops use them, too."""
    words = plain(text)
    length = len(_LETTERS.findall(words))
    return length > longest and _told(words) * (6 if has_contact(text) else 4) < length


def _told(words: str) -> int:
    """Characters of telling words."""
    return sum(len(found[0]) for found in _ANY.finditer(apart(words)))


def tells_of_people(text: str) -> bool:
    """Whether a line says what happened, and to whom, as no machine or site does."""
    return _TOLD.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a sentence asks something of readers, or speaks of the site and its rights, and says nothing else."""
    if not is_telling(text):
        return False
    weight = weigh(text)
    if weight.kinds < 2 or weight.against:
        return False
    words = plain(text)
    return bool(_CALLING.match(words) or _SELF.search(_QUOTED.sub("", words))) or has_contact(text) or is_dense(text)


def apart(words: str) -> str:
    """Plain text without the longer words in which words of sites stand by chance: 劳动力 is no 动力."""
    for longer in _LONGER.found(words):
        words = words.replace(longer, "\u3000")
    return words


def look(text: str) -> int:
    """Points for the look of a line: decorated, all in brackets; against: numbered like a heading, ended like a title,
    a whole sentence, long.
    """
    words = plain(text)
    points = 0
    if _BRACKETED.fullmatch(text) or (text and (_SYMBOL.match(text[0]) or text[:2] in ("--", "——"))):
        points += 1
    if _CALLING.match(words) and not words.endswith("。"):
        points += 1
    if _NUMBERED.match(words):
        points -= 2
    if ends_like_title(text):
        points -= 3
    if words.endswith(("。", ".", ";", ":")) and len(words) > 8:
        points -= 2
    points -= 2 * words[:-1].count("。")
    return points - max(0, len(words) - 70) // 30


def weigh(text: str) -> Weight:
    """The weight of a line, a bracket's content or a sentence, disguises undone."""
    return _weigh(plain(text))


@lru_cache(maxsize=CACHED)
def _weigh(words: str) -> Weight:
    """Kept by what is left when disguises are undone: repaired marks do not make a line a new one."""
    if _MARKING.fullmatch(words):
        return _NOTHING
    points = kinds = 0
    strong = False
    hits = _hits(apart(words))
    for kind, found in enumerate(hits):
        said = {hit for hit in found if not _said_by_others(hit, hits, kind)}
        points += min(len(said), 2)
        kinds += bool(said)
        strong = strong or not said <= WEAK
    if not strong:
        points = min(points, WEAKLY)
    if kinds and _HANDLE.search(words):
        points, kinds = points + 2, kinds + 1
    if _WEB.search(unspaced(words)):
        points, kinds = points + 1, kinds + 1
    return Weight(points, kinds, 2 * len(set(_OFFICE.findall(words))))


def _hits(words: str) -> list[set[str]]:
    """What there is of each kind of evidence."""
    said, formed = _SAID.found(words), bool(_FORMS.search(words))
    return [set(kind.pattern.findall(words)) if formed or not said.isdisjoint(kind.words) else set() for kind in _KINDS]


def _said_by_others(hit: str, hits: list[set[str]], kind: int) -> bool:
    """Whether evidence is but a part of longer evidence of another kind: the same characters do not testify twice."""
    return any(hit in longer and hit != longer for other, found in enumerate(hits) if other != kind for longer in found)


def is_telling(text: str) -> bool:
    """Whether there may be any evidence at all; quick."""
    return _is_telling(same_commas(text))


@lru_cache(maxsize=CACHED)
def _is_telling(text: str) -> bool:
    if _STRONG.stands_in(text):
        return True
    words = plain(text) if is_disguised(text) else ""
    return bool(words and (_SAID.stands_in(words) or _FORMS.search(words)))


def has_contact(text: str) -> bool:
    """Whether an account or the address of a site stands in a text."""
    words = plain(text)
    return bool(_HANDLE.search(words) or _WEB.search(unspaced(words)))


def is_disguised(text: str) -> bool:
    """Whether noise stands between characters, or characters that are used in place of others."""
    return bool(_DISGUISED.search(text) or _SOUNDING.search(text))


_NOISE = r"~^*&%#@!$|+=_.·•/\\♥❤★☆\s"
_STAND_INS = "Ａ-Ｚａ-ｚ薇徽呺泌孑"
_DISGUISED = late(rf"[{_NOISE}{_STAND_INS}](?:(?<=[{_STAND_INS}])|(?<=[{HAN}a-zA-Z].)[{_NOISE}]{{0,2}}[{HAN}])")
_SOUNDING = late(SOUNDING)
