"""The lines of a source as structure sees them: body text only, stripped, with what stood around them."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from publish.diagnostics import Span
from publish.model.raw import VERSE, Hints, Mark, MarkKind, Origin, RawBlock, RawDocument, white_columns
from publish.structure.layout_tables import flatten_layout_tables
from publish.structure.numbering import Numbering, read_number


class Line(msgspec.Struct, frozen=True):
    """A line or paragraph. `text` has no white space at its ends; it begins at `offset` of block number `block`.

    `indent` is the width of the white space before it in half-width characters, `gap` the blank lines before it,
    `length` its characters in the source and `columns` their width in half-width characters. `torn` says that cleaning
    emptied a block just before it. `own` are the marks of the whole block, uncut. `plain` says that the source gives it
    no place in a table, list, quotation, program or picture.
    """

    block: int
    offset: int
    text: str
    span: Span
    hints: Hints
    marks: tuple[Mark, ...] = ()
    own: tuple[Mark, ...] = ()
    indent: int = 0
    gap: int = 0
    length: int = 0
    columns: int = 0
    torn: bool = False
    number: Numbering | None = None
    plain: bool = True

    @property
    def begins_document(self) -> bool:
        """Whether the source claims a title and a new page here: the beginning of a chapter in a book's files."""
        return self.hints.level == 0 and self.hints.page_break_before


class Source(msgspec.Struct, frozen=True):
    """The lines of the body, and the lines of the notes by their keys."""

    lines: list[Line]
    notes: dict[str, list[Line]]


def read_source(document: RawDocument) -> Source:
    """The body lines and the notes of a source. Empty blocks and those outside of the body are left out."""
    lines: list[Line] = []
    notes: dict[str, list[Line]] = {}
    gap, torn = 0, False
    for number, block in enumerate(flatten_layout_tables(document.blocks)):
        gap = max(gap, block.hints.blank_before)
        if _is_nothing(block):
            torn = torn or block.hints.origin is Origin.BODY
            continue
        if block.hints.note is not None:
            notes.setdefault(block.hints.note, []).extend(_lines_of(number, block, 0, torn=False))
            continue
        lines.extend(_lines_of(number, block, gap, torn=torn))
        gap, torn = 0, False
    if torn and lines and lines[-1].hints.rule and not lines[-1].text:
        lines.pop()  # it parted the text from what cleaning took away
    return Source(lines, notes)


def _is_nothing(block: RawBlock) -> bool:
    hints = block.hints
    if hints.origin is not Origin.BODY:
        return True
    return not (block.text.strip() or hints.image or hints.rule or hints.cell)


def _lines_of(number: int, block: RawBlock, gap: int, *, torn: bool) -> Iterator[Line]:
    """One line, or several where line breaks of the source part paragraphs."""
    first = True
    plain = _is_plain(block.hints)
    for start, end in _paragraphs_in(block):
        text = block.text[start:end]
        stripped = text.strip()
        offset = start + len(text) - len(text.lstrip()) if stripped else start
        white = block.text[start:offset]
        visible = text.rstrip()
        removed = max(block.span.length - len(visible), 0) if first else 0
        yield Line(
            block=number,
            offset=offset,
            text=stripped,
            span=block.span if first else _later(block, offset),
            hints=block.hints,
            marks=cut_marks(block.marks, offset, offset + len(stripped), start, end) if block.marks else (),
            own=block.marks,
            indent=max(white_columns(white), block.hints.indent if first else 0),
            gap=gap if first else 0,
            length=len(visible) + removed,
            columns=columns(visible) + 2 * removed,
            torn=torn and first,
            number=read_number(stripped),
            plain=plain,
        )
        first = False


def _is_plain(hints: Hints) -> bool:
    return not (hints.cell or hints.list or hints.image or hints.quote or hints.rule or hints.code is not None)


def _later(block: RawBlock, offset: int) -> Span:
    """The place of a later line of a block."""
    return msgspec.structs.replace(block.span, line=block.span.line + block.text.count("\n", 0, offset), column=1)


_LINES = re.compile(r"[^\n]+")


def _paragraphs_in(block: RawBlock) -> list[tuple[int, int]]:
    """Where the paragraphs of a block begin and end: line breaks part them when they do the work of paragraphs.

    That is so when there are blank lines, indented lines or numbers among them; else they stay line breaks.
    """
    text, hints = block.text, block.hints
    if (
        "\n" not in text
        or hints.style == VERSE
        or hints.code is not None
        or hints.cell
        or hints.image
        or hints.note is not None
    ):
        return [(0, len(text))]
    pieces = [found.span() for found in _LINES.finditer(text) if found[0].strip()]
    later = [text[start:end] for start, end in pieces[1:]]
    marked = sum(piece[0] in "\u3000\t" or read_number(piece.strip()) is not None for piece in later)
    if later and ("\n\n" in text or marked * 2 > len(later)):
        return pieces
    return [(0, len(text))]


def columns(text: str) -> int:
    """The width of a text where each character is one or two columns wide, as in editors and terminals."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def cut_marks(marks: Iterable[Mark], start: int, end: int, first: int, last: int) -> tuple[Mark, ...]:
    """The marks inside of characters `start` to `end`, counted from `start`; what reaches out is cut off.

    Calls of notes that stand at `first` to `last` (both inclusive) come along, wherever the white space ended.
    """
    inside = []
    for mark in marks:
        if mark.kind is MarkKind.NOTE:
            if first <= mark.start <= last:
                place = min(max(mark.start, start), end) - start
                inside.append(Mark(mark.kind, place, place, mark.target))
            continue
        low, high = max(mark.start, start), min(mark.end, end)
        if low < high:
            inside.append(Mark(mark.kind, low - start, high - start, mark.target))
    return tuple(inside)


def move_marks(marks: Iterable[Mark], distance: int) -> tuple[Mark, ...]:
    """The marks, so many characters further on."""
    return tuple(Mark(mark.kind, mark.start + distance, mark.end + distance, mark.target) for mark in marks)
