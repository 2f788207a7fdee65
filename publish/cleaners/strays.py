"""C430: a line that no rule names, standing where other rules emptied lines, or above or below a text."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from publish.cleaners.belonging import Form, form_of
from publish.cleaners.patterns import late
from publish.cleaners.site import ends_like_title, is_talk_or_tally, is_thin
from publish.cleaners.traces import count_traces, is_built, may_stand_alone
from publish.cleaners.view import Line, view
from publish.cleaners.wording import HAN, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import Align, MarkKind, Origin, RawBlock, RawDocument

LIMIT = 90
"""Stray lines are not longer."""
PROSE = 30
"""A line of clauses with more letters, few of which tell of a site, is prose."""
CLAUSES = 16
"""One with so many, and no trace, may be: the lines beside it do not tell what it is."""
OPEN = 18
"""A longer line that ends no sentence may go on in the next."""
ALONE, BESIDE, BETWEEN = 5, 3, 2
"""Traces needed: alone, beside what was emptied, between two such places."""
LOOSE = 1
"""So many fewer are needed above the title and below the last paragraph, and alone of a phrase without clauses."""
MANY, DENSE = 3, 2
"""So many lines together outside the text, with so many traces on average, are its page's."""
SURE = 3
"""One line with so many traces tells what the others between two emptied places are."""
OUTSIDE = 20
"""So many lines may stand above a title or below a text."""
CODE = " " * 4
"""Lines of programs are indented so, where nothing else tells that they are."""
FEW, RARE = 6, 8
"""So many strays may stand inside a text, and one more for each so many of its lines."""
FIELD = 3
"""A label that offices use counts so much against a line."""
CROWD = 2000
"""More lines that may be stray are no page's furniture: the document is a dictionary, a register."""
SCATTERED = 2
"""Where lines that may be stray outnumber the paragraphs by more, it is written in them: verse, a play, a list."""
ECHO = 2
"""Words that emptied lines have, and the text has not, count so much."""
_HAN_RUN = late(f"[{HAN}]{{3,}}")
_WORD = late(r"[A-Za-z][A-Za-z0-9-]{3,}")
_STOP = ("。", "！", "？", "；", "：", "”", "…", "）", ".", "!", "?", ":", "】", "》")
_GOES_ON = ("。", "；", "，", "、", ";", ",")
_SAID = ("！", "!", "？", "?", ".")
_CLAUSES = frozenset("，。；：、,;")
_COLLECTION = compile_both(r"(?:[一二三四五六七八九十\d]{1,3}[篇则份例]|汇编|合集|集锦|大全|选编|文集)[）)】]?$")
"""How the title of a collection ends."""
_DRAWN = "|｜│┃"
"""A line that begins and ends with one of these is a row of a table."""
_ADDED = (Origin.HEADER, Origin.FOOTER, Origin.HIDDEN)
"""Blocks of these stand among the others without being beside them on the page."""


class _Gap(NamedTuple):
    """What stands between two lines that may be stray, or between one and an end of the document."""

    text: bool  # other text
    above: bool  # something was emptied right below the upper line
    below: bool  # something was emptied right above the lower line


_TEXT = _Gap(text=True, above=False, below=False)
_NOTHING = _Gap(text=False, above=False, below=False)


