"""Numbers in columns of tables: their points, or their last digits, below each other (CY/T 170-2019, 8.4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.layout.grid import Place
from publish.model.document import Paragraph, Table
from publish.model.walk import inline_text

_NUMBER = re.compile(r"([+\-−–±＋－]?[¥￥$€]?\d[\d,，]*)((?:\.\d+)?\s?[^\d\s]{0,2})")
_NOTHING = frozenset({"", "—", "——", "-", "–", "/", "…", "……"})
_FEWEST = 2  # numbers that make a column one of numbers


def number_shifts(
    table: Table, cells: list[Place], room: float, width_of: Callable[[str], float]
) -> list[tuple[Place, float]]:
    """How far each number of a column goes to the right, in points; none when the column holds other things as well.

    The numbers as a block stand in the middle of the column, whose inner width is `room`, and so does each dash.
    """
    parts = []
    blanks = []
    for place in cells:
        if place.cell.header or place.row < table.header_rows:
            continue
        text = _plain(place)
        found = _NUMBER.fullmatch(text) if text else None
        if found and place.cell.column_span == 1:
            parts.append((place, width_of(found[1]), width_of(found[2])))
        elif text is None or text not in _NOTHING:
            return []
        elif text and place.cell.column_span == 1:
            blanks.append((place, (room - width_of(text)) / 2))
    left = max((before for _, before, _ in parts), default=0.0)
    spare = room - left - max((after for _, _, after in parts), default=0.0)
    if len(parts) < _FEWEST or spare < 0:
        return []
    return [*((place, spare / 2 + left - before) for place, before, _ in parts), *blanks]


def _plain(place: Place) -> str | None:
    """The text of a cell of at most one paragraph; None for anything else."""
    blocks = place.cell.blocks
    if not blocks:
        return ""
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
        return None
    return inline_text(blocks[0].content).strip()
