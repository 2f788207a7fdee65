"""What documents tell about dirt before they are cleaned: whose names stand in offers, which furniture recurs."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from publish.cleaners.inserts import delimited, found_inserts, may_hold
from publish.cleaners.patterns import late
from publish.cleaners.plain import plain
from publish.cleaners.promotion import is_promotion
from publish.cleaners.site import has_contact, is_telling, look, weigh
from publish.cleaners.speaking import is_site_line
from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, compile_both
from publish.model.ports import Evidence, Testimony
from publish.model.raw import RawDocument

NO_EVIDENCE = Evidence()
RECURS = 3
"""In so many documents a line that may be a site's is."""
STEPS = (RECURS, 5, 10, 20, 50, 100, 200, 500, 1000)
SHORTEST, LIMIT = 4, 60
SHORT = 24
"""A line that is a name and little else is not longer."""
OFFER = 170
"""Names are looked for in lines of at most so many characters."""

_NAME = rf"[{HAN}]{{3,9}}"
_QUOTE, _UNQUOTE = "[“\"「『'【《\\[]", "[”\"」』'】》\\]]"
_NAMED = tuple(
    late(pattern)
    for pattern in (
        rf"(?:公众号|公号|微信|搜一搜|知识星球|关注|来自|移步|加入|搜索|由)[:：]?\s*{_QUOTE}({_NAME}){_UNQUOTE}",
        rf"(?:公众号|公号|微信搜一搜 q|搜一搜)\s*[:：]?\s*({_NAME})(?![{HAN}])",
        rf"{_QUOTE}({_NAME}){_UNQUOTE}(?:公众号|公号|会员|独享|独家|整理|后台|原创|首发|用户)",
        rf"^[【\[「]({_NAME})[】\]」]",
        rf"(?:^|[^{HAN}])({_NAME})(?:声明|会员|vip|独家|首发|原创|出品|专注|专享|文档|[,，]专注)",
        rf"(?:^|[^{HAN}]|光临|访问|来自|来源|由|本文由|尽在)([{HAN}]{{2,6}}(?:网|站|铺子?|文库|书屋|书吧|充电桩|工坊|小店|资料馆|小灶|小队|超市))(?![{HAN}])",
        rf"^({_NAME})(?:[·|｜—-]{{1,2}}|\s*[(（]公[众号])",
        rf"(?:加入|上传至|至|来自)\s*[\[【“]?({_NAME}(?:营|圈|社|星球|超市|小队|站|网|库)|{_NAME}(?=[(（\]】”]))",
        rf"[:：](?:“)?({_NAME})[(（]公[众号]",
    )
)
_SITE_END = late("(?:网|站|铺子?|库|书屋|书吧|充电桩|工坊|小店|馆|夜话|小灶|小队|超市|营|客栈|驿站)$")
_SITE_START = late(
    rf"[^\w]*[{HAN}]{{2,6}}(?:网|站|铺子?|文库|书屋|书吧|充电桩|工坊|小店|资料馆|小灶|小队|超市)(?![{HAN}])"
)
_COMMON = late(
    r"特别|重要|温馨|友情|声明|提示|免责|广告|推荐|下载|资料|材料|会员|付费|用户|文档|本站|本网|网站|政府|单位|学校|发布$|日报|公众|微信|原创|更多|讲话|报告|总结"
    r"|互联网|网络|来源|版权|平台$|客服|扫码|关注|全文|内容|点击|领取|文章|相关"
)


_OWN = compile_both(
    "内部(?:资料|材料|文件|刊物)|注意保[存密]|意见稿|讨论稿|送审稿|公开发布|此件|机密|秘密|谢|各位|同志|女士|先生|大家好|汇报|审议|指正"
    "|邮箱|[@＠]|附[件表录：]"
)
"""What documents of an office have in common: marks of status, courtesy, addresses of their own."""
_LATIN = late(r"[A-Za-z]{2}|\d{5}")

_latest: tuple[RawDocument, Testimony] | None = None


def learn(documents: Sequence[RawDocument]) -> Evidence:
    """The names in the offers of the documents, and the lines that many of them have and that are a site's."""
    heard = [testify(document) for document in documents]
    names = {name for testimony in heard for name in testimony.names}
    return Evidence(tuple(sorted(names)), tuple(sorted(_count_lines(heard).items())))


