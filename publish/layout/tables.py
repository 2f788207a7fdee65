"""Tables: column widths from their content, rows as slugs, head rows repeated, rows taller than a page cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publish.layout.breaks import SPECIAL
from publish.layout.column import Column, Measure
from publish.layout.slug import Slug, as_furniture, stacked
from publish.layout.structure import Structure
from publish.model.document import Block, Cell, Table
from publish.model.pages import Box, Item, Kind
from publish.model.style import StyleRole, StyleSheet
from publish.model.walk import block_lines
from publish.units import to_pt

_AROUND = 8.0  # points above and below a table
SetBlocks = Callable[[Iterable[Block], Column], Iterable[Slug]]


@dataclass(slots=True)
class _Place:
    """A cell and where it stands in the grid."""

    cell: Cell
    row: int
    column: int


@dataclass(slots=True)
class _Grid:
    """Column edges from the left of the table, rule and padding, all in points."""

    edges: list[float]
    left: float
    rule: float
    color: str
    padding: float


def set_table(
    table: Table, column: Column, sheet: StyleSheet, structure: Structure, set_blocks: SetBlocks, height: float
) -> Iterator[Slug]:
    """The rows of a table as slugs. `height` is that of the type area: taller rows are cut."""
    places = _places(table)
    if not places:
        return
    measure = column.measure
    count = max(place.column + place.cell.column_span for place in places)
    padding, rule = to_pt(sheet.table.padding), to_pt(sheet.table.rule_width)
    size = to_pt(sheet.text[StyleRole.TABLE_CELL].size)
    widths = _widths(places, count, size, padding, measure.width)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    left = measure.left + (measure.width - edges[-1]) / 2
    grid = _Grid(edges, left, rule, sheet.table.rule_color, padding)
    rows = [structure.add(Kind.ROW, column.element) for _ in table.rows]
    set_cells = {id(place): _cell_slugs(place, grid, structure, rows[place.row], set_blocks) for place in places}
    heads: list[Slug] = []
    for row in range(len(table.rows)):
        own = [place for place in places if place.row == row]
        open_above = [place for place in places if place.row < row < place.row + place.cell.row_span]
        slugs = _row(own, open_above, row, grid, set_cells, height - sum(head.height for head in heads))
        _bind(slugs, row, table, places)
        if row < table.header_rows:
            heads.extend(map(as_furniture, slugs))
        else:
            for slug in slugs:
                slug.heads = tuple(heads)
        yield from slugs


def _places(table: Table) -> list[_Place]:
    """The grid position of every cell; what spans from above pushes cells to the right."""
    taken: set[tuple[int, int]] = set()
    places = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells.cells:
            while (row, column) in taken:
                column += 1
            places.append(_Place(cell, row, column))
            for down in range(cell.row_span):
                taken.update((row + down, column + right) for right in range(cell.column_span))
            column += cell.column_span
    return places


def _widths(places: list[_Place], count: int, size: float, padding: float, room: float) -> list[float]:
    """Column widths: modest wishes are granted whole, the rest of the room is shared by the others' wishes."""
    need, wish = [2 * size] * count, [2 * size] * count
    for place in places:
        if place.cell.column_span == 1:
            narrow, wide = _text_widths(place.cell, size)
            need[place.column] = max(need[place.column], narrow)
            wish[place.column] = max(wish[place.column], wide)
    need = [min(width + 2 * padding, room / count) for width in need]
    wish = [max(width + 2 * padding, low) for width, low in zip(wish, need, strict=True)]
    if sum(wish) <= room:
        return [width * room / sum(wish) for width in wish]
    return _shared(need, wish, room)


def _shared(need: list[float], wish: list[float], room: float) -> list[float]:
    """Widths that fill the room exactly: the smallest wishes first, never less than an equal share of what is left."""
    widths = [0.0] * len(wish)
    order = sorted(range(len(wish)), key=lambda column: (wish[column], column))
    for rank, column in enumerate(order):
        left = order[rank:]
        share = room / len(left)
        if wish[column] > share:
            spare = room - sum(need[other] for other in left)
            wanted = sum(wish[other] - need[other] for other in left)
            for other in left:
                widths[other] = need[other] + (wish[other] - need[other]) * spare / wanted
            break
        widths[column] = wish[column]
        room -= wish[column]
    return widths


