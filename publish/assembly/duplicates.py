"""Documents that say the same, word for word."""

import hashlib
from collections.abc import Iterable

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.document import Document
from publish.model.walk import block_lines


def find_duplicates(documents: Iterable[tuple[str, Document]]) -> tuple[Diagnostic, ...]:
    """A warning for each document whose text was there before. White space and titles are not compared.

    `documents` are pairs of the source's name and a document, in the order of the book.
    """
    first: dict[bytes, tuple[str, Document]] = {}
    diagnostics = []
    for name, document in documents:
        text = "".join("".join(block_lines(document.blocks)).split())
        earlier = first.setdefault(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), (name, document))
        if text and earlier[1] is not document:
            diagnostics.append(_message(name, document, *earlier))
    return tuple(diagnostics)


def _message(name: str, document: Document, earlier_name: str, earlier: Document) -> Diagnostic:
    where = earlier.span or Span(earlier_name)
    message = f"'{document.metadata.title}' has the same text as '{earlier.metadata.title}' ({where})"
    return warning(
        "A003", message, document.span or Span(name), hint="both are printed; leave one out if that is meant"
    )
