"""Where a line may break and where marks may give way: character classes of GB/T 15834, 5.1, and CLREQ, 3.1."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from publish.fontbook import INK_LEFT, INK_RIGHT, WIDE_MARKS
from publish.languages import Tongue, tongue_of
from publish.model.style import Kinsoku

# Marks that close a clause or a bracket, connectors, the interpunct, signs after numbers: never at the start of a line
# (CLREQ, 3.1.3, "basic"; GB/T 15834, 5.1.1-5.1.3, 5.1.6, 5.1.7). What is narrow belongs to Latin text.
_BASIC_START = "、，。．：；！？）］｝〕〗】》〉」』”’·・‧—～–％‰℃°,.:;!?)]}%々〻ゝゞヽヾ"
_BASIC_END = "（［｛〔〖【《〈「『“‘([{￥＄$£¥€±"  # CLREQ, 3.1.3; GB/T 15834, 5.1.3
_SOLIDUS = "/／"  # GB/T 15834, 5.1.9: at neither end
_ELLIPSIS = "…"
_SMALL_KANA = (
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー"  # JLREQ, cl-10 and cl-11
)

# GB/T 15834, 5.1.4 and 5.1.5: the two halves of —— and …… stay together.
_PAIRED = frozenset("—…")
_CENTRED = frozenset("、，。．：；！？")  # where these stand in the middle of their em, they have no blank half
_FULL_STOPS = "。？！"
_BRACKETS, _COMMAS, _STOPS = 4, 5, 7  # steps of CLREQ's order of compression (3.2.1): （）, then ，、；：, then 。？！

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3220-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_FULL_RANGES = ((0x3000, 0x3004), (0x3008, 0x3020), (0x302A, 0x303F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6))
_FULL_MARKS = "“”‘’—…" + "".join(chr(code) for first, last in _FULL_RANGES for code in range(first, last + 1))

HAN = re.compile(f"[{_HAN}]")
# What a quarter of an em parts from Han characters (CLREQ, 3.2.2): letters and digits of European scripts.
EUROPEAN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
_NARROW = re.compile(f"[^{_HAN}{_FULL_MARKS}]")
# What is not spread: dashes, ellipses, connectors and the solidus (CLREQ, 3.2.1, last step of expansion).
RIGID = re.compile("[—…～–/／-]")

# The space between a number and the symbol of its unit (GB 3100): the two are not parted.
_UNIT = re.compile(
    r"[numcdhkMGTμµ]?(?:m[²³]?|g|t|s|h|min|Hz|N|Pa|J|W|Wh|V|Ω|A|K|mol|cd|lm|lx|L|l|B|bit|eV|ha|dB|bps|rpm)(?![A-Za-z])"
    r"|[%‰°℃]"
)
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[!-~]+", re.IGNORECASE)
_ADDRESS_BREAKS = frozenset("/.-_?&=")  # an address may go on in the next line after these

# Marks between Latin letters are Latin marks: an apostrophe, or a mark with Latin text on both sides.
_LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_LATIN_MARK = re.compile(f"[{WIDE_MARKS}]+(?= ?[{_LATIN}([])")
_LATIN_BEFORE = re.compile(f"[{_LATIN},.;:!?)\\]]")
_ANY_MARK = re.compile(f"[{WIDE_MARKS}]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]+")
_SAMPLE = 40  # characters; with six Han characters among them the paragraph is Chinese
_CHINESE = re.compile(f"(?:[^{_HAN}]*[{_HAN}]){{6}}")
_MOSTLY = 8  # so many Latin words to one Han character make a paragraph a Latin one


class LineRules(msgspec.Struct, frozen=True, gc=False, eq=False):
    """The rules of one language and level: what may not begin or end a line, and which marks have a blank half.

    `special` finds what departs from one em a character: marks that stand together, and everything that is not
    full-width. `yielding` finds what can give way in a line that is too long; `blanks` are the marks among that: the
    step of compression in which each gives up its blank half, and the place of that, 0 before the mark, 1 behind it.
    """

    not_at_start: frozenset[str]
    not_at_end: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    dashes_begin: bool
    special: re.Pattern[str]
    yielding: re.Pattern[str]
    blanks: dict[str, tuple[int, int]]
    language: str


def _step_of(mark: str) -> int:
    """The step of CLREQ's order of compression (3.2.1) that takes the blank half of a mark that closes."""
    if mark in _FULL_STOPS:
        return _STOPS
    return _COMMAS if mark in _CENTRED else _BRACKETS


