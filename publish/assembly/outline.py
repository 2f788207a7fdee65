"""The tree of everything that has a title, and the table of contents cut from it."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from publish.assembly.headings import headings_of
from publish.assembly.list_titles import list_titles
from publish.manifest.plan import ContentsPlan
from publish.model.book import Chapter, Contents, Part, TocEntry
from publish.model.document import Heading, Lead
from publish.model.walk import inline_text
from publish.titles import one_line

_SENTENCE_END = "。．：:；;，,"


def outline(parts: Iterable[Part]) -> tuple[TocEntry, ...]:
    """An entry for each titled part (level 0), document (1) and heading (2 and more), nested."""
    entries: list[TocEntry] = []
    for part in parts:
        chapters = tuple([_chapter_entry(chapter) for chapter in part.chapters])
        if part.title:
            entries.append(TocEntry(one_line(part.title), part.anchor, 0, chapters))
        else:
            entries.extend(chapters)
    return tuple(entries)


def contents(plan: ContentsPlan, entries: tuple[TocEntry, ...], language: str) -> Contents | None:
    """The table of contents; None when its depth is 0."""
    title = plan.title or list_titles(language).contents
    return Contents(title, plan.depth, _cut(entries, plan.depth)) if plan.depth > 0 else None


def _cut(entries: tuple[TocEntry, ...], depth: int) -> tuple[TocEntry, ...]:
    return tuple(replace(entry, children=_cut(entry.children, depth)) for entry in entries if entry.level <= depth)


def _chapter_entry(chapter: Chapter) -> TocEntry:
    flat = [
        TocEntry(title, heading.anchor, heading.level + 1)
        for heading in headings_of(chapter.blocks)
        if (title := _heading_title(heading))
    ]
    return TocEntry(one_line(chapter.metadata.title), chapter.anchor, 1, _nested(flat))


def _heading_title(heading: Heading | Lead) -> str:
    """The heading without the mark that ends it as a sentence, as run-in headings and some others have it."""
    return one_line(heading.number + inline_text(heading.content)).rstrip(_SENTENCE_END)


def _nested(flat: list[TocEntry]) -> tuple[TocEntry, ...]:
    return tuple(_siblings(flat, 0, len(flat)))


def _siblings(flat: list[TocEntry], start: int, end: int) -> Iterator[TocEntry]:
    """Entries from `start` to `end`, each with those below it as children."""
    while start < end:
        entry = flat[start]
        after = next((n for n in range(start + 1, end) if flat[n].level <= entry.level), end)
        yield replace(entry, children=tuple(_siblings(flat, start + 1, after)))
        start = after
