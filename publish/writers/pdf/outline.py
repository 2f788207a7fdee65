"""Bookmarks, named destinations, page labels and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publish.model.book import TocEntry
from publish.model.pages import LinkArea, Page, Section
from publish.writers.pdf.objects import array, dictionary, name, string

_SAFE_SCHEMES = ("http://", "https://", "mailto:")
_OPEN_LEVELS = 1  # bookmarks are unfolded down to the documents of parts


def add_outline(document: Any, entries: Iterable[TocEntry], targets: Mapping[str, Any]) -> Any | None:
    """The bookmark tree, or None without entries. `targets` are destinations by anchor."""
    entries = [entry for entry in entries if entry.anchor in targets]
    if not entries:
        return None
    root = dictionary({"Type": name("Outlines")})
    reference = document.Reference(root)
    root["First"], root["Last"], root["Count"] = _add_level(document, entries, reference, targets, depth=0)
    return reference


def _add_level(
    document: Any, entries: list[TocEntry], parent: Any, targets: Mapping[str, Any], depth: int
) -> tuple[Any, Any, int]:
    """Adds siblings; references to the first and the last, and how many are open to be seen."""
    items = [dictionary({"Title": string(_one_line(entry.title)), "Parent": parent}) for entry in entries]
    references = [document.Reference(item) for item in items]
    shown = len(items)
    for index, (entry, item) in enumerate(zip(entries, items, strict=True)):
        item["Dest"] = targets[entry.anchor]
        if index:
            item["Prev"] = references[index - 1]
        if index + 1 < len(items):
            item["Next"] = references[index + 1]
        children = [child for child in entry.children if child.anchor in targets]
        if children:
            below = _add_level(document, children, references[index], targets, depth + 1)
            open_ = depth < _OPEN_LEVELS and entry.level == 0
            item["First"], item["Last"], item["Count"] = below[0], below[1], below[2] if open_ else -below[2]
            shown += below[2] if open_ else 0
    return references[0], references[-1], shown


def _one_line(title: str) -> str:
    return " ".join(title.split("\n"))


def name_tree(document: Any, targets: Mapping[str, Any]) -> Any:
    """All named destinations, sorted by name as the tree demands."""
    pairs = [part for key in sorted(targets) for part in (string(key), targets[key])]
    return document.Reference(dictionary({"Dests": document.Reference(dictionary({"Names": array(pairs)}))}))


def page_labels(pages: Iterable[Page]) -> Any:
    """The labels of all pages: small Roman numerals before the text, Arabic in it; the title page counts as i."""
    numbers: list[Any] = []
    before = None
    for index, page in enumerate(pages):
        if page.section is not before:
            numbers.extend((index, dictionary(_label(page.section))))
            before = page.section
    return dictionary({"Nums": array(numbers)})


def _label(section: Section) -> dict[str, Any]:
    match section:
        case Section.COVER:
            return {"P": string("cover")}
        case Section.FRONT:
            return {"S": name("r")}
        case Section.BODY:
            return {"S": name("D")}


def link_annotation(area: LinkArea, height: float, targets: Mapping[str, Any]) -> Any | None:
    """A link inside the file or to the web; None when there is nowhere to go or the address is not a safe one."""
    rectangle = [area.x, height - area.y - area.height, area.x + area.width, height - area.y]
    entries: dict[str, Any] = {
        "Type": name("Annot"),
        "Subtype": name("Link"),
        "Rect": array([f"{edge:.2f}" for edge in rectangle]),
        "Border": array([0, 0, 0]),
        "F": 4,
        "Contents": string(area.text or area.target),
    }
    if area.target.startswith("#"):
        if area.target[1:] not in targets:
            return None
        entries["Dest"] = string(area.target[1:])
    elif area.target.lower().startswith(_SAFE_SCHEMES):
        entries["A"] = dictionary({"S": name("URI"), "URI": string(area.target)})
    else:
        return None
    return dictionary(entries)
