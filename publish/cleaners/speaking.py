"""C412: lines in which a site speaks to its readers, whatever it says."""

from collections.abc import Iterator
from functools import lru_cache

from publish.cleaners.inserts import outside, without_inserts
from publish.cleaners.markers import without_marks
from publish.cleaners.patterns import late
from publish.cleaners.plain import plain
from publish.cleaners.sentences import has_own_sentence
from publish.cleaners.site import CACHED, is_talk_or_tally, is_telling, is_thin, reaches, tells_of_people, weigh
from publish.cleaners.view import Line, View, view
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 170
NEEDED = 3
FIRST_NEEDED = 4
"""The first line of a source may be its title."""
GUARDED = 6
"""A line needs more in technical writing, or where it is part of a paragraph whose lines were broken."""
SHORTEST_TITLE = 6
_PAID = compile_both(r"[（(\[【［](?:广告|推广|赞助|AD|Sponsored)[)）\]】］][^。；]{4,60}")
"""An advertisement that says that it is one."""
_ROW = late(r"[|│┃](?:[^|│┃]*[|│┃]){2,}")
"""A row of a table that is drawn with bars."""
_UNTECHNICAL = late(
    r"公众?号|微信|q群|qq|关注(?!于)|点赞|三连|会员|付费|积分|vip|转载|侵权|盗版|打赏|网盘|小编|本站|素材|范文|粉丝|朋友圈|免费|[加群+]v"
)
"""What technical writing has no use for, other than loading, installing, logging in."""


def find_site_lines(document: RawDocument) -> Iterator[Edit]:
    """C412: the lines that speak for a site."""
    seen = view(document)
    for place, line in enumerate(seen.lines):
        if is_site_line(seen, line, first=place == 0):
            yield line.drop("C412", "line in which a site speaks")


def is_site_line(seen: View, line: Line, *, first: bool = False) -> bool:
    """Whether a line is a site's, given how its document is written."""
    if not is_site_text(line.text, first=first) or is_talk_or_tally(line.text) or _ROW.fullmatch(line.text):
        return False
    if seen.is_turn(line) and not _PAID.fullmatch(line.text):
        return False
    if not seen.guards(line):
        return True
    return bool(_UNTECHNICAL.search(plain(line.text))) and is_site_text(line.text, first=first, needed=GUARDED)


@lru_cache(maxsize=CACHED)
def is_site_text(line: str, *, first: bool = False, needed: int = NEEDED) -> bool:
    """Whether a line is a site's, by what it says and how it looks; the first line of a source may be its title."""
    if not 4 <= len(line) <= LIMIT:
        return False
    if _PAID.fullmatch(line):
        return True
    if not is_telling(line):
        return False
    text = without_inserts(without_marks(line)).strip()
    only_mark = len(text) < 4 < len(line) - 4
    text = line if only_mark else outside(text)  # a sentence must speak itself, not what is set into it
    weight = weigh(text)
    if weight.kinds < 2 or weight.points < 2 or has_own_sentence(text):
        return False
    if line.endswith(("，", "、")):
        needed = GUARDED
    elif first and may_be_title(text):
        needed = max(FIRST_NEEDED, needed)
    return reaches(text, needed + tells_of_people(text)) and not is_thin(text)


def may_be_title(text: str) -> bool:
    """Whether a line could be a title: not too short, and no clauses."""
    return len(text) > SHORTEST_TITLE and not any(mark in text for mark in "，,！!？?；")


RULES = (
    Rule(
        "C412",
        "site-line",
        Safety.RISKY,
        "A line in which a site speaks: to follow, to pay, to read on, about rights, about itself.",
        "Kinds of evidence are counted (request, goods, price, channel, the site itself, rights, parts of the page); "
        "words of offices count against, and so does the look of a sentence, a heading or a title.",
        ("要抓好落实。\n有需要整套的，加q群 00112233 群文件自取", "要抓好落实。"),
        find_site_lines,
        ("扫码关注“某县发布”的群众已达12万人。", "下载安装App后，群众可在线办理业务。", "二、会员权益"),
    ),
)
