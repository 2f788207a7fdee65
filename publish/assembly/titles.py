"""Titles, authors and dates of documents: what the manifest says, what the text says, else the file's name."""

from pathlib import PurePosixPath

from msgspec.structs import replace

from publish.assembly.headings import headings_of
from publish.assembly.letterheads import with_letterhead
from publish.diagnostics import Diagnostic, Outcome, Span, info, warning
from publish.manifest.plan import SourceFile
from publish.model.document import Document, Heading, Structured
from publish.model.walk import inline_text, notes_of


def titled_documents(file: SourceFile, structured: Structured) -> Outcome[tuple[Document, ...]]:
    """The documents of a source with the manifest's overrides, each with a title.

    An overriding title names the document of a source that holds one; of several it can only name their part.
    """
    alone = len(structured.documents) == 1
    diagnostics: list[Diagnostic] = []
    documents = []
    for position, document in enumerate(structured.documents, 1):
        headed = with_letterhead(document, file.letterhead, alone=alone)
        named = _overridden(headed, file, title=file.title if alone else "")
        if not named.metadata.title.strip():
            named, message = _with_found_title(named, file, "" if alone else f"（{position}）")
            diagnostics.append(message)
        documents.append(named)
    return Outcome(tuple(documents), tuple(diagnostics))


def _overridden(document: Document, file: SourceFile, title: str) -> Document:
    told = {"title": title, "author": file.author, "date": file.date}
    changes = {name: value for name, value in told.items() if value}
    return replace(document, metadata=replace(document.metadata, **changes)) if changes else document


def _with_found_title(document: Document, file: SourceFile, suffix: str) -> tuple[Document, Diagnostic]:
    """A title for a document that has none: the heading it begins with if nothing else stands on that level."""
    where = document.span or Span(file.name)
    heading = _title_heading(document)
    if heading:
        title = inline_text(heading.content).strip()
        found = replace(document, metadata=replace(document.metadata, title=title), blocks=document.blocks[1:])
        return found, info("A001", f"the document has no title; its first heading '{title}' is taken", where)
    title = PurePosixPath(file.name).stem + suffix
    message = f"the document has no title; '{title}', from the file's name, is taken"
    found = replace(document, metadata=replace(document.metadata, title=title))
    return found, warning("A002", message, where, hint="give the source a 'title' in the manifest")


def _title_heading(document: Document) -> Heading | None:
    match document.blocks:
        case (Heading(number="") as first, *_) if _may_be_title(first):
            others = headings_of(document.blocks[1:])
            return first if all(other.level > first.level for other in others) else None
    return None


def _may_be_title(heading: Heading) -> bool:
    """Titles are plain characters, so a heading that calls a note would lose it."""
    return bool(inline_text(heading.content).strip()) and not any(notes_of(heading.content))
