"""C506: what a site strews over a text so that copies of it are spoilt: scattered letters and symbols, readings."""

import re
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import short_lines, view
from publish.cleaners.wording import HAN
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_STREWN = late(r"[!-~]{1,3}(?: [!-~]{1,3}){4,}(?=\s|$)", re.MULTILINE)
_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_READING = late(rf"[(（](?<=[{HAN})）].)[{_LETTERS}]{{1,6}}[)）]")
_ASCII_LINE = late(r"[!-~]{1,3}(?: [!-~]{1,3})*")
_ODD = frozenset("{}|~`^@#$!&;?_[]*\\<>%")
TWICE = 2
"""So many stretches show that a text was strewn over."""
BLANKS = 4 * TWICE
"""Blanks in so many stretches, at least."""
DENSE, FEWEST = 60, 8
"""A reading for each so many characters, and so many readings, are no help for readers."""
LIMIT = 60


def find_jammers(document: RawDocument) -> Iterator[Edit]:
    """C506: stretches of single letters, figures and symbols; readings in brackets behind every other character."""
    seen = view(document)
    blanks = seen.text.count(" ") if " " in seen.rare else 0
    strewn = [found for found in _STREWN.finditer(seen.text) if _is_noise(found[0])] if blanks >= BLANKS else []
    if len(strewn) >= TWICE and not seen.technical:
        for found in strewn:
            start = found.start() - (seen.text[found.start() - 1 : found.start()] == " ")
            yield from seen.cut(start, found.end(), "C506", "letters and symbols strewn over the text")
        for line in short_lines(document, LIMIT):
            if _ASCII_LINE.fullmatch(line.text) and not _ODD.isdisjoint(line.text):
                yield line.drop("C506", "letters and symbols strewn over the text")
    readings = list(seen.odd(_READING))
    if len(readings) >= FEWEST and len(readings) * DENSE >= len(seen.text):
        for found in readings:
            yield from seen.cut(found.start(), found.end(), "C506", "reading behind a character")


def _is_noise(stretch: str) -> bool:
    """Whether a stretch has letters, figures and symbols of several kinds that belong to no formula."""
    marks = [character for character in stretch if not character.isalnum() and character != " "]
    return (
        len(set(marks)) > 2
        and not _ODD.isdisjoint(marks)
        and any(map(str.isalpha, stretch))
        and any(map(str.isdigit, stretch))
    )


RULES = (
    Rule(
        "C506",
        "jammer",
        Safety.RISKY,
        "Single letters, figures and symbols strewn over a text, twice at least; a reading in brackets behind many "
        "characters.",
        "Forums and sites hide them on the page; in a copy they stand among the words.",
        ("要抓好落实。 i( j7 e7 Z2 {! |0 K\n# L* n6 Q% ^* `$ j8 f/ d\n各项任务。", "要抓好落实。\n各项任务。"),
        find_jammers,
        ("A B C D E 五组", "x + y = 3 * z - 1", "重（chóng）庆的重，读音易错。"),
    ),
)
