"""Documents in a plain form for scoring and comparing: titles, and blocks with their text and nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Structured,
    Table,
    Verse,
)
from publish.model.walk import block_lines, inline_text, notes_of

Entry = dict[str, Any]


def neutral_form(structured: tuple[Structured, ...]) -> Entry:
    """The documents of all sources as {"documents": [{"title", "blocks": [{"type", "text", …}]}]}.

    Types are heading (with level), paragraph (with lead and lead_level for a run-in heading), list (items),
    table (rows) and footnote.
    """
    return {"documents": [_document(document) for source in structured for document in source.documents]}


def _document(document: Document) -> Entry:
    blocks = list(_entries(document.blocks))
    if document.metadata.subtitle:
        blocks.insert(0, {"type": "paragraph", "text": document.metadata.subtitle})
    return {"title": document.metadata.title, "blocks": blocks}


def _entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        yield from _entry(block)


def _entry(block: Block) -> Iterator[Entry]:
    match block:
        case Heading():
            yield {"type": "heading", "level": block.level, "text": block.number + inline_text(block.content)}
            yield from _notes(block.content)
        case Paragraph():
            yield from _paragraph(block)
        case Quote():
            yield from _entries(block.blocks)
        case Verse():
            for line in block.lines:
                yield {"type": "paragraph", "text": inline_text(line)}
        case ListBlock():
            yield {"type": "list", "items": [_joined(item.blocks) for item in block.items]}
        case Table():
            if block.caption:
                yield {"type": "paragraph", "text": inline_text(block.caption)}
            yield {"type": "table", "rows": [[_joined(cell.blocks) for cell in row.cells] for row in block.rows]}
        case Figure():
            if block.caption:
                yield {"type": "paragraph", "text": inline_text(block.caption)}
        case CodeBlock():
            yield {"type": "paragraph", "text": block.text}
        case Break():
            pass


def _paragraph(block: Paragraph) -> Iterator[Entry]:
    lead = block.lead
    if lead is None:
        yield {"type": "paragraph", "text": inline_text(block.content)}
    else:
        head = lead.number + inline_text(lead.content)
        text = head + inline_text(block.content)
        yield {"type": "paragraph", "text": text, "lead": head, "lead_level": lead.level}
        yield from _notes(lead.content)
    yield from _notes(block.content)


def _notes(content: tuple[Inline, ...]) -> Iterator[Entry]:
    for note in notes_of(content):
        yield {"type": "footnote", "text": _joined(note.blocks)}


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(block_lines(blocks))
