"""Sections: paper, margins, grid, running heads and page numbers of a stretch of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from docx.opc.constants import RELATIONSHIP_TYPE

from publish.model.book import Book
from publish.model.style import FootPlace, HeadContent, PageStyle, StyleRole, StyleSheet, TextStyle
from publish.titles import one_line
from publish.units import Length, to_twips
from publish.writers.docx.draft import Relations
from publish.writers.docx.markup import attributes, complex_field, paragraph, part, text_runs, value
from publish.writers.docx.names import SEPARATOR, Levels, foot_style, style_of
from publish.writers.docx.properties import grid
from publish.writers.docx.template import Template

_ASCENT = 0.88  # of an em above the base line, as the em box of East Asian faces has it
_EMPTY = paragraph(SEPARATOR, "")


class Start(StrEnum):
    """Where a section begins, as Word calls it."""

    PAGE = "nextPage"
    RECTO = "oddPage"


@dataclass(frozen=True, slots=True)
class Titles:
    """What running heads show in a section: with levels, until Word finds out itself; without, as it stands here."""

    part: str
    document: str
    levels: Levels | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How pages are numbered; `start` is None where the count goes on."""

    format: str = "decimal"
    start: int | None = None


@dataclass(slots=True)
class Section:
    """Paragraphs and tables on pages of one make-up; without titles no running heads, without numbers no feet.

    `first` is the number of the first page, which has no running head since a title opens it; `anchors` are those of
    the titles in it. `letter_foot` is what the foot of a letter's first page has instead of the number.
    """

    start: Start = Start.PAGE
    titles: Titles | None = None
    numbers: Numbers | None = None
    content: list[str] = field(default_factory=list)
    first: int = 1
    anchors: list[str] = field(default_factory=list)
    letter_foot: str = ""


class Furniture:
    """Makes the header and footer parts, equal ones once."""

    def __init__(self, book: Book, sheet: StyleSheet, relations: Relations, template: Template | None = None) -> None:
        self.parts: dict[str, bytes] = {}
        self.template = template
        self._names: dict[bytes, str] = {}
        self._book, self._sheet, self._relations = book, sheet, relations

    def references(self, section: Section) -> str:
        """The references to heads and feet. Empty ones undo those of the section before."""
        if section.titles is None and section.numbers is None and not self.parts:
            return ""
        if self.template and self.template.furnished:
            shown = {"header": section.titles is not None, "footer": section.numbers is not None}
            return self.template.references(self._relations, shown)
        sides = ("default", "even") if two_sided(self._sheet) else ("default",)
        heads = [self._head(section, side) for side in sides] if self._has_heads() else []
        opening = self._opening(section) if self.opens(section) else []
        return "".join([*heads, *[self._foot(section, side) for side in sides], *opening])

    def opens(self, section: Section) -> bool:
        """Whether the first page of a section looks different: a title opens it, so that it needs no running head."""
        opened = bool(section.letter_foot) or (section.titles is not None and self._has_heads())
        return opened and not (self.template and self.template.furnished)

    def _opening(self, section: Section) -> list[str]:
        """An empty head, and the foot that the page has by its number."""
        even = two_sided(self._sheet) and section.first % 2 == 0
        body = self._page_number("even" if even else "default", section.numbers) if section.numbers else _EMPTY
        body = section.letter_foot or body
        empty = self._reference("header", "first", part("hdr", _EMPTY))
        return [empty, self._reference("footer", "first", part("ftr", body))]

    def _has_heads(self) -> bool:
        return {self._sheet.head.odd, self._sheet.head.even} != {HeadContent.NONE}

    def _head(self, section: Section, side: str) -> str:
        content = self._sheet.head.even if side == "even" else self._sheet.head.odd
        shown = self._shown(content, section.titles) if section.titles else ""
        body = paragraph(style_of(StyleRole.RUNNING_HEAD), shown) if shown else _EMPTY
        return self._reference("header", side, part("hdr", body))

    def _shown(self, content: HeadContent, titles: Titles) -> str:
        match content:
            case HeadContent.NONE:
                return ""
            case HeadContent.DOCUMENT if titles.document:
                return _title(titles.levels, titles.document, "chapter")
            case HeadContent.PART if titles.part:
                return _title(titles.levels, titles.part, "part")
            case HeadContent.COLLECTION | HeadContent.PART | HeadContent.DOCUMENT:
                return text_runs(one_line(self._book.metadata.title))

    def _foot(self, section: Section, side: str) -> str:
        body = self._page_number(side, section.numbers) if section.numbers else _EMPTY
        return self._reference("footer", side, part("ftr", body))

    def _page_number(self, side: str, numbers: Numbers) -> str:
        foot = self._sheet.foot
        style = foot_style(even=side == "even") if foot.place is FootPlace.OUTSIDE else style_of(StyleRole.PAGE_NUMBER)
        before, _, after = foot.format.partition("{n}")
        number = complex_field("PAGE", text_runs(str(numbers.start or 1)))
        return paragraph(style, f"{text_runs(before)}{number}{text_runs(after)}")

    def _reference(self, kind: str, side: str, content: bytes) -> str:
        name = self._names.setdefault(content, f"/word/{kind}{len(self.parts) + 1}.xml")
        self.parts[name] = content
        relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
        identity = self._relations.to_part(relation, name)
        return f'<w:{kind}Reference w:type="{side}" r:id="{identity}"/>'


