"""The source beside its text: what has to be kept to give a file back byte for byte."""

import codecs
import re
from collections.abc import Sequence

from publish.model.raw import RawDocument
from publish.reports.report import Original

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CODECS = {"big5": ("cp950", "big5hkscs")}  # what one encoding is read by, the first that can
_LINE_END = re.compile("\r\n|\r|\n")
_WINDOW = 64  # lines after a block's first in which its text is looked for


def keep_original(data: bytes, raw: RawDocument, cleaned: RawDocument) -> Original:
    """What `rebuild` needs. `data` is the file, `raw` what its reader made of it, `cleaned` the text after cleaning."""
    blocks = tuple(block.text for block in cleaned.blocks)
    if not raw.encoding:
        return Original(blocks, ("", *["\n"] * len(blocks)), tuple(range(len(blocks))))
    mark = next((mark for mark, name in _MARKS if data.startswith(mark) and name == raw.encoding), b"")
    codec, text = _decoded(data[len(mark) :], raw.encoding)
    if not codec:
        return Original(blocks, (), (), raw.encoding, data=data)
    frames, kept = _frames(text, raw)
    exact = mark + text.encode(codec) == data
    return Original(blocks, frames, kept, codec, mark, None if exact else data)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """The codec that reads the data, and the text; both empty when none does."""
    for codec in _CODECS.get(encoding, (encoding,)):
        try:
            text = data.decode(codec)
            text.encode(codec)
        except UnicodeError:
            continue
        return codec, text
    return "", ""


def _frames(text: str, raw: RawDocument) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What stands between those blocks that can be found in the text, and their numbers."""
    starts = _line_starts(text)
    frames, kept, reached = list[str](), list[int](), 0
    for number, block in enumerate(raw.blocks):
        line = min(block.span.line - 1, len(starts) - 1)
        last = min(line + _WINDOW, len(starts) - 1)
        begin = max(reached, starts[line])
        end = len(text) if last == len(starts) - 1 else starts[last]
        at = text.find(block.text, begin, end) if block.text else -1
        if at >= 0:
            frames.append(text[reached:at])
            kept.append(number)
            reached = at + len(block.text)
    return (*frames, text[reached:]), tuple(kept)


def _line_starts(text: str) -> list[int]:
    """Where lines begin; line ends of all kinds count, as for readers."""
    return [0, *(found.end() for found in _LINE_END.finditer(text))]


def rebuild(original: Original, blocks: Sequence[str]) -> bytes:
    """The file, given the texts of its blocks before cleaning; of a binary format its text in UTF-8."""
    if original.data is not None:
        return original.data
    pieces = [original.frames[0]] if original.frames else []
    for number, frame in zip(original.kept, original.frames[1:], strict=True):
        pieces += (blocks[number], frame)
    text = "".join(pieces)
    if not original.codec:
        return text.encode("utf-8")
    return original.mark + text.encode(original.codec)