def _text_widths(cell: Cell, size: float) -> tuple[float, float]:
    """The longest unbreakable stretch and the longest line of a cell, estimated: narrow characters half an em."""
    narrow = wide = 0.0
    for line in block_lines(cell.blocks):
        halves = [len(found[0]) for found in SPECIAL.finditer(line) if not found["marks"]]
        narrow = max(narrow, max((len(word) for word in line.split() if word.isascii()), default=0) * size * 0.6)
        wide = max(wide, (len(line) - sum(halves) * 0.4) * size)
    return narrow, wide


def _cell_slugs(place: _Place, grid: _Grid, structure: Structure, row: int, set_blocks: SetBlocks) -> list[Slug]:
    cell = place.cell
    width = grid.edges[place.column + cell.column_span] - grid.edges[place.column] - 2 * grid.padding
    role = StyleRole.TABLE_HEADER if cell.header else StyleRole.TABLE_CELL
    kind = Kind.HEADER_CELL if cell.header else Kind.DATA_CELL
    element = structure.add(kind, row, row_span=cell.row_span, column_span=cell.column_span)
    return list(set_blocks(cell.blocks, Column(Measure(0.0, width), element, role)))


def _row(
    own: list[_Place],
    open_above: list[_Place],
    row: int,
    grid: _Grid,
    set_cells: dict[int, list[Slug]],
    height: float,
) -> list[Slug]:
    """The slugs of one row: one, or several where the cells are too tall for a page.

    A cell that spans rows is drawn at its last row's bottom edge or earlier: its text goes into its first row.
    """
    queues = [(place, list(set_cells[id(place)])) for place in own]
    slugs: list[Slug] = []
    while not slugs or any(queue for _, queue in queues):
        parts = [(place, _take(queue, height - 2 * grid.padding)) for place, queue in queues]
        slugs.append(_row_slug(parts, grid))
    ends = [place for place in (*own, *open_above) if place.row + place.cell.row_span == row + 1]
    _draw_rules(slugs, own, open_above, ends, grid)
    return slugs


def _take(queue: list[Slug], room: float) -> list[Slug]:
    """The slugs from the front of a queue that fit into the room, at least one."""
    taken: list[Slug] = []
    used = 0.0
    while queue and (not taken or used + queue[0].height <= room):
        used += queue[0].height
        taken.append(queue.pop(0))
    return taken


def _row_slug(parts: list[tuple[_Place, list[Slug]]], grid: _Grid) -> Slug:
    items: list[Item] = []
    notes: list[Slug] = []
    height = 0.0
    for place, slugs in parts:
        drawn, used = stacked(slugs, grid.left + grid.edges[place.column] + grid.padding, grid.padding)
        items.extend(drawn)
        if place.cell.row_span == 1 or not height:
            height = max(height, used)
        notes.extend(note for slug in slugs for note in slug.notes)
    return Slug(height + 2 * grid.padding, tuple(items), notes=tuple(notes))


def _draw_rules(
    slugs: list[Slug], own: list[_Place], open_above: list[_Place], ends: list[_Place], grid: _Grid
) -> None:
    """Rules around every cell: left and right in each slug, above the first, below where the cell ends."""
    for index, slug in enumerate(slugs):
        rules: list[Item] = []
        for place in (*own, *open_above):
            left = grid.left + grid.edges[place.column]
            right = grid.left + grid.edges[place.column + place.cell.column_span]
            rules.append(Box(left, 0.0, grid.rule, slug.height, grid.color))
            rules.append(Box(right, 0.0, grid.rule, slug.height, grid.color))
            if index == 0 and place in own:
                rules.append(Box(left, 0.0, right - left + grid.rule, grid.rule, grid.color))
            if index == len(slugs) - 1 and place in ends:
                rules.append(Box(left, slug.height, right - left + grid.rule, grid.rule, grid.color))
        slug.items = (*rules, *slug.items)


def _bind(slugs: list[Slug], row: int, table: Table, places: list[_Place]) -> None:
    """Rows that a cell spans stay together, and so do the head rows and the first row below them."""
    spans_on = any(place.row <= row < place.row + place.cell.row_span - 1 for place in places)
    if row < table.header_rows or spans_on:
        for slug in slugs:
            slug.keep = True
    if row == 0 and slugs:
        slugs[0].before = _AROUND
    if row == len(table.rows) - 1 and slugs:
        slugs[-1].height += _AROUND
