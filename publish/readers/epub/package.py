"""The package document of an e-book: its metadata, and its files in reading order (EPUB 3.3, 5; OPF 2.0.1)."""

import posixpath

import msgspec
from lxml.etree import _Element

from publish.model.raw import Claims
from publish.readers.epub.container import Container, inner_path

_CONTAINER = "META-INF/container.xml"
_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_OWN = "publish"  # the generator of our own e-books
_FRONT = ("cover", "title-page", "toc", "copyright-page")  # in the guide of EPUB 2


class PackagePlan(msgspec.Struct, frozen=True):
    """What is to be read: the paths of the spine's texts in order, and those of them that only lead into the book."""

    claims: Claims  # complete where this program made the e-book
    spine: tuple[str, ...]
    front: frozenset[str]


def read_package(container: Container) -> PackagePlan:
    """The plan that the e-book's first package gives. Raises PublishError R002 when there is none."""
    found = [element.get("full-path", "") for element in _named(container.read_xml(_CONTAINER), "rootfile")]
    path = posixpath.normpath(found[0]) if found and found[0] else ""
    if path not in container:
        raise container.refused("R002", "is damaged: it names no package document", "save it anew as EPUB")
    root = container.read_xml(path)
    items = {item.get("id", ""): item for item in _named(root, "item")}
    spine = [items[ref.get("idref", "")] for ref in _named(root, "itemref") if ref.get("idref") in items]
    texts = [item for item in spine if item.get("media-type") in _TEXTS and not _is_contents(item)]
    guide = [ref for ref in _named(root, "reference") if ref.get("type") in _FRONT]
    return PackagePlan(
        _claims(root),
        tuple(dict.fromkeys(filter(None, (inner_path(path, item.get("href", "")) for item in texts)))),
        frozenset(inner_path(path, ref.get("href", "").partition("#")[0]) for ref in guide),
    )


def _named(root: _Element, name: str) -> list[_Element]:
    return list(root.iter("{*}" + name))


def _is_contents(item: _Element) -> bool:
    return "nav" in item.get("properties", "").split()


def _claims(root: _Element) -> Claims:
    return Claims(
        title=_first(root, "title"),
        author="、".join(_texts(root, "creator")),
        organisation=_first(root, "publisher"),
        date=_first(root, "date").partition("T")[0],
        language=_first(root, "language"),
        complete=any(meta.get("name") == "generator" and meta.get("content") == _OWN for meta in _named(root, "meta")),
    )


def _first(root: _Element, name: str) -> str:
    return next(iter(_texts(root, name)), "")


def _texts(root: _Element, name: str) -> list[str]:
    """The values of a Dublin Core element, each once; a date may say what it is the date of (EPUB 2)."""
    elements = root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
    found = (" ".join("".join(map(str, element.itertext())).split()) for element in elements)
    return list(dict.fromkeys(filter(None, found)))