@cache
def line_rules(language: str = "", level: Kinsoku = Kinsoku.GB) -> LineRules:
    """The rules for a language (BCP 47; what is neither Japanese nor traditional Chinese is set as in the mainland)."""
    tongue = tongue_of(language)
    start, end = _BASIC_START, _BASIC_END
    if level is not Kinsoku.BASIC:
        start, end = start + _SOLIDUS, end + _SOLIDUS
    if level is Kinsoku.STRICT:
        start += _ELLIPSIS + (_SMALL_KANA if tongue is Tongue.JAPANESE else "")
    opening, closing = INK_RIGHT, INK_LEFT - _CENTRED if tongue is Tongue.TRADITIONAL else INK_LEFT
    return LineRules(
        not_at_start=frozenset(start),
        not_at_end=frozenset(end),
        opening=opening,
        closing=closing,
        dashes_begin=level is not Kinsoku.STRICT,
        special=_special(opening | closing | _CENTRED),
        yielding=re.compile(f"[{''.join(sorted(re.escape(mark) for mark in opening | closing))} ·・‧]"),
        blanks={mark: (_step_of(mark), 1) for mark in closing} | dict.fromkeys(opening, (_BRACKETS, 0)),
        language=language,
    )


def _special(halves: frozenset[str]) -> re.Pattern[str]:
    """Several `marks` with a blank half, or narrow characters; it begins with one class, to skip all others quickly."""
    marks, whole = "".join(sorted(halves)), "".join(sorted(frozenset(_FULL_MARKS) - halves))
    narrow = f"(?<![{marks}])[^{_HAN}{_FULL_MARKS}]*"
    return re.compile(f"[^{_HAN}{whole}](?:(?<=[{marks}])(?P<marks>[{marks}]+)|{narrow})")


# What departs from one em a character, by the rules of the mainland.
SPECIAL = line_rules().special


def may_break(text: str, index: int, rules: LineRules) -> bool:
    """Whether a line may end before `text[index]`; between the words of a narrow stretch only after a space."""
    before, after = text[index - 1], text[index]
    if before in _ADDRESS_BREAKS and after not in rules.not_at_start and _in_address(text, index):
        return True
    if before in rules.not_at_end or (after in rules.not_at_start and not _dash_begins(text, index, rules)):
        return False
    if before in _PAIRED and after == before:
        return False
    if is_narrow(before) and is_narrow(after):
        if before == " ":
            return not (index > 1 and text[index - 2].isdigit() and _UNIT.match(text, index))
        return before == "-" and after.isalpha()
    return after != " "


def _dash_begins(text: str, index: int, rules: LineRules) -> bool:
    """Whether a dash of two ems begins here: one em would be a connector, which never begins a line."""
    return rules.dashes_begin and text.startswith("——", index) and text[index - 1] != "—"


def _in_address(text: str, index: int) -> bool:
    """Whether the place is inside a web address."""
    start = text.rfind(" ", 0, index) + 1
    return any(found.start() < index < found.end() for found in _ADDRESS.finditer(text, start))


@cache
def is_narrow(char: str) -> bool:
    """Whether a character belongs to Latin words, numbers and the like, which are not broken anywhere."""
    return _NARROW.match(char) is not None


def squeezes(before: str, after: str, rules: LineRules) -> bool:
    """Whether half an em is dropped between two marks side by side (CLREQ, 3.1.6)."""
    if before in rules.closing:
        return after in rules.closing or after in rules.opening or after in _CENTRED
    return after in rules.opening and (before in rules.opening or before in _CENTRED)


def is_latin(text: str) -> bool:
    """Whether a paragraph is Latin text with at most a few Han characters in it."""
    if _CHINESE.match(text, 0, _SAMPLE):
        return False
    return len(_WORD.findall(text)) > _MOSTLY * len(HAN.findall(text))


def latin_marks(text: str) -> frozenset[int]:
    """The places of quotes, dashes and ellipses that belong to Latin text and take its width."""
    if not _ANY_MARK.search(text):
        return frozenset()
    if is_latin(text):
        return frozenset(found.start() for found in _ANY_MARK.finditer(text))
    return frozenset(
        place
        for found in _LATIN_MARK.finditer(text)
        if _LATIN_BEFORE.match(text[: found.start()].rstrip(" ")[-1:])
        for place in range(found.start(), found.end())
    )
