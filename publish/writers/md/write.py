"""The documents of a source as one Markdown file."""

from collections.abc import Iterator, Mapping

from publish.model.document import Document, Structured
from publish.model.raw import SUBTITLE, Claims
from publish.writers.md.blocks import BlockWriter
from publish.writers.md.escape import escape_start, escape_text, escape_title

_DASHES = ("—", "–", "―", "-")
_CLAIMS = ("title", "author", "organisation", "date", "language", "source")


def write_md(structured: Structured, claims: Claims | None = None, images: Mapping[str, str] | None = None) -> str:
    """CommonMark with tables and footnotes that reads back to the same documents.

    `claims` is what the source states about itself, written as front matter; `images` are paths of image files by
    their digests, relative to the file; an image without one is replaced by its description.
    """
    writer = BlockWriter(images or {})
    pieces = [front_matter(claims)] if claims else []
    if structured.collection_title:
        pieces.append(title_line(structured.collection_title))
    for document in structured.documents:
        pieces += write_document(document, writer)
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def write_document(document: Document, writer: BlockWriter) -> Iterator[str]:
    """The pieces of a document: title, subtitle, blocks, notes; some of them may be empty."""
    metadata = document.metadata
    if metadata.title:
        yield title_line(metadata.title)
    if metadata.subtitle:
        yield _subtitle_line(metadata.subtitle)
    yield writer.write_document(document.blocks)
    yield writer.notes()


def title_line(title: str, kind: str = "") -> str:
    """A title on a line; `kind` says of one that is no document's what it is (an attribute as Pandoc has them)."""
    line = f"# {escape_title(escape_text(title)).replace(chr(10), '<br>')}"
    return f"{line} {{.{kind}}}" if kind else line


def _subtitle_line(subtitle: str) -> str:
    """A subtitle below its title; without a dash before it nothing but an attribute tells it from a paragraph."""
    line = escape_start(escape_text(subtitle))
    return line if subtitle.startswith(_DASHES) else f"{line} {{.{SUBTITLE}}}"


def front_matter(claims: Claims) -> str:
    """What the source states, as YAML; JSON strings are YAML strings, whatever stands in them."""
    import json

    told = [(name, getattr(claims, name)) for name in _CLAIMS]
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told if value]
    return "\n".join(["---", *lines, "---"]) if lines else ""
