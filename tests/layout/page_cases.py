"""Cases of whole pages: a document line by line, and its pages as a table of where each piece of type stands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from publish.fontbook import FontBook
from publish.model.book import Chapter
from publish.model.document import Block, Heading, Paragraph, Role, Text
from publish.model.pages import Box, Page, TextRun
from publish.model.style import StyleRole, StyleSheet
from publish.units import to_pt

from .books import chapter

CASE = re.compile(r"^## (.+?)\n```document\n(.*?)\n```\n```pages\n(.*?)\n```", re.MULTILINE | re.DOTALL)
ROLES = {role.value for role in Role}
FILLER = re.compile(r"(.+) x(\d+)")


class PageCase(NamedTuple):
    """A document and what its pages are to look like."""

    name: str
    document: str
    pages: str


def page_cases(path: Path) -> list[PageCase]:
    return [PageCase(*found) for found in CASE.findall(path.read_text("utf-8"))]


def chapter_of(document: str, number: int = 1) -> Chapter:
    """`# title`, `[1] heading`, `role: paragraph`, or a paragraph of text; ` x20` at the end says it so many times."""
    title, *rest = document.split("\n")
    return chapter(number, title.removeprefix("# "), *[block for line in rest for block in blocks_of(line)])


def blocks_of(line: str) -> list[Block]:
    times = FILLER.fullmatch(line)
    if times:
        return blocks_of(times[1]) * int(times[2])
    role, colon, text = line.partition(": ")
    if colon and role in ROLES:
        return [Paragraph((Text(text),), role=Role(role))]
    heading = re.fullmatch(r"\[(\d)\] (.+)", line)
    if heading:
        return [Heading(int(heading[1]), (Text(heading[2]),))]
    return [Paragraph((Text(line),))]


def dump_of(pages: list[Page], sheet: StyleSheet) -> str:
    """Line of the grid, distance from the left edge of the type area in characters of the grid, face, size, text.

    Rules are told with their places in mm from the top and the left edge of the type area, width and height.
    """
    return "\n".join(row for page in pages for row in (f"--- {page.label}", *_rows(page, sheet)))


def _rows(page: Page, sheet: StyleSheet) -> Iterator[str]:
    style, body = sheet.page, sheet.text[StyleRole.BODY]
    even = int(page.label) % 2 == 0
    left = to_pt(style.margin_outer if even else style.margin_inner)
    top, line = to_pt(style.margin_top), to_pt(body.line_height)
    character = to_pt(body.size + body.letter_spacing)
    labels = _labels(sheet)
    for item in page.items:
        if isinstance(item, TextRun):
            middle = item.y - 0.38 * item.size - top  # of the em box
            place = f"{middle / line + 0.5:5.1f} {(item.x - left) / character:5.1f}"
            yield f"{place}  {labels[item.font]}{item.size:g}  {item.text}"
    for item in page.items:
        if isinstance(item, Box):
            numbers = (item.y - top, item.x - left, item.width, item.height)
            yield "rule  " + " ".join(f"{number / 72 * 25.4:.2f}" for number in numbers)


def _labels(sheet: StyleSheet) -> dict[str, str]:
    fonts = FontBook(sheet.families)
    return {fonts.coverage(family.role).faces[0].name: family.label for family in reversed(sheet.families.values())}
