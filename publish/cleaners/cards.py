"""C417: what stands above an article in a copy of its page: the card of its fields, navigation, keys of a program."""

import re
from collections import defaultdict
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.site import ends_like_title
from publish.cleaners.view import Line, adjoin, drop, view
from publish.cleaners.wording import HAN, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawBlock, RawDocument

TOP = 40
"""The card of a page stands among so many lines from its top; the rest of its surroundings among fewer."""
HEAD = 12
_SURE = compile_both(
    r"索\s*引\s*号|信息索引|(?:主题|信息|体裁|组配)(?:分类|类别)|公开(?:方式|形式|时限|范围|类别|程序|责任部门)|有\s*效\s*性\s*[:：]?"
    r"|(?:文件|信息|目录)编[号码]|[失时]效日期|废止日期|信息来源|信息有效期"
)
_LABEL = (
    r"(?:索\s*引\s*号|信息索引|(?:主题|信息|体裁|组配|文种|服务对象)(?:分类|类别)|公开(?:方式|形式|时限|范围|类别|程序|主体|部门|责任部门)"
    r"|(?:是否)?有\s*效\s*性?|(?:发布|发文|制发|责任|制作)(?:机构|机关|单位|部门)|发文(?:字号|日期)|(?:成文|发布|生成|公开|生效|实施|失效|废止|时效)(?:日期|时间)"
    r"|公开(?:事项名称|依据)|内容概述|名\s*称|(?:信息|文件)名称|标\s*题|文\s*号|主\s*题\s*词|(?:信息)?来\s*源|(?:文件|信息|目录|统一|登记)编?[号码]|信息有效期|文件状态"
    r"|服务对象|点击[率量数]|浏览(?:次数|量))"
)
_CARD_LINE = compile_both(rf"[•·]?\s*{_LABEL}\s*[:：][^。]{{0,80}}")
_CELL_LABEL = compile_both(rf"[•·\[【]?\s*{_LABEL}\s*[\]】]?[:：]?")
_CARD_VALUE = compile_both(r"(?!.*[。；，])\S.{0,40}")
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_POSTED = late(rf"\S{{2,16}}\s+\d{{4}}-\d\d?-\d\d?\s+\d\d?:\d\d\s+(?:{_PROVINCES})")
"""Which account posted an article, when and from where."""
_PARTS = late(r"[\s|｜]+")
_KNOWN_VALUE = compile_both(r"(?:主动|依申请|不予)公开|有效|失效|无|是|否|社会公众|全社会|全体公民")
_ANY_LINE = compile_both(
    r"(?!时间|地[点址]|主持|记录|[出列缺]席|参加|主送|抄送|联系|电话|题目|密级|紧急|签发|会议|项目|姓名|性别|建设|主办|承办|摘要|关键词|报告|作者|主讲|单位|编者"
    r"|[^:：]{1,7}人)[^\s:：，。；、（）()]{2,8}\s*[:：]\s*[^\s。；][^。；]{0,60}"
)
"""A field whose label nobody knows; those of documents themselves left out."""
FEWEST = 3
"""So many known labels make a table above the title a card."""

_KEY = late(r"([A-Z][A-Za-z]{1,12}(?:[ -][A-Z]?[A-Za-z]{1,10}){0,2}):(?:\s+(.*)|)")
_KEYED = late(r"https?://|^Markdown Content:")
_TITLE_PART = late(r"\s+[-–—|·_]\s+|[_|]")
_ROOT = late(r"(?:网站)?(?:首\s?页|主\s?页)|Home")
_WORDS = late(r"[\s|｜·/]+")
_ITEM = late(rf"[{HAN}]{{2,6}}[▼▾∨>]?")
_BOOK_PARTS = frozenset(("封面", "封底", "扉页", "扉頁", "版权页", "版權頁", "书脊", "書脊", "勒口"))
"""A row with one of these names the parts of a book or paper."""
ROW, COLUMN = 4, 3
"""So many words in a row, and so many lines in a column, are navigation if they begin with the first page."""


def find_cards(document: RawDocument) -> Iterator[Edit]:
    """C417: all of it."""
    for line in _card(document):
        yield line.drop("C417", "card of a page of an office")
    for line in view(document).lines[:TOP]:
        if _colons(line.text) >= FEWEST and _is_card_row(_PARTS.split(line.text)):
            yield line.drop("C417", "card of a page of an office")
        elif _POSTED.fullmatch(line.text):
            yield line.drop("C417", "who posted an article, when and from where")
    for number in _table_cards(document):
        yield drop(document, number, "C417", "card of a page of an office")
    yield from _keys(document)
    for line in _navigation(document):
        yield line.drop("C417", "navigation of a web page")


def _colons(text: str) -> int:
    return text.count("：") + text.count(":")


def _is_card_row(pieces: list[str]) -> bool:
    return len(pieces) >= FEWEST and all(map(_CARD_LINE.fullmatch, pieces)) and any(map(_SURE.match, pieces))


