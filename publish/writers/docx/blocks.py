"""Blocks as paragraphs and tables. Every look is a named style; nothing is formatted by hand."""

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from publish.model.attachments import WORD, word_of
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Lead,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    Table,
    Verse,
)
from publish.model.stamps import STAMPED, stamped
from publish.model.style import StyleRole
from publish.model.walk import inline_text
from publish.units import Length
from publish.writers.docx.captions import caption_runs
from publish.writers.docx.draft import Story
from publish.writers.docx.figures import fitted, inline_picture, place_picture
from publish.writers.docx.heading_numbers import counts
from publish.writers.docx.inlines import NESTED_MARK, Looks, inline_runs
from publish.writers.docx.markup import attributes, paragraph, text_runs, value
from publish.writers.docx.names import (
    BODY,
    BODY_KEPT,
    CAPTIONED_FIGURE,
    FIGURE,
    PARAGRAPH_STYLES,
    TABLE_CAPTION,
    TABLE_SPACE,
    list_continued_style,
    quote_style,
    style_of,
)
from publish.writers.docx.numbering import DEEPEST_ITEM
from publish.writers.docx.properties import Extras, type_height
from publish.writers.docx.tables import Slot, inner_width, plan_table, table_markup
from publish.writers.docx.variants import Variant

_CLOSING = frozenset({Role.SIGNATURE, Role.DATE})
_BESIDE_PICTURE = 3  # lines of the body that are kept free on the page of a tall picture, for its caption


class Place(msgspec.Struct, frozen=True):
    """Where blocks stand: the style of plain paragraphs, the room for tables and pictures, how deep they are."""

    measure: Length
    body: str = BODY
    list_depth: int = 0
    quote_depth: int = 0


def block_markup(blocks: Iterable[Block], story: Story, place: Place) -> list[str]:
    """One string for each paragraph or table."""
    written: list[str] = []
    for block, after in pairwise((*blocks, None)):
        assert block is not None
        number = block.number if isinstance(block, Heading) and counts(block, story.series) else ""
        marked = story.draft.index_marks.around(block, _write(block, story, _kept(place, block, after)), len(number))
        written += story.draft.comments.around(block, marked) + _nested_notes(story, place)
    return written


def _kept(place: Place, block: Block, after: Block | None) -> Place:
    """Signature and date never stand without text on a page (GB/T 9704, 7.3.5.5)."""
    closes = isinstance(after, Paragraph) and after.role in _CLOSING
    plain = isinstance(block, Paragraph) and place.body == BODY
    return msgspec.structs.replace(place, body=BODY_KEPT) if closes and plain else place


def _nested_notes(story: Story, place: Place) -> list[str]:
    """The notes that were called inside a note since the last time, as paragraphs of it."""
    written: list[str] = []
    while story.nested:
        blocks = story.nested.pop(0).blocks
        written += headed(block_markup(blocks, story, place), text_runs(NESTED_MARK), place)
    return written


def headed(written: list[str], mark: str, place: Place) -> list[str]:
    """The paragraphs of a note with its mark before the first."""
    if not written or not written[0].startswith("<w:p>"):
        return [paragraph(place.body, mark), *written]
    head, end, rest = written[0].partition("</w:pPr>")
    return [f"{head}{end}{mark}{rest}", *written[1:]]


def _write(block: Block, story: Story, place: Place) -> list[str]:
    match block:
        case Paragraph():
            return _paragraph(block, story, place)
        case Heading():
            return [_heading(block, story)]
        case Quote():
            inner = Place(place.measure, quote_style(place.quote_depth + 1), 0, place.quote_depth + 1)
            return block_markup(block.blocks, story, inner)
        case Verse():
            return [paragraph(style_of(StyleRole.VERSE), _verse(block, story))]
        case ListBlock():
            return _list(block, story, place)
        case Table():
            return _table(block, story, place)
        case Figure():
            return _figure(block, story, place)
        case CodeBlock(text):
            return [paragraph(style_of(StyleRole.CODE_BLOCK), text_runs(text))]
        case Break():
            return [paragraph(style_of(StyleRole.BREAK), "")]  # the style draws a short rule


def _heading(block: Heading, story: Story) -> str:
    titled = inline_runs(block.content, story) if counts(block, story.series) else _titled(block, story)
    runs = story.draft.bookmarks.around(block.anchor, titled)
    number = story.draft.heading_lists.heading(block, story.series, story.levels)
    return paragraph(story.levels.style(story.levels.heading(block.level)), runs, number)


def _paragraph(block: Paragraph, story: Story, place: Place) -> list[str]:
    style = place.body if block.role is Role.BODY else _style(block, story)
    if block.lead is None:
        return [paragraph(style, inline_runs(block.content, story))]
    level = story.levels.heading(block.lead.level)
    if not block.content:
        runs = story.draft.bookmarks.around(block.lead.anchor, _titled(block.lead, story))
        return [paragraph(story.levels.run_in(level), runs)]
    # A character style linked to that of a paragraph: contents take just these words of the paragraph.
    look = story.draft.characters.run_in(story.levels, level)
    title = _titled(block.lead, story, (look,))
    runs = story.draft.bookmarks.around(block.lead.anchor, title, inline_runs(block.content, story))
    return [paragraph(style, runs)]


