"""Small books for layout tests, and their pages as text."""

from collections.abc import Iterable
from pathlib import Path

from publish.fontbook import FontBook
from publish.layout import Layout, lay_out
from publish.model.book import Book, BookMetadata, Chapter, Contents, Cover, Part, TocEntry
from publish.model.document import Block, Heading, Inline, Metadata, Note, Paragraph, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Page, TextRun
from publish.model.style import StyleSheet
from publish.stylesheet import load_style

FOLDER = Path(__file__).parent


def style(name: str = "book") -> StyleSheet:
    return load_style(name, FOLDER).value


def paragraph(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


def heading(level: int, text: str, anchor: str = "") -> Heading:
    return Heading(level, (Text(text),), anchor=anchor)


def note(text: str) -> Note:
    return Note((paragraph(text),))


def chapter(number: int, title: str, *blocks: Block) -> Chapter:
    return Chapter(f"d{number}", Metadata(title=title), blocks)


def book(*chapters: Chapter, cover: bool = False, title_page: bool = False, contents: bool = False) -> Book:
    entries = tuple(TocEntry(chapter.metadata.title, chapter.anchor, 1) for chapter in chapters)
    return Book(
        BookMetadata("汇编"),
        (Part("p1", "", chapters),),
        entries,
        Contents("目录", 1, entries) if contents else None,
        Cover() if cover else None,
        title_page,
    )


def pages_of(whole: Book, sheet: StyleSheet | None = None) -> tuple[list[Page], Layout]:
    sheet = sheet or style()
    layout = lay_out(Manuscript(whole, sheet, {}), FontBook(sheet.families))
    return list(layout.pages), layout


def lines(page: Page) -> list[str]:
    """The lines of a page from top to bottom, runs on one base line joined from left to right."""
    rows: dict[float, list[TextRun]] = {}
    for item in page.items:
        if isinstance(item, TextRun):
            rows.setdefault(round(item.y, 1), []).append(item)
    return ["".join(run.text for run in sorted(rows[y], key=lambda run: run.x)) for y in sorted(rows)]


def dump(pages: Iterable[Page]) -> str:
    """Pages as text: a line of dashes with section and label before each."""
    parts = []
    for page in pages:
        parts.append(f"--- {page.section} {page.number} [{page.label}]")
        parts.extend(lines(page))
    return "\n".join(parts)