def _card(document: RawDocument) -> list[Line]:
    """The lines of a card: fields, one of them sure, with the values of empty fields on lines below them."""
    run: list[Line] = []
    for line in view(document).lines[:TOP]:
        if _fits(run, line):
            run.append(line)
        elif run and any(_CARD_LINE.fullmatch(other.text) for other in run):
            break
        else:
            run = []
    while run and not any(p.fullmatch(run[-1].text) for p in (_CARD_LINE, _ANY_LINE, _KNOWN_VALUE)):
        del run[-1]  # behind the last field the title may stand
    fields = [line for line in run if _CARD_LINE.fullmatch(line.text)]
    return run if len(fields) > 1 and any(_SURE.match(line.text.lstrip("•· ")) for line in fields) else []


def _fits(run: list[Line], line: Line) -> bool:
    empty = bool(run) and run[-1].text[-1] in ":：" and bool(_CARD_LINE.fullmatch(run[-1].text))
    known = _colons(line.text) and (_CARD_LINE.fullmatch(line.text) or _ANY_LINE.fullmatch(line.text))
    return bool(known or (empty and _CARD_VALUE.fullmatch(line.text)))


def _table_cards(document: RawDocument) -> Iterator[int]:
    """The cells of a table above the title in which known labels stand before their values."""
    tables: dict[int, list[int]] = defaultdict(list)
    written = (number for number, block in enumerate(document.blocks) if block.text.strip())
    for number, _ in zip(written, range(TOP), strict=False):
        if (cell := document.blocks[number].hints.cell) is not None:
            tables[cell.table].append(number)
    for table, numbers in tables.items():
        after = document.blocks[numbers[-1] + 1 : numbers[-1] + 2]
        complete = all(block.hints.cell is None or block.hints.cell.table != table for block in after)
        if complete and _is_card([document.blocks[number] for number in numbers]):
            yield from numbers


def _is_card(cells: list[RawBlock]) -> bool:
    """Whether known labels, one of them sure, stand before values: not side by side as at the head of a list."""
    texts = [cell.text.strip() for cell in cells]
    labels = [bool(_CELL_LABEL.fullmatch(text)) for text in texts]
    before = [
        text
        for text, label, follows in zip(texts, labels, [*labels[1:], False], strict=True)
        if (label and not follows) or _CARD_LINE.fullmatch(text)
    ]
    return len(before) >= FEWEST and len(before) * 4 >= len(texts) and any(map(_SURE.match, before))


def _keys(document: RawDocument) -> Iterator[Edit]:
    """Latin keys that a program put above a Chinese page; a title that stands nowhere else stays."""
    lines = view(document).lines
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines[:HEAD]:
        found = _KEY.fullmatch(line.text)
        if not found:
            break
        run.append((line, found))
    if len(run) < 2 or not any(_KEYED.search(line.text) for line, _ in run):
        return
    for line, found in run:
        title = _TITLE_PART.split(found[2] or "")[0] if found[1] == "Title" else ""
        if title and not any(title in other.text for other in lines[len(run) :]):
            yield Edit("C417", line.number, line.start, line.raw[: line.raw.index(title)], "", "key of a program")
        else:
            yield line.drop("C417", "key that a program put above the page")


def _navigation(document: RawDocument) -> Iterator[Line]:
    """Rows and columns of short words that begin with the first page of a site."""
    column: list[Line] = []
    for line in view(document).lines[:TOP]:
        if column and adjoin(document, column[-1], line) and _is_word(line.text):
            column.append(line)
            continue
        if len(column) >= COLUMN:
            yield from column
        column = [line] if _ROOT.fullmatch(line.text) else []
        if _ROOT.match(line.text) and _is_row(_WORDS.split(line.text)):
            yield line
    if len(column) >= COLUMN:
        yield from column


def _is_row(words: list[str]) -> bool:
    if _BOOK_PARTS.intersection(words):
        return False
    return len(words) >= ROW and bool(_ROOT.fullmatch(words[0])) and all(map(_ITEM.fullmatch, words[1:]))


def _is_word(text: str) -> bool:
    return bool(_ITEM.fullmatch(text)) and not ends_like_title(text)


RULES = (
    Rule(
        "C417",
        "page-card",
        Safety.RISKY,
        "Above an article: the card of a page of an office (索引号, 体裁分类, 公开方式), as lines or as a table; "
        "navigation that begins with the first page; keys that a program put there (URL Source: …).",
        "They file the page. The fields that only such cards have tell what the others beside them are.",
        (
            "首页 要闻 政策 互动\n索引号：6107/2024-001\n体裁分类：通知\n审核程序：三审三校\n关于植树的通知",
            "关于植树的通知",
        ),
        find_cards,
        (
            "时间：2024年3月5日\n地点：二楼会议室\n主持：王志远",
            "编号：2024-17\n密级：内部",
            "发文字号：柳政发〔2024〕8号\n成文日期：2024年3月5日",
        ),
    ),
)
