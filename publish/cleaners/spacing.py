"""C2: white space that no Chinese text needs."""

import re
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import view
from publish.cleaners.wording import HAN
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawBlock, RawDocument, white_columns

_MARKS = "，。；：？！、）》」』】〕”’（《「『【〔“‘…—％"
_ODD = late("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_LEADING = late(r"[ \t　]+(?=[^ \t　])")
_SPACED_OUT = late(
    rf"(?<![^\s])(?<!\S )(?:(?:[{HAN}（）〈〉《》] +){{3,}}|(?:[{HAN}（）〈〉《》]　+){{3,}})"
    rf"[{HAN}（）〈〉《》]+(?![^\s])(?! \S)"
)
_SPACED_PAIR = late(rf"^[ 　]*[{HAN}][ 　]{{1,4}}[{HAN}][ 　]*$")
_DIVISION = late(r"\s*第[〇零一二三四五六七八九十百\d]{1,5}[编章节条款][ \u3000]")
_GAP = late(rf"(?<=[{HAN}{_MARKS}]) +(?=[{HAN}{_MARKS}])")
_NAMES = late(
    rf"[{HAN}](?<=[者员員人席持编編辑輯摄攝影文图圖])[：:] ?[{HAN}]{{2,4}}(?: +[{HAN}]{{2,5}})+(?=[）)。]|$)"
    rf"|^\d{{4}}[-/.年]\d\d?[-/.月]\d\d?日?(?: +[{HAN}]{{2,8}}){{2,}}"
)
"""Names behind what they are, and fields behind a date: only the spaces part them."""
_AT_MARK = late(
    rf" (?:(?<=[，。；：？！、）》」』】〕] ) *(?=[A-Za-z0-9])|(?<=[{HAN}，。；？！）]” ) *(?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9%] ) *(?=[，。；：？！、）》」』】〕]))"
)
_RUN = late(r"(?<=\S)(?: {2,}| *\t[ \t]*)(?=\S)")
_SENTENCE = late("[，。；,;！？]")

CENTRED = 5
"""From so many columns on, white space before a line says that it is centred or stands to the right."""


def find_odd_spaces(document: RawDocument) -> Iterator[Edit]:
    """C201: no-break and typographic spaces."""
    seen = view(document)
    for found in seen.odd(_ODD):
        yield from seen.cut(found.start(), found.end(), "C201", "no-break or typographic space", " ")


def find_indentation(document: RawDocument) -> Iterator[Edit]:
    """C202: white space before paragraphs, but not where lines are wrapped and it tells where a paragraph begins."""
    indented = [n for n, block in enumerate(document.blocks) if block.text[:1] in (" ", "\t", "　")]
    if not indented or document.wrapped:
        return
    for number in indented:
        block = document.blocks[number]
        found = _LEADING.match(block.text)
        if found and _is_prose(block) and white_columns(found[0]) <= CENTRED:
            yield Edit("C202", number, 0, found[0], "", "indentation is for the style sheet")


def _is_prose(block: RawBlock) -> bool:
    return block.hints.code is None


def find_trailing(document: RawDocument) -> Iterator[Edit]:
    """C203: white space at the end of a block."""
    for number, block in enumerate(document.blocks):
        if block.text[-1:] in (" ", "\t", "　") and block.hints.code is None:
            end = len(block.text.rstrip(" \t　"))
            yield Edit("C203", number, end, block.text[end:], "", "white space at the end")


def find_spaced_out(document: RawDocument) -> Iterator[Edit]:
    """C204: lines whose characters were set apart by hand."""
    for number, block in enumerate(document.blocks):
        if len(block.text) > 160 or block.hints.code is not None or block.hints.cell is not None:
            continue
        if " " not in block.text and "　" not in block.text:
            continue
        for found in _SPACED_OUT.finditer(block.text):
            yield from _without_spaces(found, number, "C204")
        if not _SPACED_OUT.search(block.text):
            pair = _SPACED_PAIR.match(block.text)
            if pair and pair[0].replace(" ", "").replace("　", "") in (
                "目录",
                "目錄",
                "附件",
                "附錄",
                "附录",
                "前言",
                "序言",
            ):
                yield from _without_spaces(pair, number, "C204")


def _without_spaces(found: re.Match[str], number: int, rule: str) -> Iterator[Edit]:
    for gap in re.finditer(rf"(?<=[{HAN}（）〈〉《》])[ 　]+(?=[{HAN}（）〈〉《》])", found[0]):
        yield Edit(rule, number, found.start() + gap.start(), gap[0], "", "characters set apart by hand")


def find_gaps(document: RawDocument) -> Iterator[Edit]:
    """C205: spaces between Han characters or full-width marks, in running text only."""
    for number, block in enumerate(document.blocks):
        if " " in block.text and block.hints.code is None and _is_running(block.text):
            named = [found.span() for found in _NAMES.finditer(block.text)]
            for found in _GAP.finditer(block.text, _behind_number(block.text)):
                if any(start <= found.start() < end for start, end in named):
                    continue
                yield Edit("C205", number, found.start(), found[0], "", "space inside Chinese text")


def _behind_number(text: str) -> int:
    """Where the text proper begins: the space behind 第三条 belongs to it."""
    found = _DIVISION.match(text)
    return found.end() if found else 0


def _is_running(text: str) -> bool:
    """Running text has sentence marks or is long; lists of names and of labelled fields are parted by spaces."""
    if _SENTENCE.search(text):
        return True
    return len(text) >= 24 and "：" not in text and ":" not in text and text.strip().count(" ") <= len(text) // 10


def find_spaces_at_marks(document: RawDocument) -> Iterator[Edit]:
    """C206: spaces beside full-width marks, which bring their own."""
    seen = view(document)
    for found in _AT_MARK.finditer(seen.text):
        yield from seen.cut(found.start(), found.end(), "C206", "space beside a full-width mark")


def find_runs(document: RawDocument) -> Iterator[Edit]:
    """C207: several spaces or tabs in a row inside a line."""
    for number, block in enumerate(document.blocks):
        if block.hints.code is None and ("  " in block.text or "\t" in block.text):
            for found in _RUN.finditer(block.text):
                yield Edit("C207", number, found.start(), found[0], " ", "white space in a row")


RULES = (
    Rule(
        "C201",
        "odd-space",
        Safety.SAFE,
        "No-break, thin, em and other typographic spaces become plain spaces; the full-width space stays.",
        "They come from web pages, where they only pushed things about, and are stretched wrongly when set.",
        ("首页\u00a0工作\u2003计划", "首页 工作 计划"),
        find_odd_spaces,
        ("第一章　总则",),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C202",
        "indentation",
        Safety.SAFE,
        "Spaces typed before a paragraph; kept where a line is centred by them, and where lines are wrapped.",
        "The style sheet indents; typed spaces would come on top of it.",
        ("　　各单位要抓好落实。", "各单位要抓好落实。"),
        find_indentation,
        ("            某县2023年工作总结",),
    ),
    Rule(
        "C203",
        "trailing-space",
        Safety.SAFE,
        "White space at the end of a paragraph.",
        "It cannot be seen, but it moves centred and right-aligned lines.",
        ("各单位要抓好落实。 　", "各单位要抓好落实。"),
        find_trailing,
        reach=Reach.BLOCK,
    ),
    Rule(
        "C204",
        "spaced-out-line",
        Safety.RISKY,
        "Titles whose characters were set apart with spaces.",
        "Letter-spacing is for the style sheet; typed, it hides the title from contents and search.",
        ("工 作 材 料 汇 编 （ 六 篇 ）", "工作材料汇编（六篇）"),
        find_spaced_out,
        ("张伟 李娜 王芳 刘洋", "王 芳　李 娜"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C205",
        "gap-in-han",
        Safety.RISKY,
        "Spaces between Chinese characters of running text.",
        "Left over from line ends, scans and copy protection.",
        ("要抓好 落实，确保 取得实效。", "要抓好落实，确保取得实效。"),
        find_gaps,
        ("出席：王明 李红 张伟", "第三条 为了加强管理，提高质量，制定本办法。"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C206",
        "space-at-mark",
        Safety.SAFE,
        "Spaces between a full-width mark and a letter or digit.",
        "Full-width marks hold their own white space.",
        ("增长 6.5% ，高于全省", "增长 6.5%，高于全省"),
        find_spaces_at_marks,
        ("She said “good morning” and left.",),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C207",
        "repeated-space",
        Safety.SAFE,
        "Several spaces, or tabs, become one space.",
        "They imitate columns that fall apart with any other font.",
        ("姓名    职务\t电话", "姓名 职务 电话"),
        find_runs,
        reach=Reach.BLOCK,
    ),
)
