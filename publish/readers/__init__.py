"""Readers: a file becomes a RawDocument. The table joins file suffixes to readers."""

from collections.abc import Mapping

from publish.diagnostics import Outcome
from publish.model.ports import Reader, Source
from publish.model.raw import Reading
from publish.readers.select import on_demand, read_by_suffix

_MARKDOWN = on_demand("publish.readers.md.read", "read_md")
_HTML = on_demand("publish.readers.html.read", "read_html")

READERS: dict[str, Reader] = {
    "txt": on_demand("publish.readers.txt", "read_txt"),
    "md": _MARKDOWN,
    "markdown": _MARKDOWN,
    "docx": on_demand("publish.readers.docx.read", "read_docx"),
    "html": _HTML,
    "htm": _HTML,
    **dict.fromkeys(("doc", "wps", "rtf", "odt"), on_demand("publish.readers.office.read", "read_office")),
    "pdf": on_demand("publish.readers.pdf.read", "read_pdf"),
    "epub": on_demand("publish.readers.epub.read", "read_epub"),
}


def read(source: Source, readers: Mapping[str, Reader] = READERS) -> Outcome[Reading]:
    """What a file says, by the reader for its suffix. Raises PublishError when it cannot be read."""
    return read_by_suffix(source, readers)
