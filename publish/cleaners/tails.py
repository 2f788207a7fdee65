"""C405: lists of links to other articles, with the line that heads them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from publish.cleaners.patterns import late
from publish.cleaners.view import Line, adjoin, drop, short_lines, view
from publish.cleaners.wording import KIND, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import MarkKind, RawBlock, RawDocument

_WHICH = (
    r"(?:相关|热门|随机|推荐|最新|更多|精彩|延伸|拓展|扩展|同类|本类|本站|本周|本月|今日|站内|编辑|小编|图文|热点|最热"
    r"|为您|为你|点击)"
)
_WHAT = (
    r"(?:阅读|推荐|文章|内容|链接|范文|资料|下载|新闻|资讯|排行榜?|搜索|文档|信息|专题|素材|模板|精选|热门|话题|标签)"
)
_HEAD = compile_both(
    rf"[【\[◆■●★▍▼▽⬇↓]*\s*(?:[>＞»▶►]{{0,4}}\s*{_WHICH}{{1,2}}{_WHAT}{{1,2}}|往期(?:回顾|精选|推荐|文章|内容|阅读)|历史文章|精彩回顾|推荐阅读[:：].{{2,50}}|猜[您你]喜欢|[您你]可能(?:还|也)?(?:喜欢|感兴趣)(?:的.{{0,4}})?"
    rf"|大家(?:都|还)?在[看搜读]|看了又看|(?:热|好|美|精)文(?:榜单?|排行榜?|推荐|精选)|(?:人气|点击|阅读|下载|热门|一周|本周|今日|热)*(?:榜单?|排行榜?)(?:\s?TOP\s?\d+)?|看[过完](?:了)?(?:本|这篇|该|此)(?:文|篇)?章?的人.{{0,4}}[还也].{{0,6}}|[为给][您你]推荐|(?:阅读|浏览|看)(?:了|过)?(?:此文|本文)的人还.{{0,8}})"
    rf"\s*[】\]▼▽⬇↓]*\s*[:：>》]*|(?:本|该|此)?(?:栏目?|频道|专栏|系列|作者|话题)的?(?:其[他它]|更多|最新|近期)(?:文章|内容|稿件|作品)\s*[:：>》»]*|(?:【[^】]{{2,40}}】|《[^》]{{2,40}}》)\s?(?:的)?{_WHICH}{{1,2}}{_WHAT}{{1,2}}\s*[:：]"
)
_HEADED = compile_both(
    r"(?:猜[您你]|[您你]可能)还?(?:在|想|要|也|会)?(?:搜|看|找|喜欢)[:：].{2,60}|(?:相关)?附件(?:下载|列表)[:：]\s?\S{1,40}\.(?:docx?|xlsx?|pdf|zip|rar|wps).{0,60}|友情链接[:：].{2,80}|(?:相关|热门|大家(?:都|还)?在?)搜索?(?:词|关键词)?[:：][^。；]{2,60}|[为给][您你]推荐\s*[:：/|｜].{2,60}"
    rf"|[>＞»▶►◆■●★【\[]{{1,4}}\s*(?:{_WHICH}{{1,2}}{_WHAT}{{1,2}}|往期回顾)\s*"
    r"(?:[】\]]?\s*[:：/|｜]|[】\]]).{2,60}"
    rf"|{_WHICH}{{1,2}}{_WHAT}{{1,2}}\s*[/|｜].{{2,60}}|{_WHICH}{{1,2}}{_WHAT}{{1,2}}\s*[:：][^|｜。；]{{4,40}}[|｜].{{4,60}}"
    r"|(?:(?:友情|相关|网站)?链接[:：]\s*)?(?:[^\s，。；:：]{2,12}(?:网站?|门户|平台)[\s|｜·]+){2,}[^\s，。；:：]{2,12}"
)
_MORE = compile_both(
    r"[\[【(（]?(?:查看|点击|阅读|浏览)?更多(?:内容|文章|精彩|范文|推荐)?[\]】)）]?\s*[>》»›.…]*"
    r"|(?:more|MORE)\s*[>»]*|换一[批换]"
)
_COUNTED = compile_both(
    r"[【\[]?(?:往期|历史|精彩)(?:回顾|精选|推荐|文章|内容|阅读)[】\]]?\s?(?:[①-⑳]|[(（]?\d{1,2}[)）.、])\s?.{2,60}"
    r"|(?:下期|下篇|下集|明日)(?:预告|更新|推送)[:：].{2,40}|#[一-鿿]\w{1,15}#?(?:\s+#[一-鿿]\w{1,15}#?){1,7}"
    r"|喜欢[此该本](?:内容|文章|篇)的?(?:人|用户|读者).{0,4}[还也].{0,6}"
    r"|[-—–=*·•~～\s]{2,}(?:完|终|我是分割线|分[割隔]线)[-—–=*·•~～\s]{2,}"
    r"|\d[\d.,]*\s?[万wW]?人(?:还|也)(?:在|都)?(?:看|读|搜|浏览|喜欢|收藏)(?:了|过)?[:：\s|｜].{2,60}"
)
"""Links that say their number, or how many have read them."""
_END = compile_both(
    r"[-—–=*·•~～\s]*(?:(?:全文|正文|本文|本章|文章)?(?:完|结束)?[,，]?(?:谢谢|感谢)(?:观看|阅读|大家阅读)"
    r"|THE\sEND|The\sEnd|END|End|全文完|正文完|本文完|完结)[-—–=*·•~～\s]*"
)
_BULLET = compile_both(r"(?:[·•●■◆▪▶►▷▸➤◇○☆★*－>-]|\[?\d{1,2}\]?[.．、)）:：]|[①-⑳])\s*[^。；！？]{4,50}")
_OFFER = compile_both(
    rf"^.{{0,40}}(?:(?:{KIND}|模板)(?:[（(]?(?:通用|精选|优秀|汇总|集锦|合集|最新|完整版)?\d*[篇字份则条]?.{{0,8}}[）)]?)?|大全|精选.{{0,8}}|集锦|范本|[一二三四五六七八九十\d]+篇)$"
)
_MAY_BE_ITEM = compile_both(
    r"(?![一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|附)[^。；：:]{6,}[^。；：:，、]"
)
ITEM = 40
PARAGRAPH = 80
"""Items of lists of links are not longer."""
MOST = 12
"""So many lines behind the head of a list, each so long, are items although nothing else marks them."""
_NEIGHBOUR = compile_both(r"[【\[(（]?[上下前后]一[篇条则](?:[】\])）]\s*[:：]?|\s*[:：▸▶►>＞»→]+)\s*.{0,60}")
_PLAIN_ITEM = compile_both(r"\d{1,2}\s+[^。；！？]{4,50}")
_ATTACHED = compile_both(r"附件|附表|附录|附：|相关文件|参考文献|注释|参见|[.](?:docx?|xlsx?|pdf|zip|rar|wps)")
_FILE = late(r"[.](?:docx?|xlsx?|pdf|zip|rar|wps|pptx?)(?:$|[?#])|^#|^mailto:", re.IGNORECASE)
_ALSO = compile_both(r"(?:看完|看过|阅读)(?:了|过)?(?:本文|此文|这篇).{0,6}(?:还|也).{0,4}(?:看|读|浏览|搜).{0,30}")

_BOOK = late(r"[\W\d]{0,6}《[^》]{1,30}》\s?[(（]?[\w·（）()\[\]]{2,20}")
_LISTED = compile_both(r"(?:名[单录]|书[单目]|成员|人选|委员|参考资料|资料来源|出处|文献|法规|依据)$|[:：]$")
"""A line that announces names, sources, laws: the links below are the text's own."""


