"""What is gathered while the text is written: bookmarks, notes, lists, relationships, character styles, messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE

from publish.diagnostics import Diagnostic, info
from publish.model.book import Book
from publish.model.document import (
    Note,
)
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.ports import HeadingNumbers
from publish.model.style import StyleRole, TextStyle
from publish.model.walk import block_anchors, flat_entries
from publish.writers.docx.characters import CharacterStyles
from publish.writers.docx.comments import Comments
from publish.writers.docx.heading_numbers import AS_TEXT, HeadingLists, Series
from publish.writers.docx.index import IndexMarks
from publish.writers.docx.markup import attributes
from publish.writers.docx.names import Levels, levels_of
from publish.writers.docx.numbering import Lists
from publish.writers.docx.tracked import Tracking
from publish.writers.docx.variants import Variants

_HANGING = frozenset("，。、；：？！")  # marks that hang over the end of a line


class Relation(NamedTuple):
    """An arrow from one part to another (`target` names it) or, when `external`, to an address."""

    id: str
    kind: str
    target: str
    external: bool


class Relations:
    """The relationships of one part, each target once, numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Relation] = {}

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._found.values())

    def to_part(self, kind: str, name: str) -> str:
        """The id of the relationship to a part of the package."""
        return self._id(kind, name, external=False)

    def to_address(self, address: str) -> str:
        """The id of the relationship to a place outside."""
        return self._id(RELATIONSHIP_TYPE.HYPERLINK, address, external=True)

    def _id(self, kind: str, target: str, *, external: bool) -> str:
        key = (kind, target)
        if key not in self._found:
            self._found[key] = Relation(f"rId{len(self._found) + 1}", kind, target, external)
        return self._found[key].id


class Bookmarks:
    """Names of all anchors of a book, valid in Word: at most 40 characters, a letter or an underscore first.

    Their numbers count in each chapter anew, so that a new heading changes no other chapter.
    """

    def __init__(self, book: Book) -> None:
        listed = {entry.anchor for entry in flat_entries(book.contents.entries if book.contents else ())}
        captions = [
            (entry.title, caption_anchor(at, number))
            for at, each in enumerate(book.lists)
            for number, entry in enumerate(each.entries)
        ]
        self._captions: defaultdict[str, list[str]] = defaultdict(list)  # anchors that wait for captions of this text
        for title, anchor in captions:
            self._captions[title].append(anchor)
            listed.add(anchor)
        groups = [*_anchors(book), [anchor for _, anchor in captions]]
        step = 10 ** len(str(max(map(len, groups))))
        self._numbers: dict[str, int] = {}
        for at, group in enumerate(groups, start=1):
            for number, anchor in enumerate(filter(None, group), start=at * step):
                self._numbers.setdefault(anchor, number)
        self._names = {
            anchor: f"_{'Toc' if anchor in listed else 'Ref'}{number:09d}" for anchor, number in self._numbers.items()
        }
        self._placed = set[str]()

    def name(self, anchor: str) -> str | None:
        """The bookmark of an anchor, None when the book has no such anchor."""
        return self._names.get(anchor)

    def around(self, anchor: str, runs: str, following: str = "") -> str:
        """The runs between the marks of the anchor's bookmark, then those that follow in their paragraph; a second
        place for one anchor gets no bookmark.
        """
        name = self._names.get(anchor)
        if name is None or anchor in self._placed:
            return runs + following
        self._placed.add(anchor)
        number = self._numbers[anchor]
        start = f"<w:bookmarkStart{attributes({'id': number, 'name': name})}/>"
        if not following:
            runs, following = _without_last_mark(runs)
        return f"{start}{runs}<w:bookmarkEnd{attributes({'id': number})}/>{following}"

    def around_caption(self, text: str, runs: str) -> str:
        """The runs of a caption, between the marks of its bookmark if it is in a list."""
        waiting = self._captions.get(text)
        return self.around(waiting.pop(0), runs) if waiting else runs


