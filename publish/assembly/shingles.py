"""What of a document is compared: its characters, what changes from copy to copy masked, cut into shingles."""

import re
import zlib
from collections.abc import Iterable

from publish.model.document import Block
from publish.model.walk import block_lines

WIDTH = 5
"""Characters of a shingle."""

_SAMPLED = 16  # one shingle of so many, chosen by its hash, stands for the document in an index
_FILLED = re.compile("[0-9０-９xXｘＸ×*＊○〇□_某]+(?:[.．·:：/-][0-9０-９xXｘＸ×*＊○□_某]+)*")
_HAN_YEAR = re.compile("[一二三四五六七八九零0]{2,4}(?=年)")
_PLACE = re.compile("[\u4e00-\u9fff]{2}(?=[省市县縣区區镇鎮乡鄉村])")
_NO_WORD = re.compile(r"[\W_]+")


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


def cut_shingles(masked: str) -> list[str]:
    """Every run of WIDTH characters, in order; a shorter text is one shingle by itself."""
    return [masked[at : at + WIDTH] for at in range(len(masked) - WIDTH + 1)] or [masked]


def sample(masked: str) -> frozenset[int]:
    """The hashes of some of the shingles: of equal shingles either all are taken, in every document, or none."""
    data = masked.encode("utf-16-le", "surrogatepass")
    width, end = 2 * WIDTH, len(data) - 2 * WIDTH + 1
    hashes = (zlib.crc32(data[at : at + width]) for at in range(0, end, 2))
    return frozenset(value for value in hashes if not value % _SAMPLED)
