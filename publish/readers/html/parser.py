"""The HTML parser: forgiving, without network, entities or limits of depth."""

from lxml import etree
from lxml.etree import _Element


def parse_page(text: str) -> _Element | None:
    """The root element of a page; None when there is nothing in it.

    NUL is left out, as the HTML Standard demands for text (13.2.6.4.7); the parser would put a replacement character.
    """
    data = text.replace("\0", "").encode("utf-8", "surrogatepass")
    if not data.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but comments
        return None
