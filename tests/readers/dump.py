"""Raw documents as text, one line for each block, for comparison by eye and by test."""

from publish.model.document import Role
from publish.model.raw import (
    CAPTION,
    DEFINITION,
    DEFINITION_TERM,
    SUBTITLE,
    VERSE,
    Hints,
    Mark,
    Origin,
    RawBlock,
    Reading,
)

STYLES = {CAPTION, DEFINITION, DEFINITION_TERM, SUBTITLE, VERSE, *Role}


def dump(reading: Reading) -> str:
    claims = reading.document.claims
    head = [f"claims {name}={getattr(claims, name)}" for name in claims.__struct_fields__ if getattr(claims, name)]
    return "\n".join([*head, *map(_block, reading.document.blocks)])


def _block(block: RawBlock) -> str:
    parts = [f"{block.span.line}:{block.span.column}", *_hints(block.hints), repr(block.text)]
    return " ".join([*parts, *(_mark(block.text, mark) for mark in block.marks)])


def _hints(hints: Hints) -> list[str]:
    found = []
    if hints.origin is not Origin.BODY:
        found.append(hints.origin.value)
    if hints.style in STYLES:
        found.append(f"style={hints.style}")
    if hints.level is not None:
        found.append(f"level={hints.level}")
    if hints.bold:
        found.append("bold")
    if hints.align:
        found.append(hints.align.value)
    if hints.list:
        place = hints.list
        kind = f"from-{place.start}{place.delimiter.removeprefix('.')}" if place.ordered else "bullet"
        found.append(f"list={place.list}.{place.item}/{place.level}:{kind}")
    if hints.cell:
        cell = hints.cell
        span = f"+{cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else ""
        found.append(f"{'header' if cell.header else 'cell'}={cell.table}.{cell.row}.{cell.column}{span}")
    if hints.image:
        found.append(f"image({hints.image.alt})")
    if hints.note is not None:
        found.append(f"note={hints.note}")
    if hints.quote:
        found.append(f"quote={hints.quote}")
    if hints.code is not None:
        found.append(f"code({hints.code})")
    if hints.rule:
        found.append("rule")
    if hints.page_break_before:
        found.append("new-page")
    return found


def _mark(text: str, mark: Mark) -> str:
    target = f"→{mark.target}" if mark.target else ""
    return f"[{mark.kind.value} {text[mark.start : mark.end]}{target}@{mark.start}]"
