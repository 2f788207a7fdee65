"""The user's template for Word files: its page is that of all outputs, so that they break at the same places."""

from pathlib import Path

from msgspec.structs import replace

from publish.diagnostics import PublishError, error
from publish.model.style import StyleSheet
from publish.pipeline.sources import regular_file


def load_reference(path: str) -> bytes:
    """The bytes of the template, none when there is no path. Raises PublishError W209 when it cannot be opened."""
    if not path:
        return b""
    try:
        return regular_file(Path(path)).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise PublishError([error("W209", f"the reference '{path}' cannot be opened: {reason}")]) from problem


def with_page(style: StyleSheet, reference: bytes) -> StyleSheet:
    """The style on the template's paper. Raises PublishError W209 when the template is no Word file."""
    if not reference:
        return style
    from publish.writers.docx.reference import read_reference

    page = read_reference(reference).page
    return replace(style, page=page) if page else style