def _without_last_mark(runs: str) -> tuple[str, str]:
    """The runs without the mark that ends their text, and that mark as a run of its own.

    Where such a mark hangs over the end of a line and a bookmark ends behind it, LibreOffice begins another line.
    """
    text, end, rest = runs.rpartition("</w:t></w:r>")
    if rest or text[-1:] not in _HANGING:
        return runs, ""
    run = text.rindex("<w:r>")
    begun = text.index(">", text.index("<w:t", run)) + 1
    before = f"{text[:-1]}{end}" if begun < len(text) - 1 else text[:run]
    return before, f"{text[run:begun]}{text[-1]}{end}"


def caption_anchor(at: int, number: int) -> str:
    """What names the caption of an entry of a list; no anchor of the book has a space."""
    return f"caption {at} {number}"


@dataclass(slots=True)
class Draft:
    """A Word file in the making."""

    manuscript: Manuscript
    levels: tuple[Levels, ...]  # of most headings, then of those outside of parts
    bookmarks: Bookmarks
    characters: CharacterStyles = field(default_factory=CharacterStyles)
    notes: list[Note] = field(default_factory=list)
    media: dict[str, str] = field(default_factory=dict)  # name of the part by digest
    pictures: int = 0
    sequences: dict[str, int] = field(default_factory=dict)  # the last number of captions by their label
    diagnostics: list[Diagnostic] = field(default_factory=list)
    comments: Comments = field(init=False)
    tracking: Tracking = field(init=False)
    index_marks: IndexMarks = field(init=False)
    heading_lists: HeadingLists = field(default_factory=HeadingLists)
    lists: Lists = field(init=False)
    variants: Variants = field(default_factory=Variants)
    pagination: Pagination = field(init=False)  # known when all text is written

    def __post_init__(self) -> None:
        self.lists = Lists(self.heading_lists)
        self.comments = Comments(self.manuscript)
        self.tracking = Tracking(self.manuscript)
        self.index_marks = IndexMarks(self.manuscript.book)

    def look(self, role: StyleRole) -> TextStyle:
        """The text style of a role."""
        return self.manuscript.style.text[role]

    def page_label(self, anchor: str) -> str:
        """The printed number of the page where the anchor stands, '' when it has none."""
        place = self.pagination.places.get(anchor)
        return place.label if place else ""

    def report(self, diagnostic: Diagnostic) -> None:
        """Keeps a message, once."""
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


@dataclass(slots=True)
class Story:
    """A flow of text in one part of the package: the body, or the notes (which cannot call notes themselves).

    `nested` are notes called in notes that wait to be written below.
    """

    draft: Draft
    relations: Relations = field(default_factory=Relations)
    takes_notes: bool = True
    nested: list[Note] = field(default_factory=list)
    outside: bool = False  # of the parts of a divided book
    series: Series = AS_TEXT  # how the headings here are numbered
    order: bool = False  # the document is an order (令) that is set as such

    @property
    def levels(self) -> Levels:
        """The levels of the headings here."""
        return self.draft.levels[-1 if self.outside else 0]


def start_draft(manuscript: Manuscript) -> Draft:
    """An empty draft for the manuscript."""
    book = manuscript.book
    draft = Draft(manuscript, levels_of(book), Bookmarks(book))
    if manuscript.word.heading_numbers is HeadingNumbers.AUTOMATIC:
        _count_headings(draft)
    return draft


def _count_headings(draft: Draft) -> None:
    """Tracked changes are changes of text, so that numbers stay text where they are shown."""
    if draft.manuscript.revisions:
        draft.report(info("W211", "the numbers of headings stay text, where tracked changes can show their edits"))
        return
    draft.heading_lists.take(draft.manuscript.book, draft.levels)
    draft.diagnostics.extend(draft.heading_lists.diagnostics)


def _anchors(book: Book) -> Iterator[list[str]]:
    """The anchors of each part by itself, of each chapter, of the colophon."""
    for part in book.parts:
        yield [part.anchor]
        for chapter in part.chapters:
            yield [chapter.anchor, *block_anchors(chapter.blocks)]
    if book.colophon:
        yield [book.colophon_anchor, *block_anchors(book.colophon)]
