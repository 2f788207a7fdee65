"""C410: promotional blocks, told by what makes them one: goods, price, a call to the reader, a private contact."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from publish.cleaners.markers import without_marks
from publish.cleaners.patterns import late
from publish.cleaners.sentences import has_own_sentence
from publish.cleaners.site import CACHED, ends_like_title, is_numbered, weigh
from publish.cleaners.speaking import is_site_line
from publish.cleaners.view import Line, adjoin, short_lines, view
from publish.cleaners.wording import Signs, compile_both, forms, same_commas
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 300
"""Promotional blocks are not longer; a paragraph of a report may well be."""

_CONTACT = (
    r"(?:QQ|qq|Qq|扣扣|[VvＶ][XxＸ信]?|薇[信芯]?|威信|微[信芯x]|WeChat|wechat|公众号|公号|客服|群主|小助手|助理|加群|进群"
    r"|交流群|会员群?|官方群|群号?|联系|店铺|旺旺|：|:)(?:号|号码|ID|id|微信|QQ|qq|[VvＶ][XxＸ]?)?"
)
_ACCOUNT = r"(?:[A-Za-z][A-Za-z0-9_-]{2,20}|\d{6,11}(?![-\d年月])|\d ?\d{3,11}(?![-\d年月]))"
_HANDLE = compile_both(rf"{_CONTACT}\s*[:：]?\s*[(（“\"]?\s*{_ACCOUNT}")


class Evidence(NamedTuple):
    """A kind of evidence for an offer; each of its words counts `weight`, at most three of them."""

    weight: int
    pattern: re.Pattern[str]


_GOODS = Evidence(
    1,
    compile_both(
        r"素材|范文|模板|文库|文档|资料|材料|课件|PPT|ppt|公文|文稿|例文|代写|代笔|润色|润笔|撰稿|写作|讲话稿|述职|演讲稿"
        r"|总结稿|题库|教程|大礼包|网盘|课题申报|合集|宝典|公文写作|(?:全站|所有|免费|精品)(?:资源|内容)"
    ),
)
_PRICE = Evidence(
    1,
    compile_both(
        r"会员|(?<![#＃@%$&A-Za-z])[VvＶ][IiＩ][PpＰ](?![A-Za-z])|年费|月费|年卡|终身|付费|充值|优惠|特惠|限时|仅[需售]|立减|折扣|[\d一二三四五六七八九]折"
        r"|免费(?:领|下载|赠送|QQ|群)|赠送|权益|特权|原价|现价|退款|永久|套餐|购买|价格|豪礼|\d元|积分|下载[币券]|金币|消耗|打包|淘宝|闲鱼|拼多多|下单|付款|订单|免费享|免费看|免费阅读|全额退|先款后|款到发|货到付款|包满意"
    ),
)
_CALL = Evidence(
    1,
    compile_both(
        r"添加|加入|扫码|扫描|长按|点击|关注|联系|咨询|领取|订阅|下载|备注|进群|加群|下单|开通|回复|私信|请加|加[VvQq微]"
        r"|欢迎(?:访问|光临|加入|关注|添加|选购|订购|使用)|认准|有意|需要的|任你选|请代|任选|拍下|详询|搜索|咨询|找我|滴滴|戳|私聊"
    ),
)
_HYPE = Evidence(
    1,
    compile_both(
        r"专注|更新时间|更新频率|客服时间|售后|每日|海量|独家|精选|一键|极速|每天更新|持续更新|终身更新|同步更新|好评|高质量"
        r"|高品质|内部(?:资料|材料|高|素材)|加急|不限|随便下|随意下|全网|任你|轻松|谨防|假冒|仿冒|正版|唯一|专业|一次付费"
        r"|超值|火热|招募|全站|应有尽有|随心|秒|24小时|持续接单|接单|专享|等你来|必属精品|大全|完整版|不满意|陪跑|躺赢|永不|秒发|定制|实时分享|共享平台|平台|累计分享|迭代"
    ),
)
_BAN = Evidence(
    2,
    compile_both(
        r"(?:严禁|禁止|请勿|不得|谢绝|切勿|不要|勿).{0,8}?(?:外传|上传|泄露|流出|转卖|倒卖|转载|传播|转发|商用|分享|复制|二次|外泄|翻录)|倒卖|转卖|盗版"
        r"|用后删除|仅供.{0,8}(?:学习|交流|使用)|封号|违者|翻版|必究|转售|商业用途|打击"
    ),
)
_READER = Evidence(1, compile_both(r"您|亲[,，们]|小伙伴|朋友(?:们)?[,，请可]|各位(?:朋友|伙伴)|大家"))
_AMOUNT = Evidence(
    1,
    compile_both(
        r"\d[\d,.]*\s*(?:万|多|余|\+|＋)*\s*(?:篇|份|套|G|GB|字|个模板)|\d[\d,.]*\s*[亿万][+＋]?(?:内容|文档|资源|[篇份套])|[一二三四五六七八九十百千]+万[份篇]"
    ),
)
_GROUP = Evidence(
    1,
    compile_both(
        r"[QqVv]{1,2}群|QQ|交流群|会员群|学习群|微信群|网盘群|微信|公众号|客服|小助手|VX|vx|薇信|店铺|官方|群主|本[站店网]"
    ),
)
_EVIDENCE = (_GOODS, _PRICE, _CALL, _HYPE, _BAN, _READER, _AMOUNT, _GROUP)
_WEAK_EVIDENCE = (_GOODS, _PRICE, _CALL, _HYPE, _BAN, _GROUP)
_OFFICIAL = compile_both(
    r"群众|居民|市民|村民|职工|党员|干部|同志|学生|教师|家长|企业|我[市县区局省校院办]|全[市县区省年镇校]|各单位|各部门|[市县区局委]委?政府|办公室主任|参会|会议|培训班|领导小组|机关(?:单位|干部|党|各|工委|事务)|内部(?:使用|参考|掌握)"
    r"|社区|服务大厅|便民|累计(?!分享|下载|收录)|满意|经费|活动|发布”|举办|查处|专项|整治|检查|工作(?:有|进|部署|组|队|要)|人次|建立|推进|落实|涉密|报送|应急|受理|严厉|等行为|论文|资金|万元|经验|实际|责任|机制|任务|措施|推动|加大|完善|建设|改造|实施"
)
_BRANDED = compile_both(r"^[【\[〖「](?P<brand>[^】\]〗」]{2,12})[】\]〗」]")
_MADE_BY = compile_both(
    r"^(?P<brand>[^\s，。：；、【】（）()]{2,10}?)(?:整理|提供|出品|独家|首发|原创|荣誉|内部材料|会员)"
)
_WELCOME = compile_both(
    r"^欢迎(?:访问|光临|来到|使用)(?P<brand>[^\s，。！]{1,12}(?:网|网站|库|馆|铺|店|坊|素材|资料|文秘|社区|平台|公众号|小站|范文))[！!。]?$"
)
_FOUND_AT = compile_both(
    r"^(?P<brand>[^\s，。：；、·]{2,10})[·•・|｜—-]{1,2}(?:内部(?:材料|资料|资源)|会员专享|专用|出品|资料|荣誉出品|精品资源)$"
)
_MAKER_ENDS = forms("材料 资料 资源 专享 专用 出品")
_RULE_LINE = late(r"[-—–─━═=_*~～﹏·.•▬☆★◆◇]{6,}")
_CONTACT_LINE = compile_both(r"[^：:，。！]{2,14}[：:][A-Za-z0-9_-]{4,20}")
_PLAIN = late(r"[^。！？；，,;!?：:]{2,24}")
_TELLING = Signs(
    "翻版 必究 出品 付费 立减 一次付费 "
    "素材 范文 文库 模板 代写 代笔 润色 润笔 PPT 会员 VIP vip Ｖ QQ qq 微信 "
    "薇 公众号 客服 进群 加群 流群 群主 习群 倒卖 外传 外傳 转卖 盗版 封号 二维码 扫码 "
    "订阅 仿冒 假冒 正版 专享 特惠 优惠 欢迎访问 欢迎光临 欢迎来到 商用 本店 大礼包 淘宝 积分 V信 "
    "v信 定制服务"
)
_HINTS = "资料 材料 公文 文档 文稿 写作 免费 下载 禁止 严禁 请勿 专注 分享 原创 元 群 更新"
_HINTING, _HINTING_FORMS = Signs(_HINTS), forms(_HINTS)
"""A line without any telling word, or several that hint, offers nothing; looked for first, because it is quick."""
WEAK_LIMIT = 80
DENSE, PER_POINT = 60, 30
"""Beyond so many characters a line must hold one more point of evidence for each so many more."""
TOP, TITLE_LIMIT = 16, 60
"""The title is looked for in so many lines, of at most so many characters."""
_ENOUGH = 5
_GUARDED = 8
"""A line needs more in technical writing, or where it is part of a paragraph whose lines were broken."""
_WEAK = 2


def _weak_score(line: str) -> int:
    """Evidence of a line that stands beside an offer: courtesy and exclamation do not count."""
    if len(line) > WEAK_LIMIT:
        return 0
    hits = sum(len(set(evidence.pattern.findall(line))) for evidence in _WEAK_EVIDENCE)
    return hits - 2 * len(set(_OFFICIAL.findall(line)))


def promotion_score(line: str) -> int:
    """How much a line is an offer: kinds of evidence, less what only an office would write."""
    score = kinds = 0
    for evidence in _EVIDENCE:
        hits = len(set(evidence.pattern.findall(line)))
        kinds += hits > 0
        score += evidence.weight * min(hits, 3)
    if _HANDLE.search(line):
        score += 3
        kinds += 1
    if _BRANDED.match(line) or _FOUND_AT.match(line):
        score += 2 if _PRICE.pattern.search(line) else 1
        kinds += 1
    if _WELCOME.match(line):
        score += 4
        kinds += 1
    if "！" in line or "!" in line:
        score += 1
    official = 2 * len(set(_OFFICIAL.findall(line)))
    return max(score - official, 0) if kinds > 1 else min(score, _ENOUGH - 1) - official


@lru_cache(maxsize=CACHED)
def is_promotion(line: str, needed: int = _ENOUGH) -> bool:
    """Whether a line is an offer; the longer it is, the more evidence it must hold."""
    against = weigh(line).against
    if weigh(line).total < 0 or (against and _CONTACT_LINE.fullmatch(line)):
        return False
    line = without_marks(line)
    enough = needed + max(0, len(line) - DENSE) // PER_POINT
    return promotion_score(line) >= enough and not has_own_sentence(line)


def find_promotions(document: RawDocument) -> Iterator[Edit]:
    """C410: offers; short lines between them; lines that are nothing but the name of who offers."""
    lines = list(short_lines(document, LIMIT))
    taken = {place for place, line in enumerate(lines) if _may_offer(line.text) and _is_offer(document, line)}
    brands = {brand for place in taken for brand in _brands(lines[place].text)}
    for place in sorted(taken):
        yield lines[place].drop("C410", "promotional block")
    named = {place for place, line in enumerate(lines) if _is_maker(line.text) or line.text in brands} - taken
    around = _around(document, lines, taken | named) if taken else set[int]()
    for place in sorted(named | around):
        yield lines[place].drop("C410", "line of a promotional block")


def _is_offer(document: RawDocument, line: Line) -> bool:
    """Whether a line is an offer, given how its document is written."""
    return is_promotion(line.text) and (not view(document).guards(line) or is_promotion(line.text, _GUARDED))


def _may_offer(line: str) -> bool:
    return _tells_of_goods(same_commas(line))


@lru_cache(maxsize=CACHED)
def _tells_of_goods(line: str) -> bool:
    return _TELLING.mark(line) or (_HINTING.mark(line) and sum(word in line for word in _HINTING_FORMS) > 1)


def _brands(line: str) -> Iterator[str]:
    for pattern in (_BRANDED, _MADE_BY, _WELCOME, _FOUND_AT):
        found = pattern.match(line)
        if found and len(found["brand"]) > 1:
            yield found["brand"]


def _is_maker(line: str) -> bool:
    return line.endswith(_MAKER_ENDS) and bool(_FOUND_AT.match(line))


def _site_lines(document: RawDocument, lines: list[Line]) -> set[int]:
    """The lines that C412 takes: a block of offers may have them among its own."""
    seen = view(document)
    return {place for place, line in enumerate(lines) if is_site_line(seen, line, first=place == 0)}


def _around(document: RawDocument, lines: list[Line], taken: set[int]) -> set[int]:
    """Weak lines and lines of the site that touch the block of offers, and rules drawn around it."""
    found: set[int] = set()
    site = _site_lines(document, lines)
    top = _last_of_top(lines, taken | site)
    for step in (1, -1):
        for place in range(len(lines))[::step]:
            if place in taken or place == top or place - step not in taken:
                continue
            first, second = sorted((place, place - step))
            if adjoin(document, lines[first], lines[second]) and (
                place in site or _belongs(lines, place, taken | site, step, above=place < top)
            ):
                taken.add(place)
                found.add(place)
    return found


def _last_of_top(lines: list[Line], taken: set[int]) -> int:
    """The place of the last line before the text that is no offer: it may be the title. -1 when there is none."""
    last = -1
    for place, line in enumerate(lines[:TOP]):
        if place in taken:
            continue
        if line.text.endswith(("。", "，", "、", "；")) or len(line.text) > TITLE_LIMIT or is_numbered(line.text):
            break
        last = place
    return last


def _belongs(lines: list[Line], place: int, taken: set[int], step: int, *, above: bool) -> bool:
    text = lines[place].text
    if _RULE_LINE.fullmatch(text):
        return True
    if ends_like_title(text):
        return False
    if _weak_score(text) >= _WEAK:
        return True
    between = place + step in taken or place + 2 * step in taken
    is_name = len(text) < 20 and bool(_PLAIN.fullmatch(text)) and not is_numbered(text)
    return between and is_name and (above or not _OFFICIAL.search(text))


RULES = (
    Rule(
        "C410",
        "promotional-block",
        Safety.RISKY,
        "Offers of a seller of documents: what is sold, at which price, what to do, whom to write to.",
        "They were put on the text by who passed it on. No single word decides: kinds of evidence are counted, "
        "and words of an office count against.",
        ("要抓好落实。\n【某某素材】海量范文任你下载，年度会员仅需99元，客服微信：abc123", "要抓好落实。"),
        find_promotions,
        (
            "有意参加培训的同志请于周五前加入工作群。",
            "推出惠民年卡，限时优惠，仅需50元即可游览全县景点，全年售出2万张。",
            "咨询电话：12345，服务时间为工作日。",
            "会员大会审议通过了协会章程修正案。",
        ),
    ),
)
