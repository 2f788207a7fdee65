"""Inlines as HTML, for the tables that Markdown cannot draw."""

from collections.abc import Iterable
from html import escape

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
from publish.model.walk import block_lines


def html_paragraph(block: Paragraph) -> str:
    """The text of a paragraph."""
    lead = escape(block.lead.number, quote=False) + html_inlines(block.lead.content) if block.lead else ""
    return lead + html_inlines(block.content)


def html_inlines(content: Iterable[Inline]) -> str:
    """The inlines as HTML. A note cannot be called from here: it stands in brackets where it is called."""
    return "".join(map(_one, content))


def _one(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escape(text, quote=False)
        case Code(text):
            return f"<code>{escape(text, quote=False)}</code>"
        case Emphasis(content):
            return f"<em>{html_inlines(content)}</em>"
        case Strong(content):
            return f"<strong>{html_inlines(content)}</strong>"
        case Superscript(content):
            return f"<sup>{html_inlines(content)}</sup>"
        case Subscript(content):
            return f"<sub>{html_inlines(content)}</sub>"
        case Ruby(base, annotation):
            return f"<ruby>{escape(base)}<rt>{escape(annotation)}</rt></ruby>"
        case Link(content, target):
            return f'<a href="{escape(target)}">{html_inlines(content)}</a>'
        case Note(blocks):
            return escape(f"（{''.join(block_lines(blocks))}）", quote=False)
        case LineBreak():
            return "<br>"