class _Strays:
    """The lines of a document that may be stray, with what stands between them."""

    def __init__(self, document: RawDocument, emptied: Mapping[int, str]) -> None:
        self._document = document
        self._emptied = emptied
        lines = [line for line in view(document).lines if self._may_stray(line)]
        self.lines = lines if len(lines) <= min(CROWD, self._text_lines(lines) + SCATTERED) else []
        self._foreign: dict[str, bool] = {}
        self._gaps = [self._gap(above, below) for above, below in pairwise((None, *self.lines, None))]
        self.outside = {*self._above_title(), *self._below_text()}

    def _may_stray(self, line: Line) -> bool:
        """Whether a line may be stray: whole, and by its form no part of a text."""
        block = self._document.blocks[line.number]
        begins = line.start == 0 or block.text[line.start - 1] == "\n"
        ends = line.raw.endswith("\n") or line.start + len(line.raw) == len(block.text)
        return begins and ends and _may_stray(block, line.text)

    def _text_lines(self, lines: Sequence[Line]) -> int:
        """How many blocks hold text, and nothing that may be stray."""
        text = sum(1 for block in self._document.blocks if block.text and not block.text.isspace())
        return text - len({line.number for line in lines})

    def _gap(self, above: Line | None, below: Line | None) -> _Gap:
        """What stands between two lines; None is the document's beginning, or its end."""
        blocks = self._document.blocks
        first, last = above.number if above else -1, below.number if below else len(blocks)
        if above and below and first == last:
            return _NOTHING if above.start + len(above.raw) >= below.start else _TEXT
        below_first = not above or not blocks[first].text[above.start + len(above.raw) :].strip()
        above_last = not below or not blocks[last].text[: below.start].strip()
        down, text = self._emptied_from(range(first + 1, last)) if below_first else (False, True)
        up, _ = self._emptied_from(range(last - 1, first, -1)) if above_last else (False, True)
        return _Gap(text or not above_last, down, up)

    def _emptied_from(self, numbers: range) -> tuple[bool, bool]:
        """Whether something was emptied in these blocks before there is text, and whether there is text."""
        emptied = False
        for number in numbers:
            block = self._document.blocks[number]
            if block.hints.origin in _ADDED:
                continue
            if block.text and not block.text.isspace():
                return emptied, True
            emptied = emptied or number in self._emptied
        return emptied, False

    def _above_title(self) -> range:
        """The lines above the title, if what follows them is one."""
        count = next((place for place, gap in enumerate(self._gaps) if gap.text), 0)
        if not 0 < count <= OUTSIDE:
            return range(0)
        title = self._next_text(self.lines[count - 1])
        return range(count if title and _is_title(title, title.text.strip()) else 0)

    def _below_text(self) -> range:
        """The lines below the last paragraph."""
        count = next((place for place, gap in enumerate(reversed(self._gaps)) if gap.text), 0)
        return range(len(self.lines) - count, len(self.lines)) if count <= OUTSIDE else range(0)

    def find(self) -> list[int]:
        """The places, in `lines`, of those that are stray: what goes makes its neighbours stand beside it."""
        gone: set[int] = {place for run in self._runs() if self._is_dense(run) for place in run}
        counted = zip(self.lines, self._traces, strict=True)
        traces = [count + ECHO * (count > 0 and self._echoes(line.text)) for line, count in counted]
        waiting = [place for place, count in enumerate(traces) if count > 0 and place not in gone]
        while True:
            fresh = [place for place in waiting if traces[place] >= self._needed(place, gone)]
            if not fresh:
                return sorted(gone if self._are_few(gone) else gone & self.outside)
            gone.update(fresh)
            waiting = [place for place in waiting if place not in gone]

    def _are_few(self, gone: Collection[int]) -> bool:
        """Whether strays are few among the lines of the text; if not, that is how the document is written."""
        inside = sum(place not in self.outside for place in gone)
        return inside <= FEW + len(view(self._document).lines) // RARE

    @cached_property
    def _traces(self) -> list[int]:
        return [count_traces(line.text) for line in self.lines]

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset().union(*map(_pieces, self._emptied.values()))

    @cached_property
    def _own(self) -> str:
        return "\n".join([line.text for line in self.lines])

    def _echoes(self, text: str) -> bool:
        """Whether a line has words that stood in what was emptied, and that the text does not have."""
        return any(map(self._is_foreign, sorted(_pieces(text) & self._taken)))

    def _is_foreign(self, piece: str) -> bool:
        if piece not in self._foreign:
            self._foreign[piece] = view(self._document).text.count(piece) <= self._own.count(piece)
        return self._foreign[piece]

    def _runs(self) -> Iterator[range]:
        """Lines that follow each other."""
        start = 0
        for place in range(1, len(self.lines) + 1):
            if self._gaps[place] != _NOTHING or place == len(self.lines):
                yield range(start, place)
                start = place

    def _is_dense(self, run: range) -> bool:
        """Whether the lines of a run tell together what they are."""
        lines = self.lines[run.start : run.stop]
        counted = list(zip(lines, self._traces[run.start : run.stop], strict=True))
        traces = [count - FIELD * (form_of(line.text) is Form.FIELD) for line, count in counted]
        if any(count <= 0 and _is_prose(line.text, CLAUSES) for line, count in counted):
            return False
        if self._sides(run, set()) == 2:
            return sum(traces) >= len(traces) and max(traces) >= SURE
        many = len(traces) >= MANY and run[0] in self.outside
        return many and min(traces) > 0 and sum(traces) >= DENSE * len(traces)

    def _sides(self, run: range, gone: Collection[int]) -> int:
        """On how many sides of a run something was emptied; then an end of the document and the title count, too."""
        gaps = self._gaps[run.start], self._gaps[run.stop]
        above = gaps[0].below or (run.start - 1 in gone and not gaps[0].text)
        below = gaps[1].above or (run.stop in gone and not gaps[1].text)
        if run[0] in self.outside:
            at_top, at_end = run.start == 0 and not gaps[0].text, run.stop == len(self.lines) and not gaps[1].text
            above, below = above or (at_top and below), below or (at_end and above) or (gaps[1].text and above)
        return above + below

    def _needed(self, place: int, gone: Collection[int]) -> int:
        """How many traces make a line stray where it stands."""
        line = self.lines[place]
        sides = self._sides(range(place, place + 1), gone)
        if sides == 1 and self._may_open(place) and not is_built(line.text):
            return ALONE
        loose = place in self.outside or (not sides and _CLAUSES.isdisjoint(line.text))
        inside = place not in self.outside
        if (inside or not sides) and self._goes_on(line):
            return LIMIT
        if inside and not sides and (line.text.endswith(_SAID) or not may_stand_alone(line.text)):
            return LIMIT
        return (ALONE, BESIDE, BETWEEN)[sides] - LOOSE * loose + FIELD * (form_of(line.text) is Form.FIELD)

    def _may_open(self, place: int) -> bool:
        """Whether a line stands where the title of the next document would: furniture above it, text below."""
        if place in self.outside or not self._gaps[place].below or not self._gaps[place + 1].text:
            return False
        below = self._next_text(self.lines[place])
        return below is not None and not _is_title(below, below.text.strip())

    def _next_text(self, line: Line) -> RawBlock | None:
        blocks = self._document.blocks
        below = (blocks[number] for number in range(line.number + 1, len(blocks)))
        return next((block for block in below if block.text.strip()), None)

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with a sentence that the line before it began, or is broken off itself."""
        if len(line.text) > OPEN and line.text[-1].isalnum() and ("，" in line.text or "," in line.text):
            return True
        blocks = self._document.blocks
        if inside := blocks[line.number].text[: line.start].rstrip():
            return len(inside) > OPEN and not inside.endswith(_STOP)
        above = (blocks[number] for number in range(line.number - 1, max(line.number - 5, -1), -1))
        before = next((block for block in above if block.text.strip()), None)
        if before is None or before.hints.cell or _is_title(before, before.text.strip()):
            return False
        return len(before.text) > OPEN and not before.text.rstrip().endswith(_STOP)


def _pieces(text: str) -> set[str]:
    """Names that a line may share with others: each three Chinese characters in a row, and Latin words."""
    runs = _HAN_RUN.findall(text)
    return {run[at : at + 3] for run in runs for at in range(len(run) - 2)} | set(_WORD.findall(text))


def find_strays(document: RawDocument) -> Iterator[Edit]:
    """C430, where nobody knows what was emptied."""
    return find_among(document, {})


def find_among(document: RawDocument, emptied: Mapping[int, str]) -> Iterator[Edit]:
    """C430: `emptied` are the blocks that other rules emptied, by number, with what stood there."""
    strays = _Strays(document, emptied)
    found = strays.find()
    seen = view(document)
    for place in found if found and not seen.technical else ():
        if seen.is_turn(strays.lines[place]):
            continue
        where = "above the title or below the text" if place in strays.outside else "among lines of a page"
        yield strays.lines[place].drop("C430", f"stray line {where}")


def _may_stray(block: RawBlock, text: str) -> bool:
    """Whether a line may be stray by its form."""
    if not 1 < len(text) <= LIMIT or text.endswith(_GOES_ON) or block.hints.origin is not Origin.BODY:
        return False
    if (
        block.hints.cell
        or block.hints.list
        or block.text.startswith(CODE)
        or (text[0] in _DRAWN and text[-1] in _DRAWN)
    ):
        return False
    return not (
        _is_title(block, text) or form_of(text) is Form.PART or _is_prose(text, PROSE) or is_talk_or_tally(text)
    )


def _is_prose(text: str, longest: int) -> bool:
    """Whether a line of clauses that is not short tells of no site."""
    return not _CLAUSES.isdisjoint(text) and is_thin(text, longest)


def _is_title(block: RawBlock, text: str) -> bool:
    hints = block.hints
    strong = hints.bold or any(mark.kind is MarkKind.STRONG for mark in block.marks)
    if strong or hints.level is not None or hints.align is Align.CENTER:
        return True
    return ends_like_title(text) or _COLLECTION.search(text) is not None


RULES = (
    Rule(
        "C430",
        "stray-line",
        Safety.RISKY,
        "A short line that no rule names and that looks like none of an office, standing where other rules emptied "
        "lines, above the title or below the text: label and value, counts, times, what to do, words of programs.",
        "Furniture of a page comes in groups. Weak signs are counted; the more of the lines around were furniture, the "
        "fewer are needed. Dates, signatures, salutations, attachments, headings and sentences stay.",
        (
            "要抓好落实。\n谢谢大家！\n轻点放大 1/6\n导出自「飞鸟笔记」个人版，容量剩余 12%\n已编辑 · 13人已读",
            "要抓好落实。\n谢谢大家！",
        ),
        find_strays,
        ("县农业农村局", "联系人：王明　电话：12345", "附件：1.任务分解表", "二〇二四年三月"),
        find_among=find_among,
    ),
)
