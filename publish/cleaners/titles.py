"""C420, C421: what a collection on the web hangs on its titles."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from publish.cleaners.patterns import late
from publish.cleaners.view import Line, adjoin, short_lines
from publish.cleaners.wording import KIND, compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

_VERSION = r"(?:[（(][^（）()]{1,14}[）)])"
_TITLE_END = compile_both(rf"(?:{KIND}|情况|总结会|工作会|讲话年?){_VERSION}?$")
_LEADING = late(
    r"(?P<cut>年度(?P<year>\d{2})|(?P<padded>0\d)|(?P<plain>[1-9]\d?))(?P<rest>(?![年月日号个条项名篇人次度届期%％.．、)）:：\d])\S.*|(?:19|20)\d\d年\S.*)"
)
_TRAILING = compile_both(rf"(?P<rest>.*?(?:{KIND}){_VERSION}?)(?P<cut>\d{{1,2}})$")
_SAMPLE = compile_both(
    r"\s*[【\[〖(（](?:(?:优秀|精选|推荐|通用|最新|热门|精品|标准|经典|完整)?(?:范文|范本|例文|样本|模板|通用版|精选|热门|推荐|原创|必备)(?:参考|精选|推荐|模板|版)?)[】\]〗)）]\s*$"
    r"|(?<=\S{6})\s?[_＿]\s?[^_＿，。；：\s]{0,12}(?:范文|例文|样本|模板|文库|[范公]文网)\s*$"
)
_ATTACHED = compile_both(r"附[件表录：:]|\d{1,2}[.．、]")
"""What is attached may be a sample itself: 附件：2.责任书（样本）."""
_SENTENCE = late("[。；！？，,;!?]")

LIMIT = 50
_DIGITS = frozenset("0123456789")


def _titles(document: RawDocument) -> Iterator[Line]:
    for line in short_lines(document, LIMIT):
        if len(line.text) > 6 and not _SENTENCE.search(line.text) and document.blocks[line.number].hints.list is None:
            yield line


def find_title_numbers(document: RawDocument) -> Iterator[Edit]:
    """C420: a number glued to a title: padded with 0, after 年度, or where the same title is there without it."""
    titles = list(_titles(document))
    numbered = [line for line in titles if line.text[0] in _DIGITS or line.text[-1] in _DIGITS or line.text[0] == "年"]
    stems = Counter(_stem(line.text) for line in titles) if numbered else Counter[str]()
    wholes = _whole_titles(document) if numbered else {}
    for line in numbered:
        found = _number_of(line.text, wholes.get(line, line.text), again=stems[_stem(line.text)] > 1)
        if found:
            start = line.start + line.raw.find(line.text) + found.start("cut")
            yield Edit("C420", line.number, start, found["cut"], "", "number of the title in a list")


def _whole_titles(document: RawDocument) -> dict[Line, str]:
    """Lines with the line that follows at once, for titles that are set on two lines."""
    lines = list(short_lines(document, LIMIT))
    return {first: first.text + then.text for first, then in pairwise(lines) if adjoin(document, first, then)}


def _number_of(text: str, whole: str, *, again: bool) -> re.Match[str] | None:
    found = _LEADING.fullmatch(text)
    sure = found and (found["year"] or found["padded"] or again)
    if sure and any(_TITLE_END.search(_SAMPLE.sub("", title)) for title in (text, whole)):
        return found
    found = _TRAILING.fullmatch(text)
    return found if found and (len(found["cut"]) == 2 or again) else None


def _stem(line: str) -> str:
    found = _LEADING.fullmatch(line)
    rest = found["rest"] if found else line
    found = _TRAILING.fullmatch(rest) if rest[-1].isdecimal() else None
    return found["rest"] if found else rest


def find_sample_tags(document: RawDocument) -> Iterator[Edit]:
    """C421: a tag at the end of a title that calls it a sample."""
    for line in _titles(document):
        if line.text[-1] not in "】]〗)）文本板库网" or _ATTACHED.match(line.text):
            continue
        found = _SAMPLE.search(line.text)
        if found and found.start() > 4:
            start = line.start + line.raw.find(line.text) + found.start()
            yield Edit("C421", line.number, start, found[0], "", "tag of a collection of samples")


RULES = (
    Rule(
        "C420",
        "title-number",
        Safety.RISKY,
        "The number under which a title stood in a list, glued to it: 03在…会上的讲话, …调研报告15.",
        "It counts in a list that is not there; contents count anew.",
        ("03在全市工作会议上的讲话", "在全市工作会议上的讲话"),
        find_title_numbers,
        ("24小时自助服务区工作总结", "5G应用发展情况报告", "2023年工作总结", "12345热线办理工作报告"),
    ),
    Rule(
        "C421",
        "sample-tag",
        Safety.SAFE,
        "A tag such as 【范文】 or （精选模板） at the end of a title.",
        "It is the shelf mark of a seller of samples.",
        ("在全市工作会议上的讲话【范文】", "在全市工作会议上的讲话"),
        find_sample_tags,
        ("关于印发合同范本的通知", "【案例一】某镇推行积分制管理"),
        reach=Reach.BLOCK,
    ),
)
