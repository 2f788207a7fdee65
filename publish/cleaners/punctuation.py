"""C7: half-width marks in Chinese text, doubled stops, straight quotation marks."""

import re
from collections.abc import Iterator, Sequence

from publish.cleaners.patterns import late
from publish.cleaners.view import view
from publish.cleaners.wording import HAN
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawBlock, RawDocument

_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_CJK = rf"{HAN}，。；：？！、“”‘’《》〈〉「」『』【】〔〕（）…—％"
# But for their first character: the patterns begin with the set of these, so that a search skips the rest.
_ADDRESS = r"(?P<address>(?:(?<=h)ttps?|(?<=f)tp)://[^\s\u3000-\u9fff]+|(?<=w)ww\.[^\s\u3000-\u9fff]+)"
# After a Chinese character: anything but a Latin clause, a path or a port. After other text: only before Chinese.
_MARK = late(
    rf"[,:;?!.hfw](?:(?<=[,:;?!])(?:(?<=[{_CJK}].)(?![,:;?!/\\\]}}>]|\s+[A-Za-z])(?!(?<=[”’].)\s+[“‘])|(?<=[A-Za-z0-9%‰℃°*].)(?=[{_CJK}])(?!(?<=[A-Za-z0-9].)[”’」』]))"
    rf"|(?<=[{HAN}”》）]\.)(?=$|[”’）])|{_ADDRESS})",
    re.MULTILINE,
)
# At the end of a line, whose sentence goes on in the next; a bare number may go on there too: 1,⏎234.5.
_LINE_END = late(rf"[{HAN}] ?(?:[A-Za-z]+|\d[\d.,]*[%‰℃])[,;]$|\d[,;](?=\n[{HAN}])", re.MULTILINE)
_OPEN_MARKS = (",", ";")
_PAIR = late(
    rf"[(hfw](?:(?<=\()(?:(?<![A-Za-z0-9_].)(?=[^()\n]*[{HAN}])[^()\n]{{1,200}}\)|(?<=[{_CJK}].)[^()\n]{{1,60}}\)"
    rf"|(?<![^\s].)[^()\n]{{1,12}}\)(?=[{HAN}]))|{_ADDRESS})"
)
_REFERENCE = late(r"\[(?:[JMCDNRSPGZ]|DB|CP|EB)(?:/(?:OL|CD))?\]")
_DOUBLED = late(r"。{2,}|；{2,}|：{2,}|？。|！。|。，|，。")
_PAIRS = ("。。", "；；", "：：", "？。", "！。", "。，", "，。")
_STRAIGHT = late(r'"([^"\n]{1,200})"')
_QUOTES = late('["“”]')
_INCH = late(r'\d"')
_HAS_HAN = late(f"[{HAN}]")
_LATIN = late("[A-Za-z]")
_CODED = (tuple("([{=,\\"), tuple(")]},;\\"))
"""What stands before and behind a string of a program."""


def find_half_width(document: RawDocument) -> Iterator[Edit]:
    """C701: , : ; ? ! and parentheses beside Chinese characters; not in numbers, times, addresses, Latin text."""
    for number, block in enumerate(document.blocks):
        text = block.text
        if block.hints.code is not None or (_REFERENCE.search(text) if "[" in text else False) or _is_latin(text):
            continue
        places = [found.start() for found in _MARK.finditer(text) if not found.lastgroup]
        if text.endswith(_OPEN_MARKS) or ",\n" in text or ";\n" in text:
            places += [found.end() - 1 for found in _LINE_END.finditer(text)]
        if "(" in text:
            pairs = [found.span() for found in _PAIR.finditer(text) if not found["address"] and _is_prose(found[0])]
            places = sorted({*places, *(place for start, end in pairs for place in (start, end - 1))})
        reason = "half-width mark in Chinese text"
        yield from [Edit("C701", number, place, text[place], _WIDE[text[place]], reason) for place in places]


