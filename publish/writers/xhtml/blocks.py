"""Blocks of a document, as XHTML."""

import re
from collections.abc import Iterable, Sequence

from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Lead,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Table,
    Verse,
)
from publish.model.walk import inline_text
from publish.units import EMU_PER_PT
from publish.writers.xhtml.draft import Draft
from publish.writers.xhtml.images import ImageFile
from publish.writers.xhtml.inlines import inline_html, only_words, passed_marks
from publish.writers.xhtml.tables import table_html

_EMU_PER_PIXEL = EMU_PER_PT * 72 // 96  # a CSS pixel is 1/96 inch
_DEEPEST_STYLE = 6
_DELIMITED = {")": ' class="bracket"', "()": ' class="brackets"'}  # else a point after the number, as of itself


def document_html(blocks: Sequence[Block], draft: Draft, first: int = 0) -> str:
    """The blocks of a document from number `first` on, with the marks of the pages that begin in them."""
    return "".join([_marked(number, block, draft) for number, block in enumerate(blocks[first:], first)])


def _marked(number: int, block: Block, draft: Draft) -> str:
    before, written, after = draft.breaks.begin(number, block), _block(block, draft), draft.breaks.end()
    if not (before or after):
        return written  # most blocks are on one page
    return draft.marks_between(before) + written + draft.marks_between(after)


def blocks_html(blocks: Iterable[Block], draft: Draft) -> str:
    """Blocks inside of another one, each on its own lines."""
    return "".join([_inner(number, block, draft) for number, block in enumerate(blocks)])


def _inner(number: int, block: Block, draft: Draft) -> str:
    before = draft.marks_between(draft.breaks.enter(number))
    written = _block(block, draft)
    draft.breaks.leave()
    return before + written


def notes_html(draft: Draft) -> str:
    """The notes called in the document, each with a way back to its call; nothing when there are none.

    Notes may call notes, which then follow them. E-readers show an `aside` of this type as a pop-up.
    """
    items: list[str] = []
    while len(items) < len(draft.notes):
        items.append(_note(draft.notes[len(items)], len(items) + 1, draft))
    if not items:
        return ""
    label = draft.attribute(draft.book.labels.notes)
    kind = draft.book.kind("footnotes")
    return f'<section class="notes"{kind} aria-label="{label}">\n{"".join(items)}</section>\n'


def _block(block: Block, draft: Draft) -> str:
    if block.span is not None:
        draft.span = block.span
    match block:
        case Heading():
            return _heading(block, draft)
        case Paragraph():
            return _paragraph(block, draft)
        case Quote():
            inner = blocks_html(block.blocks, draft)
            return f"<blockquote>\n{inner}</blockquote>\n" if inner else ""
        case Verse():
            return _verse(block, draft)
        case ListBlock():
            return _list(block, draft)
        case Table():
            return table_html(block, draft, _inner)
        case Figure():
            return _figure(block, draft)
        case CodeBlock():
            return _code(block, draft)
        case Break():
            return '<hr class="break"/>\n'


def _heading(heading: Heading, draft: Draft) -> str:
    words = draft.running(heading.number) + inline_html(heading.content, draft)
    identity = draft.id_of(heading.anchor)
    if not words:
        return f"<div{identity}></div>\n" if identity else ""
    level = draft.next_level(heading.level)
    style = min(heading.level, _DEEPEST_STYLE)
    return f'<h{level} class="heading-{style}"{_deeper(heading.level)}{identity}>{words}</h{level}>\n'


def _paragraph(paragraph: Paragraph, draft: Draft) -> str:
    lead = _lead(paragraph.lead, draft) if paragraph.lead else ""
    words = lead + inline_html(paragraph.content, draft)
    if not words:
        return ""
    role = "" if paragraph.role is Role.BODY else f' class="{paragraph.role.value}"'
    return f"<p{role}>{words}</p>\n"


def _lead(lead: Lead, draft: Draft) -> str:
    """A run-in heading: words of the paragraph to the eye, a heading to who moves from heading to heading by ear."""
    words = draft.running(lead.number) + inline_html(lead.content, draft)
    if not words:
        return ""
    style = min(lead.level, _DEEPEST_STYLE)
    level = draft.next_level(lead.level)
    more = f'aria-level="{level}"{_deeper(lead.level)}{draft.id_of(lead.anchor)}'
    return f'<span class="lead lead-{style}" role="heading" {more}>{words}</span>'


def _deeper(level: int) -> str:
    """The level of a heading, where the class cannot say it."""
    return f' data-level="{level}"' if level > _DEEPEST_STYLE else ""


