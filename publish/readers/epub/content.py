"""Content documents of an e-book as one tree, so that notes and links from file to file are found.

Namespaces are taken off the names, and the names of elements made those of the whole book: 'text/c1.xhtml#n3'.
"""

import re
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from publish.readers.encoding import decode
from publish.readers.epub.container import Container, inner_path
from publish.readers.html.notes import TYPE
from publish.readers.html.parser import parse_page

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAGE_BREAK = "pagebreak"


def parse_content(data: bytes, path: str) -> _Element | None:
    """The body of a content document; None when it is empty. What is no well-formed XML is read as HTML.

    Raises PublishError when its encoding cannot be told or its elements are nested too deeply.
    """
    root = _parse_xml(data)
    if root is None:
        root = parse_page(decode(data, "", path).text, path)
    return None if root is None else root.find("body")


def _parse_xml(data: bytes) -> _Element | None:
    """The root of well-formed XML without entities that would have to be looked up."""
    if b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root: _Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if next(root.iter(etree.Entity), None) is not None:
        return None
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
        if _EPUB_TYPE in element.attrib:
            element.set(TYPE, element.get(_EPUB_TYPE, ""))
    return root


def gather(container: Container, spine: tuple[str, ...], path: str) -> dict[str, _Element]:
    """The bodies of the spine's files by their paths, all of them children of one element."""
    book = etree.Element("div")
    bodies: dict[str, _Element] = {}
    for name in spine:
        body = parse_content(container.read(name), f"{path}/{name}") if name in container else None
        if body is None:
            continue
        _rename(body, name)
        book.append(body)
        bodies[name] = body
    return bodies


def types_of(element: _Element) -> list[str]:
    """What an element is in an e-book, in the words of EPUB 3 Structural Semantics."""
    return (element.get(TYPE) or element.get("epub:type") or "").split()


def _rename(body: _Element, name: str) -> None:
    """Give the elements of a file names that hold in the whole book, and its links addresses that use them."""
    for element in body.iter("*"):
        if _PAGE_BREAK in types_of(element) and len(element) == 0:
            element.text = None  # the number of a printed page
        for attribute in ("id", "name") if element.tag == "a" else ("id",):
            if element.get(attribute):
                element.set(attribute, _legal(f"{name}#{element.get(attribute)}"))
        href = element.get("href")
        if href and element.tag == "a" and not _OUTSIDE.match(href):
            file, _, fragment = href.partition("#")
            place = inner_path(name, file) if file else name
            element.set("href", _legal(f"#{place}#{unquote(fragment)}" if fragment else f"#{place}"))


def _legal(name: str) -> str:
    """A name without the characters that XML forbids: HTML lets them through, the tree would refuse them."""
    return _FORBIDDEN.sub("", name)
