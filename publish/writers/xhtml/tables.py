"""Tables, as XHTML."""

import re
from collections.abc import Callable

from publish.model.document import Block, Cell, Heading, Paragraph, Role, Row, Table
from publish.model.walk import inline_text
from publish.writers.xhtml.draft import Draft
from publish.writers.xhtml.inlines import inline_html, only_words

# What stays on one line however narrow the column is: 1,024.5 ＋147.4% 2024年
_NUMBER = re.compile(r"[+＋\-－−–±]?[¥￥$€]?\d[\d.,:/%％‰-]{0,15}[年月日]?")
InnerHtml = Callable[[int, Block, Draft], str]
"""Writes the block of this number inside of another one."""


def table_html(table: Table, draft: Draft, inner_html: InnerHtml) -> str:
    """The table in a box that scrolls where a screen is too narrow, by keyboard too (WCAG 2.1.1)."""
    caption = inline_html(table.caption, draft)
    rows = [_row(row, index, table, draft, inner_html) for index, row in enumerate(table.rows)]
    if not any(row.cells for row in table.rows):
        return f'<p class="caption">{caption}</p>\n' if caption else ""
    label = inline_text(table.caption).replace("\n", " ").strip() or draft.book.labels.table
    title = f"<caption>{caption}</caption>\n" if caption else ""
    return (
        f'<div class="table" role="group" tabindex="0" aria-label="{draft.attribute(label)}">\n'
        f"<table>\n{title}{_sections(rows, table)}</table>\n</div>\n"
    )


def _sections(rows: list[str], table: Table) -> str:
    """Head and body; one body where a cell reaches from the one into the other, which HTML would cut."""
    head = min(max(table.header_rows, 0), len(rows))
    crosses = any(cell.row_span > head - index for index, row in enumerate(table.rows[:head]) for cell in row.cells)
    if crosses or head == len(rows):
        head = 0
    first = f"<thead>\n{''.join(rows[:head])}</thead>\n" if head else ""
    return f"{first}<tbody>\n{''.join(rows[head:])}</tbody>\n"


def _row(row: Row, index: int, table: Table, draft: Draft, inner_html: InnerHtml) -> str:
    """A row; a page that begins with it is marked in its first cell, since nothing may stand between rows."""
    if not row.cells:
        return "<tr></tr>\n"
    marks = draft.breaks.enter(index)
    parts = []
    for number, cell in enumerate(row.cells):
        marks += draft.breaks.enter(number)
        words = _cell(cell, draft, inner_html)
        draft.breaks.leave()
        tag, more = _open(cell, words, index, table)
        parts.append(f"<{tag}{more}>{draft.marks_within(marks)}{words}</{tag}>")
        marks = []
    draft.breaks.leave()
    return f"<tr>{''.join(parts)}</tr>\n"


def _open(cell: Cell, words: str, index: int, table: Table) -> tuple[str, str]:
    """The element of a cell in the row of this number, and its attributes. An empty cell is the heading of nothing."""
    more = ' class="number"' if _NUMBER.fullmatch(words) else ""
    more += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    rows = min(cell.row_span, len(table.rows) - index)
    more += f' rowspan="{rows}"' if rows > 1 else ""
    if words and index < table.header_rows:
        return "th", f' scope="col"{more}'
    if words and cell.header:
        return "th", f' scope="row"{more}'
    return "td", f' class="head"{more}' if cell.header else more


def _cell(cell: Cell, draft: Draft, inner_html: InnerHtml) -> str:
    """A cell's content: bare words where that is all; headings as paragraphs, since no cell may head a section."""
    match cell.blocks:
        case (Paragraph(role=Role.BODY, lead=None) as only,):
            return only_words(only, draft)
        case _:
            return "".join([_cell_block(number, block, draft, inner_html) for number, block in enumerate(cell.blocks)])


def _cell_block(number: int, block: Block, draft: Draft, inner_html: InnerHtml) -> str:
    if not isinstance(block, Heading):
        return inner_html(number, block, draft)
    marks = draft.marks_between(draft.breaks.enter(number))
    words = draft.running(block.number) + inline_html(block.content, draft)
    draft.breaks.leave()
    return f"{marks}<p{draft.id_of(block.anchor)}><strong>{words}</strong></p>\n"
