"""Lines with a place in a list become lists, nested by their levels."""

from collections.abc import Callable, Sequence
from itertools import groupby

import msgspec

from publish.model.document import Block, ListBlock, ListItem
from publish.model.raw import ListPlace
from publish.structure.lines import Line

BuildBlocks = Callable[[Sequence[Line]], tuple[Block, ...]]
_DEEPEST = 12  # levels of nesting that are followed; deeper ones stay at this level


class ItemLine(msgspec.Struct, frozen=True):
    """A line of a list: its place, and the line without it."""

    place: ListPlace
    line: Line


def build_lists(items: Sequence[ItemLine], build: BuildBlocks, depth: int = 0) -> list[Block]:
    """The lists that the lines make, one for each run of the same list at the outermost level."""
    if not items:
        return []
    level = min(item.place.level for item in items)
    runs: list[list[ItemLine]] = [[]]
    owner: int | None = None  # the list of the run, unknown while it has no line at the outermost level
    for item in items:
        if item.place.level == level:
            if owner not in (None, item.place.list):
                runs.append([])
            owner = item.place.list
        runs[-1].append(item)
    return [_build_list(run, level, build, depth) for run in runs]


def _build_list(run: Sequence[ItemLine], level: int, build: BuildBlocks, depth: int) -> ListBlock:
    items: list[list[ItemLine]] = []
    current: int | None = None
    for item in run:
        if not items or (item.place.level == level and item.place.item != current):
            items.append([])
        if item.place.level == level:
            current = item.place.item
        items[-1].append(item)
    place = next(item.place for item in run if item.place.level == level)
    contents = tuple(ListItem(tuple(_item_blocks(lines, level, build, depth))) for lines in items)
    return ListBlock(contents, run[0].line.span, place.ordered, place.start, place.delimiter)


def _item_blocks(lines: Sequence[ItemLine], level: int, build: BuildBlocks, depth: int) -> list[Block]:
    blocks: list[Block] = []
    for own, group in groupby(lines, key=lambda item: item.place.level == level or depth >= _DEEPEST):
        members = list(group)
        if own:
            blocks += build([member.line for member in members])
        else:
            blocks += build_lists(members, build, depth + 1)
    return blocks
