"""Remarks of proof-reading as comments in the margin, each at the block of the text that it is about."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic
from publish.model.book import Book
from publish.model.document import Block
from publish.model.manuscript import Manuscript
from publish.writers.docx.markup import attributes, escape, paragraph, part, text_runs, value

COMMENT_TEXT = "CommentText"
COMMENT_CALL = "CommentReference"
_AUTHOR = "publish"
_MARK = f"<w:r><w:rPr>{value('rStyle', COMMENT_CALL)}</w:rPr><w:annotationRef/></w:r>"


class Comments:
    """The remarks of a manuscript by the block that they belong to, and those that were placed so far.

    A remark belongs to the last block that begins at or before its line; one without a line belongs to none.
    """

    def __init__(self, manuscript: Manuscript) -> None:
        self._waiting = _by_block(manuscript.book, manuscript.remarks) if manuscript.remarks else {}
        self._date = manuscript.book.metadata.modified
        self._placed: list[tuple[str, ...]] = []  # the lines of each

    def around(self, block: Block, written: list[str]) -> list[str]:
        """The paragraphs of a block, the first one between the marks of its comments."""
        remarks = self._waiting.get(id(block))
        at = _first_shown(written) if remarks else None
        if not remarks or at is None:
            return written
        del self._waiting[id(block)]
        return [*written[:at], self.attach(written[at], map(_lines_of, remarks)), *written[at + 1 :]]

    def attach(self, markup: str, comments: Iterable[tuple[str, ...]]) -> str:
        """The paragraph, or table that begins with it, between the marks of its comments."""
        first = len(self._placed)
        self._placed += comments
        numbers = range(first, len(self._placed))
        head, properties, rest = markup.partition("</w:pPr>")
        runs, end, after = rest.partition("</w:p>")
        starts = "".join([f"<w:commentRangeStart{attributes({'id': number})}/>" for number in numbers])
        calls = "".join([_call(number) for number in numbers])
        return f"{head}{properties}{starts}{runs}{calls}{end}{after}"

    def markup(self) -> bytes | None:
        """The comments part; None when there are none."""
        if not self._placed:
            return None
        return part("comments", "".join([self._comment(number, lines) for number, lines in enumerate(self._placed)]))

    def _comment(self, number: int, lines: tuple[str, ...]) -> str:
        marks = [_MARK, *[""] * (len(lines) - 1)]
        text = "".join(
            [paragraph(COMMENT_TEXT, mark + text_runs(line)) for mark, line in zip(marks, lines, strict=True)]
        )
        about = attributes({"id": number, "author": _AUTHOR, "date": escape(self._date), "initials": "P"})
        return f"<w:comment{about}>{text}</w:comment>"


def _first_shown(written: list[str]) -> int | None:
    """The first of the paragraphs and tables that has text, else the first of all."""
    return next((at for at, markup in enumerate(written) if "</w:t>" in markup), 0 if written else None)


def _lines_of(told: Diagnostic) -> tuple[str, ...]:
    return f"{told.code}: {told.message}", *([told.hint] if told.hint else [])


def _call(number: int) -> str:
    look = f"<w:rPr>{value('rStyle', COMMENT_CALL)}</w:rPr>"
    identity = attributes({"id": number})
    return f"<w:commentRangeEnd{identity}/><w:r>{look}<w:commentReference{identity}/></w:r>"


def _by_block(book: Book, remarks: Iterable[Diagnostic]) -> dict[int, list[Diagnostic]]:
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)  # line and block by path
    for block in _blocks(book):
        if block.span:
            places[block.span.path].append((block.span.line, id(block)))
    found: defaultdict[int, list[Diagnostic]] = defaultdict(list)
    for known in places.values():
        known.sort(key=lambda place: place[0])
    for remark in remarks:
        known = places.get(remark.span.path, []) if remark.span else []
        if remark.span and known:
            at = bisect_right(known, remark.span.line, key=lambda place: place[0])
            found[known[max(at - 1, 0)][1]].append(remark)
    return dict(found)


def _blocks(book: Book) -> Iterator[Block]:
    for part_ in book.parts:
        for chapter in part_.chapters:
            yield from chapter.blocks
