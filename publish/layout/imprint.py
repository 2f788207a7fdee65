"""版记, the foot of an official document: who gets copies, who printed it when, between rules (GB/T 9704, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.layout.column import Measure
from publish.layout.slug import Slug
from publish.model.document import Block, Paragraph, Role
from publish.model.pages import Box
from publish.model.walk import inline_text
from publish.units import mm, to_pt

_ROLES = frozenset({Role.COPIES, Role.IMPRINT})
_THICK, _THIN = to_pt(mm(0.35)), to_pt(mm(0.25))  # 7.4.1: the first and the last rule, and those between
_PRINTED = re.compile(r"(.*?)\s*((?:\d{4}|[〇○零一二三四五六七八九]{4})\s?年.{2,8}日\s*印\s*[发發])")


def is_imprint(block: Block) -> bool:
    """Whether a block belongs to the foot of an official document."""
    return isinstance(block, Paragraph) and block.role in _ROLES


def office_and_day(block: Paragraph) -> tuple[str, str] | None:
    """The two ends of the line 印发机关 … 印发日期 (7.4.3); None for what is no such line."""
    found = _PRINTED.fullmatch(inline_text(block.content))
    return (found[1], found[2]) if found else None


def side_by_side(left: Sequence[Slug], right: Sequence[Slug]) -> list[Slug]:
    """Two texts on one line, if they are a line each; otherwise one below the other."""
    if len(left) == len(right) == 1:
        left[0].items += right[0].items
        return [left[0]]
    return [*left, *right]


def rule_off(slugs: Sequence[Slug], blocks: Sequence[Block], index: int, measure: Measure, color: str) -> None:
    """Draws the rules of a block of the imprint, number `index` of `blocks`, and sends it to the foot of the page: the
    last rule is the edge of the type area (7.4.1). What is ruled off stays together.
    """
    if not slugs:
        return
    first = index == 0 or not is_imprint(blocks[index - 1])
    last = index == len(blocks) - 1 or not is_imprint(blocks[index + 1])
    top = _THICK if first else _THIN
    slugs[0].items += (Box(measure.left, 0.0, measure.width, top, color),)
    if last:
        bottom = slugs[-1].height - _THICK
        slugs[-1].items += (Box(measure.left, bottom, measure.width, _THICK, color),)
    for slug in slugs:
        slug.at_foot = True
        slug.keep = not (last and slug is slugs[-1])