def _style(block: Paragraph, story: Story) -> str:
    """The id of the style of a role; signer and date of an order, and further attachments, have their own places."""
    role, sheet = block.role, story.draft.manuscript.style
    if story.order and role in STAMPED:
        look = stamped(sheet, role, follows=False)
    elif role is Role.ATTACHMENT_NOTE and not word_of(inline_text(block.content)):
        first = sheet.text[StyleRole.ATTACHMENT_NOTE]
        indent = Length(first.first_line_indent + len(WORD) * first.size)
        look = msgspec.structs.replace(first, first_line_indent=indent)
    else:
        return style_of(role)
    names = PARAGRAPH_STYLES[StyleRole(role.value)]
    return story.draft.variants.id(Variant(names.id, names.name, look, Extras(joined=True)))


def _titled(heading: Heading | Lead, story: Story, looks: Looks = ()) -> str:
    return text_runs(heading.number, story.draft.characters.id(looks)) + inline_runs(heading.content, story, looks)


def _verse(block: Verse, story: Story) -> str:
    return "<w:r><w:br/></w:r>".join([inline_runs(line, story) for line in block.lines])


def _list(block: ListBlock, story: Story, place: Place) -> list[str]:
    level = min(place.list_depth, DEEPEST_ITEM)
    number = story.draft.lists.number(block, level)
    marks = f"<w:numPr>{value('ilvl', level)}{value('numId', number)}</w:numPr>"
    inner = Place(place.measure, list_continued_style(level + 1), place.list_depth + 1, place.quote_depth)
    written: list[str] = []
    for item in block.items:
        first, rest = _first_line(item.blocks)
        line = [paragraph(style_of(StyleRole.LIST_ITEM), inline_runs(first, story), marks)]
        written += story.draft.index_marks.around(item.blocks[0], line) if first else line
        written += _nested_notes(story, inner)
        written += block_markup(rest, story, inner)
    return written


def _first_line(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """What stands beside the mark of an item, and the blocks below it."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.role is Role.BODY and not first.lead:
        return first.content, blocks[1:]
    return (), blocks


def _table(block: Table, story: Story, place: Place) -> list[str]:
    written = [paragraph(TABLE_CAPTION, caption_runs(block.caption, story))] if block.caption else []
    if not block.rows:
        return written
    space = paragraph(TABLE_SPACE, "")
    sheet = story.draft.manuscript.style
    grid = plan_table(block, place.measure, sheet)
    contents = []
    for number, row in enumerate(grid.rows):
        in_head = number < grid.header_rows
        places = [
            Place(inner_width(grid, number, at, sheet.table.padding), _cell_style(slot, in_head=in_head))
            for at, slot in enumerate(row)
        ]
        contents.append(
            [
                _cell(slot, story, inner, grid.shifts.get((number, slot.column), 0))
                for slot, inner in zip(row, places, strict=True)
            ]
        )
    # Word would join tables that nothing parts, and a cell must end with a paragraph (17.4.65).
    return [*(written or [space]), table_markup(grid, contents), space]


def _cell_style(slot: Slot, *, in_head: bool) -> str:
    heads = in_head or (slot.cell is not None and slot.cell.header)
    return style_of(StyleRole.TABLE_HEADER if heads else StyleRole.TABLE_CELL)


def _cell(slot: Slot, story: Story, place: Place, shift: int) -> str:
    written = block_markup(slot.cell.blocks if slot.cell else (), story, place)
    cell = "".join(written or [paragraph(place.body, "")])
    return cell.replace("</w:pPr>", f"<w:ind{attributes({'left': shift})}/></w:pPr>", 1) if shift else cell


def _figure(block: Figure, story: Story, place: Place) -> list[str]:
    caption = caption_runs(block.caption, story)
    relation = place_picture(block.digest, story, block.span)
    written = []
    if relation:
        draft = story.draft
        draft.pictures += 1
        size = fitted(draft.manuscript.assets[block.digest], block.width, block.height, _box(story, place))
        alt = block.alt or inline_text(block.caption)
        picture = inline_picture(relation, draft.pictures, size, alt)
        written.append(paragraph(CAPTIONED_FIGURE if caption else FIGURE, picture))
    if caption:
        written.append(paragraph(style_of(StyleRole.CAPTION), caption))
    return written


def _box(story: Story, place: Place) -> tuple[int, int]:
    lines = _BESIDE_PICTURE * story.draft.look(StyleRole.BODY).line_height
    return place.measure, type_height(story.draft.manuscript.style.page) - lines
