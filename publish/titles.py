"""Titles over several lines, broken where the sense allows it (GB/T 9704, 7.3.1; inspection rules of 2005, 56)."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

_NO_START = "，。、；：？！）》〉」』】〕〗”’…—·％,.;:?!)]}%"
_NO_END = "（《〈「『【〔〖“‘([{"
_CLOSING = "）》〉」』】〕〗”’)]}"
_INSIDE = 0.4  # the cost of a break inside brackets
_MARKS = r"\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"  # on a character
_WORD = r"[A-Za-z0-9À-ɏ\u0300-\u036f]"
_CHARACTER = rf"(?:.[{_MARKS}]*\u200d)*.[{_MARKS}]*"
_TOKENS = re.compile(rf"{_WORD}+(?:[.,'’\-–/&@+]{_WORD}+)*|[—…]+|\s+|{_CHARACTER}", re.DOTALL)
_GOOD_AFTER = "，。、；：？！）》」』】〕—…· \u3000"
_YEAR = re.compile(r"\d\s?年$")
_FAIR_AFTER = "的和与及暨之或并"
_FAIR_BEFORE = re.compile("关于")  # parts who writes from what about
_POOR_START = "的之等"  # nor does a line begin with what a number counts
# Words that titles of office texts are made of: no line ends inside one of them.
_WORDS = re.compile(
    "委员会|办公室|办公厅|人民政府|政府|人民|党委|党组|党建|支部|机关|部门|单位|干部|领导|班子|群众|社会|国家|全国|中央|地方|基层|"
    "工作|会议|报告|总结|讲话|发言|致辞|通知|意见|办法|方案|计划|规划|规定|细则|条例|决定|公告|通报|材料|汇编|选编|"
    "述职|述廉|述德|述法|调研|督查|考核|检查|整改|自查|经验|交流|座谈|动员|部署|表彰|先进|活动|教育|学习|主题|精神|"
    "建设|发展|改革|治理|管理|服务|安全|生产|经济|文化|生态|环境|农村|乡村|振兴|扶贫|脱贫|攻坚|项目|企业|产业|投资|营商|"
    "情况|问题|措施|成效|目标|任务|责任|制度|体系|机制|能力|水平|质量|重点|专题|年度|年初|年中|年底|年末|年终|上半年|下半年|贯彻|落实|推进|加强|"
    "开展|关于|实施|印发|组织|宣传|思想|政治|纪检|监察|廉政|作风|信访|应急|防汛|供水|财政|税务|统计|审计|民政|卫生|医疗|"
    "行政|执法|司法|法治|综合|审批|监管|监督|公安|民主|科技|创新|人才|就业|社会保障|养老|社区|街道|居民|数字|信息|网络|平台|若干"
    "|系统|主任|书记|主席|负责人|同志|代表|委员|大会|全会|全省|全市|全县|全区|召开|举行|深入|全面|从严|治党|提升|完善|优化"
)
_FAIR, _BESIDE_WORD, _PLAIN, _INSIDE_WORD, _POOR = 0.15, 0.25, 0.3, 0.5, 0.6  # costs of breaks, a good one has none
_DETOUR = 3  # characters by which a piece may be longer or shorter so that it ends beside a word
_NARROWEST = 8  # full-width characters: what a line of a title has on a phone at least
_NARROW = 0.55
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")  # marks on characters, selectors of their forms, joiners
_BLANKS = " \t\r\n\u3000\xa0"
_INNER_SPACE = re.compile(r"\s*\n\s*")
_CJK_JOINT = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)


def one_line(text: str) -> str:
    """A title on one line: line breaks between Chinese characters go, others become spaces."""
    return _CJK_JOINT.sub("", _INNER_SPACE.sub("\n", text.strip())).replace("\n", " ")


def text_width(text: str) -> float:
    """About how wide the text is, in full-width characters."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW


def break_title(title: str, capacity: float) -> tuple[str, ...]:
    """The title in as few lines of at most `capacity` full-width characters as it needs, of about equal width.

    Breaks stand at punctuation, else after words such as 的 and 和 or a year, else between two Chinese characters that
    are no common word, inside brackets only if they must; never inside a Latin word or number, before closing or after
    opening marks. A line feed always breaks.
    """
    lines = [line for piece in title.split("\n") for line in _break_piece(piece.strip(_BLANKS), capacity)]
    return tuple(lines)


