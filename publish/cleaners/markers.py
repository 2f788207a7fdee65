"""C501 to C503: marks set into sentences: pay markers, watermarks, names of channels broken up with noise."""

import re
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import View, view
from publish.cleaners.wording import HAN, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_HASH = "[#＃@%$&|^~]"
_HASHES = late(
    rf"({_HASH})\n?\1(?:\n?\1){{0,2}}\s?(?:[A-Za-z]\n?){{1,2}}(?:[A-Za-z_-]\n?){{2,18}}\s?{_HASH}\n?{_HASH}(?:\n?{_HASH}){{0,2}}"
)
_PAY_WORD = compile_both(
    "会员|付费|登录|登陆|回复|购买|隐藏|解锁|充值|订阅|试读|可见|VIP|vip|Vip|SVIP|svip|paid|pay|hide|hidden|member|login|仅限|开通|下载"
)
_PAY_CONTENT = compile_both(
    r"可见|可读|可看|查看|阅读|内容|专享|专属|专区|部分|开始|结束|begin|end|content|only|区域|后|下载|可下|全文|隐藏|登录|购买|付费|会员|标记"
)
_DOUBLE = late(
    r"\[\[([^\[\]]{2,24})\]\]|\{\{([^{}]{2,24})\}\}|【【([^【】]{2,24})】】|<<{1,2}([^<>]{2,24})>>{1,2}|〖〖([^〖〗]{2,24})〗〗"
)
_TAG = (
    "(?:img|url|email|hide|hidden|vip|svip|pay|paid|member|reply|login|free|sell|color|size|font|align|quote|table"
    "|list|hr|br)"
)
_MARKUP = late(
    rf"\[img\][^\[\]\n]{{0,200}}\[/img\]"
    rf"|\[/?{_TAG}(?:=[^\[\]\n]{{0,40}})?\]|\[/[bius]\]|\[([bius])\](?=[^\[\]\n]{{1,200}}\[/\1\])"
    r"|\[(?:图片|视频|语音|动画表情|表情)\]"
    r"|\[(?:文件|链接)\]\s?[^\s，。；：\[\]]{1,40}?\.(?:docx?|pdf|xlsx?|pptx?|wps|zip|rar|txt)"
    rf"|\{{/?{_TAG}[a-z_]{{0,8}}\}}|\[TOC\]|\{{\{{[a-z][a-z0-9_.| ]{{2,30}}\}}\}}|&(?:nbsp|emsp|ensp|zwnj);"
    rf"|<br ?/?>|</(?:p|div|span|font|a|ins)>"
    rf"|<(?:ins|iframe|script|font|span|div|img|a|p)\s[a-z-]+=[^<>\n]{{1,200}}>|<!--(?:(?!-->)[^\n]){{0,200}}-->",
    re.IGNORECASE,
)
"""Tags of forums and comments of pages that were left in the text."""
_SINGLE = late(r"[\[【〖〔]([^\[\]【】〖〗〔〕。，；]{4,24})[\]】〗〕]")

_NOISE = "`~～^＾*＊&＆%％#＃@＠!！$＄|｜+=_﹏"
_OPEN, _CLOSE = "[［【〖〔（(｛{<＜「『", "]］】〗〕）)｝}>＞」』"
_BRACKETS = late(
    rf"[{re.escape(_OPEN)}](?<![A-Za-z_].)([^{re.escape(_OPEN + _CLOSE)}。；《》]{{2,40}})[{re.escape(_CLOSE)}]",
    re.MULTILINE,
)
_HAS_NOISE = late(f"[{re.escape(_NOISE)}]")
_MEANT = late(
    r"(?<=\d)[%％]|(?<=\d)[~～](?=\d)|(?<=[%％\d])[~～](?=\d)|(?<=\w)@(?=[\w-]+\.)|(?<=[A-Za-z])[&＆](?=[A-Za-z])|(?<=[A-Za-z])[+#](?=[+#]|\b)"
    r"|(?<=\d)#|#(?=\d)|[*＊]{2,}|(?<=\d)[*＊+=](?=\d)|[!！]+$|_{2,}|(?<=[\u4e00-\u9fff])[～~](?=[\u4e00-\u9fff]{0,2}\d)"
)
_CHANNEL = compile_both(
    r"公众号|公号|众号|微信|薇信|威信|[VvＶ]信|[Vv][Xx]|QQ|群|网|库|馆|站|店|首发|来自|来源|出自|整理|搜索|关注|下载|加[VvＶ微Q]|独家|原创|www|\.com|\.cn|素材|资料|范文|材料|会员|客服"
)
_CHANNEL_NAME = compile_both(rf"[公微薇][众信{re.escape(_NOISE)}]|众号|素材|范文|文库|QQ|[Vv][Xx]")
_WORDS = late(rf"[{HAN}]|[A-Za-z]{{2,}}")


