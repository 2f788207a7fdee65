"""C303, C304: links between the pages of a web article, and contents that point to pages of the source."""

from collections.abc import Callable, Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import Line, adjoin, short_lines
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

# One link of a pager; a line made of such links only is a piece of one.
_LINK = (
    r"(?:[上下前后]一?[页章]|目录|首页|第一页|末页|尾页|最后一?页|返回首?页?|共|当前第?|第|跳至|跳转到?|转到|到第|每页|条|页|确定|GO|Go|__+"
    r"|[\d.…><»«›‹,，/|｜。:：\s\[\]【】〔〕①-⑳()（）-])"
)
_PIECE = compile_both(rf"{_LINK}+")
_TELLS = compile_both(
    r"[上下前后]一?[页章]|末页|尾页|最后一?页|当前第?|跳[至转]|共\s*\d+\s*页|\d+\s*/?\s*页\s*[,，]|^页"
)
_ROW = late(r"[<＜«‹]?\s*(?:\d{1,3}\s+){2,12}\d{1,3}\s*(?:\.{2,3}|…)?\s*[>＞»›]")
_COUNT = compile_both(r"[共/，,\s\d]*页[共，,\s\d]*页?")  # a number of pages alone may be text
_LEADER = late(
    r"^(?P<title>.{2,60}?)\s*(?:[.．·‥。]{3,}|…+|[-—_]{4,})\s*(?:[(（]?\d{1,4}[)）]?|[^。，；\d]{2,20}[(（]\d{1,4}[)）])$"
)
"""An entry with dots and a number; who wrote the piece may stand before a number in brackets."""
_TABBED = late(r"^(?P<title>.{4,60}?)[ \t　]+\d{1,4}$")
LIMIT = 80
_YEAR = late(r"(?:19|20)\d\d")
_FIRST = frozenset(
    "上下前后後首第末尾最返共当當跳转轉到每条條目页頁0123456789.…><»«›‹,，/|｜。:：[]【】〔〕①②③④⑤⑥⑦⑧⑨()（）-"
)
_CONTENTS = compile_both(r"[【\[]?(?:目\s*录|目\s*次|CONTENTS|Contents)[】\]]?")


def find_pagers(document: RawDocument) -> Iterator[Edit]:
    """C303: lines that turn the pages of a web article, whole or broken up into pieces on lines of their own."""
    for run in _runs(document, _is_piece):
        told = sum(1 for line in run if _TELLS.search(line.text))
        if (
            (len(run) == 1 and _ROW.fullmatch(run[0].text))
            or told > 1
            or (told and (len(run) > 1 or not _COUNT.fullmatch(run[0].text)))
        ):
            for line in run:
                yield line.drop("C303", "link to another page of the article")


def _is_piece(line: str) -> bool:
    return line[0] in _FIRST and bool(_PIECE.fullmatch(line)) and not _YEAR.fullmatch(line)


def _runs(document: RawDocument, fits: Callable[[str], bool]) -> Iterator[list[Line]]:
    """Runs of lines that fit, with nothing but empty blocks between them."""
    run: list[Line] = []
    for line in short_lines(document, LIMIT):
        if not fits(line.text):
            continue
        if run and not adjoin(document, run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def find_contents(document: RawDocument) -> Iterator[Edit]:
    """C304: typed contents: lines that end in dots and a page number, at least two in a row, and their heading."""
    for run in _runs(document, _is_contents):
        yield from _drop_contents(run)


def _is_contents(line: str) -> bool:
    if line[-1].isdigit() or line[-1] in ")）":
        return bool(_LEADER.match(line) or _TABBED.match(line))
    return line[-1] in "录錄次Ss】]" and bool(_CONTENTS.fullmatch(line))


def _drop_contents(run: list[Line]) -> Iterator[Edit]:
    """Under a heading, every entry; without one, only entries with dots, and two of them at least."""
    heads = [place for place, line in enumerate(run) if _CONTENTS.fullmatch(line.text)]
    first = heads[0] if heads else len(run)
    free = [line for line in run[:first] if _LEADER.match(line.text)]
    under = run[first:]
    for line in [*(free if len(free) > 1 else []), *(under if len(under) > 1 else [])]:
        yield line.drop("C304", "contents with the page numbers of the source")


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
