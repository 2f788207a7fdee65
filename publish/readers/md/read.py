"""Markdown: CommonMark with tables, footnotes and front matter."""

from publish.diagnostics import Diagnostic, Outcome, Span, warning
from publish.model.ports import Source
from publish.model.raw import RawBlock, RawDocument, Reading
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
    blocks, told = _read_body(text[front.characters :], front.lines, source.path, gallery)
    document = RawDocument(source.path, "md", blocks, front.claims, decoded.encoding)
    diagnostics = (*decoded.diagnostics, *front.diagnostics, *gallery.diagnostics, *told)
    return Outcome(Reading(document, gallery.assets, gallery.consulted), diagnostics)


def _read_body(
    text: str, skipped: int, path: str, gallery: Gallery
) -> tuple[tuple[RawBlock, ...], tuple[Diagnostic, ...]]:
    env: dict[str, object] = {}
    tokens = parse_blocks(text, env)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        message = f"lists or quotations are nested more than {MAX_NESTING // 2} deep; read as plain text"
        told = warning("R031", message, Span(path), "remove the marks at the beginning of the lines")
        return tuple(read_lines("\n" * skipped + text, path)), (told,)
    reader = BlockReader(path, text, skipped, gallery, env)
    return reader.read(tokens)
