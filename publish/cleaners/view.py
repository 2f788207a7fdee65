"""Views of a document that rules search: its short lines, or the running text of all blocks as one string."""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain
from typing import ClassVar, NamedTuple

import msgspec

from publish.cleaners.patterns import beginning, late
from publish.cleaners.register import broken_at, goes_on, is_technical, turns
from publish.cleaners.sentences import foreign_parts
from publish.cleaners.wording import Signs
from publish.model.edits import Edit
from publish.model.raw import NO_HINTS, Origin, RawBlock, RawDocument

LONGEST = 340
"""No line of furniture has more characters."""
MARGIN = 60
"""So much white space may stand around a line."""
ARTICLE = 8
"""Blocks in one cell, from which on the table only places things on a web page."""

KEPT = 2
"""Views that are kept."""

_ARTICLE = late(r"第[一二三四五六七八九十百零〇\d]{1,5}[条條][\s　][^，。；：]{0,60}[，。；：]")
"""An article of rules, with its first clause: no site numbers what it says like that."""
_INNER = late(r"[^\n]+\n?")
_ODD_HAN = "乊丌亍仸劢収幵某烫癿臵迚锟"
"""Han characters that dirt and damage begin with, and little else."""
_HAN = "-".join(["\u4e00", *(chr(ord(odd) - 1) + chr(ord(odd) + 1) for odd in sorted(_ODD_HAN)), "\u9fff"])
_RARE = late(f"[^{_HAN}，。、；：“”）,0-9\n]")
SPARSE = 16
"""One character in so many may be rare: of more, the places are not kept."""


class Line(NamedTuple):
    """A line of a block: the block's number, where the line starts in it, the line as it is and without white space."""

    number: int
    start: int
    raw: str
    text: str

    def drop(self, rule: str, reason: str) -> Edit:
        """The edit that takes the line out; a block that loses all its lines stays, empty."""
        return Edit(rule, self.number, self.start, self.raw, "", reason)


class _Lines(NamedTuple):
    """The lines of blocks, for each block by itself; `layout` as of `layout_tables`."""

    blocks: tuple[RawBlock, ...]
    layout: set[int]
    by_block: list[Sequence[Line]]


