"""Numbers of headings that Word counts itself (ISO/IEC 29500-1, 17.9), where that gives the numbers of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publish.diagnostics import Diagnostic, info
from publish.model.book import Book, Chapter
from publish.model.document import (
    Block,
    Heading,
)
from publish.model.style import StyleSheet
from publish.model.walk import flow_blocks, inline_text
from publish.writers.docx.markup import attributes, value
from publish.writers.docx.names import DEEPEST, Levels
from publish.writers.docx.properties import indent

_DIGITS = ("", *"一二三四五六七八九")
_TENS = ("", "十", *[f"{digit}十" for digit in _DIGITS[2:]])
# The numerals that all programs count alike, from 1: none has a number for what is not here.
_NUMERALS = {
    "chineseCounting": [ten + digit for ten in _TENS for digit in _DIGITS][1:],
    "chineseLegalSimplified": list("壹贰叁肆伍陆柒捌玖"),
    "decimal": [str(number) for number in range(1, 1000)],
    "decimalEnclosedCircleChinese": [chr(0x2460 + number) for number in range(20)],
}
_VALUES = {word: (kind, number) for kind, words in _NUMERALS.items() for number, word in enumerate(words, start=1)}
_NUMERAL = re.compile("([〇零一二三四五六七八九十百千]+|[壹贰叁肆伍陆柒捌玖拾]+|[0-9]+|[\u2460-\u2473])")


class Form(NamedTuple):
    """How a level is numbered: Word's name for its numerals, and what stands around them."""

    kind: str
    before: str
    after: str


Scheme = dict[int, Form]  # by Word's level from 1


class Series(NamedTuple):
    """How the headings of a chapter are numbered: by the list `number`; as text when it is 0. `linked`: by their
    styles, so that nothing has to be said at the headings.
    """

    number: int = 0
    linked: bool = False


AS_TEXT = Series()


