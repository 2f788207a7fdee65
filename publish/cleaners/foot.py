"""C415: what stands around an article, line below line: columns of buttons, index cards, who built the site."""

from collections.abc import Iterator

from publish.cleaners.view import Line, adjoin, short_lines, view
from publish.cleaners.web import is_button, is_sure_button
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 12
"""Characters of a button at most."""
FOOT = 3
"""So many lines at the end of a source are looked at for who built the site."""
_BUILT_BY = compile_both(r"(?:技术支持|网站建设|网站维护|网站设计|网页设计|技术服务)[:：]\s?\S{2,24}")


_SURE = compile_both(
    r"索\s*引\s*号|信息索引|主题分类|信息分类|体裁分类|公开(?:方式|形式|时限|范围|类别)|有\s*效\s*性\s*[:：]"
)
_LABEL = (
    r"(?:索\s*引\s*号|信息索引|(?:主题|信息|体裁|组配)分类|公开(?:方式|形式|时限|范围|类别)|有\s*效\s*性|(?:发布|发文|制发)(?:机构|机关|单位)"
    r"|发文(?:字号|日期)|(?:成文|发布|生成|公开)(?:日期|时间)|内容概述|名\s*称|标\s*题|文\s*号|主\s*题\s*词|来\s*源)"
)
_CARD_LINE = compile_both(rf"[•·]?\s*{_LABEL}\s*[:：][^。]{{0,80}}")
_CARD_VALUE = compile_both(r"(?!.*[。；，])\S.{0,40}")
TOP = 40
"""The index card of a page of an office stands among so many lines from its top."""


def _card(document: RawDocument) -> list[Line]:
    """The lines of an index card: fields, one of them sure, with the values of empty fields on lines below them."""
    run: list[Line] = []
    for line in view(document).lines[:TOP]:
        empty = bool(run) and run[-1].text[-1] in ":："
        if _CARD_LINE.fullmatch(line.text) or (empty and _CARD_VALUE.fullmatch(line.text)):
            run.append(line)
        elif run:
            break
    while run and not _CARD_LINE.fullmatch(run[-1].text):
        del run[-1]  # behind the last field the title may stand
    fields = [line for line in run if _CARD_LINE.fullmatch(line.text)]
    return run if len(fields) > 1 and any(_SURE.search(line.text) for line in fields) else []


def find_page_foot(document: RawDocument) -> Iterator[Edit]:
    """C415: buttons on lines of their own, one below the other; the line about the builder of the site."""
    column: list[Line] = []
    for line in short_lines(document, LIMIT):
        if not is_button(line.text):
            continue
        if column and not adjoin(document, column[-1], line):
            yield from _drop_column(column)
            column = []
        column.append(line)
    yield from _drop_column(column)
    for line in _card(document):
        yield line.drop("C415", "index card of a page of an office")
    for line in _built_by(document):
        yield line.drop("C415", "who built the web site")


def _drop_column(column: list[Line]) -> Iterator[Edit]:
    if len(column) > 1 and sum(is_sure_button(line.text) for line in column) * 2 >= len(column):
        for line in column:
            yield line.drop("C415", "button of a web page")


def _built_by(document: RawDocument) -> list[Line]:
    """Among the last lines, who built the site, unless more such fields stand beside it: then it is about an event."""
    last = view(document).lines[-FOOT:]
    fields = [line for line in last if "：" in line.text or ":" in line.text]
    return [line for line in fields if _BUILT_BY.fullmatch(line.text)] if len(fields) == 1 else []


RULES = (
    Rule(
        "C415",
        "page-foot",
        Safety.RISKY,
        "Buttons of a web page on lines of their own, one below the other; at the top, the index card of a page of an "
        "office (索引号, 公开方式); at the end, who built the site.",
        "One such word alone may be anything; a column of them is a page's.",
        ("要抓好落实。\n写留言\n精选留言\n分享\n技术支持：某某科技", "要抓好落实。"),
        find_page_foot,
        ("投诉\n要依法受理。", "主办单位：县总工会\n技术支持：县大数据中心", "下载"),
    ),
)