class View:
    """A document's text, all blocks joined by line feeds, so that a search crosses the ends of hard-wrapped lines."""

    latest: ClassVar["tuple[View, ...]"] = ()

    def __init__(self, document: RawDocument, former: "View | None" = None) -> None:
        self.document = document
        self._known = former.known_lines() if former else None
        self._within: dict[int, list[Line]] = {}

    @cached_property
    def text(self) -> str:
        """The text of all blocks, a line feed between them."""
        return "\n".join([block.text for block in self.document.blocks])

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each block's first character in the text."""
        return [0, *accumulate(len(block.text) + 1 for block in self.document.blocks)][:-1]

    @cached_property
    def technical(self) -> bool:
        """Whether the document is technical writing: there words of sites are the subject of the text."""
        return is_technical(self.text)

    @cached_property
    def _width(self) -> int:
        return broken_at(self.document.blocks)

    def guards(self, line: Line) -> bool:
        """Whether the words of sites say little in a line: in technical writing, a wrapped paragraph, a heading."""
        heading = self.document.blocks[line.number].hints.level is not None
        return heading or self.technical or goes_on(self.document.blocks, line.number, self._width)

    @cached_property
    def _turns(self) -> frozenset[tuple[int, int]]:
        places = turns([line.text for line in self.lines])
        return frozenset((self.lines[place].number, self.lines[place].start) for place in places)

    def is_turn(self, line: Line) -> bool:
        """Whether a line is said by somebody in a talk, or is a field of one of many records."""
        return (line.number, line.start) in self._turns

    @cached_property
    def rare(self) -> frozenset[str]:
        """The characters of the text but for those of which nearly all of it consists: what dirt needs is among these.

        The many rules that look for odd characters ask for them here first; hardly any text has more than fifty.
        """
        return frozenset(self._places or _RARE.findall(self.text))

    @cached_property
    def _rare(self) -> str:
        return "".join(self.rare)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Where each rare character stands; empty where they are many, as in text of another language."""
        places: dict[str, array[int]] = defaultdict(partial(array, "L"))
        most = len(self.text) // SPARSE
        for count, found in enumerate(_RARE.finditer(self.text)):
            if count > most:
                return {}
            places[found[0]].append(found.start())
        return places

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that may be furniture: not empty, not too long.

        Table cells (but not those of tables that only place things on a web page), notes, captions, code and the
        articles of rules (第三条 …) are content and left out.
        """
        return list(chain.from_iterable(self._lines.by_block))

    def lines_within(self, limit: int) -> list[Line]:
        """The lines of at most `limit` characters; rules have few different limits."""
        if limit not in self._within:
            self._within[limit] = [line for line in self.lines if len(line.text) <= limit]
        return self._within[limit]

    @cached_property
    def _lines(self) -> "_Lines":
        """Made anew only for blocks that are not those of the former view."""
        blocks, layout, wrapped = self.document.blocks, layout_tables(self.document), self.document.wrapped
        known = self._known
        if known and known.layout == layout and len(known.blocks) == len(blocks):
            by_block = [
                lines if block is before else block_lines(number, block, layout, wrapped=wrapped)
                for number, (block, before, lines) in enumerate(zip(blocks, known.blocks, known.by_block, strict=True))
            ]
        else:
            by_block = [block_lines(number, block, layout, wrapped=wrapped) for number, block in enumerate(blocks)]
        return _Lines(blocks, layout, by_block)

    def odd(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """As `finditer`, for a pattern that begins with a set of rare characters: tried only where one stands."""
        firsts, places = beginning(pattern).findall(self._rare), self._places
        if firsts and not places:
            yield from pattern.finditer(self.text)
            return
        end = 0
        for offset in sorted(chain.from_iterable(map(places.__getitem__, firsts))):
            if offset >= end and (found := pattern.match(self.text, offset)):
                yield found
                end = found.end()

    def known_lines(self) -> "_Lines | None":
        """The lines of this view, or of the one before it, as far as anybody has asked for them."""
        return self.__dict__.get("_lines", self._known)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def cut(self, start: int, end: int, rule: str, reason: str, after: str = "") -> Iterator[Edit]:
        """Edits that take the stretch out of every block that it touches; `after` goes into the first of them.

        Code blocks are never touched.
        """
        blocks, starts = self.document.blocks, self.starts
        number = bisect_right(starts, start) - 1
        while number < len(starts) and starts[number] < end:
            block, begin = blocks[number], starts[number]
            low, high = max(start - begin, 0), min(end - begin, len(block.text))
            if block.hints.code is None and (low < high or after):
                yield Edit(rule, number, low, block.text[low:high], after, reason)
                after = ""
            number += 1


def view(document: RawDocument) -> View:
    """The view of a document. The latest are kept: rule after rule looks at the same document, or at a part of it."""
    for known in View.latest:
        if known.document is document:
            return known
    former = next((known for known in View.latest if len(known.document.blocks) == len(document.blocks)), None)
    made = View(document, former)
    View.latest = (made, *View.latest[: KEPT - 1])
    return made


def short_lines(document: RawDocument, limit: int, signs: Signs | None = None) -> Iterator[Line]:
    """The lines of at most `limit` characters that may be furniture; if there are signs, those that they mark."""
    lines = view(document).lines_within(limit)
    return iter(lines) if signs is None else (line for line in lines if signs.mark(line.text))


def block_lines(number: int, block: RawBlock, layout: Collection[int], *, wrapped: bool) -> Sequence[Line]:
    """The lines of a block that may be furniture; `layout` as of `layout_tables`.

    Sentences of a site among those of a paragraph are lines of their own, unless lines were broken at a width
    (`wrapped`) and hold pieces of sentences.
    """
    text, hints = block.text, block.hints
    if not text or (hints is not NO_HINTS and not is_line(block, layout)):
        return ()
    if "\n" in text:
        return tuple(_inner_lines(number, text))
    line = text.strip() if len(text) <= LONGEST + MARGIN else ""
    whole = (Line(number, 0, text, line),) if line and len(line) <= LONGEST and not _is_article(line) else ()
    parts = () if wrapped else foreign_parts(text, LONGEST)
    return tuple(Line(number, start, text[start:end], text[start:end].strip()) for start, end in parts) or whole


def _inner_lines(number: int, text: str) -> Iterator[Line]:
    for found in _INNER.finditer(text):
        line = found[0].strip()
        if line and len(line) <= LONGEST and not _is_article(line):
            yield Line(number, found.start(), found[0], line)


def _is_article(line: str) -> bool:
    return line[0] == "第" and _ARTICLE.match(line) is not None


def is_line(block: RawBlock, layout: Collection[int] = ()) -> bool:
    """Whether the block can hold lines of furniture; `layout` names the tables that are none."""
    hints = block.hints
    in_table = hints.cell is not None and hints.cell.table not in layout
    return not in_table and hints.note is None and hints.image is None and hints.code is None


def layout_tables(document: RawDocument) -> set[int]:
    """Numbers of the tables that only place things on a web page: a cell of a real table holds no article."""
    cells = [cell for block in document.blocks if (cell := block.hints.cell) is not None and block.text]
    counts = Counter((cell.table, cell.row, cell.column) for cell in cells) if cells else {}
    return {place[0] for place, count in counts.items() if count >= ARTICLE}


def with_tables(document: RawDocument, numbers: Iterable[int]) -> list[int]:
    """Numbers of blocks in order, each once, with all blocks of the tables that they stand in (see `layout_tables`)."""
    wanted = set(numbers)
    tables = {cell.table for number in wanted if (cell := document.blocks[number].hints.cell)}
    if tables:
        for number, block in enumerate(document.blocks):
            if block.hints.cell is not None and block.hints.cell.table in tables:
                wanted.add(number)
    return sorted(wanted)


def part_of(document: RawDocument, numbers: Sequence[int]) -> RawDocument:
    """A document of these blocks only."""
    return msgspec.structs.replace(document, blocks=tuple([document.blocks[number] for number in numbers]))


def adjoin(document: RawDocument, before: Line, after: Line) -> bool:
    """Whether two lines follow each other, empty blocks left out."""
    if before.number == after.number:
        return before.start + len(before.raw) == after.start
    between = document.blocks[before.number + 1 : after.number]
    tail = document.blocks[before.number].text[before.start + len(before.raw) :]
    return not (tail.strip() or after.start or any(block.text and not block.text.isspace() for block in between))


def is_body(block: RawBlock) -> bool:
    """Whether the block stood in the text of the source and still has text."""
    return block.hints.origin is Origin.BODY and bool(block.text) and not block.text.isspace()


def drop(document: RawDocument, number: int, rule: str, reason: str) -> Edit:
    """The edit that empties a block; the block itself stays."""
    return Edit(rule, number, 0, document.blocks[number].text, "", reason)
