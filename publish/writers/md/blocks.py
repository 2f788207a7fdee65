"""Blocks as lines of Markdown."""

import re
from collections.abc import Iterable, Mapping, Sequence

from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Table,
    Verse,
)
from publish.model.letterhead import head_length, role_of
from publish.model.raw import CAPTION
from publish.writers.md.escape import escape_target, escape_text, escape_title
from publish.writers.md.inlines import paragraph, write_inlines
from publish.writers.md.tables import write_table

_DEEPEST = 6
_BREAK = "* * *"


class BlockWriter:
    """Writes the blocks of one file and collects its notes. `images` are paths of image files by their digests."""

    def __init__(self, images: Mapping[str, str]) -> None:
        self._images = images
        self._notes: list[Note] = []
        self._written = 0

    def write_document(self, blocks: Sequence[Block]) -> str:
        """The blocks of a document; the lines of its head say what they are, since they stand below the title here."""
        head = head_length(blocks)
        head += head < len(blocks) and role_of(blocks[head]) is Role.ORDER_NUMBER
        lines = [f"{self._paragraph(each)} {{.{each.role}}}" for each in blocks[:head] if isinstance(each, Paragraph)]
        return "\n\n".join(filter(None, (*lines, self.write(blocks[head:]))))

    def write(self, blocks: Iterable[Block]) -> str:
        """The blocks, parted by blank lines."""
        pieces: list[str] = []
        previous: Block | None = None
        turn = 0
        for block in blocks:
            turn = turn + 1 if isinstance(block, ListBlock) and isinstance(previous, ListBlock) else 0
            pieces.append(self._list(block, turn) if isinstance(block, ListBlock) else self._one(block))
            previous = block
        return "\n\n".join(piece for piece in pieces if piece)

    def notes(self) -> str:
        """The notes called since the last time, those that they call themselves after them."""
        pieces = []
        while self._written < len(self._notes):
            note = self._notes[self._written]
            self._written += 1
            text = _indented(self.write(note.blocks), "    ")
            pieces.append(f"[^{self._written}]: {text}")
        return "\n\n".join(pieces)

    def _number(self, note: Note) -> str:
        self._notes.append(note)
        return str(len(self._notes))

    def _one(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Quote():
                return "\n".join(f"> {line}".rstrip() for line in self.write(block.blocks).split("\n"))
            case Verse():
                return paragraph("\\\n".join(write_inlines(line, self._number) for line in block.lines))
            case ListBlock():
                return self._list(block, 0)
            case Table():
                return "\n\n".join(filter(None, (self._caption(block), write_table(block, self._number))))
            case Figure():
                return self._figure(block)
            case CodeBlock():
                return _code(block)
            case Break():
                return _BREAK

    def _heading(self, block: Heading) -> str:
        text = escape_text(block.number) + write_inlines(block.content, self._number, line_break="<br>")
        return f"{'#' * min(block.level + 1, _DEEPEST)} {escape_title(text)}"

    def _paragraph(self, block: Paragraph) -> str:
        lead = block.lead
        if lead is None:
            return paragraph(write_inlines(block.content, self._number))
        text = write_inlines((*lead.content, *block.content), self._number)
        return paragraph(escape_text(lead.number) + text)

    def _list(self, block: ListBlock, turn: int) -> str:
        """A list; `turn` counts lists that follow each other without anything between, and changes their marks."""
        pieces = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}{'.)'[(turn + (block.delimiter == ')')) % 2]}" if block.ordered else "-*"[turn % 2]
            pieces.append(f"{mark} {_indented(self.write(item.blocks), ' ' * (len(mark) + 1))}".rstrip())
        loose = any(len(item.blocks) > 1 for item in block.items)
        return ("\n\n" if loose else "\n").join(pieces)

    def _figure(self, block: Figure) -> str:
        target = self._images.get(block.digest, "")
        image = f"![{escape_text(block.alt)}]({escape_target(target)})" if target else escape_text(block.alt)
        return "\n\n".join(filter(None, (image.replace("\n", " "), self._caption(block))))

    def _caption(self, block: Table | Figure) -> str:
        text = paragraph(write_inlines(block.caption, self._number))
        return f"{text} {{.{CAPTION}}}" if text else ""


def _indented(text: str, indent: str) -> str:
    """The text, every line but the first moved to the right."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(indent + line if line else line for line in rest)])


def _code(block: CodeBlock) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"
