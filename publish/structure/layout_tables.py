"""Tables that only place a page's text beside its menus are no tables of the document."""

from collections.abc import Sequence

import msgspec

from publish.model.raw import RawBlock

_MANY = 8  # blocks in one cell
_LONG = 1500  # characters in one cell, in several blocks


def flatten_layout_tables(blocks: Sequence[RawBlock]) -> Sequence[RawBlock]:
    """The blocks, with those of layout tables taken for body text: a cell of a real table holds no whole article."""
    counts: dict[tuple[int, int, int], int] = {}
    sizes: dict[tuple[int, int, int], int] = {}
    for block in blocks:
        cell = block.hints.cell
        if cell is not None and block.text:
            key = (cell.table, cell.row, cell.column)
            counts[key] = counts.get(key, 0) + 1
            sizes[key] = sizes.get(key, 0) + len(block.text)
    layout = {key[0] for key, count in counts.items() if count >= _MANY or (count > 2 and sizes[key] >= _LONG)}
    return [_without_cell(block, layout) for block in blocks] if layout else blocks


def _without_cell(block: RawBlock, layout: set[int]) -> RawBlock:
    cell = block.hints.cell
    if cell is None or cell.table not in layout:
        return block
    return msgspec.structs.replace(block, hints=msgspec.structs.replace(block.hints, cell=None))
