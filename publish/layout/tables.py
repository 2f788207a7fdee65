"""Tables: rows as slugs, numbers aligned, head rows repeated, rows taller than a page cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from publish.languages import Tongue, tongue_of
from publish.layout.column import Column, Measure
from publish.layout.slug import Slug, as_furniture, stacked
from publish.layout.structure import Structure
from publish.model.document import Block, Table
from publish.model.pages import Box, Item, Kind, moved
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.tabular import Place, column_count, number_shifts, places, widths
from publish.units import to_pt

_AROUND = 8.0  # points above and below a table
_NUMBERED = re.compile(r"(?:表|Table)\s?([\dA-Z]+(?:[.\-–—－][\dA-Z]+)*|[一二三四五六七八九十]+)", re.IGNORECASE)
_CONTINUED = {
    Tongue.SIMPLIFIED: "续表{}",
    Tongue.TRADITIONAL: "續表{}",
    Tongue.JAPANESE: "表{}（続き）",
    Tongue.ENGLISH: "Table {} (continued)",
}
SetBlocks = Callable[[Iterable[Block], Column], Iterable[Slug]]
WidthOf = Callable[[str, TextStyle], float]


@dataclass(slots=True)
class _Grid:
    """Column edges from the left of the table, rule and padding, all in points."""

    edges: list[float]
    left: float
    rule: float
    color: str
    padding: float


def set_table(
    table: Table,
    column: Column,
    sheet: StyleSheet,
    structure: Structure,
    set_blocks: SetBlocks,
    width_of: WidthOf,
    height: float,
    continued: Sequence[Slug] = (),
) -> Iterator[Slug]:
    """The rows of a table as slugs. `height` is that of the type area: taller rows are cut. `continued` stands above
    the head where the table goes on overleaf.
    """
    cells = places(table)
    if not cells:
        return
    grid = _grid(cells, column.measure, sheet)
    rows = [structure.add(Kind.ROW, column.element) for _ in table.rows]
    set_cells = {id(place): _cell_slugs(place, grid, structure, rows[place.row], set_blocks) for place in cells}
    _align_numbers(table, cells, grid, set_cells, lambda text: width_of(text, sheet.text[StyleRole.TABLE_CELL]))
    heads = list(map(as_furniture, continued))
    begun: defaultdict[int, list[Place]] = defaultdict(list)
    for place in cells:
        begun[place.row].append(place)
    open_above: list[Place] = []
    for row in range(len(table.rows)):
        own = begun[row]
        slugs = _row(own, open_above, row, grid, set_cells, height - sum(head.height for head in heads))
        open_above = [place for place in (*open_above, *own) if place.row + place.cell.row_span > row + 1]
        _bind(slugs, row, table, spans_on=bool(open_above))
        if row < table.header_rows:
            heads.extend(map(as_furniture, slugs))
        else:
            for slug in slugs:
                slug.heads = tuple(heads)
        yield from slugs


def continued_title(caption: str, language: str) -> str:
    """What is printed above a table that goes on overleaf: 续表 and its number (CY/T 170-2019); '' without a caption.

    `language` is that of the book (BCP 47).
    """
    if not caption:
        return ""
    found = _NUMBERED.match(caption)
    pattern = _CONTINUED[tongue_of(language)]
    return pattern.format(found[1] if found else "").replace("  ", " ")


def _grid(cells: list[Place], measure: Measure, sheet: StyleSheet) -> _Grid:
    edges = [0.0, *accumulate(widths(cells, column_count(cells), sheet, measure.width))]
    left = measure.left + (measure.width - edges[-1]) / 2
    padding, rule = to_pt(sheet.table.padding), to_pt(sheet.table.rule_width)
    return _Grid(edges, left, rule, sheet.table.rule_color, padding)


def _align_numbers(
    table: Table,
    cells: list[Place],
    grid: _Grid,
    set_cells: dict[int, list[Slug]],
    width_of: Callable[[str], float],
) -> None:
    """Moves the numbers of a column so that their points stand below each other."""
    for column in range(len(grid.edges) - 1):
        room = grid.edges[column + 1] - grid.edges[column] - 2 * grid.padding
        shifts = number_shifts(table, [place for place in cells if place.column == column], room, width_of)
        for place, shift in shifts:
            for slug in set_cells[id(place)]:
                slug.items = tuple(moved(item, shift, 0.0) for item in slug.items)


def _cell_slugs(place: Place, grid: _Grid, structure: Structure, row: int, set_blocks: SetBlocks) -> list[Slug]:
    cell = place.cell
    width = grid.edges[place.column + cell.column_span] - grid.edges[place.column] - 2 * grid.padding
    role = StyleRole.TABLE_HEADER if cell.header else StyleRole.TABLE_CELL
    kind = Kind.HEADER_CELL if cell.header else Kind.DATA_CELL
    element = structure.add(kind, row, row_span=cell.row_span, column_span=cell.column_span)
    return list(set_blocks(cell.blocks, Column(Measure(0.0, width), element, role)))


def _row(
    own: list[Place],
    open_above: list[Place],
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
        slug = _row_slug(parts, grid)
        slugs.append((_begun(slug, parts) if slugs else slug).inside(row))
    ends = [place for place in (*own, *open_above) if place.row + place.cell.row_span == row + 1]
    _draw_rules(slugs, own, open_above, ends, grid)
    return slugs


def _begun(slug: Slug, parts: list[tuple[Place, list[Slug]]]) -> Slug:
    """What goes on of a row that was cut, beginning in the first of its cells that goes on."""
    number, first = next((number, taken[0]) for number, (_, taken) in enumerate(parts) if taken)
    slug.block, slug.inner, slug.offset = first.block, first.inner, first.offset
    return slug.inside(number)


def _take(queue: list[Slug], room: float) -> list[Slug]:
    """The slugs from the front of a queue that fit into the room, at least one."""
    taken: list[Slug] = []
    used = 0.0
    while queue and (not taken or used + queue[0].height <= room):
        used += queue[0].height
        taken.append(queue.pop(0))
    return taken


def _row_slug(parts: list[tuple[Place, list[Slug]]], grid: _Grid) -> Slug:
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


def _draw_rules(slugs: list[Slug], own: list[Place], open_above: list[Place], ends: list[Place], grid: _Grid) -> None:
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


def _bind(slugs: list[Slug], row: int, table: Table, *, spans_on: bool) -> None:
    """Rows that a cell spans stay together, and so do the head rows and the first row below them."""
    if row < table.header_rows or spans_on:
        for slug in slugs:
            slug.keep = True
    if row == 0 and slugs:
        slugs[0].before = _AROUND
    if row == len(table.rows) - 1 and slugs:
        slugs[-1].height += _AROUND
