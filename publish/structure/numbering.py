"""The grammar of heading numbers: 第一章, 一、, （一）, 1., （1）, ①, 1.1 and their full and half width forms.

The schemes and their order follow GB/T 9704-2012, 7.3.3 (一、 then （一） then 1. then （1）); the divisions above
them (编, 章, 节, 条) are those of rules and regulations. Letters, Roman numerals, the stems (甲、乙、) and ordinals
(第一，步骤一：) have no place of their own in that order; they, and figures before a space, are believed only in a
series.
"""

import re
from enum import IntEnum

import msgspec


class Scheme(IntEnum):
    """The kinds of numbers, from the outermost to the innermost."""

    PART = 1  # 第一部分, 第一编
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    ARTICLE = 4  # 第一条
    FORMAL = 5  # 壹、
    HAN = 6  # 一、
    PAREN_HAN = 7  # （一）
    DECIMAL = 8  # 1.
    NESTED = 9  # 1.1
    HALF_PAREN = 10  # 1）
    PAREN = 11  # （1）
    CIRCLED = 12  # ①
    LETTER = 13  # A.
    ROMAN = 14  # II., Ⅱ、
    STEM = 15  # 甲、
    ORDINAL = 16  # 第一，步骤一：


class Numbering(msgspec.Struct, frozen=True, gc=False):
    """A number at the start of a text; the text proper begins at `end`. `depth` counts the levels of 1.1.

    A bare figure before a space (1 概述) is a NESTED of depth 1, a heading only among others such as 1.1. What may as
    well be no number (一 概述, 第一个问题，关于形势, letters) is `weak`: only a series of it counts.
    """

    scheme: Scheme
    value: int
    end: int
    depth: int = 1
    parent: int = 0  # the number before the last point of 1.1
    weak: bool = False


