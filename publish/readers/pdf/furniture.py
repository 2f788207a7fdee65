"""Page furniture of a PDF by its place: what recurs at the same height of the margins is no text of the document."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from publish.model.raw import Origin
from publish.readers.pdf.lines import PdfLine

_MARGIN = 0.15  # of the page's height, at the top and at the bottom
_OUTERMOST = 2  # lines of a page that may be its head, and as many that may be its foot
_OFTEN = 3  # pages on which a line recurs, or all of them when there are only two
_SHIFT = 6.0  # points by which the height may differ
_NUMBER = re.compile(r"\d+|[IVXLCivxlc]+(?![A-Za-z])|[〇零一二三四五六七八九十百]+")
_ONLY_NUMBER = re.compile(
    r"[\s—–―\-·•.．~～/|]*(?:第\s*)?#(?:\s*页)?(?:[\s/共]*(?:第\s*)?#(?:\s*页)?)?[\s—–―\-·•.．~～|]*"
)
_ENTRY = re.compile(r"(?:[.·…．‧•]\s*){5,}[\s(（]*[\divxlcIVXLC]+[)）]?$")


def find_furniture(pages: Sequence[tuple[float, list[PdfLine]]], body_size: float) -> dict[PdfLine, Origin]:
    """The lines that are heads and feet of pages, or entries of contents.

    `pages` are given with their heights, their lines from top to bottom; `body_size` is that of the text's letters.
    """
    edges = list(_edges(pages))
    words: dict[tuple[Origin, str], list[PdfLine]] = defaultdict(list)
    looks: dict[tuple[Origin, str, float], list[PdfLine]] = defaultdict(list)
    for origin, line in edges:
        words[origin, _pattern(line.text)].append(line)
        if origin is Origin.HEADER and line.size < body_size:  # at the foot of a page it may be a note
            looks[origin, line.font, line.size].append(line)
    enough = min(_OFTEN, max(len(pages), 2))
    found = {line: key[0] for key, lines in words.items() for line in _recurring(lines, enough)}
    found |= {line: key[0] for key, lines in looks.items() for line in _recurring(lines, enough)}
    found |= {line: origin for origin, line in edges if _ONLY_NUMBER.fullmatch(_pattern(line.text))}
    return found | dict.fromkeys(_contents(pages), Origin.NAVIGATION)


def _edges(pages: Sequence[tuple[float, list[PdfLine]]]) -> Iterator[tuple[Origin, PdfLine]]:
    """The outermost lines in the margins of the pages."""
    for height, lines in pages:
        for line in lines[:_OUTERMOST]:
            if line.bottom > height * (1 - _MARGIN):
                yield Origin.HEADER, line
        for line in lines[-_OUTERMOST:]:
            if line.top < height * _MARGIN:
                yield Origin.FOOTER, line


def _contents(pages: Sequence[tuple[float, list[PdfLine]]]) -> list[PdfLine]:
    """The entries of a table of contents: dots that lead to a page number, several of them."""
    entries = [line for _, lines in pages for line in lines if _ENTRY.search(line.text)]
    return entries if len(entries) >= _OFTEN else []


def _pattern(text: str) -> str:
    """The text with every number the same: page numbers count up."""
    return _NUMBER.sub("#", "".join(text.split())) if len(text) < 12 else re.sub(r"\d+", "#", "".join(text.split()))


def _recurring(lines: list[PdfLine], enough: int) -> list[PdfLine]:
    """Those of lines that are alike which stand as high as others on other pages."""
    bands: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        for band in _bands(line):
            bands[band].add(line.page)
    return [line for line in lines if max(len(bands[band]) for band in _bands(line)) >= enough]


def _bands(line: PdfLine) -> tuple[int, int]:
    """The stripes of the page that a line belongs to; two lines near each other share one at least."""
    return round(line.middle / _SHIFT) * 2, round((line.middle + _SHIFT / 2) / _SHIFT) * 2 + 1
