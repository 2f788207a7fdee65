"""Tables: in columns where Markdown can, else as HTML, which Markdown lets stand."""

from collections.abc import Iterator
from html import escape

from publish.model.document import Block, Cell, ListBlock, Paragraph, Row, Table
from publish.model.walk import block_lines
from publish.writers.md.inlines import Number, write_inlines
from publish.writers.md.markup import html_paragraph


def write_table(table: Table, number: Number) -> str:
    """The table without its caption."""
    return "\n".join(_columns(table, number) if _is_plain(table) else _markup(table))


def _is_plain(table: Table) -> bool:
    """Whether each cell is one line, every row is as long as the head, and there is one head row."""
    widths = {len(row.cells) for row in table.rows}
    cells = [cell for row in table.rows for cell in row.cells]
    head = table.header_rows == 1 and all(cell.header for cell in table.rows[0].cells)
    return head and len(widths) == 1 and all(_is_line(cell) for cell in cells) and _has_no_other_heads(table)


def _is_line(cell: Cell) -> bool:
    one = not cell.blocks or (len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph))
    return one and cell.row_span == cell.column_span == 1


def _has_no_other_heads(table: Table) -> bool:
    return not any(cell.header for row in table.rows[1:] for cell in row.cells)


def _columns(table: Table, number: Number) -> Iterator[str]:
    for at, row in enumerate(table.rows):
        yield _line([_cell_text(cell, number).replace("|", "\\|") for cell in row.cells])
        if not at:
            yield _line(["---"] * len(row.cells))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell_text(cell: Cell, number: Number) -> str:
    return "<br>".join(_blocks(cell.blocks, number))


def _blocks(blocks: tuple[Block, ...], number: Number) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield inline_paragraph(block, number)
        else:
            yield from block_lines((block,))


def inline_paragraph(block: Paragraph, number: Number) -> str:
    """A paragraph on one line."""
    lead = (block.lead.number, block.lead.content) if block.lead else ("", ())
    return lead[0] + write_inlines((*lead[1], *block.content), number, line_break="<br>")


def _markup(table: Table) -> Iterator[str]:
    yield "<table>"
    for at, row in enumerate(table.rows):
        yield f"<tr>{''.join(_markup_cells(row, head=at < table.header_rows))}</tr>"
    yield "</table>"


def _markup_cells(row: Row, *, head: bool) -> Iterator[str]:
    for cell in row.cells:
        name = "th" if cell.header or head else "td"
        spans = "".join(
            f' {key}="{value}"'
            for key, value in (("rowspan", cell.row_span), ("colspan", cell.column_span))
            if value > 1
        )
        yield f"<{name}{spans}>{''.join(_markup_blocks(cell.blocks))}</{name}>"


def _markup_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                text = html_paragraph(block)
                yield text if len(blocks) == 1 else f"<p>{text}</p>"
            case ListBlock():
                name = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{''.join(_markup_blocks(item.blocks))}</li>" for item in block.items)
                yield f"<{name}>{items}</{name}>"
            case _:
                yield from (f"<p>{escape(line, quote=False)}</p>" for line in block_lines((block,)))
