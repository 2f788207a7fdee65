"""C504: what a site set into a sentence: its name, its conditions, its address, between delimiters or bare."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.cleaners.patterns import late
from publish.cleaners.plain import SOUNDING, plain
from publish.cleaners.site import has_contact, is_dense, is_disguised, is_telling, is_thin, weigh
from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, compile_both
from publish.model.edits import Edit
from publish.model.ports import Evidence, Rule, Safety
from publish.model.raw import RawDocument

_OPEN_ONLY = late("(?:试读|预览|试看|会员|付费|vip|免费|样张)版?|[一-鿿]{2,8}(?:出品|首发|独家首发|独家)")
"""What brackets other than round ones may hold only if it is a site's."""
_SPELT = late(r"[一-鿿](?:[.·\s/\\-][一-鿿]){2,9}")
_JOINED = late(rf"[{HAN}][-/][{HAN}][-/]")
_NAMING = late("文库|资料|素材|范文|论坛|文秘|书屋|笔会|公文|材料|[网库站馆店圈坛斋社坊阁吧]$")
_IMPRINT = late(r"[一-鿿]{2,8}[·•・|｜](?:独家|原创|首发|出品|整理|独家首发|原创首发|荣誉出品)")
_SPLIT = late(r"[°~*^#@|_]?[一-鿿](?:[°~*^#@|_][一-鿿]){2,9}[°~*^#@|_]?")
_ODD = frozenset("♂♀╬☼♠♣♥♡❤♬♪")
"""Symbols that stand around nothing in an office text."""
LONG = 16
"""Letters from which on what a site set in must be telling for the most part."""
SENTENCE = 14
"""Characters from which on a text with a full stop is a sentence of its own."""
_PAIRS = ["【】", "[]", "〖〗", "「」", "『』", "{}", "<>", "（）", "()", "〔〕", "［］", "｛｝", "＜＞", "«»", "〈〉"]
_BRACKETS = "|".join(
    rf"(?<={re.escape(pair[0])})[^{re.escape(pair)}\n。]{{1,44}}\n?[^{re.escape(pair)}\n。]{{1,44}}{re.escape(pair[1])}"
    for pair in _PAIRS
)
_MARK = r"~～^@＠&＆*＊★☆◆◇■□●○※▲△♥♡❤♦♠♣►◄＃#$＄%％|｜¤§¥`=＝°♂♀─-╿"
_SYMBOLS = (
    rf"(?P<mark>(?<=[{_MARK}])(?<![{_MARK}]{{2}})[{_MARK}]{{0,9}})"
    rf"(?P<word>(?:[^{_MARK}\n。，；：！？、]{{1,8}}[❤♥♡~～*^]){{0,2}}[^{_MARK}\n。，；：！？、]{{2,30}}(?:[:：][^{_MARK}\n。，；]{{1,16}})?)[{_MARK}]{{1,10}}"
)
_ARROWS = r"(?<=>)>{1,2}[^<>\n。]{2,40}<{2,3}|(?<=》)》{1,2}[^《》\n。]{2,40}《{2,3}|(?<=\\)/\\/[^\\\n]{3,30}\\/"
_SIGNED = rf"(?<=[{HAN}][©®])[A-Za-z{HAN}]{{2,14}}[©®]?(?=[，。；、])"
_FIRST = re.escape("".join(pair[0] for pair in _PAIRS) + ">》\\©®") + _MARK
INSERT = late(rf"[{_FIRST}](?:{_ARROWS}|{_BRACKETS}|{_SYMBOLS}|{_SIGNED})")
"""Delimited stretches; the pattern begins with the set of their first characters, so that a search skips the rest."""
_END = r"(?:[cC]\s?[oO0]\s?[mM]|[cC][nN]|net|org|top|cc|vip|example)"
_BEFORE, _AFTER = f"(?<=[{HAN}，。；：、])", f"(?=[{HAN}，。；：、])"
_URL = late(
    rf"{_BEFORE}(?:https?:\s?/\s?/\s?)?(?:[wｗ]\s?){{3}}\s?[.．。]\s?[A-Za-z0-9][A-Za-z0-9 .．/_-]{{1,40}}?[.．]\s?"
    rf"{_END}(?:/[A-Za-z0-9./_-]*)?{_AFTER}|{_BEFORE}(?:[A-Za-z0-9]\s){{3,24}}[.．]\s[cC]\s[oO0]\s[mM]{_AFTER}|{_BEFORE}[A-Za-z][A-Za-z0-9-]{{2,24}}\.{_END}{_AFTER}"
)
_DOMAIN = late(rf"[.．]\s?{_END}")
_NEEDED = compile_both(
    "网址|网站|登录|登陆|访问|公众号|微信|QQ|小程序|平台|系统|APP|App|扫码|扫描|关注|联系|咨询|电话|邮箱|下载|查询|报名|提交|填报|公示|公布|刊登|发布|来源|通过"
)
_OFFICE = late(r"\.(?:gov|edu|org)\b")
_GOVERNED = late("[在到从见于至向为是由经][:：]?$")
_USED = compile_both("[上中]?(?:下载|查询|查看|报名|登录|提交|填报|获取|公布|公示|办理|缴费|申请|进行|完成)")
_SITE_NAME = late(
    rf"(?:^|[^{HAN}])[{HAN}a-z]{{2,8}}(?:网|站|铺子?|库|书屋|书吧|文秘|秘书|充电桩|资料馆|小店|工坊)(?:$|[^{HAN}]|原创|首发|独家|出品|整理|分享|提供|专享|专供|会员|vip|下载)"
)
_ID = r"[a-z][a-z0-9_-]{3,20}(?:点(?:com|cn|net|org))?"
_WITH_ID = late(
    rf"[{HAN}]{{1,8}}(?:网|库|站|论坛|文秘|圈子?|吧|铺)\s?{_ID}"
    rf"|[{HAN}]{{2,10}}\s{_ID}\s?(?:网站|网|论坛|公众号)?(?:首发|原创|独家|整理|出品|提供)"
)
"""A site's name with its address in short."""
_STREWN = late(rf"[{HAN}](?:[·・][{HAN}]){{3,9}}(?![·・])")
"""Characters with dots between them."""
_SCANNED = late(
    rf"(?<=[{HAN}，。、；：]) ?(?:CS|[A-Z][A-Za-z]{{0,8}}[Ss]can[A-Za-z]{{0,8}})\s?扫描(?:全能王)?$", re.MULTILINE
)
_OWN = late(r"原创|首发|独家|整理|出品|转载|专享|专属|盗版|必究|vip|付费|内容|下载|会员|预览|续看|仅限|禁止|搜")
_HAN_ONLY = late(rf"[{HAN}]{{3,9}}")
_WWW = late(r"www\.\S")
_LATIN = late(r"[A-Za-z][A-Za-z0-9_ ]{3,24}")
_QUERIED = late(r"[^\w\s][\w .:-]+[^\w\s]+", re.ASCII)
_HAN_ANY = late(f"[{HAN}]")
_BARS = "|｜¦│┃"
_ROW = late(rf"\s*[{_BARS}][^\n]*[{_BARS}]\s*|[^\n{_BARS}]*(?:[{_BARS}][^\n{_BARS}]*){{3,}}")
"""A row of a table that is drawn with bars."""
_TERM = late(r"[A-Z]{2,6}|\d+(?:\.\d+)?")


