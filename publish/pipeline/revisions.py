"""What was done to the lines of each chapter: for Word files that show the cleaning as tracked changes."""

from bisect import bisect_right
from collections import defaultdict

from publish.diagnostics import Outcome, Span, info
from publish.manifest.plan import Manifest
from publish.model.book import Book
from publish.model.edits import RevisedLine
from publish.pipeline.examine import Examined, examine
from publish.pipeline.journal import Journal
from publish.plugins import Tables
from publish.reports import revise_lines


def revise_chapters(manifest: Manifest, book: Book, tables: Tables) -> Outcome[dict[str, tuple[RevisedLine, ...]]]:
    """The lines of each chapter, by its anchor, with all edits of cleaning and structure.

    The sources are read once more: a build keeps nothing of them that the book does not need. W207: a document that
    was edited is not in the book.
    """
    anchors = defaultdict[Span | None, list[str]](list)
    for part in book.parts:
        for chapter in part.chapters:
            anchors[chapter.span].append(chapter.anchor)
    found: dict[str, tuple[RevisedLine, ...]] = {}
    told = []
    for examined in examine(manifest, tables, Journal()):
        for begin, lines in _by_document(examined):
            found.update(dict.fromkeys(anchors[begin], lines))
            edits = sum(bool(stretch.rule) for line in lines for stretch in line.stretches)
            if edits and not anchors[begin]:
                message = f"{edits} edits are in no Word file: the document that begins here is not in the book"
                told.append(info("W207", message, begin, "publish build --report lists all edits"))
    return Outcome(found, tuple(told))


def _by_document(examined: Examined) -> list[tuple[Span, tuple[RevisedLine, ...]]]:
    """The lines of each document of a source; what stands before the first belongs to it."""
    logs = (*examined.cleaned.edits, *examined.structured.edits)
    lines = revise_lines(examined.reading.document, logs)
    begins = [document.span or Span(examined.file.name) for document in examined.structured.documents]
    if not begins:
        return [(Span(examined.file.name), lines)]
    sorted_lines: list[list[RevisedLine]] = [[] for _ in begins]
    starts = [(begin.line, begin.column) for begin in begins]
    for line in lines:
        at = bisect_right(starts, (line.span.line, line.span.column))
        sorted_lines[max(at - 1, 0)].append(line)
    return [(begin, tuple(each)) for begin, each in zip(begins, sorted_lines, strict=True)]
