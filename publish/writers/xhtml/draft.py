"""A content document while it is being written: what has to be remembered from one element to the next."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from publish.diagnostics import Span
from publish.model.document import Note
from publish.model.letterhead import Letterheads
from publish.model.style import Writing
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.images import Images
from publish.writers.xhtml.labels import Labels
from publish.writers.xhtml.pagebreaks import Marks, PageBreaks, PageMark
from publish.writers.xhtml.places import Place

LOWEST_HEADING = 6
_SHORT_NUMBER = re.compile(
    r"(?<![\w.,:%/#-])[0-9]{1,2}(?![\w.,:%/;-])", re.ASCII
)  # no part of a longer one, or of &#13;


class Dialect(StrEnum):
    """E-books say what an element is in a vocabulary of their own (epub:type), which web pages do not know."""

    EPUB = "epub"
    WEB = "web"


@dataclass(slots=True)
class Surroundings:
    """What all content documents of a book share. `marks` has the page marks of each document by its anchor."""

    places: Mapping[str, Place]
    images: Images
    labels: Labels
    findings: Findings
    dialect: Dialect = Dialect.EPUB
    marks: Mapping[str, Marks] = field(default_factory=dict)
    writing: Writing = Writing.HORIZONTAL
    has_ruby: bool = False
    letterheads: Letterheads = Letterheads.PLAIN

    def kind(self, name: str) -> str:
        """The attribute that names the kind of an element, with a space before it."""
        return f' epub:type="{name}"' if self.dialect is Dialect.EPUB else ""


@dataclass(slots=True)
class Draft:
    """One content document. `top` is the heading level of its title; `level` that of the last heading written.

    `anchor` is its own name in the book; `prefix` sets the ids of its notes apart where documents share a file.

    `notes` are the notes called so far, in order; `waiting` the calls that stand inside a link and have to wait for
    its end, because a link cannot hold another one; `ids` the ids that are given away. `span` is the place in the
    source that is being written.
    """

    book: Surroundings
    file: str
    top: int = 1
    anchor: str = ""
    prefix: str = ""
    level: int = field(init=False)
    span: Span | None = None
    in_link: bool = False
    notes: list[Note] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    breaks: PageBreaks = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.top - 1
        self.breaks = PageBreaks(self.book.marks.get(self.anchor))

    def running(self, text: str) -> str:
        """Characters of a block's own text as element content, with the marks of the pages that begin among them."""
        cuts = self.breaks.cuts(len(text))
        return self.text(text) if not cuts else "".join(self._cut(text, cuts))

    def _cut(self, text: str, cuts: list[tuple[int, PageMark]]) -> Iterator[str]:
        start = 0
        for place, mark in cuts:
            yield self.text(text[start:place])
            yield self.page_mark(mark, "span")
            start = place
        yield self.text(text[start:])

    def page_mark(self, mark: PageMark, tag: str) -> str:
        """The element that marks the beginning of a printed page: seen by no one, found by the list of pages."""
        kind, label = self.book.kind("pagebreak"), self.attribute(mark.label)
        return f'<{tag}{kind} role="doc-pagebreak" id="{self.prefix}{mark.id}" aria-label="{label}"></{tag}>'

    def marks_within(self, marks: Iterable[PageMark]) -> str:
        """Marks that stand among words."""
        return "".join([self.page_mark(mark, "span") for mark in marks])

    def marks_between(self, marks: Iterable[PageMark]) -> str:
        """Marks that stand between blocks."""
        return "".join(f"{self.page_mark(mark, 'div')}\n" for mark in marks)

    def text(self, text: str) -> str:
        """Characters as element content; in vertical lines, numbers of one or two digits stand upright."""
        written = self.book.findings.text(text, self.span)
        if self.book.writing is Writing.HORIZONTAL:
            return written
        return _SHORT_NUMBER.sub(r'<span class="upright">\g<0></span>', written)

    def attribute(self, text: str) -> str:
        """Characters as an attribute's value."""
        return self.book.findings.attribute(text, self.span)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """A warning about the place that is being written."""
        self.book.findings.warn(code, message, self.span, hint)

    def next_level(self, level: int) -> int:
        """The level of HTML for a heading of this level below the title (0: the title itself).

        No heading is more than one level below the one before it (WCAG 2, technique H42), none lower than h6.
        """
        self.level = min(self.top + level, self.level + 1, LOWEST_HEADING)
        return self.level

    def id_of(self, anchor: str) -> str:
        """The id attribute for an anchor, with a space before it.

        Nothing when the anchor's place is in another file, or was taken by an earlier element of the same anchor.
        """
        place = self.book.places.get(anchor) if anchor else None
        if place is None or place.file != self.file or not place.id or place.id in self.ids:
            return ""
        self.ids.add(place.id)
        return f' id="{place.id}"'
