"""What documents tell about dirt before they are cleaned: whose names stand in offers, which furniture recurs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from publish.cleaners.inserts import found_inserts
from publish.cleaners.patterns import late
from publish.cleaners.plain import plain
from publish.cleaners.promotion import is_promotion
from publish.cleaners.site import is_telling, weigh
from publish.cleaners.speaking import is_site_text
from publish.cleaners.view import View
from publish.cleaners.wording import HAN
from publish.model.ports import Evidence
from publish.model.raw import RawDocument

NO_EVIDENCE = Evidence()
RECURS = 3
"""In so many documents a line with a word of a site is furniture."""
LIMIT = 60
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


def learn(documents: Sequence[RawDocument]) -> Evidence:
    """The names in the offers of the documents, and the lines with a word of a site that many of them have."""
    names: set[str] = set()
    recurring: Counter[str] = Counter()
    for document in documents:
        seen = View(document)
        telling = [*_telling(seen), *_recurring(seen)]
        for text in telling:
            names.update(_names(plain(text)))
        if len(documents) >= RECURS:
            recurring.update({line.text for line in seen.lines if _may_recur(line.text)})
    lines = (line for line, count in recurring.items() if count >= RECURS)
    return Evidence(tuple(sorted(names)), tuple(sorted(lines)))


def add_evidence(first: Evidence, second: Evidence) -> Evidence:
    """Both together."""
    names, lines = {*first.names, *second.names}, {*first.lines, *second.lines}
    return Evidence(tuple(sorted(names)), tuple(sorted(lines)))


def _telling(seen: View) -> Iterator[str]:
    """The lines and stretches that are a site's."""
    for line in seen.lines:
        if len(line.text) <= OFFER and is_telling(line.text) and (is_site_text(line.text) or is_promotion(line.text)):
            yield line.text
    yield from found_inserts(seen.text)


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


def _may_recur(line: str) -> bool:
    if len(line) > LIMIT or not is_telling(line):
        return False
    weight = weigh(line)
    return weight.points > 0 and not weight.against