def _title(levels: Levels | None, title: str, unit: Literal["chapter", "part"]) -> str:
    """The title of the unit on the page. A digit names a built-in heading level in every language of Word."""
    shown = text_runs(one_line(title))
    if levels is None:
        return shown
    level = levels.part if unit == "part" else levels.chapter
    style = f'"{levels.style_name(level)}"' if levels.outside else str(level)
    return complex_field(f"STYLEREF {style}", shown)


def two_sided(sheet: StyleSheet) -> bool:
    """Whether even pages look different from odd ones."""
    return sheet.page.mirrored or sheet.head.odd is not sheet.head.even or sheet.foot.place is FootPlace.OUTSIDE


def section_properties(section: Section, sheet: StyleSheet, furniture: Furniture) -> str:
    """The `w:sectPr` element of a section."""
    references, template = furniture.references(section), furniture.template
    page, numbers = sheet.page, section.numbers
    margins, lines = _margins(page, sheet), grid(sheet)
    if template:
        margins, lines = {**margins, **template.reference.edges}, template.reference.grid
    counted = attributes({"fmt": numbers.format, "start": numbers.start}) if numbers else ""
    size = attributes({"w": to_twips(page.width), "h": to_twips(page.height)})
    return "".join(
        [
            f"<w:sectPr>{references}{value('type', section.start)}<w:pgSz{size}/>",
            f"<w:pgMar{attributes(margins)}/>",
            f"<w:pgNumType{counted}/>" if counted else "",
            '<w:cols w:space="425"/>',
            "<w:titlePg/>" if furniture.opens(section) else "",
            lines,
            "</w:sectPr>",
        ]
    )


def _margins(page: PageStyle, sheet: StyleSheet) -> dict[str, object]:
    """Margins in twips. Heads and feet are measured from the paper's edge to their own outer edge."""
    head, foot = sheet.text[StyleRole.RUNNING_HEAD], sheet.text[StyleRole.PAGE_NUMBER]
    above = page.margin_top - sheet.head.distance - _base_line(head)
    below = page.margin_bottom - sheet.foot.distance - (foot.line_height - _base_line(foot))
    return {
        "top": to_twips(page.margin_top),
        "right": to_twips(page.margin_outer),
        "bottom": to_twips(page.margin_bottom),
        "left": to_twips(page.margin_inner),
        "header": max(to_twips(Length(above)), 0),
        "footer": max(to_twips(Length(below)), 0),
        "gutter": 0,
    }


def _base_line(style: TextStyle) -> int:
    """From the top of a line down to its base line."""
    return round((style.line_height - style.size) / 2 + _ASCENT * style.size)


def join_sections(sections: list[Section], furniture: Furniture, sheet: StyleSheet) -> list[str]:
    """The content of `w:body`: each section closed by its properties, which its last paragraph carries."""
    pieces: list[str] = []
    for section in sections[:-1]:
        properties = section_properties(section, sheet, furniture)
        pieces += _closed(section.content, properties)
    last = sections[-1]
    return [*pieces, *last.content, section_properties(last, sheet, furniture)]


def _closed(content: list[str], properties: str) -> list[str]:
    if not content or not content[-1].endswith("</w:p>") or _ends_field(content[-1]):
        return [*content, paragraph(SEPARATOR, "", properties)]
    head, end, rest = content[-1].rpartition("</w:pPr>")
    return [*content[:-1], f"{head}{properties}{end}{rest}"]


def _ends_field(markup: str) -> bool:
    """Whether a field of several paragraphs ends here: as the end of a section too, LibreOffice forgets its numbers."""
    return 'fldCharType="end"' in markup and 'fldCharType="begin"' not in markup
