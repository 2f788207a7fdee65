"""Where terms, document numbers and captions stand in the text, for the index and the lists of tables and figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from publish.assembly.list_titles import list_titles
from publish.manifest.plan import CaptionKind, IndexPlan
from publish.model.book import CaptionList, Chapter, Index, IndexEntry, Part, TextPlace
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Verse,
)
from publish.model.walk import all_blocks, inline_text, numbered_blocks

# 国发〔2024〕5号: the sign of the organ, without the function word before it; a year in brackets; a number.
_DOCUMENT_NUMBER = re.compile(
    r"[^\W\d_a-zA-Z据照按于的和与及见以从对在了是将把由依遵循落实贯彻]{1,8}[〔\[［(（]\d{4}[〕\]］)）]\s?\d{1,4}\s?号"
)
_BRACKETS = str.maketrans("[［(（]］)）", "〔〔〔〔〕〕〕〕")


def find_index(plan: IndexPlan, parts: Iterable[Part], language: str) -> Index | None:
    """The index with every place of every term; None where none is wanted or nothing is found."""
    pattern = _pattern(plan)
    if pattern is None:
        return None
    found: defaultdict[str, dict[TextPlace, None]] = defaultdict(dict)
    for chapter in _chapters(parts):
        for number, block in enumerate(chapter.blocks):
            for text, inner, counted in _texts(block):
                for match in pattern.finditer(text):
                    place = TextPlace(chapter.anchor, number, match.start() if counted else 0, inner)
                    found[_term(match)][place] = None
    entries = tuple(IndexEntry(term, tuple(found[term])) for term in sorted(found, key=_order))
    return Index(plan.title or list_titles(language).index, entries) if entries else None


def _pattern(plan: IndexPlan) -> re.Pattern[str] | None:
    terms = "|".join(map(re.escape, sorted(set(plan.terms), key=lambda term: (-len(term), term))))
    numbers = f"(?P<number>{_DOCUMENT_NUMBER.pattern})" if plan.document_numbers else ""
    wanted = "|".join(part for part in (numbers, terms) if part)
    return re.compile(wanted) if wanted else None


def _term(match: re.Match[str]) -> str:
    """The term as found; document numbers in one form, so that those of one document come together."""
    if match.groupdict().get("number"):
        return "".join(match[0].split()).translate(_BRACKETS)
    return match[0]


def _order(term: str) -> bytes:
    """GB 18030 has the common characters in the order of their pronunciation, the others by radical and strokes: the
    order that readers know, without a dictionary of pronunciations to carry along.
    """
    return term.encode("gb18030", "replace")


def caption_lists(wanted: Iterable[CaptionKind], parts: tuple[Part, ...], language: str) -> tuple[CaptionList, ...]:
    """The lists of tables or figures that have captions; empty ones are left out."""
    titles = list_titles(language)
    called = {CaptionKind.TABLES: titles.tables, CaptionKind.FIGURES: titles.figures}
    lists = []
    for kind in dict.fromkeys(wanted):
        entries = tuple(_captions(kind, parts))
        if entries:
            lists.append(CaptionList(called[kind], entries))
    return tuple(lists)


def _captions(kind: CaptionKind, parts: Iterable[Part]) -> Iterator[IndexEntry]:
    wanted = Table if kind is CaptionKind.TABLES else Figure
    for chapter in _chapters(parts):
        for number, outer in enumerate(chapter.blocks):
            for block in all_blocks((outer,)):
                if isinstance(block, wanted) and block.caption:
                    place = TextPlace(chapter.anchor, number, 0)
                    yield IndexEntry(inline_text(block.caption), (place,))


def _chapters(parts: Iterable[Part]) -> Iterator[Chapter]:
    for part in parts:
        yield from part.chapters


def _texts(block: Block) -> Iterator[tuple[str, tuple[int, ...], bool]]:
    """The texts of a block, each with the way to the block inside that has it, and whether places in it count there:
    not in captions.
    """
    match block:
        case Heading():
            yield block.number + inline_text(block.content), (), True
        case Paragraph():
            lead = block.lead.number + inline_text(block.lead.content) if block.lead else ""
            yield lead + inline_text(block.content), (), True
        case Verse():
            yield "\n".join(map(inline_text, block.lines)), (), True
        case CodeBlock():
            yield block.text, (), True
        case Quote() | ListBlock() | Table() | Figure() | Break():
            if isinstance(block, Table | Figure):
                yield inline_text(block.caption), (), False
            for way, inside in numbered_blocks(block):
                yield from ((text, (*way, *inner), counted) for text, inner, counted in _texts(inside))
