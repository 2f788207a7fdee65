"""C415: what stands around an article, line below line: columns of buttons, who built the site."""

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
        "Buttons of a web page on lines of their own, one below the other; at the end, who built the site.",
        "One such word alone may be anything; a column of them is a page's.",
        ("要抓好落实。\n写留言\n精选留言\n分享\n技术支持：某某科技", "要抓好落实。"),
        find_page_foot,
        ("投诉\n要依法受理。", "主办单位：县总工会\n技术支持：县大数据中心", "下载"),
    ),
)
