"""Headings of a document made regular: no level skipped, numbered as the manifest asks, an anchor for each."""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from publish.assembly.numerals import heading_number
from publish.assembly.rewriting import Rewriting, rewrite
from publish.manifest.plan import Numbering
from publish.model.document import Block, Heading, Lead, Paragraph
from publish.model.walk import flow_blocks

DEEPEST = 6  # style sheets and XHTML know six levels
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条")


class _Place(msgspec.Struct, frozen=True):
    """What a heading becomes."""

    level: int
    number: str
    anchor: str


def regular_headings(blocks: tuple[Block, ...], numbering: Numbering, anchor: str) -> tuple[Block, ...]:
    """The blocks with levels from 1 without gaps, numbers as asked for, anchors '{anchor}-1', '{anchor}-2' …"""
    found = headings_of(blocks)
    if not found:
        return blocks
    levels = regular_levels([heading.level for heading in found])
    numbers = _numbers(found, levels, numbering)
    places = iter([_Place(*each, f"{anchor}-{n}") for n, each in enumerate(zip(levels, numbers, strict=True), 1)])
    return rewrite(blocks, Rewriting(heading=lambda it: _placed(it, places), lead=lambda it: _placed_lead(it, places)))


def _placed(heading: Heading, places: Iterator[_Place]) -> Heading:
    place = next(places)
    return replace(heading, level=place.level, number=place.number, anchor=place.anchor)


def _placed_lead(lead: Lead, places: Iterator[_Place]) -> Lead:
    place = next(places)
    return replace(lead, level=place.level, number=place.number, anchor=place.anchor)


def headings_of(blocks: tuple[Block, ...]) -> list[Heading | Lead]:
    """Headings and run-in headings in reading order, those inside of quotes, lists and tables too."""
    found: list[Heading | Lead] = []
    for block in flow_blocks(blocks):
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, Paragraph) and block.lead:
            found.append(block.lead)
    return found


def regular_levels(levels: list[int]) -> list[int]:
    """Levels that begin at 1 and go down by one step at most, each heading still below what it was below.

    Word's navigation, the nested lists of an EPUB's contents and the heading tags of a PDF (PDF/UA-1, 7.4.2) all
    want that; sources that number 一、 1. without （一） between do not give it.
    """
    open_levels: list[int] = []
    regular = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        regular.append(min(len(open_levels), DEEPEST))
    return regular


def _numbers(found: list[Heading | Lead], levels: list[int], numbering: Numbering) -> list[str]:
    match numbering:
        case Numbering.KEEP:
            return [heading.number for heading in found]
        case Numbering.STRIP:
            return ["" for _ in found]
        case Numbering.UNIFORM:
            return _uniform(found, levels)


def _uniform(found: list[Heading | Lead], levels: list[int]) -> list[str]:
    """Counted anew. Articles (第三条) are cited by number, so a document that has them keeps all its numbers."""
    if any(_ARTICLE.match(heading.number) for heading in found):
        return [heading.number for heading in found]
    wanted = _to_be_numbered(found, levels)
    counts: Counter[int] = Counter()
    numbers = []
    for level, counted in zip(levels, wanted, strict=True):
        for deeper in range(level + 1, DEEPEST + 1):
            counts[deeper] = 0
        counts[level] += counted
        numbers.append(heading_number(level, counts[level]) if counted else "")
    return numbers


def _to_be_numbered(found: list[Heading | Lead], levels: list[int]) -> list[bool]:
    """A heading without number among numbered ones (前言, 结语) stays without; a level without any gets numbers.

    A run-in heading without number is a sentence first, so it never gets one.
    """
    numbered = {level for level, heading in zip(levels, found, strict=True) if heading.number}
    return [
        bool(heading.number) or (isinstance(heading, Heading) and level not in numbered)
        for level, heading in zip(levels, found, strict=True)
    ]
