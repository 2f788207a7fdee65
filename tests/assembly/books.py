"""Small collections, written down in a line or two."""

from collections.abc import Iterable

from publish.assembly import AssembledSource, assemble
from publish.diagnostics import Outcome
from publish.manifest.plan import Format, Manifest, Numbering, Outputs, PartPlan, SourceFile
from publish.model.book import Book, BookMetadata, TocEntry
from publish.model.document import Block, Document, Heading, Lead, Metadata, Paragraph, Structured, Text


def heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, (Text(text),), number=number)


def run_in(level: int, text: str, number: str = "", rest: str = "后文。") -> Paragraph:
    return Paragraph((Text(rest),), lead=Lead(level, (Text(text),), number))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def document(title: str, *blocks: Block) -> Document:
    return Document(Metadata(title=title), blocks or (paragraph(f"{title}的正文。"),))


def source(name: str, *documents: Document, collection: str = "", **told: str) -> AssembledSource:
    file = SourceFile(path=f"/books/{name}", name=name, **told)
    return AssembledSource(file, Structured(documents, collection), digest="ab" * 32, characters=100, edits=3)


def manifest(parts: Iterable[tuple[str, Iterable[AssembledSource]]], **changes: object) -> Manifest:
    plans = tuple(PartPlan(title, tuple(each.file for each in sources)) for title, sources in parts)
    settings: dict[str, object] = {
        "path": "/books/collection.yaml",
        "metadata": BookMetadata("文集"),
        "parts": plans,
        "style": "book",
        "outputs": Outputs((Format.PDF,), "/books/build", "文集"),
    }
    return Manifest(**{**settings, **changes})  # type: ignore[arg-type]


def book_of(*sources: AssembledSource, **changes: object) -> Outcome[Book]:
    return assemble(manifest([("", sources)], **changes), sources)


def blocks_of(*blocks: Block, numbering: Numbering = Numbering.KEEP) -> tuple[Block, ...]:
    book = book_of(source("a.txt", document("甲", *blocks)), numbering=numbering).value
    return book.parts[0].chapters[0].blocks


def tree(entries: Iterable[TocEntry]) -> list[object]:
    """Titles as nested lists: a title, then the list of what is below it."""
    flat: list[object] = []
    for entry in entries:
        flat.append(entry.title)
        if entry.children:
            flat.append(tree(entry.children))
    return flat


def codes(outcome: Outcome[Book]) -> list[str]:
    return [diagnostic.code for diagnostic in outcome.diagnostics]
