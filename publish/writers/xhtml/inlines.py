"""Words inside a paragraph, as XHTML."""

from collections.abc import Iterable

from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.walk import inline_text
from publish.writers.xhtml.draft import Draft
from publish.writers.xhtml.places import web_address


def inline_html(content: Iterable[Inline], draft: Draft) -> str:
    """The inlines as XHTML. Notes leave their call in the text and wait in the draft for the end of the document."""
    return "".join([_inline(inline, draft) for inline in content])


def only_words(paragraph: Paragraph, draft: Draft) -> str:
    """The words of a paragraph that is all that an item or a cell holds, and needs no element of its own."""
    draft.span = paragraph.span or draft.span
    marks = draft.marks_within(draft.breaks.enter(0))
    words = inline_html(paragraph.content, draft)
    draft.breaks.leave()
    return marks + words


def _inline(inline: Inline, draft: Draft) -> str:
    match inline:
        case Text(text):
            return draft.running(text)
        case Emphasis(content):
            return f"<em>{inline_html(content, draft)}</em>"
        case Strong(content):
            return f"<strong>{inline_html(content, draft)}</strong>"
        case Code(text):
            return f"<code>{draft.running(text)}</code>"
        case Superscript(content):
            return f"<sup>{inline_html(content, draft)}</sup>"
        case Subscript(content):
            return f"<sub>{inline_html(content, draft)}</sub>"
        case Ruby():
            return _ruby(inline, draft)
        case Link():
            return _link(inline, draft)
        case Note():
            return _note_call(inline, draft)
        case LineBreak():
            return f"{passed_marks(1, draft)}<br/>"


def _ruby(ruby: Ruby, draft: Draft) -> str:
    """Characters with their reading; the brackets appear where a reading system cannot set ruby."""
    draft.book.has_ruby = True
    marks, reading = passed_marks(len(ruby.base), draft), draft.text(ruby.annotation)
    return f"{marks}<ruby>{draft.text(ruby.base)}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def passed_marks(length: int, draft: Draft) -> str:
    """The marks of pages that begin among so many characters which cannot be parted."""
    return draft.marks_within(mark for _, mark in draft.breaks.cuts(length))


def _link(link: Link, draft: Draft) -> str:
    """A link; only its words where it leads nowhere safe, has no words to touch, or stands inside another link."""
    if draft.in_link:
        return inline_html(link.content, draft)
    href = _address(link, draft)
    draft.in_link = bool(href)
    words = inline_html(link.content, draft)
    draft.in_link = False
    calls = "".join(draft.waiting)
    draft.waiting.clear()
    return f'<a href="{draft.attribute(href)}">{words}</a>{calls}' if href else words


def _address(link: Link, draft: Draft) -> str:
    if link.target.startswith("#"):
        place = draft.book.places.get(link.target[1:])
        href = place.href if place else ""
    else:
        href = web_address(link.target)
    if not href:
        draft.warn("W304", f"the link to '{link.target}' leads nowhere safe; its words are kept without it")
    elif not inline_text(link.content).strip():
        draft.warn("W305", f"the link to '{link.target}' has no words and is left out")
        return ""
    return href


def _note_call(note: Note, draft: Draft) -> str:
    draft.notes.append(note)
    number = len(draft.notes)
    kind, prefix = draft.book.kind("noteref"), draft.prefix
    call = (
        f'<sup class="call"><a{kind} role="doc-noteref" id="{prefix}noteref-{number}" href="#{prefix}note-{number}">'
        f"[{number}]</a></sup>"
    )
    if not draft.in_link:
        return call
    draft.waiting.append(call)
    return ""