class _List(NamedTuple):
    """A list of links as far as it has been read: its last line, and whether its items begin with bullets."""

    last: Line
    bulleted: bool | None = None


def find_link_lists(document: RawDocument) -> Iterator[Edit]:
    """C405: a line that heads a list of links, with the items that follow at once; links to the next article."""
    links: _List | None = None
    last = _last_items(document)
    for line in short_lines(document, 80):
        text = line.text
        if _END.fullmatch(text) or _COUNTED.fullmatch(text):
            yield line.drop("C405", "end mark or link of a web page")
            continue
        if links is not None and not _goes_on(document, links, line):
            links = None
        if _HEADED.fullmatch(text) or (_HEAD.fullmatch(text) and not _names_books(document, line)):
            links = _List(line)
        elif links is not None and _MORE.fullmatch(text):
            links = _List(line, bulleted=True)
        elif links is not None and (_is_link(document, line) or _is_item(document, line) or line in last):
            links = _List(line, is_bulleted(text))
        elif not _NEIGHBOUR.fullmatch(text) and not _ALSO.fullmatch(text):
            links = None
            continue
        yield line.drop("C405", "links to other articles")


def _names_books(document: RawDocument, head: Line) -> bool:
    """Whether books with their authors are listed below a line: a text recommends them."""
    below = (block.text for block in document.blocks[head.number + 1 :])
    return _BOOK.match(next((text for text in below if text and not text.isspace()), "")) is not None