def _spelled(word: str) -> str:
    noise = rf"[{re.escape(_NOISE)}·\s]{{0,3}}"
    return noise.join(word)


_NAMES = ("微信公众号", "公众号", "微信号", "QQ群", "Q群", "微信", "薇信", "素材网", "素材库", "资料库")
_BROKEN = compile_both(
    rf"(?:[{HAN}][{re.escape(_NOISE)}]{{1,3}}){{0,6}}(?:{'|'.join(map(_spelled, _NAMES))})"
    rf"(?:[{re.escape(_NOISE)}]{{0,3}}[:：]\s?[A-Za-z0-9_{HAN}]{{2,12}})?[{re.escape(_NOISE)}]{{0,4}}"
)


_RUN = late(rf"[{HAN}](?:[{re.escape(_NOISE)}]{{1,3}}[{HAN}]){{4,24}}")
_RUN_HINT = late(rf"[{re.escape(_NOISE)}][{HAN}][{re.escape(_NOISE)}]{{1,3}}[{HAN}][{re.escape(_NOISE)}]")
_LETTERS = late(r"[A-Za-z][.·](?<![A-Za-z.]..)(?:[A-Za-z][.·]){4,30}[A-Za-z](?![A-Za-z])")
_HOST = late("com|cn|net|www", re.IGNORECASE)
_FRAMED = late(
    rf"[{re.escape(_NOISE)}](?<![{re.escape(_NOISE)}].)[{re.escape(_NOISE)}]{{1,3}}[{HAN}A-Za-z0-9：{re.escape(_NOISE)}]{{3,30}}?[{re.escape(_NOISE)}]{{2,4}}(?![{re.escape(_NOISE)}])"
)


_BROKEN_HINT = compile_both(
    rf"[{re.escape(_NOISE)}](?<=[公众微薇信Q素资].)[{re.escape(_NOISE)}]{{0,2}}[众号信公群材料网库]"
)


_INSIDE = f"[^{re.escape(_OPEN + _CLOSE)}]{{0,40}}"
_ANY_MARK = late(
    rf"{_HASHES.pattern}|{_DOUBLE.pattern}"
    rf"|[{re.escape(_OPEN)}]{_INSIDE}[{re.escape(_NOISE)}]{_INSIDE}[{re.escape(_CLOSE)}]"
)


def without_marks(line: str) -> str:
    """A line without the marks that stand inside sentences, for rules that judge the line as a whole."""
    return _ANY_MARK.sub("", line) if _HAS_NOISE.search(line) or _DOUBLE.search(line) else line


def find_pay_markers(document: RawDocument) -> Iterator[Edit]:
    """C501: letters or words of payment between doubled delimiters, however misspelt; also across a line end."""
    seen = view(document)
    for found in seen.odd(_HASHES):
        yield from seen.cut(*_trimmed(seen.text, found), "C501", "pay marker between doubled delimiters")
    if seen.rare.isdisjoint("[{【<〖〔&"):
        return
    for found in _MARKUP.finditer(seen.text):
        yield from seen.cut(found.start(), found.end(), "C501", "tag of a forum or page")
    for found in _DOUBLE.finditer(seen.text):
        if _PAY_WORD.search(found[0]):
            yield from seen.cut(found.start(), found.end(), "C501", "pay marker between doubled brackets")
    for found in seen.odd(_SINGLE):
        if _PAY_WORD.search(found[1]) and len(set(_PAY_CONTENT.findall(found[1]))) > 1 and "材料" not in found[1]:
            yield from seen.cut(found.start(), found.end(), "C501", "pay marker in brackets")


