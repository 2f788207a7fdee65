"""Links inside of the book lead to anchors; links that would lead nowhere become plain words.

Every anchor of an e-book and every destination of a PDF has to exist (EPUB 3.3, 3.5 and EPUBCheck RSC-007/RSC-012),
so that nothing of what a source meant by a relative path or a fragment may reach the outputs unresolved.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from publish.assembly.headings import headings_of
from publish.assembly.rewriting import Rewriting, rewrite
from publish.diagnostics import Diagnostic, Outcome, Span, info
from publish.model.book import Chapter
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
from publish.model.walk import inline_text

_OUTSIDE = re.compile(r"(?:https?|ftp)://[^\s/]|(?:mailto|tel):\S", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


class PlacedChapter(msgspec.Struct, frozen=True):
    """A chapter, and the name of the source that it comes from."""

    source: str
    chapter: Chapter


@dataclass(slots=True)
class _Resolver:
    """Anchors by what links may call them; the place links are met in; what could not be found."""

    beginnings: Mapping[str, str]  # source name -> anchor of its first document
    fragments: Mapping[tuple[str, str], str]  # (source name, slug of a heading) -> its anchor
    names: Mapping[tuple[str, str], str]  # (source name, name that the source gives to a heading) -> its words
    source: str = ""
    where: Span | None = None
    lost: dict[tuple[str, str], Diagnostic] = field(default_factory=dict)

    def inlines(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The inlines with every link resolved or taken off its words."""
        if all(type(inline) is Text for inline in content):
            return content
        resolved: list[Inline] = []
        for inline in content:
            resolved.extend(self._resolved(inline))
        return tuple(resolved)

    def _resolved(self, inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Link():
                words = self.inlines(inline.content)
                target = self._target(inline.target.strip())
                return (Link(words, target),) if target and words else words
            case Emphasis() | Strong() | Superscript() | Subscript():
                return (replace(inline, content=self.inlines(inline.content)),)
            case Note():
                return (Note(rewrite(inline.blocks, Rewriting(inlines=self.inlines))),)
            case Text() | Code() | Ruby() | LineBreak():
                return (inline,)

    def _target(self, target: str) -> str:
        """Where the link leads: an address or '#' and an anchor; empty when nowhere."""
        if _OUTSIDE.match(target):
            return target
        path, _, fragment = unquote(target).partition("#")
        if not path and not fragment:
            return self._lost(target)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.source), path)) if path else self.source
        words = self.names.get((name, fragment), fragment)
        found = self.fragments.get((name, _slug(words))) if fragment else self.beginnings.get(name)
        return f"#{found}" if found else self._lost(target)

    def _lost(self, target: str) -> str:
        message = f"the link to '{target}' leads to nothing in this book; its words stay, as plain text"
        self.lost.setdefault((self.source, target), info("A004", message, self.where))
        return ""


def resolve_links(
    placed: Iterable[PlacedChapter], names: Mapping[tuple[str, str], str]
) -> Outcome[tuple[PlacedChapter, ...]]:
    """The chapters with links that lead somewhere: to the web, to another source of the book, to a heading.

    `names` maps the name of a source and the name that it gives to a heading ({#aims}) to the heading's words.
    """
    placed = tuple(placed)
    resolver = _Resolver(_beginnings(placed), _fragments(placed), names)
    resolved = []
    for each in placed:
        resolver.source, resolver.where = each.source, Span(each.source)
        blocks = rewrite(each.chapter.blocks, Rewriting(inlines=resolver.inlines))
        resolved.append(PlacedChapter(each.source, replace(each.chapter, blocks=blocks)))
    return Outcome(tuple(resolved), tuple(resolver.lost.values()))


def _beginnings(placed: Iterable[PlacedChapter]) -> dict[str, str]:
    anchors: dict[str, str] = {}
    for each in placed:
        anchors.setdefault(each.source, each.chapter.anchor)
    return anchors


def _fragments(placed: Iterable[PlacedChapter]) -> dict[tuple[str, str], str]:
    anchors: dict[tuple[str, str], str] = {}
    for each in placed:
        anchors.setdefault((each.source, _slug(each.chapter.metadata.title)), each.chapter.anchor)
        for heading in headings_of(each.chapter.blocks):
            text = inline_text(heading.content)
            for name in (text, heading.number + text):
                anchors.setdefault((each.source, _slug(name)), heading.anchor)
    return anchors


def _slug(text: str) -> str:
    """The name under which Markdown renderers link to a heading: small letters, no marks, hyphens for spaces."""
    return _NOT_IN_SLUG.sub("", text.strip().casefold()).replace(" ", "-")
