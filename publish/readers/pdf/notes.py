"""Footnotes of a PDF: small lines at the foot of a page, whose numbers stand raised in the text of the same page."""

import re
from collections.abc import Sequence

import msgspec

from publish.readers.pdf.lines import PdfLine

_LABEL = re.compile(r"[\[(（〔]?(\d{1,3}|[①-⑳]|[*†‡]{1,3})[\])）〕]?[\s.．、]*")
_SMALLER = 0.9  # of the body's size: letters of notes are at most so large


class PageNote(msgspec.Struct, frozen=True):
    """A note: its key in the file, the sign by which the text calls it, its lines, the sign taken off the first."""

    key: str
    sign: str
    lines: tuple[PdfLine, ...]


def find_notes(lines: Sequence[PdfLine], body_size: float) -> list[PageNote]:
    """The notes at the foot of a page (given without furniture); none unless the text calls every one of them."""
    first = len(lines)
    while first and lines[first - 1].size <= _SMALLER * body_size:
        first -= 1
    groups: list[list[PdfLine]] = []
    for line in lines[first:]:
        if (found := _LABEL.match(line.text)) and found.end() < len(line.text):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
        else:
            return []
    notes = [_note(group) for group in groups]
    called = {sign_of(line.text[start:end]) for line in lines[:first] for start, end in line.raised}
    signs = [note.sign for note in notes]
    return notes if called.issuperset(signs) and len(set(signs)) == len(signs) else []


def sign_of(raised: str) -> str:
    """The sign of a call without its brackets; empty when it is none."""
    found = _LABEL.fullmatch(raised.strip())
    return found[1] if found else ""


def _note(group: list[PdfLine]) -> PageNote:
    first = group[0]
    found = _LABEL.match(first.text)
    assert found is not None
    bare = msgspec.structs.replace(first, text=first.text[found.end() :], raised=())
    return PageNote(f"page-{first.page}-{found[1]}", found[1], (bare, *group[1:]))