def _verse(verse: Verse, draft: Draft) -> str:
    """Lines of a poem; an empty line parts the stanzas."""
    stanzas: list[list[str]] = [[]]
    for number, line in enumerate(verse.lines):
        words = (passed_marks(1, draft) if number else "") + inline_html(line, draft)
        if words:
            stanzas[-1].append(words)
        elif stanzas[-1]:
            stanzas.append([])
    body = "".join(f"<p>{'<br/>'.join(lines)}</p>\n" for lines in stanzas if lines)
    return f'<div class="verse">\n{body}</div>\n' if body else ""


def _list(block: ListBlock, draft: Draft) -> str:
    items = "".join([f"<li>{_item(number, item.blocks, draft)}</li>\n" for number, item in enumerate(block.items)])
    if not items:
        return ""
    if not block.ordered:
        return f"<ul>\n{items}</ul>\n"
    start = "" if block.start == 1 else f' start="{block.start}"'
    return f"<ol{_DELIMITED.get(block.delimiter, '')}{start}>\n{items}</ol>\n"


def _item(number: int, blocks: tuple[Block, ...], draft: Draft) -> str:
    """An item's blocks; a single plain paragraph needs no element of its own."""
    marks = draft.marks_within(draft.breaks.enter(number))
    match blocks:
        case (Paragraph(role=Role.BODY, lead=None) as only,):
            words = only_words(only, draft)
        case _:
            words = "\n" + blocks_html(blocks, draft)
    draft.breaks.leave()
    return marks + words


def _figure(figure: Figure, draft: Draft) -> str:
    image = draft.book.images.use(figure.digest, figure.span)
    shown = _img(image, figure, draft) if image else ""
    if not image and figure.alt:
        shown = f'<p class="missing">{draft.text(figure.alt)}</p>\n'
    caption = inline_html(figure.caption, draft)
    below = f"<figcaption>{caption}</figcaption>\n" if caption else ""
    return f"<figure>\n{shown}{below}</figure>\n" if shown or below else ""


def _img(image: ImageFile, figure: Figure, draft: Draft) -> str:
    """The image. Where the source describes it with no word, the caption has to do, or the bare word 'image'."""
    words = figure.alt or inline_text(figure.caption)
    if not words.strip():
        draft.book.images.described = False
        words = draft.book.labels.image
        draft.warn("W306", "an image has no description for readers who cannot see it", "describe it in the source")
    width, height = _pixels(image, figure)
    size = f' width="{width}" height="{height}"' if width > 0 and height > 0 else ""
    named = "" if figure.alt else ' class="undescribed"'
    return f'<img{named} src="{image.file}" alt="{draft.attribute(words)}"{size}{_exact_size(figure)}/>\n'


def _exact_size(figure: Figure) -> str:
    """The size that the source gives, in EMU: whole pixels are coarser, and an image may have none of its own."""
    return f' data-emu="{figure.width} {figure.height}"' if figure.width or figure.height else ""


def _pixels(image: ImageFile, figure: Figure) -> tuple[int, int]:
    if figure.width > 0 and figure.height > 0:
        return max(1, figure.width // _EMU_PER_PIXEL), max(1, figure.height // _EMU_PER_PIXEL)
    return image.width, image.height


def _code(block: CodeBlock, draft: Draft) -> str:
    language = re.sub(r"[^A-Za-z0-9+#-]", "", block.language)
    name = f' class="language-{language}"' if language else ""
    return f"<pre><code{name}>{draft.running(block.text)}</code></pre>\n"


def _note(note: Note, number: int, draft: Draft) -> str:
    label = draft.attribute(f"{draft.book.labels.back} [{number}]")
    kind, prefix = draft.book.kind("footnote"), draft.prefix
    href = f"#{prefix}noteref-{number}"
    back = f'<a class="back" role="doc-backlink" href="{href}" aria-label="{label}">[{number}]</a> '
    first, rest = _first_words(note.blocks, draft)
    return (
        f'<aside class="footnote"{kind} role="doc-footnote" id="{prefix}note-{number}">\n'
        f"<p>{back}{first}</p>\n{blocks_html(rest, draft)}</aside>\n"
    )


def _first_words(blocks: tuple[Block, ...], draft: Draft) -> tuple[str, tuple[Block, ...]]:
    """The words that follow the note's number on its line, and the blocks that come after."""
    match blocks:
        case (Paragraph(lead=None) as first, *rest):
            draft.span = first.span or draft.span
            return inline_html(first.content, draft), tuple(rest)
        case _:
            return "", blocks
