"""Sources written as plain lines, and documents written as outlines: what the cases of this folder are made of."""

import re
from collections.abc import Iterator
from pathlib import Path

from publish.diagnostics import Outcome, Span
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    Structured,
    Table,
    Verse,
)
from publish.model.ports import Split, SplitPlan
from publish.model.raw import Align, CellPlace, Hints, ListPlace, Mark, MarkKind, RawBlock, RawDocument
from publish.model.walk import inline_text, notes_of

_CASE = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CLAIMS = re.compile(r"\s*\{([^{}]*)\}$")


def read_cases(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and fenced parts (source, outline, says, plan) of every case in the Markdown files of a folder."""
    for path in sorted(folder.glob("*.md")):
        for title, body in _CASE.findall(path.read_text("utf-8")):
            yield f"{path.stem}: {title}", dict(_FENCE.findall(body))


def read_plan(text: str) -> SplitPlan:
    """The plan of a case: 'never', or the lines with which documents begin."""
    lines = tuple(text.splitlines())
    return SplitPlan(Split.NEVER) if lines == ("never",) else SplitPlan(starts=lines)


def read_lines(text: str, path: str = "case.txt") -> RawDocument:
    """A document of one block a line. Claims of the source stand in braces at the end: {level=1 center bold}.

    '<gone>' is a block that cleaning emptied; '⏎' is a line break inside of a block.
    """
    blocks, blank = [], 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            blank += 1
            continue
        claims = _CLAIMS.search(line)
        content = line[: claims.start()] if claims else line
        content, length = ("", 30) if content == "<gone>" else (content.replace("⏎", "\n"), len(content))
        hints, marks = _claimed(claims[1].split() if claims else [], blank, len(content))
        blocks.append(RawBlock(content, Span(path, number, 1, length), hints, marks))
        blank = 0
    return RawDocument(path, "txt", tuple(blocks))


def _claimed(words: list[str], blank: int, length: int) -> tuple[Hints, tuple[Mark, ...]]:
    values: dict[str, object] = {"blank_before": blank}
    marks = []
    for word in words:
        key, _, value = word.partition("=")
        numbers = [int(part) for part in value.split(",") if part.isdigit()]
        match key:
            case "level" | "quote":
                values[key] = numbers[0]
            case "size":
                values[key] = float(numbers[0])
            case "center" | "right":
                values["align"] = Align(key)
            case "bold" | "rule":
                values[key] = True
            case "note" | "code":
                values[key] = value
            case "cell":
                values[key] = CellPlace(*numbers)
            case "item":
                values["list"] = ListPlace(*numbers[:3], ordered=value.endswith("ordered"))
            case "strong" | "emphasis" | "link":
                marks.append(Mark(MarkKind(key), numbers[0], numbers[1] if len(numbers) > 1 else length))
            case "call":
                marks.append(Mark(MarkKind.NOTE, numbers[0], numbers[0], value.rpartition(",")[2]))
            case _:
                raise ValueError(word)
    return Hints(**values), tuple(marks)  # type: ignore[arg-type]


def outline(structured: Structured) -> str:
    """The documents as text, a line for each block."""
    lines = [f"collection: {structured.collection_title}"] if structured.collection_title else []
    for document in structured.documents:
        lines.append(f"# {document.metadata.title}")
        if document.metadata.subtitle:
            lines.append(f"subtitle: {document.metadata.subtitle}")
        lines += _outline(document.blocks)
    return "\n".join(lines) + "\n"


def _noted(content: tuple[Inline, ...]) -> str:
    """The text of inlines, with their notes in brackets behind."""
    notes = "".join(f" [note: {' / '.join(_outline(note.blocks))}]" for note in notes_of(content))
    return inline_text(content).replace("\n", "⏎") + notes


def _outline(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level, content, _, number):
                yield f"{'  ' * (level - 1)}[{level}] {number}|{inline_text(content)}"
            case Paragraph(content, _, role, lead):
                name = "" if role is Role.BODY else f"{role.value}: "
                if lead:
                    text = f"{'  ' * (lead.level - 1)}({lead.level}) {lead.number}|{inline_text(lead.content)}| "
                    name = text + name
                yield name + _noted(content)
            case Quote(inner):
                yield from (f"> {line}" for line in _outline(inner))
            case ListBlock(items, _, ordered):
                for item in items:
                    mark = "+" if ordered else "-"
                    for number, line in enumerate(_outline(item.blocks)):
                        yield f"{'  ' if number else mark + ' '}{line}"
            case Table(rows, _, header, caption):
                yield f"table: {inline_text(caption)} header={header}"
                for row in rows:
                    yield "| " + " | ".join(" / ".join(_outline(cell.blocks)) for cell in row.cells)
            case Figure(digest, _, _, caption):
                yield f"figure {digest}: {inline_text(caption)}"
            case CodeBlock(text):
                yield f"code: {text}"
            case Verse() | Break():
                yield type(block).__name__.lower()


def told(outcome: Outcome[Structured]) -> str:
    """The diagnostics of an outcome: code, severity and line."""
    return "".join(
        f"{entry.code} {entry.severity.value}" + (f" line {entry.span.line}" if entry.span else "") + "\n"
        for entry in outcome.diagnostics
    )
