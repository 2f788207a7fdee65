"""Where a line may break and where marks may give way: character classes of GB/T 15834, 5.1, and CLREQ, 3.1."""

import re
from functools import cache

from publish.fontbook import INK_LEFT, INK_RIGHT

# GB/T 15834, 5.1.1-5.1.3, 5.1.6, 5.1.7, 5.1.9: never at the start of a line.
NOT_AT_START = frozenset("、，。．：；！？）］｝〕〗】》〉」』”’·・～—…－/／%％‰℃°,.:;!?)]}々ー")
# GB/T 15834, 5.1.3 and 5.1.9: never at the end of a line.
NOT_AT_END = frozenset("（［｛〔〖【《〈「『“‘/／([{￥＄$£¥")
OPENING = INK_RIGHT
CLOSING = INK_LEFT
# CLREQ, 3.1.6: of two such marks side by side one gives up half an em.
HALVES = OPENING | CLOSING
# GB/T 15834, 5.1.4 and 5.1.5: the two halves of —— and …… stay together.
_PAIRED = frozenset("—…")

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3220-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_FULL_MARKS = "\u3000-\u3004\u3008-\u3020\u302a-\u303f\uff01-\uff60\uffe0-\uffe6“”‘’—…"
_HALVES = "".join(sorted(re.escape(mark) for mark in HALVES))

HAN = re.compile(f"[{_HAN}]")
# What a quarter of an em parts from Han characters (CLREQ, 3.2.2): letters and digits of European scripts.
EUROPEAN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
# What departs from one em a character: marks that stand together, and everything that is not full-width.
SPECIAL = re.compile(f"(?P<marks>[{_HALVES}]{{2,}})|[^{_HAN}{_FULL_MARKS}]+")


def may_break(text: str, index: int) -> bool:
    """Whether a line may end before `text[index]`; between the words of a narrow stretch only after a space."""
    before, after = text[index - 1], text[index]
    if after in NOT_AT_START or before in NOT_AT_END:
        return False
    if before in _PAIRED and after == before:
        return False
    if is_narrow(before) and is_narrow(after):
        return before == " " or (before == "-" and after.isalpha())
    return after != " "


@cache
def is_narrow(char: str) -> bool:
    """Whether a character belongs to Latin words, numbers and the like, which are not broken anywhere."""
    return SPECIAL.match(char) is not None


def squeezes(before: str, after: str) -> bool:
    """Whether half an em is dropped between two marks side by side."""
    return before in HALVES and after in HALVES and not (before in OPENING and after in CLOSING)