def confer(heard: Sequence[Testimony]) -> list[Evidence]:
    """For each document what the others tell, as far as it holds something of it."""
    lines = _count_lines(heard)
    names = {name for testimony in heard for name in testimony.names}
    known = re.compile("|".join(map(re.escape, sorted(names)))) if names else None
    return [
        Evidence(
            tuple(sorted(_named(testimony, names, known))) if known else (),
            tuple((line, lines[line]) for line in testimony.lines if line in lines),
        )
        for testimony in heard
    ]


def _count_lines(heard: Iterable[Testimony]) -> dict[str, int]:
    """The lines that recur. Counts are rounded down, so that one more document does not change all others' evidence."""
    counts = Counter(line for testimony in heard for line in testimony.lines)
    return {line: max(step for step in STEPS if step <= count) for line, count in counts.items() if count >= RECURS}


def _named(testimony: Testimony, names: Collection[str], known: re.Pattern[str]) -> set[str]:
    """The names that others tell of and that may stand in a document."""
    words = [plain(place) for place in testimony.places if may_hold(place, known)]
    found = {name for name in names if any(name in text for text in words)}
    return found.difference(testimony.names)


def testify(document: RawDocument) -> Testimony:
    """What the document tells. It has to be asked before it is cleaned: then its offers are gone."""
    global _latest  # noqa: PLW0603 - asked by the pipeline and by the engine
    if _latest is None or _latest[0] is not document:
        seen = view(document)
        names = set(_offered(seen))
        lines = {line.text for line in seen.lines if may_recur(line.text)}
        places = {
            line.text
            for line in seen.lines
            if len(line.text) <= SHORT or (len(line.text) <= LIMIT and is_telling(line.text))
        }
        places.update(found[0] for found in delimited(seen))
        _latest = document, Testimony(tuple(sorted(names)), tuple(sorted(lines)), tuple(sorted(places)))
    return _latest[1]


def add_evidence(first: Evidence, second: Evidence) -> Evidence:
    """Both together."""
    names, lines = {*first.names, *second.names}, {*first.lines, *second.lines}
    return Evidence(tuple(sorted(names)), tuple(sorted(lines)))


def _offered(seen: View) -> Iterator[str]:
    """The names in lines and stretches that are a site's; who speaks in a line is only asked when it has names."""
    for line in seen.lines:
        if len(line.text) <= OFFER and is_telling(line.text):
            names = set(_names(plain(line.text)))
            if names and not seen.guards(line) and (is_site_line(seen, line) or is_promotion(line.text)):
                yield from names
    for text in chain(found_inserts(seen), _recurring(seen)):
        yield from _names(plain(text))


def _recurring(seen: View) -> Iterator[str]:
    """Lines that a document repeats and that begin with what may be the name of a site."""
    counts = Counter(line.text for line in seen.lines if len(line.text) <= LIMIT)
    for text, count in counts.items():
        if count < RECURS:
            continue
        words = plain(text)
        if _SITE_START.match(words) and not weigh(text).against and not words.endswith("。"):
            yield text


def _names(text: str) -> Iterable[str]:
    for pattern in _NAMED:
        for name in pattern.findall(text):
            own = _SITE_END.search(name)
            if not _COMMON.search(name) and not weigh(name).against and (own or not weigh(name).points):
                yield name


def may_recur(line: str) -> bool:
    """Whether a line is a site's if several documents have it: what says too little alone says enough together.

    Documents of one office have lines in common, too: salutations, thanks, headings, signatures, marks of status. So
    the line must say something of a site, or at least look like it, and nothing of an office.
    """
    if not SHORTEST <= len(line) <= LIMIT or line.endswith(("：", ":")) or _OWN.search(line):
        return False
    if is_telling(line):
        weight = weigh(line)
        return not weight.against and weight.points + look(line) > 1
    if line[0].isalnum() and not _LATIN.search(line):
        return False  # quick: most lines are neither decorated nor hold an address
    weight = weigh(line)
    if weight.against or look(line) < 0:
        return False
    return has_contact(line) or (weight.kinds > 1 and look(line) > 0)