def _is_latin(text: str) -> bool:
    """Whether a text is in another language with a few Chinese words in it; quick for others."""
    return text[:1].isascii() and text[:1].isalpha() and len(_LATIN.findall(text)) > 8 * len(_HAS_HAN.findall(text))


def _is_prose(content: str) -> bool:
    return "=" not in content and "://" not in content


def find_doubled(document: RawDocument) -> Iterator[Edit]:
    """C702: a full stop, semicolon or colon typed twice; commas that collide may hide a lost word and are reported."""
    seen = view(document)
    if not any(pair in seen.text for pair in _PAIRS):
        return
    for found in _DOUBLED.finditer(seen.text):
        kept = "。" if found[0] == "，。" else found[0][0]
        if len(found[0]) == 2:
            yield from seen.cut(found.start(), found.end(), "C702", "mark typed twice", kept)


def find_straight_quotes(document: RawDocument) -> Iterator[Edit]:
    """C703: straight quotation marks around Chinese words, in blocks where they come in pairs."""
    for number, block in enumerate(document.blocks):
        if (
            block.hints.code is not None
            or '"' not in block.text
            or block.text.count('"') % 2
            or _INCH.search(block.text)
            or not _alternate(block.text)
            or _is_open(document.blocks, number)
        ):
            continue
        for found in _STRAIGHT.finditer(block.text):
            before, after = block.text[: found.start()], block.text[found.end() :]
            coded = before.endswith(_CODED[0]) and after.startswith(_CODED[1])
            if _HAS_HAN.search(found[1]) and not (coded or before.endswith(("=", "\\")) or found[1].endswith("\\")):
                yield Edit("C703", number, found.start(), '"', "“", "straight quotation mark")
                yield Edit("C703", number, found.end() - 1, '"', "”", "straight quotation mark")


def _alternate(text: str) -> bool:
    """Whether the quotation marks of a text, straight and curved ones together, open and close in turn."""
    is_open = False
    for mark in _QUOTES.findall(text):
        if (mark == "“" and is_open) or (mark == "”" and not is_open):
            return False
        is_open = not is_open
    return not is_open


def _is_open(blocks: Sequence[RawBlock], number: int) -> bool:
    """Whether a quotation may go on from the line above or in the line below: one of them has a mark too many."""
    around = (blocks[other].text for other in (number - 1, number + 1) if 0 <= other < len(blocks))
    return any(text.count('"') % 2 for text in around)


RULES = (
    Rule(
        "C701",
        "half-width-mark",
        Safety.SAFE,
        "Half-width commas, colons, semicolons, question and exclamation marks, parentheses in Chinese text.",
        "GB/T 15834 asks for full-width marks; half-width ones have no room around them and break lines wrongly.",
        ("同志们:今年(2023年)工作总体良好,成效明显!", "同志们：今年（2023年）工作总体良好，成效明显！"),
        find_half_width,
        (
            "上午10:30开会，比分3:2",
            "投资1,234.5万元",
            "请登录http://example.gov.cn/a?b=1,2查询",
            "Python, Java和C++",
            "f(x)=2",
        ),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C702",
        "doubled-mark",
        Safety.SAFE,
        "A full stop, semicolon or colon typed twice, a comma before a full stop.",
        "Typing slips. Dots of omission, repeated exclamation marks and colliding commas stay.",
        ("要抓好落实。。确保实效，。", "要抓好落实。确保实效。"),
        find_doubled,
        ("胜利了！！", "他说……", "会议认为，，要抓好落实", "等等。。。"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C703",
        "straight-quote",
        Safety.SAFE,
        "Straight quotation marks around Chinese words, where a paragraph has them in pairs.",
        "Chinese quotation marks open and close.",
        ('实践"三个代表"重要思想', "实践“三个代表”重要思想"),
        find_straight_quotes,
        ('屏幕为15"，键盘为12"', 'class="a"'),
    ),
)