def title_phrases(line: str) -> tuple[str, ...]:
    """A line of a title in pieces between which a screen may break it, for programs that choose among them by width.

    It is parted wherever it does well, and what is longer than a line on a phone where no common word is divided.
    """
    if len(line) <= _NARROWEST:
        return (line,)
    tokens = _tokens(line, float("inf"))
    costs = [place.cost for place in _breaks(tokens)]
    good = [at for at, cost in enumerate(costs, 1) if cost <= _FAIR]
    phrases = list[str]()
    for start, end in pairwise([0, *good, len(tokens)]):
        cuts = _shares(tokens[start:end], costs[start : end - 1])
        phrases.extend("".join(tokens[start + first : start + last]) for first, last in pairwise(cuts))
    return tuple(phrases)


def _shares(tokens: list[str], costs: list[float]) -> list[int]:
    """Where about equal pieces of these tokens begin and end, of about the width of a narrow line at most."""
    ends = list(accumulate(map(text_width, tokens), initial=0.0))
    count = ceil(ends[-1] / _NARROWEST)
    detours = {at: _DETOUR * (cost > _BESIDE_WORD) for at, cost in enumerate(costs, 1) if cost <= _PLAIN}
    wanted = [ends[-1] * share / count for share in range(1, count)] if detours else []
    cuts = {min((abs(ends[at] - place) + detour, at) for at, detour in detours.items())[1] for place in wanted}
    return [0, *sorted(cuts), len(tokens)]


def _break_piece(piece: str, capacity: float) -> list[str]:
    tokens = _tokens(piece, capacity)
    if not tokens:
        return []
    widths = [text_width(token) for token in tokens]
    target = sum(widths) / _fewest_lines(widths, capacity)
    starts = _best_starts(tokens, widths, capacity, target)
    return ["".join(tokens[start:end]).strip(_BLANKS) for start, end in pairwise(starts)]


def _tokens(piece: str, capacity: float) -> list[str]:
    """What must stay together: words, and characters with the marks that cling to them."""
    tokens: list[str] = []
    for token in _TOKENS.findall(piece):
        clings = tokens and (token[0] in _NO_START or tokens[-1][-1] in _NO_END or token.isspace())
        if clings and text_width(tokens[-1] + token.rstrip()) <= capacity:
            tokens[-1] += token
        elif text_width(token) > capacity:
            tokens.extend(token)  # a word longer than a line has to be cut somewhere
        else:
            tokens.append(token)
    return tokens


def _fewest_lines(widths: list[float], capacity: float) -> int:
    lines, used = 1, 0.0
    for width in widths:
        if used and used + width > capacity:
            lines, used = lines + 1, 0.0
        used += width
    return lines


def _best_starts(tokens: list[str], widths: list[float], capacity: float, target: float) -> list[int]:
    """The indices of tokens that begin lines, and the end: the cheapest way through (shortest path)."""
    count = len(tokens)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    breaks = [place.cost + _INSIDE * place.in_brackets for place in _breaks(tokens)]
    for end, broken in enumerate([*breaks, 0.0], 1):
        width = 0.0
        for start in range(end - 1, -1, -1):
            width += widths[start]
            if width > capacity and start < end - 1:
                break
            cost = best[start][0] + ((width - target) / target) ** 2 + 0.2 + broken
            best[end] = min(best[end], (cost, start))
    starts = [count]
    while starts[-1]:
        starts.append(best[starts[-1]][1])
    return starts[::-1]


class _Break(NamedTuple):
    """What it would cost to end a line behind a token, whatever brackets it stands in."""

    cost: float
    in_brackets: bool


def _breaks(tokens: list[str]) -> Iterator[_Break]:
    """The place behind each token but the last."""
    title, before, depth = "".join(tokens), "", 0
    plain = _costs_by_words(title)
    for token, after in pairwise(tokens):
        before += token
        depth += sum((char in _NO_END) - (char in _CLOSING) for char in token)
        yield _Break(_cost_of_break(before, after, plain.get(len(before), _PLAIN)), depth > 0)


def _costs_by_words(title: str) -> dict[int, float]:
    """The cost of a break between two Chinese characters, where a word that is known makes it better or worse."""
    costs: dict[int, float] = {}
    for start, end in map(re.Match[str].span, _WORDS.finditer(title)):
        costs |= {start: _BESIDE_WORD, end: _BESIDE_WORD} | dict.fromkeys(range(start + 1, end), _INSIDE_WORD)
    return costs | {found.start(): _FAIR for found in _FAIR_BEFORE.finditer(title)}


def _cost_of_break(before: str, after: str, plain: float) -> float:
    if after[0] in _POOR_START or before.rstrip()[-1:].isdigit():
        return _POOR
    if before[-1] in _GOOD_AFTER or after[0] in _NO_END:
        return 0.0
    if plain < _INSIDE_WORD and (before[-1] in _FAIR_AFTER or _YEAR.search(before[-3:])):
        return _FAIR
    return plain
