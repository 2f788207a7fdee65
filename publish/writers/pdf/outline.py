"""Bookmarks, named destinations, page labels and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from publish.model.book import TocEntry
from publish.model.pages import LinkArea, Section
from publish.writers.pdf.compact import CompactDocument, RawReference, reference
from publish.writers.pdf.objects import array, dictionary, name, string, text_string

_ADDRESS_MARKS = "!#$%&'*+,-./:;=?@_~[]"  # of addresses, and the per cent sign of what is escaped already
_SAFE_SCHEMES = ("http://", "https://", "mailto:")
_LEAF = 256  # names to a leaf of their tree
_OPEN_LEVELS = 1  # bookmarks are unfolded down to the documents of parts


def add_outline(
    document: CompactDocument, entries: Iterable[TocEntry], targets: Mapping[str, bytes]
) -> RawReference | None:
    """The bookmark tree, or None without entries. `targets` are destinations by anchor."""
    entries = [entry for entry in entries if entry.anchor in targets]
    if not entries:
        return None
    root = document.reserve()
    first, last, count = _add_level(document, entries, reference(root), targets, depth=0)
    document.put(root, b"<< /Type /Outlines /First %s /Last %s /Count %d >>" % (first, last, count))
    return RawReference(reference(root))


def _add_level(
    document: CompactDocument, entries: list[TocEntry], parent: bytes, targets: Mapping[str, bytes], depth: int
) -> tuple[bytes, bytes, int]:
    """Adds siblings; references to the first and the last, and how many are open to be seen."""
    items = [document.reserve() for _ in entries]
    references = [reference(item) for item in items]
    shown = len(items)
    for index, entry in enumerate(entries):
        parts = [
            b"/Title %s /Parent %s" % (text_string(_one_line(entry.title)), parent),
            b"/Dest " + targets[entry.anchor],
        ]
        if index:
            parts.append(b"/Prev " + references[index - 1])
        if index + 1 < len(items):
            parts.append(b"/Next " + references[index + 1])
        children = [child for child in entry.children if child.anchor in targets]
        if children:
            first, last, count = _add_level(document, children, references[index], targets, depth + 1)
            is_open = depth < _OPEN_LEVELS and entry.level == 0
            parts.append(b"/First %s /Last %s /Count %d" % (first, last, count if is_open else -count))
            shown += count if is_open else 0
        document.put(items[index], b"<< %s >>" % b" ".join(parts))
    return references[0], references[-1], shown


def _one_line(title: str) -> str:
    return " ".join(title.split("\n"))


def name_tree(document: CompactDocument, targets: Mapping[str, bytes]) -> RawReference:
    """All named destinations, sorted by name as the tree demands, in leaves of equal size."""
    keys = sorted(targets)
    leaves = []
    for start in range(0, len(keys), _LEAF):
        part = keys[start : start + _LEAF]
        pairs = b"\n".join(b"(%s) %s" % (key.encode("ascii"), targets[key]) for key in part)
        limits = part[0].encode("ascii"), part[-1].encode("ascii")
        leaves.append(document.add(b"<< /Limits [(%s) (%s)] /Names [%s] >>" % (*limits, pairs)))
    return RawReference(document.add(b"<< /Dests << /Kids [%s] >> >>" % b" ".join(leaves)))


def page_labels(pages: Iterable[tuple[Section, int]]) -> Any:
    """The labels of all pages, given their sections and numbers: small Roman numerals before the text, Arabic in it."""
    numbers: list[Any] = []
    before = None
    for index, (section, number) in enumerate(pages):
        if section is not before:
            numbers.extend((index, dictionary(_label(section, number))))
            before = section
    return dictionary({"Nums": array(numbers)})


def _label(section: Section, first: int) -> dict[str, Any]:
    match section:
        case Section.COVER:
            return {"P": string("cover")}
        case Section.FRONT:
            return {"S": name("r"), "St": first}
        case Section.BODY:
            return {"S": name("D")}


def link_goal(target: str, targets: Mapping[str, bytes]) -> bytes | None:
    """Where a link leads, as entry of its annotation; None when there is nowhere to go or the address is not safe."""
    if target.startswith("#"):
        return b"/Dest (%s)" % target[1:].encode("ascii") if target[1:] in targets else None
    if not target.lower().startswith(_SAFE_SCHEMES):
        return None
    address = quote(target, safe=_ADDRESS_MARKS).encode("ascii")
    return b"/A << /S /URI /URI (%s) >>" % address.replace(b"(", b"%28").replace(b")", b"%29")


def link_annotation(area: LinkArea, height: float, goal: bytes, struct_parent: int) -> bytes:
    """The annotation of a link on a page of this height."""
    edges = (area.x, height - area.y - area.height, area.x + area.width, height - area.y)
    head = b"/Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4" % edges
    words = text_string(area.text or area.target)
    return b"<< %s /Contents %s /StructParent %d %s >>" % (head, words, struct_parent, goal)
