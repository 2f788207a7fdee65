"""C303, C304: links between the pages of a web article, and contents that point to pages of the source."""

import re
from collections.abc import Iterator

from publish.cleaners.flow import drop, short_lines
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

# One link of a pager; a line made of such links only is a piece of one.
_LINK = (
    r"(?:[上下前后]一?页|首页|第一页|末页|尾页|最后一?页|返回首?页?|共|当前第?|第|跳至|跳转到?|转到|到第|每页|条|页"
    r"|[\d.…><»«›‹,，/|｜。:：\s\[\]【】()（）-])"
)
_PIECE = compile_both(rf"{_LINK}+")
_TELLS = compile_both(r"[上下前后]一?页|末页|尾页|最后一?页|当前第?|跳[至转]|共\s*\d+\s*页|\d+\s*/?\s*页\s*[,，]|^页")
_LEADER = re.compile(r"^(?P<title>.{2,60}?)\s*(?:[.．·‥。]{3,}|…+|[-—_]{4,})\s*[(（]?\d{1,4}[)）]?$")
_TABBED = re.compile(r"^(?P<title>.{4,60}?)[ \t　]+\d{1,4}$")
_CONTENTS = compile_both(r"[【\[]?(?:目\s*录|目\s*次|CONTENTS|Contents)[】\]]?")


def find_pagers(document: RawDocument) -> Iterator[Edit]:
    """C303: lines that turn the pages of a web article, whole or broken up into pieces on lines of their own."""
    run: list[tuple[int, str]] = []
    position = -1
    for place, (number, line) in enumerate(_all_lines(document)):
        if _PIECE.fullmatch(line):
            if run and place != position + 1:
                yield from _drop_pager(document, run)
                run = []
            run.append((number, line))
            position = place
    yield from _drop_pager(document, run)


def _all_lines(document: RawDocument) -> Iterator[tuple[int, str]]:
    short = dict(short_lines(document, 60))
    for number, block in enumerate(document.blocks):
        if number in short:
            yield number, short[number]
        elif block.text and not block.text.isspace():
            yield number, "—"


def _drop_pager(document: RawDocument, run: list[tuple[int, str]]) -> Iterator[Edit]:
    told = [place for place, (_, line) in enumerate(run) if _TELLS.search(line)]
    if told:
        for number, _ in run:
            yield drop(document, number, "C303", "link to another page of the article")


def find_contents(document: RawDocument) -> Iterator[Edit]:
    """C304: typed contents: lines that end in dots and a page number, at least two in a row, and their heading."""
    run: list[int] = []
    heading: int | None = None
    for number, line in _all_lines(document):
        if _CONTENTS.fullmatch(line):
            yield from _drop_contents(document, run, heading)
            run, heading = [], number
        elif _LEADER.match(line) or (heading is not None and _TABBED.match(line)):
            run.append(number)
        else:
            yield from _drop_contents(document, run, heading)
            run, heading = [], None
    yield from _drop_contents(document, run, heading)


def _drop_contents(document: RawDocument, run: list[int], heading: int | None) -> Iterator[Edit]:
    if len(run) >= 2 or (run and heading is not None):
        for number in run if heading is None else [heading, *run]:
            yield drop(document, number, "C304", "contents with the page numbers of the source")


RULES = (
    Rule(
        "C303",
        "pager",
        Safety.RISKY,
        "Links that turn the pages of a web article, on one line or broken up over several.",
        "The whole article is here; nothing is left to turn to.",
        ("要抓好落实。\n共3页\n当前第1页\n上一页\n下一页", "要抓好落实。"),
        find_pagers,
        ("上一页统计表中的数据有误。", "共3条"),
    ),
    Rule(
        "C304",
        "typed-contents",
        Safety.RISKY,
        "Contents that were typed or exported with dots and page numbers, with the line 目录 above them.",
        "Their page numbers are those of the source; the book has contents of its own.",
        ("目　录\n1. 年度工作总结……………1\n2. 专项工作报告……………5\n年度工作总结", "年度工作总结"),
        find_contents,
        ("目录管理工作", "得分…………5"),
    ),
)
