"""Lines with their verdicts and roles become blocks: headings, paragraphs, lists, tables, figures, quotations."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Lead,
    Note,
    Paragraph,
    Quote,
    Role,
    Strong,
    Verse,
)
from publish.model.raw import CAPTION, DEFINITION_TERM, VERSE, Align
from publish.structure.headings import Verdict
from publish.structure.inlines import broken_lines, build_inlines, without_whole
from publish.structure.letterhead import labelled
from publish.structure.lines import Line, cut_marks
from publish.structure.lists import ItemLine, build_lists
from publish.structure.notes import NoteBook
from publish.structure.tables import build_table

_TABLE_CAPTION = re.compile(r"(?:续?表|續表|表格)\s?[0-9一二三四五六七八九十]")
_ANY = re.compile("")
_FIGURE_CAPTION = re.compile(r"[图圖]\s?[0-9一二三四五六七八九十]")
_NAME = re.compile(r"[^，。；：！？、,.;:!?]{2,30}$")
_CENTRED = re.compile(f"{_TABLE_CAPTION.pattern}|{_NAME.pattern}")
"""What a centred line beside a table or picture is called by: no line of units (单位：万元), and no sentence."""
_LONGEST_CAPTION = 60
_DEEPEST = 8  # quotations within quotations that are followed


class Judged(msgspec.Struct, frozen=True):
    """A line with what is known about it."""

    line: Line
    verdict: Verdict | None = None
    role: Role = Role.BODY


def judge(lines: Sequence[Line], verdicts: Mapping[int, Verdict], roles: Mapping[int, Role]) -> list[Judged]:
    """The lines with their verdicts and roles, which go by index."""
    return [Judged(line, verdicts.get(index), roles.get(index, Role.BODY)) for index, line in enumerate(lines)]


class BlockBuilder:
    """Makes blocks of lines. It holds the notes, which are given out as they are called."""

    def __init__(self, notes: NoteBook) -> None:
        self._notes = notes

    def build(self, judged: Sequence[Judged]) -> tuple[Block, ...]:
        """The blocks of the lines, in their order."""
        blocks: list[Block] = []
        index = 0
        while index < len(judged):
            index = self._next(judged, index, blocks)
        return tuple(blocks)

    def build_plain(self, lines: Sequence[Line]) -> tuple[Block, ...]:
        """The blocks of lines that hold no headings: of a note, a cell."""
        return self.build([Judged(line) for line in lines])

    def _next(self, judged: Sequence[Judged], index: int, blocks: list[Block]) -> int:
        """Append the block that begins at `index`; where the next one begins."""
        line = judged[index].line
        hints = line.hints
        if hints.cell is not None:
            return self._table(judged, index, blocks)
        if hints.image is not None:
            return self._figure(judged, index, blocks)
        if judged[index].verdict is None and hints.quote:
            return self._quote(judged, index, blocks)
        if judged[index].verdict is None and hints.list is not None:
            return self._list(judged, index, blocks)
        blocks.append(self._simple(judged[index]))
        return index + 1

    def _simple(self, judged: Judged) -> Block:
        line, verdict = judged.line, judged.verdict
        if line.hints.rule and not line.text:
            return Break(line.span)
        if line.hints.code is not None:
            return CodeBlock(line.text, line.span, line.hints.code)
        if verdict is None:
            return self._paragraph(judged)
        number = line.text[: verdict.start]
        if not verdict.end:
            content = self._inlines(line, verdict.start, len(line.text), heading=True)
            return Heading(verdict.level, content, line.span, number)
        lead = Lead(verdict.level, self._inlines(line, verdict.start, verdict.end, heading=True), number)
        return Paragraph(self._inlines(line, verdict.end, len(line.text)), line.span, judged.role, lead)

    def _paragraph(self, judged: Judged) -> Block:
        """A paragraph, or what the source says that it is: a poem, a term with its definition below it."""
        line, style = judged.line, judged.line.hints.style
        term = style == DEFINITION_TERM and judged.role is Role.BODY
        content = self._inlines(line, 0, len(line.text), heading=term)
        if style == VERSE:
            return Verse(broken_lines(content), line.span)
        if term and content:
            content = (Strong(content),)
        return Paragraph(labelled(content, judged.role), line.span, judged.role)

    def _inlines(self, line: Line, start: int, end: int, *, heading: bool = False) -> tuple[Inline, ...]:
        """The inlines of a stretch of a line; notes called at its end belong to it.

        A `heading`, and a term that is defined, is stressed by what it is: marks over all of it say nothing more.
        """
        if not line.marks:
            return build_inlines(line.text[start:end], (), self._call)
        first = start + 1 if start and not heading else 0
        marks = cut_marks(line.marks, start, end, first, end)
        if heading:
            marks = without_whole(marks, end - start)
        return build_inlines(line.text[start:end], marks, self._call)

    def _call(self, key: str) -> Note | None:
        return self._notes.call(key, self.build_plain)

    def _table(self, judged: Sequence[Judged], index: int, blocks: list[Block]) -> int:
        first = judged[index].line.hints.cell
        stop = index
        while stop < len(judged) and (cell := judged[stop].line.hints.cell) and first and cell.table == first.table:
            stop += 1
        caption = self._take_caption(blocks, _table_title(judged[index - 1].line) if index else _TABLE_CAPTION)
        blocks.append(build_table([item.line for item in judged[index:stop]], self.build_plain, caption))
        return stop

    @staticmethod
    def _take_caption(blocks: list[Block], pattern: re.Pattern[str]) -> tuple[Inline, ...]:
        """The inlines of the last block when it is a caption, which is then taken from the blocks."""
        if blocks and isinstance(blocks[-1], Paragraph) and blocks[-1].role in (Role.BODY, Role.CENTERED):
            content = blocks[-1].content
            text = "".join(inline.text for inline in content if hasattr(inline, "text"))
            if len(text) <= _LONGEST_CAPTION and pattern.match(text) and not text.endswith("。"):
                del blocks[-1]
                return content
        return ()

    def _figure(self, judged: Sequence[Judged], index: int, blocks: list[Block]) -> int:
        line = judged[index].line
        image = line.hints.image
        assert image is not None
        caption = self._inlines(line, 0, len(line.text))
        follower = judged[index + 1].line if index + 1 < len(judged) else None
        stop = index + 1
        if not caption and follower and follower.plain and _is_figure_caption(follower):
            caption = self._inlines(follower, 0, len(follower.text))
            stop += 1
        blocks.append(Figure(image.digest, line.span, image.alt, caption, image.width, image.height))
        return stop

    def _quote(self, judged: Sequence[Judged], index: int, blocks: list[Block]) -> int:
        stop = index
        inner: list[Judged] = []
        while stop < len(judged) and judged[stop].line.hints.quote and judged[stop].verdict is None:
            item = judged[stop]
            hints = msgspec.structs.replace(item.line.hints, quote=min(item.line.hints.quote, _DEEPEST) - 1)
            inner.append(msgspec.structs.replace(item, line=msgspec.structs.replace(item.line, hints=hints)))
            stop += 1
        blocks.append(Quote(self.build(inner), judged[index].line.span))
        return stop

    def _list(self, judged: Sequence[Judged], index: int, blocks: list[Block]) -> int:
        items: list[ItemLine] = []
        stop = index
        while stop < len(judged) and judged[stop].verdict is None:
            line = judged[stop].line
            place = line.hints.list
            if place is None or line.hints.cell is not None or line.hints.quote:
                break
            bare = msgspec.structs.replace(line, hints=msgspec.structs.replace(line.hints, list=None))
            items.append(ItemLine(place, bare))
            stop += 1
        blocks += build_lists(items, self.build_plain)
        return stop


def _table_title(line: Line) -> re.Pattern[str]:
    """What the line above a table must be to be its title: the source says so, or it is numbered, or a centred name."""
    if line.hints.style == CAPTION:
        return _ANY
    return _CENTRED if line.hints.align is Align.CENTER else _TABLE_CAPTION


def _is_figure_caption(line: Line) -> bool:
    """Whether a line below a picture is its caption: the source says so, or it is numbered, or a centred name."""
    text = line.text
    if line.hints.style == CAPTION:
        return True
    known = _FIGURE_CAPTION.match(text) or (line.hints.align is Align.CENTER and _NAME.match(text))
    return len(text) <= _LONGEST_CAPTION and bool(known) and not text.endswith("。")