def may_hold(text: str, known: re.Pattern[str]) -> bool:
    """Whether a name may stand in a text, in the open or disguised; quick."""
    return bool(known.search(text) or is_disguised(text))


def find_known_inserts(document: RawDocument, evidence: Evidence) -> Iterator[Edit]:
    """C504, also for delimited stretches that hold a name which the documents' own offers tell."""
    yield from find_inserts(document)
    if not evidence.names:
        return
    known, seen = re.compile("|".join(map(re.escape, evidence.names))), view(document)
    for found in delimited(seen):
        if may_hold(found[0], known) and known.search(plain(found[0])) and not weigh(found[0]).against:
            yield from seen.cut(found.start(), found.end(), "C504", "name of a site, set into a sentence")


@lru_cache(maxsize=2)
def delimited(seen: View) -> tuple[re.Match[str], ...]:
    """All delimited stretches of a document; the latest are kept, because several rules ask."""
    return tuple(seen.odd(INSERT))


def find_inserts(document: RawDocument) -> Iterator[Edit]:
    """C504: delimited words that speak for a site, in sentences that speak of something else; bare addresses."""
    seen = view(document)
    for found in delimited(seen):
        if is_insert(found, seen.text) and not _is_code(seen, found):
            yield from seen.cut(found.start(), found.end(), "C504", "words of a site, set into a sentence")
    if "扫描" in seen.text:
        for found in _SCANNED.finditer(seen.text):
            yield from seen.cut(found.start(), found.end(), "C504", "mark of a program that photographs pages")
    if "·" in seen.text or "・" in seen.text:
        for found in _STREWN.finditer(seen.text):
            if _NAMING.search(plain(found[0])):
                yield from seen.cut(found.start(), found.end(), "C504", "name of a site, set into a sentence")
    if not any(seen.odd(_DOMAIN)):
        return
    for found in _URL.finditer(seen.text):
        if not _is_needed(seen.text, found):
            yield from seen.cut(found.start(), found.end(), "C504", "address of a site, set into a sentence")


def _is_code(seen: View, found: re.Match[str]) -> bool:
    """Whether symbols belong to a program, a query or a table drawn with bars."""
    text, whole = seen.text, found[0]
    if not found["word"] and whole[0] not in "（(<{[":
        return False
    if seen.technical:
        return not has_contact(found["word"] or whole[1:-1]) or not _HAN_ANY.search(whole)
    glued = text[found.end() : found.end() + 1]
    if _QUERIED.fullmatch(whole) and glued.isascii() and glued.isalnum():
        return True
    line = text[text.rfind("\n", 0, found.start()) + 1 : (text.find("\n", found.end()) + 1 or len(text) + 1) - 1]
    return whole[0] in _BARS and bool(_ROW.fullmatch(line))


