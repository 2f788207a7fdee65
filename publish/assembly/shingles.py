"""What of a document is compared: its characters, what changes from copy to copy masked, cut into shingles."""

import re
import sys
from collections.abc import Iterable

from publish.model.document import Block
from publish.model.walk import block_lines

WIDTH = 5
"""Characters of a shingle."""

_EVERY = 16  # one character of so many is one that sampled shingles begin with
_FILLED = re.compile("[0-9０-９xXｘＸ×*＊○〇□_某]+(?:[.．·:：/-][0-9０-９xXｘＸ×*＊○□_某]+)*")
_HAN_YEAR = re.compile("[一二三四五六七八九零0]{2,4}(?=年)")
_PLACE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff](?=[省市县縣区區镇鎮乡鄉村])")
_CHOSEN = re.compile(f"(?=([{''.join(map(chr, range(0x37, 0xD7FF, _EVERY)))}].{{{WIDTH - 1}}}))")
_NO_WORD = re.compile(r"[\W_]")


def plain_text(blocks: Iterable[Block]) -> str:
    """The text of a document without white space."""
    return "".join("".join(block_lines(blocks)).split())


def masked_text(text: str) -> str:
    """The text without marks; figures, placeholders, years and names of places are all the same '0' in it.

    Copies of one paper differ in these first. A place is two characters before 省, 市, 县, 区, 镇, 乡 or 村: where a
    name has three, one stays, which costs little.
    """
    text = _HAN_YEAR.sub("0", _FILLED.sub("0", text))
    return _NO_WORD.sub("", _PLACE.sub("0", text))


def cut_shingles(masked: str, start: int = 0, count: int = sys.maxsize) -> list[str]:
    """Every run of WIDTH characters, in order, or `count` of them from `start`; a shorter text is one by itself."""
    end = min(start + count, len(masked) - WIDTH + 1)
    return [masked[at : at + WIDTH] for at in range(start, end)] or ([] if start else [masked])


def sample(masked: str) -> frozenset[str]:
    """Some of the shingles: those that begin with certain characters, the same ones in every document."""
    return frozenset(_CHOSEN.findall(masked))
