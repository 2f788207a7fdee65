"""Ways through a document: its inlines as text, its blocks one by one, the text that every output must show."""

from collections.abc import Iterable, Iterator

from publish.model.book import Book, Chapter, TocEntry
from publish.model.document import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)
from publish.model.letterhead import Letterheads, head_length


def inline_text(content: Iterable[Inline], at_note: str = "") -> str:
    """The characters of inlines, readings left out; a line break is a line feed, a note called is `at_note`."""
    return "".join([_text_of(inline, at_note) for inline in content])


def _text_of(inline: Inline, at_note: str) -> str:
    match inline:
        case Text(text) | Code(text) | Ruby(text):
            return text
        case Emphasis(content) | Strong(content) | Superscript(content) | Subscript(content) | Link(content):
            return inline_text(content, at_note)
        case LineBreak():
            return "\n"
        case Note():
            return at_note


def item_label(block: ListBlock, index: int) -> str:
    """What is printed before item number `index` (from 0) of an ordered list: its number with the list's delimiter."""
    opening, closing = ("(", ")") if block.delimiter == "()" else ("", block.delimiter)
    return f"{opening}{block.start + index}{closing}"


def notes_of(content: tuple[Inline, ...]) -> Iterable[Note]:
    """The notes called in these inlines, in order; most content is one text and calls none."""
    return () if len(content) == 1 and isinstance(content[0], Text) else _notes_of(content)


def _notes_of(content: tuple[Inline, ...]) -> Iterator[Note]:
    for inline in content:
        match inline:
            case Note():
                yield inline
            case Emphasis(inner) | Strong(inner) | Superscript(inner) | Subscript(inner) | Link(inner):
                yield from notes_of(inner)
            case Text() | Code() | Ruby() | LineBreak():
                pass


def block_lines(blocks: Iterable[Block], at_note: str = "") -> Iterator[str]:
    """The text of blocks, a line for each paragraph, cell, caption, code line; notes after the line that calls them.

    `at_note` stands where a note is called: with a line feed lines go no further than outputs show them unbroken.
    """
    for block in blocks:
        yield from _lines_of(block, at_note)


def _lines_of(block: Block, at_note: str) -> Iterator[str]:
    match block:
        case Heading():
            yield from _with_notes(block.number, block.content, at_note)
        case Paragraph():
            lead = block.lead
            content = (*lead.content, *block.content) if lead else block.content
            yield from _with_notes(lead.number if lead else "", content, at_note)
        case Quote():
            yield from block_lines(block.blocks, at_note)
        case Verse():
            for line in block.lines:
                yield from _with_notes("", line, at_note)
        case ListBlock():
            for item in block.items:
                yield from block_lines(item.blocks, at_note)
        case Table():
            yield from _with_notes("", block.caption, at_note)
            for row in block.rows:
                for cell in row.cells:
                    yield from block_lines(cell.blocks, at_note)
        case Figure():
            yield from _with_notes("", block.caption, at_note)
        case CodeBlock():
            yield from block.text.split("\n")
        case Break():
            pass


def _with_notes(number: str, content: tuple[Inline, ...], at_note: str) -> Iterator[str]:
    text = number + inline_text(content, at_note)
    if text:
        yield from text.split("\n")
    for note in notes_of(content):
        yield from block_lines(note.blocks, at_note)


def flat_entries(entries: Iterable[TocEntry]) -> Iterator[TocEntry]:
    """Entries of the contents with their children, in reading order."""
    for entry in entries:
        yield entry
        yield from flat_entries(entry.children)