def _is_needed(text: str, found: re.Match[str]) -> bool:
    """Whether an address is part of its sentence: an office's, announced before it, or told what to do there."""
    before, after = text[max(0, found.start() - 16) : found.start()], text[found.end() : found.end() + 8]
    return bool(_OFFICE.search(found[0]) or _NEEDED.search(before) or _GOVERNED.search(before) or _USED.match(after))


def found_inserts(seen: View) -> Iterator[str]:
    """The stretches of a document that are a site's."""
    return (found[0] for found in delimited(seen) if is_insert(found, seen.text))


def without_inserts(line: str) -> str:
    """A line without what a site set into it."""
    return INSERT.sub(lambda found: "" if is_insert(found, line) else found[0], line)


def outside(line: str) -> str:
    """What stands around the delimiters of a line, when it is a sentence; else the line: how to judge it as a whole."""
    rest = INSERT.sub("", line)
    return rest if len(rest) >= SENTENCE and rest.endswith("。") else line


def is_insert(found: re.Match[str], text: str) -> bool:
    """Whether a delimited stretch of the text is a site's."""
    whole, mark = found[0].replace("\n", ""), ""
    if whole[0] in "©®":
        return True
    if found["word"]:
        content, mark = found["word"], whole[: whole.index(found["word"])]
    else:
        content = whole.strip("<>《》\\/") if whole[0] in "<>《》\\" else whole[1:-1]
    if mark and _is_signed(mark, content):
        return True
    if (
        _IMPRINT.fullmatch(content)
        or (whole[0] not in "（(〔<《>" and _is_spelt_or_own(content, whole[0]))
        or _SPLIT.fullmatch(content)
    ):
        return True
    words = plain(content)
    named = _WITH_ID.fullmatch(words)
    if not (named or is_telling(content) or (mark and _SITE_NAME.search(words)) or _WWW.search(content)):
        return False
    weight = weigh(content)
    if weight.kinds and not weight.against and re.search(SOUNDING, content):
        return True
    if (
        weight.against
        or (is_thin(content, LONG) and not has_contact(content))
        or _NEEDED.search(_around(text, found.start(), found.end()))
    ):
        return False
    if named or (_SITE_NAME.search(words) and (_OWN.search(words) or mark)):
        return True
    alone = len(mark) > 1 or (whole[0] in "【[〖［" and is_dense(content))
    return weight.total >= (1 if len(mark) > 1 else 2) and (weight.kinds > 1 or alone)


def _is_spelt_or_own(content: str, opening: str) -> bool:
    """Whether brackets hold a name spelt with stops, a mark of a trial version or a maker; or anything in braces."""
    words = plain(content)
    if opening in "{｛" and _HAN_ONLY.fullmatch(content):
        return not weigh(content).against
    if _JOINED.search(content) and not _NAMING.search(words):
        return False  # a list: 人-机-料-法-环
    return bool(_SPELT.fullmatch(content.strip()) or _OPEN_ONLY.fullmatch(words)) and not weigh(content).against


def _is_signed(mark: str, content: str) -> bool:
    """Whether symbols stand around nothing but a Latin name, as that of a seller, or odd symbols around any name."""
    if mark in _ODD and re.fullmatch(f"[{HAN}]{{2,8}}", content):
        return True
    return (
        bool(_LATIN.fullmatch(content.strip()))
        and not _TERM.fullmatch(content)
        and (len(mark) > 1 or mark in "★☆◆◇■□●○※▲△♥♡❤♦@&^~～")
    )


def _around(text: str, start: int, end: int) -> str:
    """The rest of the sentence on both sides, which tells whether it is about web sites itself."""
    before = re.split("[。！？\n]", text[max(0, start - 40) : start])[-1]
    after = re.split("[。！？\n]", text[end : end + 24])[0]
    return before + after


RULES = (
    Rule(
        "C504",
        "inserted-note",
        Safety.RISKY,
        "Words of a site between brackets or symbols in a sentence, or its bare address: 【某某网原创】, ★abcd★.",
        "Sites sprinkle their name and their conditions into texts. What counts is what the words are (channel, price, "
        "request, rights), disguised or not, and that the sentence around them is about something else.",
        ("各单位要压实责任【某某文秘网原创】，确保安全。", "各单位要压实责任，确保安全。"),
        find_inserts,
        (
            "各镇要用好“某地通”（扫码下载）等平台，方便群众办事。",
            "请关注公众号（某县发布），及时了解信息。",
            "全区共有★★★级饭店12家。",
            "按照“1+3+N”工作法【见附件3】抓好落实。",
        ),
        find_known_inserts,
    ),
)
