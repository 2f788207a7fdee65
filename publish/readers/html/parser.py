"""The HTML parser: forgiving, without network, and never cutting a page off in silence."""

from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import PublishError, Span, error


def parse_page(text: str, path: str) -> _Element | None:
    """The root element of a page; None when there is nothing in it.

    Raises PublishError R004 when elements are nested deeper than the parser goes (some 2000 levels).

    NUL is left out, as the HTML Standard demands for text (13.2.6.4.7); the parser would put a replacement character.
    """
    data = text.replace("\0", "").encode("utf-8", "surrogatepass")
    if not data.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root: _Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but comments
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        message = "the page's elements are nested too deeply to be read"
        raise PublishError([error("R004", message, Span(path), "save the page anew from a browser, or as text")])
    return root
