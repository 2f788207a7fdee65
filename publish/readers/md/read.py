"""Markdown: CommonMark with tables, footnotes and front matter."""

from msgspec.structs import replace

from publish.diagnostics import Outcome, Span, warning
from publish.model.ports import Source
from publish.model.raw import RawDocument, Reading
from publish.readers.encoding import decode
from publish.readers.images import Gallery
from publish.readers.md.blocks import BlockReader
from publish.readers.md.front_matter import read_front_matter
from publish.readers.md.parser import MAX_NESTING, parse_blocks
from publish.readers.txt import read_lines


def read_md(source: Source) -> Outcome[Reading]:
    """The blocks of a Markdown file. Raises PublishError when its encoding cannot be told.

    Level of a heading: its number of hashes less one, so that a single '#' claims to be the title.
    """
    decoded = decode(source.data, source.encoding, source.path)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, source.path)
    gallery = Gallery(source)
    empty = RawDocument(source.path, "md", (), front.claims, decoded.encoding)
    read = _read_body(text[front.characters :], front.lines, empty, gallery)
    diagnostics = (*decoded.diagnostics, *front.diagnostics, *gallery.diagnostics, *read.diagnostics)
    return Outcome(Reading(read.value, gallery.assets, gallery.consulted), diagnostics)


def _read_body(text: str, skipped: int, document: RawDocument, gallery: Gallery) -> Outcome[RawDocument]:
    """The document with the blocks of its text, which begins below `skipped` lines."""
    path = document.path
    env: dict[str, object] = {}
    tokens = parse_blocks(text, env)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        message = f"lists or quotations are nested more than {MAX_NESTING // 2} deep; read as plain text"
        told = warning("R031", message, Span(path), "remove the marks at the beginning of the lines")
        return Outcome(replace(document, blocks=tuple(read_lines("\n" * skipped + text, path))), (told,))
    reader = BlockReader(path, text, skipped, gallery, env)
    blocks, diagnostics = reader.read(tokens)
    return Outcome(replace(document, blocks=blocks, names=reader.names), diagnostics)