_HAN = "一二三四五六七八九十百〇零两兩壹贰貳叁參肆伍陆陸柒捌玖拾"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6}
_FORMAL = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORDS = {
    word: value
    for value, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEPS = frozenset("步阶階环環任要问問建举舉措")
_FIRST = _STEPS | frozenset(_HAN + _CIRCLED + _STEMS + _ROMAN + _CAPITALS + "第（(0123456789０１２３４５６７８９")

_DIVISION = re.compile(rf"第\s?([{_HAN}]{{1,5}}|[0-9０-９]{{1,3}})\s?(部分|[编編篇卷章节節条條])[、:：.．]?[\s\u3000]*")
# 第一个方面：, 第二件事：: counted with a measure word and closed by a colon; a comma is weaker.
_COUNTED = re.compile(
    rf"第([{_HAN}]{{1,3}})([个句件道步招张项大层方关点类][\u4e00-\u9fff]{{0,3}})?([:：，,、])[\s\u3000]*"
)
# 步骤一：, 任务2：: a word that is counted, before its number.
_STEP = re.compile(
    rf"(?:步[骤驟]|[阶階]段|[环環][节節]|任[务務]|要[点點]|[问問][题題]|建[议議]|[举舉措]措|措施)\s?([{_HAN}]{{1,3}}|[0-9]{{1,2}})[:：][\s\u3000]*(?=\S)"
)
_WORDED = re.compile(
    r"(part|book|volume|chapter|section|article)[ \u00a0]+([0-9]{1,3}|[IVXLC]{1,6}|one|two|three|four|five|six|seven|"
    r"eight|nine|ten)((?:\.[0-9]{1,2}){0,3})(?:[.:：、]|[ \u00a0][-–—])?(?:[\s\u3000]+(?-i:(?=[^a-z]))|$)",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"([{_HAN}]{{1,4}})[\s\u3000]?[、．.][\s\u3000]*")
_BRACKETED = re.compile(rf"[（(]\s?(?:([{_HAN}]{{1,4}})|([0-9０-９]{{1,2}}))\s?[）)][、.．]?[\s\u3000]*")
_ARABIC = re.compile(r"([0-9０-９]{1,2})(?:、|[.．](?![0-9０-９])|[.．](?=(?:19|20)[0-9]{2}年)|([）)]))[\s\u3000]*")
_POINTED = re.compile(r"([0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})(?![0-9])(?:[.．、](?![0-9]))?([\s\u3000]*)")
_SPACED = re.compile(
    r"([0-9]{1,2})[ \u3000]+(?=[\u4e00-\u9fff]{2})(?![年月日号时分秒个公亩人户级期款次项家名件万亿元])"
)

_SPACED_HAN = re.compile(
    rf"([{_HAN}]{{1,3}})[ \u3000]+(?=[\u4e00-\u9fff]{{2}})(?![{_HAN}]{{1,3}}(?:[ \u3000]|[线線类類级級]))"
)
_LETTERED = re.compile(rf"([{_CAPITALS}]|[IVX]{{2,5}}|[{_ROMAN}])[.．、][\s\u3000]*(?=\S)(?![A-Z][.．、])")
_STEMMED = re.compile(rf"([{_STEMS}])[、.．][\s\u3000]*(?![{_STEMS}])(?=\S)")

_SCHEMES = {
    "部分": Scheme.PART, "编": Scheme.PART, "編": Scheme.PART, "篇": Scheme.PART, "卷": Scheme.PART,
    "part": Scheme.PART, "book": Scheme.PART, "volume": Scheme.PART, "chapter": Scheme.CHAPTER,
    "section": Scheme.SECTION, "article": Scheme.ARTICLE,
    "章": Scheme.CHAPTER, "节": Scheme.SECTION, "節": Scheme.SECTION, "条": Scheme.ARTICLE, "條": Scheme.ARTICLE,
}  # fmt: skip
# What follows a number that counts or measures something instead of heading a text.
_MEASURE = re.compile(r"[%％‰亿億万萬千百元米吨噸倍度年月日号號时時分秒个個公平亩畝人户戶级級期款次项項、，,~～—-]")
_ENUMERATED = re.compile(rf"[{_HAN}]{{1,3}}(?:、|季度|月|[线線类類级級]|分之|产业|產業)")  # 一、二季度


def read_number(text: str) -> Numbering | None:
    """The number that the text begins with, or None. Dates, decimals and measures are no numbers of headings."""
    if not text or text[0] not in _FIRST:
        return None
    first = text[0]
    if first == "第":
        return _division(text)
    if first in "（(":
        return _bracketed(text)
    if first in _STEPS:
        return _step(text)
    if first in _CIRCLED:
        return Numbering(Scheme.CIRCLED, _CIRCLED.index(first) + 1, 1)
    if first in "0123456789０１２３４５６７８９":
        return _arabic(text)
    if first in _HAN:
        return _chinese(text)
    return _stemmed(text) if first in _STEMS else _worded(text) or _lettered(text)


def han_value(text: str) -> int:
    """The value of a Chinese or Arabic number below a thousand: 十二, 二十, 一百零三, １２."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in "十拾":
            total, digit = total + (digit or 1) * 10, 0
        elif character == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _DIGITS[character]
    return total + digit


def roman_value(text: str) -> int:
    """The value of a Roman numeral in capitals: IV."""
    values = [_ROMAN_VALUES[character] for character in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _division(text: str) -> Numbering | None:
    found = _DIVISION.match(text)
    if found:
        return Numbering(_SCHEMES[found[2]], han_value(found[1]), found.end())
    counted = _COUNTED.match(text)
    if not counted or counted.end() == len(text):
        return None
    return Numbering(
        Scheme.ORDINAL, han_value(counted[1]), counted.end(), weak=not counted[2] or counted[3] not in ":："
    )


def _step(text: str) -> Numbering | None:
    found = _STEP.match(text)
    return Numbering(Scheme.ORDINAL, han_value(found[1]), found.end(), weak=True) if found else None


def _chinese(text: str) -> Numbering | None:
    found = _CHINESE.match(text)
    if not found:
        spaced = _SPACED_HAN.match(text)
        return Numbering(Scheme.HAN, han_value(spaced[1]), spaced.end(), weak=True) if spaced else None
    if _ENUMERATED.match(text, found.end()):
        return None
    scheme = Scheme.FORMAL if found[1][0] in _FORMAL else Scheme.HAN
    return Numbering(scheme, han_value(found[1]), found.end())


def _stemmed(text: str) -> Numbering | None:
    found = _STEMMED.match(text)
    return Numbering(Scheme.STEM, _STEMS.index(found[1]) + 1, found.end(), weak=True) if found else None


def _worded(text: str) -> Numbering | None:
    """Chapter 1, Part II, Section 1.2: the last of several figures is the value."""
    found = _WORDED.match(text)
    if not found:
        return None
    word = found[2]
    value = int(word) if word.isdecimal() else _WORDS.get(word.lower()) or roman_value(word.upper())
    points = found[3].split(".")[1:]
    return Numbering(_SCHEMES[found[1].lower()], int(points[-1]) if points else value, found.end())


def _lettered(text: str) -> Numbering | None:
    found = _LETTERED.match(text)
    if not found:
        return None
    mark = found[1]
    if mark in _ROMAN:
        return Numbering(Scheme.ROMAN, _ROMAN.index(mark) + 1, found.end(), weak=True)
    if mark.strip("IVX"):
        return Numbering(Scheme.LETTER, _CAPITALS.index(mark) + 1, found.end(), weak=True)
    return Numbering(Scheme.ROMAN, roman_value(mark), found.end(), weak=True)


def _bracketed(text: str) -> Numbering | None:
    found = _BRACKETED.match(text)
    if not found:
        return None
    if found[1]:
        return Numbering(Scheme.PAREN_HAN, han_value(found[1]), found.end())
    return Numbering(Scheme.PAREN, int(found[2]), found.end())


def _arabic(text: str) -> Numbering | None:
    found = _ARABIC.match(text)
    if found:
        return Numbering(Scheme.HALF_PAREN if found[2] else Scheme.DECIMAL, int(found[1]), found.end())
    found = _POINTED.match(text)
    if not found and (alone := _SPACED.match(text)):
        return Numbering(Scheme.NESTED, int(alone[1]), alone.end())
    if not found or found.end() == len(text) or (not found[2] and _MEASURE.match(text, found.end())):
        return None
    levels = [int(level) for level in re.split(r"[.．]", found[1])]
    return Numbering(Scheme.NESTED, levels[-1], found.end(), len(levels), levels[-2])