class HeadingLists:
    """The multilevel lists of a book's headings, one for each way in which documents number theirs.

    The titles of documents are a level without a number, at which all below begin anew. The list of most documents
    is linked to the styles of headings, those outside of parts having their own. Headings that are not counted are in
    a list without numbers: of those in none at all (numId 0), LibreOffice forgets the indents.
    """

    def __init__(self) -> None:
        self._schemes: list[tuple[Levels, Scheme]] = []
        self._linked: dict[Levels, int] = {}
        self._blank: dict[Levels, int] = {}
        self._series: dict[str, int] = {}  # numbers of lists by the anchor of the chapter
        self.diagnostics: list[Diagnostic] = []

    def __len__(self) -> int:
        return len(self._schemes)

    def take(self, book: Book, plans: tuple[Levels, ...]) -> None:
        """Finds the lists of all chapters; W211 tells of those whose numbers must stay text."""
        used: defaultdict[Levels, Counter[int]] = defaultdict(Counter)
        for part in book.parts:
            levels = plans[0 if part.title else -1]
            for chapter in part.chapters:
                number = self._take(chapter, levels)
                self._series[chapter.anchor] = number
                used[levels].update([number] if number else [])
        self._linked = {levels: counts.most_common(1)[0][0] for levels, counts in used.items() if counts}
        if self._linked:
            first = len(self) + 1
            self._blank = {levels: number for number, levels in enumerate(plans, start=first)}
            self._schemes += [(levels, {}) for levels in plans]

    def _take(self, chapter: Chapter, levels: Levels) -> int:
        headings = [heading for heading in flow_headings(chapter.blocks) if heading.number]
        scheme, broken = fit_scheme(headings, levels)
        if broken:
            self.diagnostics.append(_told(broken))
        if broken or not scheme:
            return 0
        for number, (place, known) in enumerate(self._schemes, start=1):
            if place == levels and all(known.get(level, form) == form for level, form in scheme.items()):
                known.update(scheme)
                return number
        self._schemes.append((levels, scheme))
        return len(self._schemes)

    def series(self, anchor: str, levels: Levels) -> Series:
        """How the headings of the chapter with this anchor are numbered."""
        number = self._series.get(anchor, 0)
        return Series(number, bool(number) and self._linked.get(levels) == number)

    def title(self, series: Series, levels: Levels) -> str:
        """The `w:numPr` of the title of a chapter."""
        return "" if series.linked or not series.number else _place(series.number, levels.chapter)

    def heading(self, heading: Heading, series: Series, levels: Levels) -> str:
        """The `w:numPr` of a heading."""
        level = levels.heading(heading.level)
        if counts(heading, series):
            return "" if series.linked else _place(series.number, level)
        return _place(self._blank[levels], level) if level in self._scheme(levels) else ""

    def style(self, levels: Levels, level: int) -> str:
        """The `w:numPr` of the style of headings on this level; those outside of parts rest on the others."""
        if self._has(levels, level):
            return _place(self._linked[levels], level)
        rests = levels.outside and any(self._has(each, level) for each in self._linked if each != levels)
        return _place(self._blank[levels], level) if rests else ""

    def _scheme(self, levels: Levels) -> Scheme:
        number = self._linked.get(levels, 0)
        return self._schemes[number - 1][1] if number else {}

    def _has(self, levels: Levels, level: int) -> bool:
        scheme = self._scheme(levels)
        return level in scheme or (bool(scheme) and level == levels.chapter)

    def definitions(self, first: int, sheet: StyleSheet) -> str:
        """The abstract lists, numbered from `first`."""
        kind = value("multiLevelType", "multilevel")
        return "".join(
            [
                f"<w:abstractNum{attributes({'abstractNumId': first + at})}>{kind}"
                f"{''.join([self._level(at, level, sheet) for level in range(1, DEEPEST + 1)])}</w:abstractNum>"
                for at in range(len(self))
            ]
        )

    def _level(self, at: int, level: int, sheet: StyleSheet) -> str:
        levels, scheme = self._schemes[at]
        form = scheme.get(level, Form("none", "", ""))
        linked = self._linked.get(levels) == at + 1 and self._has(levels, level)
        shown = f"{form.before}%{level}{form.after}" if level in scheme else ""
        style = value("pStyle", levels.style(level)) if linked else ""
        # What a heading itself refers to wins over its style, so that it has to say the same.
        look = "" if linked else f"<w:pPr>{indent(sheet.text[levels.heading_role(level)])}</w:pPr>"
        return (
            f"<w:lvl{attributes({'ilvl': level - 1})}>{value('start', 1)}{value('numFmt', form.kind)}{style}"
            f"{value('suff', 'nothing')}{value('lvlText', shown)}{value('lvlJc', 'left')}{look}</w:lvl>"
        )

    def lists(self, first: int) -> str:
        """The lists themselves, numbered from 1."""
        return "".join(
            [
                f"<w:num{attributes({'numId': at + 1})}>{value('abstractNumId', first + at)}</w:num>"
                for at in range(len(self))
            ]
        )


def counts(heading: Heading, series: Series) -> bool:
    """Whether Word counts this heading, so that its number is no text."""
    return bool(series.number and heading.number)


def _place(number: int, level: int) -> str:
    return f"<w:numPr>{value('ilvl', level - 1)}{value('numId', number)}</w:numPr>"


def _told(heading: Heading) -> Diagnostic:
    title = heading.number + inline_text(heading.content)
    message = f"the numbers of headings stay text in this document: Word would count '{title}' otherwise"
    return info(
        "W211",
        message,
        heading.span,
        "correct the number in the source if it is wrong; Word does not count run-in headings",
    )


def fit_scheme(headings: Iterable[Heading], levels: Levels) -> tuple[Scheme, Heading | None]:
    """The scheme that gives these headings their numbers, or the first heading that none gives its own."""
    scheme: Scheme = {}
    counts: Counter[int] = Counter()
    for heading in headings:
        level = levels.heading(heading.level)
        pieces = _NUMERAL.split(heading.number)
        kind, number = _VALUES.get(pieces[1], ("", 0)) if len(pieces) == 3 else ("", 0)
        form = Form(kind, pieces[0], pieces[-1])
        counts[level] += 1
        for deeper in range(level + 1, DEEPEST + 1):
            counts[deeper] = 0
        if counts[level] != number or scheme.setdefault(level, form) != form or "%" in heading.number:
            return {}, heading
    return scheme, None


def flow_headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """The headings that have a paragraph of their own in the flow of the text, however deep, in order."""
    return (block for block in flow_blocks(blocks) if isinstance(block, Heading))