def _trimmed(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The match without white space at its end; a line feed there parts blocks."""
    return found.start(), found.start() + len(found[0].rstrip())


def find_watermarks(document: RawDocument) -> Iterator[Edit]:
    """C502: brackets around words that noise characters break up."""
    seen = view(document)
    for found in seen.odd(_BRACKETS):
        if not _HAS_NOISE.search(found[1]) or not (found[0][0] == "〖" or is_watermark(found[1])):
            continue
        start = found.start()
        if not _is_code(seen, start, found[1]):
            yield from seen.cut(start, found.end(), "C502", "watermark: a channel's name among noise characters")


def _is_code(seen: View, start: int, content: str) -> bool:
    """Whether brackets belong to a program or hold a whole address: no Chinese in them, or technical writing around."""
    if _CHANNEL_NAME.search(content):
        return False
    return seen.technical or "://" in content or seen.text[start - 1 : start] in ("$", "~", "=")


def is_watermark(content: str) -> bool:
    """Whether the inside of brackets is a watermark: noise that means nothing, and words or a channel among it."""
    content = content.replace("\n", "")
    noise = _HAS_NOISE.findall(_MEANT.sub("", content))
    bare = _HAS_NOISE.sub("", content)
    if not noise or not _WORDS.search(bare):
        return False
    if _CHANNEL.search(bare):
        return True
    return len(set(noise)) >= 2 and len(bare) <= 24


def find_broken_names(document: RawDocument) -> Iterator[Edit]:
    """C503: the name of a channel broken up with noise, without brackets, with what follows its colon; whole runs of
    characters with noise between them, and of single letters, that name a site.
    """
    seen = view(document)
    if any(seen.odd(_BROKEN_HINT)):
        for found in _BROKEN.finditer(seen.text):
            core = found[0].rstrip(_NOISE)
            if sum(core.count(mark) for mark in _NOISE) >= 2 and "\n" not in found[0]:
                yield from seen.cut(found.start(), found.end(), "C503", "name of a channel broken up with noise")
    for found in _noisy_runs(seen):
        yield from seen.cut(found.start(), found.end(), "C503", "name of a site broken up with noise")


def _noisy_runs(seen: View) -> Iterator[re.Match[str]]:
    if any(seen.odd(_RUN_HINT)):
        yield from (found for found in _RUN.finditer(seen.text) if _CHANNEL.search(_HAS_NOISE.sub("", found[0])))
    yield from (found for found in seen.odd(_FRAMED) if _is_framed(found[0]))
    yield from (found for found in seen.odd(_LETTERS) if _HOST.search(re.sub("[.·]", "", found[0])))


def _is_framed(stretch: str) -> bool:
    """Whether noise of several kinds stands around a name and inside of it."""
    return len(set(_HAS_NOISE.findall(stretch))) > 2 and is_watermark(stretch.strip(_NOISE))


RULES = (
    Rule(
        "C501",
        "pay-marker",
        Safety.SAFE,
        "Markers of a pay wall: ##paidbegin##, also misspelt; [[会员可见]].",
        "The site's program left them; they stand in the middle of sentences.",
        ("优秀党务工作者3名##paidbein##。严格实行[[会员可见]]管理。", "优秀党务工作者3名。严格实行管理。"),
        find_pay_markers,
        ("10#楼3#机房", "【会员管理】全年发展会员320人。", "C##"),
    ),
    Rule(
        "C502",
        "watermark",
        Safety.RISKY,
        "A seller's name or channel in brackets, broken up with noise: [公~众号：某某&*^].",
        "It was sprinkled into sentences against copying; the noise tells it from brackets that mean something.",
        ("圆满完成任务。[公~众号：某某&*^君@]下一步要抓好落实。", "圆满完成任务。下一步要抓好落实。"),
        find_watermarks,
        (
            "（占比50%~60%）的单位",
            "（R&D/GDP）达到3.2%",
            "邮箱（abc@163.com）已开通",
            "（选用C#语言）",
            "（**市）",
            "（胜利了！！）",
        ),
    ),
    Rule(
        "C503",
        "broken-name",
        Safety.RISKY,
        "The name of a channel broken up with noise, without brackets.",
        "As C502; only the noise between the letters of 公众号 or 微信 tells.",
        ("推进项目公*众^号#：某某馆，完成任务。", "推进项目，完成任务。"),
        find_broken_names,
        ("关注微信公众号“某县发布”。", "微信 公众号"),
    ),
)
