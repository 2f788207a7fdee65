"""A walk over blocks that hands every heading, run-in heading and run of inlines to a function and keeps its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from publish.model.document import (
    Block,
    Break,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Lead,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Verse,
)

Holder = TypeVar("Holder", Heading, Paragraph, Lead)


def _same_heading(heading: Heading) -> Heading:
    return heading


def _same_lead(lead: Lead) -> Lead:
    return lead


def _same_inlines(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return content


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What to do with what is met, in reading order. Blocks inside of notes are left to `inlines`."""

    heading: Callable[[Heading], Heading] = _same_heading
    lead: Callable[[Lead], Lead] = _same_lead
    inlines: Callable[[tuple[Inline, ...]], tuple[Inline, ...]] = _same_inlines


def rewrite(blocks: tuple[Block, ...], by: Rewriting) -> tuple[Block, ...]:
    """The blocks with everything replaced by the answers of `by`."""
    return tuple([_rewritten(block, by) for block in blocks])


def _rewritten(block: Block, by: Rewriting) -> Block:
    match block:
        case Heading():
            heading = by.heading(block)
            return _with_content(heading, by.inlines(heading.content))
        case Paragraph():
            return _paragraph(block, by)
        case Quote():
            return replace(block, blocks=rewrite(block.blocks, by))
        case Verse():
            return replace(block, lines=tuple([by.inlines(line) for line in block.lines]))
        case ListBlock():
            return replace(block, items=tuple([ListItem(rewrite(item.blocks, by)) for item in block.items]))
        case Table():
            rows = tuple([Row(tuple([_cell(cell, by) for cell in row.cells])) for row in block.rows])
            return replace(block, caption=by.inlines(block.caption), rows=rows)
        case Figure():
            return replace(block, caption=by.inlines(block.caption))
        case CodeBlock() | Break():
            return block


def _paragraph(block: Paragraph, by: Rewriting) -> Paragraph:
    if block.lead is None:
        return _with_content(block, by.inlines(block.content))
    lead = by.lead(block.lead)
    return replace(block, lead=_with_content(lead, by.inlines(lead.content)), content=by.inlines(block.content))


def _with_content(holder: Holder, content: tuple[Inline, ...]) -> Holder:
    return holder if content is holder.content else replace(holder, content=content)


def _cell(cell: Cell, by: Rewriting) -> Cell:
    return replace(cell, blocks=rewrite(cell.blocks, by))
