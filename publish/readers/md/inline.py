"""Inline Markdown as text with marks."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.raw import ImagePlace, MarkKind
from publish.readers.html.tags import MARKS, SKIPPED, attributes, tag_name
from publish.readers.images import Gallery
from publish.readers.lines import joint
from publish.readers.links import link_target
from publish.readers.marked import MarkedText
from publish.readers.md.parser import parse_inline, plain_text

_MOST_BRACKETS = 1000  # the parser's time grows with their square
_SIMPLE = {
    "strong_open": (MarkKind.STRONG, True),
    "strong_close": (MarkKind.STRONG, False),
    "em_open": (MarkKind.EMPHASIS, True),
    "em_close": (MarkKind.EMPHASIS, False),
    "link_close": (MarkKind.LINK, False),
}
_DECLARATION = re.compile(r"<(!--.*|\?.*|![A-Za-z].*)", re.DOTALL)  # comments and the like show nothing


class InlineReader:
    """Turns the inline content of one file's blocks into marked text."""

    def __init__(self, gallery: Gallery, env: dict[str, object]) -> None:
        self._gallery = gallery
        self._env = env
        self.diagnostics: list[Diagnostic] = []
        self.labels: set[str] = set()  # definitions of addresses that were used

    def read(self, content: str, span: Span) -> MarkedText:
        """The text of a block's content."""
        plain = plain_text(content)
        if plain is None and content.count("[") > _MOST_BRACKETS:
            message = f"more than {_MOST_BRACKETS} square brackets in one paragraph; its markup is left as it is"
            self.diagnostics.append(warning("R034", message, span, "part the paragraph with blank lines"))
            plain = content
        if plain is not None:
            text = MarkedText()
            text.add(plain)
            return text
        return self.read_tokens(parse_inline(content, self._env), span)

    def read_tokens(self, tokens: Iterable[Token], span: Span) -> MarkedText:
        """The text of parsed inline content."""
        pass_ = _Pass(self._gallery, span)
        for token in tokens:
            pass_.take(token)
            if "label" in token.meta and token.type in ("link_open", "image"):
                self.labels.add(token.meta["label"])
        return pass_.text


class _Pass:
    """One way through the inline tokens of a block."""

    def __init__(self, gallery: Gallery, span: Span) -> None:
        self.text = MarkedText()
        self._gallery = gallery
        self._span = span
        self._soft = False  # a line break that means nothing waits for the character after it
        self._skipping = ""  # an HTML element whose content is no text

    def take(self, token: Token) -> None:
        kind = token.type
        if kind == "html_inline":
            self._take_html(token.content)
        elif self._skipping:
            return
        elif kind in ("text", "text_special"):
            self._add(token.content)
        elif kind == "softbreak":
            self._soft = True
        elif kind == "hardbreak":
            self._add("\n")
        elif kind == "code_inline":
            self._take_code(token.content)
        elif kind == "link_open":
            self.text.open(MarkKind.LINK, link_target(str(token.attrGet("href") or "")))
        elif kind in _SIMPLE:
            mark, opens = _SIMPLE[kind]
            (self.text.open if opens else self.text.close)(mark)
        elif kind == "image":
            title = str(token.attrGet("title") or "")
            self._take_image(str(token.attrGet("src") or ""), _alternative(token), title)
        elif kind == "footnote_ref":
            self.text.note(note_key(token.meta))

    def _add(self, text: str) -> None:
        if self._soft and text:
            self.text.add(joint(self.text.last, text[0]))
            self._soft = False
        self.text.add(text)

    def _take_code(self, content: str) -> None:
        if self._soft and content:
            self._add("")
            self.text.add(joint(self.text.last, content[0]))
            self._soft = False
        start = self.text.length
        self.text.add(content)
        self.text.mark(MarkKind.CODE, start, self.text.length)

    def _take_image(self, source: str, alt: str, title: str) -> None:
        place = self._gallery.find(source, ImagePlace("", alt), self._span)
        if place is None:
            self._add(alt or title)
        else:
            self.text.image(place)

    def _take_html(self, markup: str) -> None:
        name, ends = tag_name(markup)
        if self._skipping:
            if ends and name == self._skipping:
                self._skipping = ""
        elif not name:
            self._take_unknown(markup)
        elif name in SKIPPED:
            self._skipping = "" if ends or markup.endswith("/>") else name
        elif name == "br":
            self._add("\n")
        elif name == "img":
            found = attributes(markup)
            self._take_image(found.get("src", ""), found.get("alt", ""), found.get("title", ""))
        else:
            self._take_mark(name, markup, ends)

    def _take_unknown(self, markup: str) -> None:
        if markup.startswith("<![CDATA["):
            self._add(markup[9:-3])
        elif not _DECLARATION.fullmatch(markup):
            self._add(markup)  # '<keywords>' and the like: words in angle brackets, not HTML

    def _take_mark(self, name: str, markup: str, ends: bool) -> None:  # noqa: FBT001
        text = self.text
        if name == "ruby" or name == "rb":
            text.begin_base()
        elif name == "rt":
            (text.end_reading if ends else text.begin_reading)()
        elif name == "rp":
            self._skipping = "" if ends else "rp"
        elif name in MARKS and ends:
            text.close(MARKS[name])
        elif name in MARKS:
            text.open(MARKS[name], link_target(attributes(markup).get("href", "")) if name == "a" else "")


def note_key(meta: dict[str, object]) -> str:
    """The key of a note: its label, or a number for one written in the line."""
    label = meta.get("label")
    return str(label) if label else f"^{meta['id']}"


def _alternative(token: Token) -> str:
    """The description of an image, its own markup left out."""
    return "".join(child.content if child.type != "softbreak" else " " for child in token.children or [])
