"""The index: marked places in the text (XE), and a field (INDEX) whose entries and page numbers are there already."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from publish.model.book import Book, Index, IndexEntry, TextPlace
from publish.model.document import Block
from publish.model.pages import PageStart, Pagination
from publish.model.style import StyleRole
from publish.model.walk import block_at
from publish.writers.docx.changes import put_into
from publish.writers.docx.markup import field_code, field_mark, paragraph, text_runs, value
from publish.writers.docx.names import INDEX_ENTRY, INDEX_MARK, SEPARATOR, style_of

_BETWEEN = "　"  # an entry and its pages
_PAGES = "，"
_RANGE = "–"
_INSTRUCTION = f'INDEX \\e "{_BETWEEN}" \\l "{_PAGES}" \\c "1"'
_RUN = 3  # so many pages in a row are a range


class IndexMarks:
    """The marks that wait for the paragraphs that they belong to."""

    def __init__(self, book: Book) -> None:
        self._waiting: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)  # by the id of the block
        chapters = {chapter.anchor: chapter for part in book.parts for chapter in part.chapters} if book.index else {}
        for entry in book.index.entries if book.index else ():
            for place in entry.places:
                block = block_at(chapters[place.chapter].blocks[place.block], place.inner)
                self._waiting[id(block)].append((place.offset, _mark(entry.title)))

    def around(self, block: Block, written: list[str], unwritten: int = 0) -> list[str]:
        """The paragraphs of a block with its marks, each at its place in the first one, whose text lacks the first
        `unwritten` characters of the block.
        """
        marks = self._waiting.pop(id(block), None)
        if not marks or not written:
            return written
        at = next((at for at, markup in enumerate(written) if "</w:t>" in markup), 0)
        placed = sorted((max(offset - unwritten, 0), mark) for offset, mark in marks)
        return [*written[:at], put_into(written[at], placed), *written[at + 1 :]]


def _mark(term: str) -> str:
    """The field that marks a term; in its instruction a colon would part an entry from one below it."""
    quoted = term.replace("\\", "\\\\").replace('"', '\\"').replace(":", "\\:")
    look = f"<w:rPr>{value('rStyle', INDEX_MARK)}</w:rPr>"
    return field_mark("begin", look) + field_code(f'XE "{quoted}"', look) + field_mark("end", look)


def index_markup(index: Index, book: Book, pagination: Pagination) -> list[str]:
    """Title and entries of the index, which Word can update."""
    finder = PageFinder(book, pagination)
    opening = field_mark("begin") + field_code(_INSTRUCTION) + field_mark("separate")
    lines: list[str] = []
    for entry in index.entries:
        pages = finder.pages(entry)
        runs = text_runs(entry.title + (_BETWEEN + pages if pages else ""))
        lines.append(paragraph(INDEX_ENTRY, ("" if lines else opening) + runs))
    title = paragraph(style_of(StyleRole.COLOPHON_TITLE), text_runs(index.title))
    return [title, *lines, paragraph(SEPARATOR, field_mark("end"))]


class PageFinder:
    """Finds the printed pages of places, told from where pages begin."""

    def __init__(self, book: Book, pagination: Pagination) -> None:
        anchors = [anchor for part in book.parts for anchor in (part.anchor, *(each.anchor for each in part.chapters))]
        self._rank = {anchor: number for number, anchor in enumerate(anchors)}
        starts = [start for start in pagination.starts if start.chapter in self._rank]
        self._keys = [(self._rank[start.chapter], start.block, _way(start), start.offset) for start in starts]
        self._labels = [start.label for start in starts]

    def pages(self, entry: IndexEntry) -> str:
        """The pages of an entry, those in a row as a range."""
        numbers = sorted({int(label) for label in map(self.label, entry.places) if label.isdecimal()})
        shown, at = list[str](), 0
        while at < len(numbers):
            end = at
            while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
                end += 1
            if end - at + 1 >= _RUN:
                shown.append(f"{numbers[at]}{_RANGE}{numbers[end]}")
            else:
                shown += map(str, numbers[at : end + 1])
            at = end + 1
        return _PAGES.join(shown)

    def label(self, place: TextPlace) -> str:
        """The printed number of the page of a place, '' when it has none."""
        key = self._rank[place.chapter], place.block, place.inner, place.offset
        at = bisect_right(self._keys, key)
        return self._labels[at - 1] if at else ""


def _way(start: PageStart) -> tuple[int, ...]:
    """Where inside of its block a page begins; with the block itself where nothing of it stands before."""
    return start.inner if any(start.inner) or start.offset else ()
