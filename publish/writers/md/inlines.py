"""Inlines as Markdown; as HTML elements where Markdown's own marks would not work."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from publish.model.document import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.writers.md.escape import escape_start, escape_target, escape_text

Number = Callable[[Note], str]
"""Gives the key of a note, and takes the note to be written later."""

_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def write_inlines(content: Iterable[Inline], number: Number, *, line_break: str = "\\\n") -> str:
    """The inlines of one block. `line_break` stands where the text asks for a new line."""
    return _Writer(number, line_break).write(tuple(content), "", "", nested=False)


def paragraph(text: str) -> str:
    """A paragraph's text, none of whose lines begins anything else."""
    return "\n".join(map(escape_start, text.split("\n")))


class _Writer:
    def __init__(self, number: Number, line_break: str) -> None:
        self._number = number
        self._break = line_break

    def write(self, content: tuple[Inline, ...], before: str, after: str, *, nested: bool) -> str:
        """The inlines between the characters `before` and `after`."""
        written = ""
        for at, inline in enumerate(content):
            follows = _first(content[at + 1 :]) or after
            written += self._one(inline, written[-1:] or before, follows, nested=nested)
        return written

    def _one(self, inline: Inline, before: str, after: str, *, nested: bool) -> str:
        match inline:
            case Text(text):
                return escape_text(text)
            case Emphasis(content):
                return self._stressed(content, "*", "em", before, after, nested=nested)
            case Strong(content):
                return self._stressed(content, "**", "strong", before, after, nested=nested)
            case Code(text):
                return _code(text, beside=before + after)
            case Superscript(content):
                return f"<sup>{self.write(content, '>', '<', nested=True)}</sup>"
            case Subscript(content):
                return f"<sub>{self.write(content, '>', '<', nested=True)}</sub>"
            case Ruby(base, annotation):
                return f"<ruby>{escape_text(base)}<rt>{escape_text(annotation)}</rt></ruby>"
            case Link(content, target):
                return f"[{self.write(content, '[', ']', nested=nested)}]({escape_target(target)})"
            case Note():
                return f"[^{self._number(inline)}]"
            case LineBreak():
                return self._break

    def _stressed(
        self, content: tuple[Inline, ...], mark: str, element: str, before: str, after: str, *, nested: bool
    ) -> str:
        """Stressed words, between asterisks where these are left- and right-flanking (CommonMark, 6.2)."""
        inner = self.write(content, ">", "<", nested=True)
        found = _EDGES.match(inner)
        assert found is not None
        left, text, right = found.groups()
        if not text:
            return inner
        opens = not _is_mark(text[0]) or (_is_mark(left[-1:] or before) and (left[-1:] or before) != "*")
        closes = not _is_mark(text[-1]) or (_is_mark(right[:1] or after) and (right[:1] or after) != "*")
        clear = "*" not in (text[0], text[-1]) and before != "*" and after != "*"
        if nested or not (opens and closes and clear) or "\n" in text:
            return f"<{element}>{inner}</{element}>"
        return f"{left}{mark}{text}{mark}{right}"


def _first(content: tuple[Inline, ...]) -> str:
    """The character that the inlines will begin with, or one that counts like it."""
    if not content:
        return ""
    inline = content[0]
    if isinstance(inline, Text):
        return escape_text(inline.text)[:1]
    match inline:
        case Emphasis() | Strong():
            return "*"
        case Code():
            return "`"
        case Text() | Superscript() | Subscript() | Ruby() | Link() | Note() | LineBreak():
            return "<"


def _is_mark(char: str) -> bool:
    """Whether white space, the end of the line or punctuation in the sense of CommonMark, 2.1."""
    return not char or char.isspace() or unicodedata.category(char)[0] in "PS"


def _code(text: str, beside: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    padded = text[:1] in "` " or text[-1:] in "` "
    if not text.strip() or "\n" in text or "`" in beside:
        return f"<code>{escape_text(text)}</code>"
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"
