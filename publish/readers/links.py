"""Where the links of a source lead, as far as that makes sense in a book."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from msgspec.structs import replace

from publish.model.raw import Mark, MarkKind, RawBlock

_OUTSIDE = ("http://", "https://", "mailto:")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def link_target(address: str) -> str:
    """The address when it may lead somewhere, else nothing.

    It may lead into the web, or to a place of the collection: 'other.md', 'other.md#heading', '#heading', which
    assembly looks for. Scripts, paths from the root of a site or a disk, and queries to a server lead nowhere.
    """
    address = address.strip()
    if address.lower().startswith(_OUTSIDE):
        return address
    nowhere = address in ("", "#") or address[0] in "/\\?" or _SCHEME.match(address) or "?" in address.partition("#")[0]
    return "" if nowhere else address


def heading_target(text: str) -> str:
    """The address of a heading within its file: '#' and its words, which is how assembly knows headings."""
    return "#" + " ".join(text.split()).replace("%", "%25")


def names_of(targets: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The names of headings, for other files, with the headings' words: ('aims', '一、目标')."""
    return tuple((name[1:], unquote(target[1:])) for name, target in targets.items())


def call_headings(blocks: Iterable[RawBlock], targets: Mapping[str, str]) -> tuple[RawBlock, ...]:
    """The blocks with links to names that the source gave ('#sec2') as links to what has these names.

    `targets` maps the one to the other. Names of a source are its own affair, the book gives new ones.
    """
    return tuple(replace(block, marks=_called(block.marks, targets)) if _links(block) else block for block in blocks)


def _links(block: RawBlock) -> bool:
    return any(mark.kind is MarkKind.LINK for mark in block.marks)


def _called(marks: tuple[Mark, ...], targets: Mapping[str, str]) -> tuple[Mark, ...]:
    return tuple(
        replace(mark, target=targets.get(mark.target, mark.target)) if mark.kind is MarkKind.LINK else mark
        for mark in marks
    )