def _is_title(document: RawDocument, line: Line) -> bool:
    """Whether a line stands right above a paragraph: there the text begins."""
    below = next(filter(None, (block.text.strip() for block in document.blocks[line.number + 1 :])), "")
    return len(below) > PARAGRAPH or (len(below) > ITEM and below.endswith("。"))


def _last_items(document: RawDocument) -> set[Line]:
    """The short lines at the very end of a source that may be items of a list: no sentence, no heading, no field."""
    items: set[Line] = set()
    for line in reversed(view(document).lines):
        if len(line.text) > ITEM or len(items) >= MOST or not _MAY_BE_ITEM.fullmatch(line.text):
            break
        items.add(line)
    return items


def _goes_on(document: RawDocument, links: _List, line: Line) -> bool:
    """Whether a line can be one more item: it follows at once, looks like the others, has a bullet if they have."""
    before, after = document.blocks[links.last.number].hints, document.blocks[line.number].hints
    same_look = before.align == after.align and (after.level is None or after.level == before.level)
    marked = _MORE.fullmatch(line.text) or _HEAD.fullmatch(line.text) or is_bulleted(line.text)
    return adjoin(document, links.last, line) and bool(marked or (same_look and not links.bulleted))


def _is_link(document: RawDocument, line: Line) -> bool:
    """Whether a line has a bullet, or ends like the title of an offer and is not that of the text below."""
    text = line.text
    item = is_bulleted(text) or (_OFFER.match(text) is not None and not _is_title(document, line))
    return item and not text.endswith(("：", ":", "。"))


def _is_item(document: RawDocument, line: Line) -> bool:
    """Whether the source calls the line an item, and it is no sentence."""
    return document.blocks[line.number].hints.list is not None and not line.text.endswith(("。", "；", "：", ":"))


def is_bulleted(line: str) -> bool:
    """Whether a line is an item with a bullet or a number."""
    return bool(_BULLET.fullmatch(line) or _PLAIN_ITEM.fullmatch(line))


def find_linked_tail(document: RawDocument) -> Iterator[Edit]:
    """C405: lines at the end of a web page that are nothing but links, two at least, no attachments among them."""
    tail: list[int] = []
    for number in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[number]
        if not block.text or block.text.isspace():
            continue
        if not _is_all_link(block) or _ATTACHED.search(block.text):
            before = block.text
            break
        tail.append(number)
    else:
        return
    if len(tail) > 1 and not _ATTACHED.search(before) and not _announces_links(before):
        for number in tail:
            yield drop(document, number, "C405", "links to other articles")


def _announces_links(text: str) -> bool:
    return len(text) <= ITEM and _LISTED.search(text) is not None and not _HEAD.fullmatch(text)


def _is_all_link(block: RawBlock) -> bool:
    links = [mark for mark in block.marks if mark.kind is MarkKind.LINK and not _FILE.search(mark.target)]
    return bool(links) and sum(mark.end - mark.start for mark in links) >= len(block.text.strip())


def find_links(document: RawDocument) -> Iterator[Edit]:
    """C405: both."""
    yield from find_link_lists(document)
    yield from find_linked_tail(document)


RULES = (
    Rule(
        "C405",
        "link-list",
        Safety.RISKY,
        "Lists of other articles with their heading: 相关阅读, 热门推荐, 猜你喜欢; 上一篇, 下一篇.",
        "They belong to the site and change every day.",
        ("要抓好落实。\n相关阅读\n·乡镇工作总结精选6篇\n·年度计划范文\n更多>>", "要抓好落实。"),
        find_links,
        ("推荐阅读书目由县图书馆发布。", "热门景点实行预约。", "上一篇调研报告提出的建议已采纳。"),
    ),
)
