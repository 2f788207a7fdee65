"""C3: what belonged to the pages of the source: running heads and page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise

from publish.cleaners.patterns import late
from publish.cleaners.view import Line, is_line, short_lines, view
from publish.cleaners.wording import KIND, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import Align, RawDocument

_NUMBER = r"(?:\d{1,4}|[０-９]{1,4}|[一二三四五六七八九十百〇零]{1,5})"
_DASH = r"[-—–−‐─－~～·•∙.|｜]"
_SURE = compile_both(
    rf"(?:{_DASH}{{1,4}}\s*(?:\d{{1,4}}|[０-９]{{1,4}})\s*{_DASH}{{1,4}}"
    rf"|(?:{_DASH}{{0,4}}\s*|[(（\[【])第\s*{_NUMBER}\s*页(?:\s*[,，/;；|]?\s*[(（]?\s*共\s*{_NUMBER}\s*页[)）]?)?(?:\s*{_DASH}{{0,4}}|[)）\]】])"
    rf"|共\s*{_NUMBER}\s*页\s*[,，/;；|]?\s*(?:当前)?第\s*{_NUMBER}\s*页"
    r"|页码\s*[:：]?\s*\d{1,4}(?:\s*/\s*\d{1,4})?|(?:[Pp]age|PAGE|[Pp]\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[^。；，]{0,30}第\s*\d{1,4}\s*[页张屏]\s*[/／]\s*共\s*\d{1,4}\s*[页张屏]"
    r"|[^。；，]{2,40}[_＿]第?\s?\d{1,4}\s?[页张]"
    rf"|\d{{1,4}}\s*/\s*\d{{1,4}}\s*页|[(（]?(?:[下上]?[转接](?:第\s*{_NUMBER}\s*[版页]|[上下]页))[)）]?)"
)
_BESIDE = r"(?:[ \t\u3000]{2,}|\u3000|\s*[|｜·•∙]\s*|\s+[-—–]{1,2}\s*)"
_FOOT = compile_both(
    r"(?P<before>.{0,40}?)(?P<page>第\s*(?P<b>\d{1,4})\s*页|[Pp]age\s*(?P<c>\d{1,4}))(?P<after>[^。；]{0,40})"
    rf"|(?P<head>[^。；]{{2,40}}?){_BESIDE}(?P<d>\d{{1,4}})(?:\s*[/／]\s*\d{{1,4}})?\s*[-—–·•∙]{{0,2}}"
    rf"|(?P<title>[^。；，]{{2,30}}?)[ \t\u3000]{{2,}}(?P<f>[一二三四五六七八九十百〇零]{{1,4}})"
    rf"|[-—–·•∙]{{0,2}}\s*(?P<e>\d{{1,4}})\s*[-—–·•∙]{{0,2}}{_BESIDE}(?P<tail>[^。；\d][^。；]{{1,40}})"
)
"""The foot or head of a page as far as one line can tell: a number with something that comes back beside it."""
_AT_END = late(r"[-—–](?<=[\u4e00-\u9fff、，。].)\s?(\d{1,3})\s?[-—–]$", re.MULTILINE)
_DASHED = late(r"[-—–]{1,2}\s*\d{1,4}\s*[-—–]{1,2}")
_DECORATED = late(
    r"(?:[【〔\[•·∙◆◇●○■□▪★☆=＝*+<《«~～—–-]{1,3}\s*(?=\d+\s*[^\d\s])|P)(\d{1,4})\s*[】〕\]•·∙◆◇●○■□▪★☆=＝*+>》»~～—–-]{0,3}"
)
"""A number between symbols, which may change from page to page."""
_ENDS = late(
    r"[ \t\u3000]{2}[一二三四五六七八九十百〇零]{1,4}$"
    r"|\d[\s】〕\]•◆◇●○■□▪★☆=＝*+>》»·∙—–-]{0,3}$|^[-—–·•∙]{0,2}\s*\d|第\s*\d|[Pp]age"
)
_CENTRED = late(
    r"[\[［【〔《〈<(（{~～=*+•·∙◆◇●○■□★☆|｜—–―-]{0,4}\s*(?:P\.?|第|[Pp]age)?\s*(\d{1,4})(?:\s*[/／]\s*\d{1,4})?\s*页?"
    r"\s*[\]］】〕》〉>)）}~～=*+•·∙◆◇●○■□★☆|｜—–―-]{0,4}"
)
"""A page number in whatever dress, for lines set in the middle of the measure."""
ASIDE = 8
"""So much white space, in columns, before a line sets it in the middle."""
_STAMP = late(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?")
_BARE = late(r"(\d{1,4})(?:\s*[/／]\s*(\d{1,4}))?")
_LAST = frozenset("张屏版页頁0123456789０１２３４５６７８９-—–−‐─－~～·•∙.|｜)）]】")
_KIND_END = compile_both(rf"(?:(?<!内部)(?<!参考)(?<!机密)(?:{KIND})|选编|汇编|文集)(?:[（(][^）)]{{1,12}}[)）])?$")
_FIELD = late(r"(?!(?:打印|导出|生成|下载|制表)(?:时间|日期)[：:]\s?#)[^：:]{1,12}[：:]\s*\S|.*年\s+月\s+日")
"""What comes back below every item of a report: 责任单位：某局."""
_REMARK = late(r"[（(][^（()）]*[)）]$|[-—–]{2}")
"""（掌声）; and who wrote a piece, behind a dash."""
_SENTENCE_END = tuple("。！？；：，、…!?;:,.")
_NUMBERED = late(r"[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十\d]+[章节節条條部编編]")

_STOP = ("。", "！", "？", "：", "；", "”", "）", "…", ".", "!", "?", ":")
_DATED = compile_both(r"[(（]?(?:\d{4}|[〇○零一二三四五六七八九十]{4})\s*年.{1,8}(?:月|日)[)）]?")
BROKEN = 24
"""A line that a page end broke off has more characters."""
HEAD_LIMIT = 40
FOOT_LIMIT = 60
CENTRED_LIMIT = 16
DEPTH = 2
"""Lines that a running head or foot may have."""
PAIR, SEQUENCE = 2, 3
"""So many numbers in a row, each one more than the one before, are page numbers; the fewer where they say so."""


def is_page_number(line: str) -> bool:
    """Whether a stripped line is the number of a page and nothing else."""
    return bool(_SURE.fullmatch(line))


def find_running_heads(document: RawDocument) -> Iterator[Edit]:
    """C301: a short line that comes back at page ends, or at a steady distance; a title stays where it stands first."""
    places: dict[str, list[Line]] = defaultdict(list)
    for line in short_lines(document, HEAD_LIMIT):
        places[_STAMP.sub("#", line.text) if ":" in line.text else line.text].append(line)
    candidates = {
        text: lines
        for text, lines in places.items()
        if len(lines) > 1 and _may_head(text) and sum(_is_signature(document, line) for line in lines) * 2 < len(lines)
    }
    if not candidates:
        return
    edges, starts = _page_edges(document), view(document).starts
    for text, lines in candidates.items():
        at_edge = sum(line.number in edges for line in lines)
        steady = len(lines) > 3 and _is_steady([starts[line.number] for line in lines])
        if at_edge * 2 > len(lines) or steady:
            for line in lines[1:] if _KIND_END.search(text) else lines:
                yield line.drop("C301", f"running head, {len(lines)} times")


def _may_head(line: str) -> bool:
    """Whether a line that recurs may be a running head: no field of a form, no remark, no heading, no sentence."""
    if len(line) <= 3 or line.endswith(_SENTENCE_END) or _FIELD.match(line) or _REMARK.match(line):
        return False
    return not _NUMBERED.match(line) and not is_page_number(line)


def _centred_numbers(document: RawDocument) -> list[Line]:
    """Page numbers set in the middle, in several dresses perhaps; they must count up."""
    found = [
        (line, int(number[1]))
        for line in short_lines(document, CENTRED_LIMIT)
        if _is_aside(document, line) and (number := _CENTRED.fullmatch(line.text))
    ]
    return list(_counting(found, PAIR))


def _is_aside(document: RawDocument, line: Line) -> bool:
    hints = document.blocks[line.number].hints
    before = line.raw[: len(line.raw) - len(line.raw.lstrip())]
    columns = hints.indent + len(before) + before.count("\u3000")
    return hints.align is Align.CENTER or columns >= ASIDE


def _page_edges(document: RawDocument) -> set[int]:
    """Numbers of the blocks next to a page number or a page break; if there are any, of the first and last ones too."""
    written = [number for number, block in enumerate(document.blocks) if block.text and not block.text.isspace()]
    ends: set[int] = set()
    centred = {line.number for line in _centred_numbers(document)}
    for place, number in enumerate(written):
        block = document.blocks[number]
        if block.hints.page_break_before and place and _breaks_off(document.blocks[written[place - 1]].text):
            ends.add(place)
        text = block.text.strip()
        if number in centred or (len(text) <= HEAD_LIMIT and is_line(block) and is_page_number(text)):
            ends.update((place, place + 1))
    near = (place for end in (ends | {0, len(written)} if ends else ends) for place in range(end - DEPTH, end + DEPTH))
    return {written[place] for place in near if 0 <= place < len(written)}


def _breaks_off(text: str) -> bool:
    """Whether a page ended inside a sentence; a break behind a whole text parts documents, not pages."""
    return len(text) > BROKEN and not text.rstrip().endswith(_STOP)


def _is_signature(document: RawDocument, line: Line) -> bool:
    """Whether a date follows: then the line is who signed."""
    after = (block.text.strip() for block in document.blocks[line.number + 1 : line.number + 4])
    return bool(_DATED.fullmatch(next((text for text in after if text), "")))


def _is_steady(offsets: list[int]) -> bool:
    """Whether places follow each other at nearly the same distance, as the pages of a book do."""
    steps = [after - before for before, after in pairwise(offsets)]
    mean = sum(steps) / len(steps)
    spread = (sum((step - mean) ** 2 for step in steps) / len(steps)) ** 0.5
    return mean > 250 and spread < 0.2 * mean


def find_page_numbers(document: RawDocument) -> Iterator[Edit]:
    """C302: lines that are nothing but the number of a page; bare numbers only when they count up."""
    bare: dict[str, list[tuple[Line, int]]] = defaultdict(list)  # by how many pages there are; "" where none says so
    for line in short_lines(document, FOOT_LIMIT):
        if line.text[-1] in _LAST and is_page_number(line.text):
            yield line.drop("C302", "page number")
        elif line.text[0].isdigit() and (found := _BARE.fullmatch(line.text)):
            bare[found[2] or ""].append((line, int(found[1])))
    for line in _centred_numbers(document):
        yield line.drop("C302", "page number in the middle of a line, counting up")
    for total, numbers in bare.items():
        for run in _runs(numbers, PAIR if total else SEQUENCE):
            if total or not _are_sections(document, run):
                yield from (line.drop("C302", "page number, counting up") for line in run)
    for line in _feet(document):
        yield line.drop("C302", "page number with what stands beside it, counting up")
    yield from _at_line_ends(document)


def _at_line_ends(document: RawDocument) -> Iterator[Edit]:
    """Page numbers between dashes that ended up behind the last words of a line; they must count up."""
    seen = view(document)
    ends = [found for found in seen.odd(_AT_END) if int(found[1])]
    numbers = [int(found[1]) for found in ends]
    if len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers)):
        for found in ends:
            yield from seen.cut(found.start(), found.end(), "C302", "page number behind the words of a line")


def _feet(document: RawDocument) -> Iterator[Line]:
    """The lines that count pages beside words that come back with every page."""
    series: dict[str, list[tuple[Line, int]]] = defaultdict(list)
    sure: set[str] = set()
    for line in short_lines(document, FOOT_LIMIT):
        if not _ENDS.search(line.text):
            continue
        if decorated := _DECORATED.fullmatch(line.text):
            series[""].append((line, int(decorated[1])))
        elif (found := _FOOT.fullmatch(line.text)) and (skeleton := _skeleton(found)):
            number = next(found[name] for name in "bcdef" if found[name])
            series[skeleton].append((line, _value_of(number)))
            if found["page"] or _DASHED.match(line.text):
                sure.add(skeleton)
    for skeleton, items in series.items():
        yield from _counting(items, PAIR if skeleton in sure else SEQUENCE)


def _skeleton(found: re.Match[str]) -> str:
    """What a foot has besides its number; nothing when it is no foot."""
    if found["page"]:
        return f"{found['before']}#{re.sub(r'[0-9:/.-]', '', found['after'])}"
    words = found["head"] or found["tail"] or found["title"]
    return "" if _FIELD.match(words) or _NUMBERED.match(words) else f"{found['head'] or found['title']}#{found['tail']}"


_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}


def _value_of(number: str) -> int:
    """The value of a page number in Arabic or Chinese figures."""
    if number.isdecimal():
        return int(number)
    if "十" not in number and "百" not in number:
        return int("".join(str(_DIGITS[character]) for character in number))
    hundreds, _, rest = number.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = (hundreds, tens if ten else "〇", ones)
    value = [sum(_DIGITS.get(character, 0) for character in part) for part in parts]
    return 100 * value[0] + 10 * (value[1] or (1 if ten and not tens else 0)) + value[2]


def _are_sections(document: RawDocument, run: list[Line]) -> bool:
    """Whether bare numbers count the sections of a story: from one on, and none of them cuts a sentence."""
    above = (next((text for text in _upwards(document, line.number) if text), "") for line in run)
    return int(run[0].text) == 1 and not any(map(_breaks_off, above))


def _upwards(document: RawDocument, number: int) -> Iterator[str]:
    return (block.text.strip() for block in reversed(document.blocks[:number]))


def _counting(bare: list[tuple[Line, int]], needed: int = SEQUENCE) -> Iterator[Line]:
    """The lines of runs of at least so many numbers that count up, with text between them."""
    return chain.from_iterable(_runs(bare, needed))


def _runs(bare: list[tuple[Line, int]], needed: int = SEQUENCE) -> Iterator[list[Line]]:
    """Runs of at least so many numbers that count up, with text between them."""
    run: list[tuple[Line, int]] = []
    for item in [*bare, None]:
        if run and (item is None or item[1] != run[-1][1] + 1 or item[0].number - run[-1][0].number < 2):
            if len(run) >= needed:
                yield [line for line, _ in run]
            run = []
        if item is not None:
            run.append(item)


RULES = (
    Rule(
        "C301",
        "running-head",
        Safety.RISKY,
        "A short line that stands at the top or foot of every page of the source.",
        "It cuts sentences apart, and the book gets running heads of its own.",
        (
            "某局内部资料\n要抓好落实\n第 1 页\n某局内部资料\n各项任务。\n第 2 页",
            "要抓好落实\n第 1 页\n各项任务。\n第 2 页",
        ),
        find_running_heads,
        ("同志们：\n开会。\n同志们：\n散会。",),
    ),
    Rule(
        "C302",
        "page-number-line",
        Safety.SAFE,
        "A line that is nothing but a page number: — 1 —, 第3页 共10页, Page 2 of 9; bare numbers when they count up.",
        "The pages of the source are not the pages of the book.",
        ("要抓好落实。\n— 12 —\n第 3 页 共 10 页", "要抓好落实。"),
        find_page_numbers,
        ("详见第3页。", "共10页", "12", "3/4"),
    ),
)
