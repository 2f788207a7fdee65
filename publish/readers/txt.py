"""Plain text: a block for each line that is not blank."""

import re
from collections.abc import Iterator

from publish.diagnostics import Outcome, Span
from publish.model.ports import Source
from publish.model.raw import Hints, RawBlock, RawDocument, Reading
from publish.readers.encoding import decode

# Breaks inside what an editor counts as one line: line tabulation and next line (old word processors), line and
# paragraph separator (Unicode 5.8, newline guidelines). A form feed begins a page.
_INNER_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")

_BLANKS = tuple(Hints(blank_before=count) for count in range(16))  # shared: nearly all blocks have one of these


def read_txt(source: Source) -> Outcome[Reading]:
    """The lines of a text file, each with its white space. Raises PublishError when its encoding cannot be told."""
    decoded = decode(source.data, source.encoding, source.path)
    blocks = tuple(read_lines(decoded.text, source.path))
    document = RawDocument(source.path, "txt", blocks, encoding=decoded.encoding)
    return Outcome(Reading(document), decoded.diagnostics)


def read_lines(text: str, path: str) -> Iterator[RawBlock]:
    """A block for each line that holds more than white space; line ends may be of any kind, even mixed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _INNER_BREAK.search(text):
        yield from _broken_lines(lines, path)
        return
    blank = 0
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            blank += 1
            continue
        yield RawBlock(line, Span(path, number, 1, len(line)), _hints(blank))
        blank = 0


def _broken_lines(lines: list[str], path: str) -> Iterator[RawBlock]:
    blank, page = 0, False
    for number, line in enumerate(lines, 1):
        blank += not line.strip() and "\f" not in line
        for column, piece, feed in _pieces(line):
            page = page or feed
            if piece and not piece.isspace():
                hints = Hints(blank_before=blank, page_break_before=page)
                yield RawBlock(piece, Span(path, number, column, len(piece)), hints)
                blank, page = 0, False


def _pieces(line: str) -> Iterator[tuple[int, str, bool]]:
    """Column from 1, text, and whether a form feed stands before it."""
    start, feed = 0, False
    for found in _INNER_BREAK.finditer(line):
        yield start + 1, line[start : found.start()], feed
        start, feed = found.end(), found[0] == "\f"
    yield start + 1, line[start:], feed


def _hints(blank: int) -> Hints:
    return _BLANKS[blank] if blank < len(_BLANKS) else Hints(blank_before=blank)
