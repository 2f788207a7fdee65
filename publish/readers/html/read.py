"""Web pages saved as files."""

import re

from lxml.etree import _Element

from publish.diagnostics import Outcome
from publish.model.ports import Source
from publish.model.raw import Claims, RawDocument, Reading
from publish.readers.encoding import decode
from publish.readers.html.names import heading_names
from publish.readers.html.page import PageReader
from publish.readers.html.parser import parse_page
from publish.readers.html.surroundings import outside_article
from publish.readers.html.whitespace import Collapser
from publish.readers.images import Gallery
from publish.readers.links import call_headings, names_of
from publish.readers.places import Counters

# A browser looks for it in the first 1024 bytes (HTML Standard, 13.2.3.2); pages with long heads need more.
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE
)
_HEAD = 4096

_META = {
    "author": ("author", "article:author", "dc.creator"),
    "organisation": ("dc.publisher", "publisher"),
    "date": ("article:published_time", "pubdate", "publishdate", "dc.date", "date"),
    "source": ("og:site_name", "dc.source", "source"),
}


def read_html(source: Source) -> Outcome[Reading]:
    """The blocks of a web page. Raises PublishError when its encoding cannot be told."""
    declared = _DECLARED.search(source.data[:_HEAD])
    name = declared[1].decode("ascii") if declared else ""
    decoded = decode(source.data, source.encoding, source.path, name)
    gallery = Gallery(source)
    root = parse_page(decoded.text, source.path)
    if root is None:
        return Outcome(Reading(RawDocument(source.path, "html", (), encoding=decoded.encoding)), decoded.diagnostics)
    page = PageReader(source.path, 1, gallery, Counters(), outside=outside_article(root))
    names = heading_names(root)
    blocks = call_headings(page.read(root), names)
    document = RawDocument(source.path, "html", blocks, _claims(root), decoded.encoding, names_of(names))
    return Outcome(Reading(document, gallery.assets, gallery.consulted), (*decoded.diagnostics, *gallery.diagnostics))


def _claims(root: _Element) -> Claims:
    title = root.find(".//title")
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        named.setdefault(key, " ".join((meta.get("content") or "").split()))
    found = {field: next((named[key] for key in keys if named.get(key)), "") for field, keys in _META.items()}
    words = Collapser()
    for text in () if title is None else title.itertext():
        words.add(str(text))
    return Claims(
        title=words.marked.finish()[0],
        author=found["author"],
        organisation=found["organisation"],
        date=found["date"],
        language=root.get("lang") or "",
        source=found["source"],
    )
