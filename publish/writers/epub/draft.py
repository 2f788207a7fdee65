"""A content document while it is being written: what has to be remembered from one element to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.diagnostics import Span
from publish.model.document import Note
from publish.writers.epub.findings import Findings
from publish.writers.epub.images import Images
from publish.writers.epub.labels import Labels
from publish.writers.epub.places import Place

LOWEST_HEADING = 6


@dataclass(slots=True)
class Surroundings:
    """What all content documents of a book share."""

    places: Mapping[str, Place]
    images: Images
    labels: Labels
    findings: Findings
    has_ruby: bool = False


@dataclass(slots=True)
class Draft:
    """One content document. `top` is the heading level of its title; `level` that of the last heading written.

    `notes` are the notes called so far, in order; `waiting` the calls that stand inside a link and have to wait for
    its end, because a link cannot hold another one; `ids` the ids that are given away. `span` is the place in the
    source that is being written.
    """

    book: Surroundings
    file: str
    top: int = 1
    level: int = field(init=False)
    span: Span | None = None
    in_link: bool = False
    notes: list[Note] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.level = self.top - 1

    def text(self, text: str) -> str:
        """Characters as element content."""
        return self.book.findings.text(text, self.span)

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
