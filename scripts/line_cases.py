"""Draws the cases of tests/layout/cases/lines.md into a PDF, to look at: each text in its measure, between two rules.

python scripts/line_cases.py lines.pdf && pdftoppm -r 100 -png lines.pdf lines
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from publish.fontbook import FontBook
from publish.layout.breaks import line_rules
from publish.layout.column import Measure
from publish.layout.paragraph import set_paragraph
from publish.layout.setting import Piece
from publish.layout.slug import moved
from publish.model.book import Book, BookMetadata
from publish.model.manuscript import Manuscript
from publish.model.pages import Box, Element, Item, Kind, Page, Section, Tag
from publish.model.style import Dots, Kinsoku, TextStyle
from publish.stylesheet import load_style
from publish.units import pt
from publish.writers.pdf.write import write_pdf

CASES = Path(__file__).parent.parent / "tests" / "layout" / "cases" / "lines.md"
CASE = re.compile(r"^## (.+?)\nmeasure: (\d+)((?: · [\w-]+)*)\n```text\n(.*?)\n```", re.MULTILINE | re.DOTALL)
WIDTH, HEIGHT, MARGIN, SIZE = 595.28, 841.89, 56.0, 14.0
DOTTED = "着重号标在字下，标点符号没有。"


class Proof:
    """Pages filled with cases from top to bottom, in two columns where they fit."""

    def __init__(self, sheet: object, fonts: FontBook) -> None:
        self.elements = [Element(Kind.ARTIFACT, 0), Element(Kind.DOCUMENT, 0), Element(Kind.PARAGRAPH, 1)]
        self._fonts = fonts

    @property
    def pages(self) -> Iterator[Page]:
        """The pages, all of one section."""
        items: list[Item] = []
        y, number = MARGIN, 1
        for title, measure, options, text in CASE.findall(CASES.read_text("utf-8")):
            block, height = self._case(title, float(measure) * SIZE, options, text)
            if y + height > HEIGHT - MARGIN:
                yield Page(Section.BODY, number, str(number), WIDTH, HEIGHT, tuple(items))
                items, y, number = [], MARGIN, number + 1
            items.extend(moved(item, 0.0, y) for item in block)
            y += height
        items.extend(moved(item, 0.0, y) for item in self._set(DOTTED, "kaiti", 20 * SIZE, 0.0, "", Dots.BELOW)[0])
        yield Page(Section.BODY, number, str(number), WIDTH, HEIGHT, tuple(items))

    def _case(self, title: str, measure: float, options: str, text: str) -> tuple[list[Item], float]:
        label = TextStyle("heiti", pt(7), pt(10), color="#555555")
        head = set_paragraph([Piece(title, "heiti", 7.0, "#555555")], label, Measure(MARGIN, 480.0), self._fonts, 2)
        face = "kaiti" if "kaiti" in options else "songti"
        lines, height = self._set(text, face, measure, 2 * SIZE if "indented" in options else 0.0, options)
        top = 10.0 * len(head)
        edges = [Box(MARGIN + x, top, 0.3, height, "#cc4444") for x in (0.0, measure)]
        return [*head[0].items, *(moved(item, 0.0, top) for item in lines), *edges], top + height + 5.0

    def _set(
        self, text: str, face: str, measure: float, indent: float, options: str, dots: Dots = Dots.NONE
    ) -> tuple[list[Item], float]:
        named = options.replace("·", " ").split()
        level = next((Kinsoku(name) for name in named if name in set(Kinsoku)), Kinsoku.GB)
        language = next((name for name in named if name not in {level, face, "indented"}), "")
        style = TextStyle(face, pt(SIZE), pt(SIZE * 1.5), first_line_indent=pt(indent))
        piece = Piece(text, face, SIZE, "#000000", dots=dots)
        area, rules = Measure(MARGIN, measure), line_rules(language, level)
        slugs = set_paragraph([piece], style, area, self._fonts, 2, rules=rules)
        items: list[Item] = [Tag(2)]
        for number, slug in enumerate(slugs):
            items.extend(moved(item, 0.0, number * SIZE * 1.5) for item in slug.items)
        return items, len(slugs) * SIZE * 1.5


def main(path: str) -> None:
    """Writes the PDF."""
    sheet = load_style("book", Path()).value
    fonts = FontBook(sheet.families)
    manuscript = Manuscript(Book(BookMetadata("行的排法"), (), ()), sheet, {})
    Path(path).write_bytes(write_pdf(manuscript, Proof(sheet, fonts), fonts).value)


if __name__ == "__main__":
    main(sys.argv[1])