def block_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The anchors of headings and run-in headings in these blocks, however deep, in order."""
    for block in flow_blocks(blocks):
        match block:
            case Heading():
                if block.anchor:
                    yield block.anchor
            case Paragraph():
                if block.lead and block.lead.anchor:
                    yield block.lead.anchor
            case Quote() | ListBlock() | Table() | Verse() | Figure() | CodeBlock() | Break():
                pass


def flow_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in the flow of the text, in reading order; notes are not in it."""
    for block in blocks:
        yield block
        for inner in _nested_blocks(block):
            yield from flow_blocks(inner)


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order; those inside of a block, and of notes that it calls, come after it."""
    for block in blocks:
        yield block
        if not _is_one_text(block):
            for inner in _inner_blocks(block):
                yield from all_blocks(inner)


def _is_one_text(block: Block) -> bool:
    """Whether it is a paragraph that is nothing but text, as most blocks are."""
    return (
        isinstance(block, Paragraph)
        and block.lead is None
        and len(block.content) == 1
        and isinstance(block.content[0], Text)
    )


def _inner_blocks(block: Block) -> list[tuple[Block, ...]]:
    return [note.blocks for content in _contents(block) for note in notes_of(content)] + _nested_blocks(block)


def _nested_blocks(block: Block) -> list[tuple[Block, ...]]:
    match block:
        case Quote():
            return [block.blocks]
        case ListBlock():
            return [item.blocks for item in block.items]
        case Table():
            return [cell.blocks for row in block.rows for cell in row.cells]
        case Heading() | Paragraph() | Verse() | Figure() | CodeBlock() | Break():
            return []


def numbered_blocks(block: Block) -> Iterator[tuple[tuple[int, ...], Block]]:
    """The blocks that stand directly in a block, with the way to each: the numbers that pages.PageStart.inner has."""
    match block:
        case Quote():
            yield from (((number,), inner) for number, inner in enumerate(block.blocks))
        case ListBlock():
            for number, item in enumerate(block.items):
                yield from (((number, at), inner) for at, inner in enumerate(item.blocks))
        case Table():
            for number, row in enumerate(block.rows):
                for column, cell in enumerate(row.cells):
                    yield from (((number, column, at), inner) for at, inner in enumerate(cell.blocks))
        case Heading() | Paragraph() | Verse() | Figure() | CodeBlock() | Break():
            pass


def block_at(block: Block, inner: tuple[int, ...]) -> Block:
    """The block inside of another one that `inner` leads to."""
    for way, found in numbered_blocks(block) if inner else ():
        if inner[: len(way)] == way:
            return block_at(found, inner[len(way) :])
    return block


def _contents(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """The inlines of a block itself."""
    match block:
        case Heading():
            return (block.content,)
        case Paragraph():
            return (block.lead.content, block.content) if block.lead else (block.content,)
        case Verse():
            return block.lines
        case Table() | Figure():
            return (block.caption,)
        case Quote() | ListBlock() | CodeBlock() | Break():
            return ()


def note_count(blocks: Iterable[Block]) -> int:
    """The number of notes that blocks call, those called in notes included."""
    called = [block for block in all_blocks(blocks) if not _is_one_text(block)]
    return sum(1 for block in called for content in _contents(block) for _ in notes_of(content))


def book_lines(book: Book, at_note: str = "", letterheads: Letterheads = Letterheads.PLAIN) -> Iterator[str]:
    """The text of the parts and chapters, line by line in reading order: what each output must show, unaltered.

    Cover, title page, contents, colophon and running heads repeat or describe this text and are not in it.
    """
    for part in book.parts:
        if part.title:
            yield part.title
        for chapter in part.chapters:
            yield from chapter_lines(chapter, at_note, letterheads)


def chapter_lines(chapter: Chapter, at_note: str = "", letterheads: Letterheads = Letterheads.PLAIN) -> Iterator[str]:
    """The text of a chapter, its title included, line by line."""
    above = head_length(chapter.blocks) if letterheads is Letterheads.SET else 0
    yield from block_lines(chapter.blocks[:above], at_note)
    yield chapter.metadata.title
    if chapter.metadata.subtitle:
        yield chapter.metadata.subtitle
    yield from block_lines(chapter.blocks[above:], at_note)
