"""Content documents of e-books that this program made: every element says what it is, nothing is guessed.

What somebody has added since in an editor is read as what its element is in HTML; no text is left out.
"""

import re
from collections.abc import Iterable
from typing import Protocol

from lxml.etree import _Element
from msgspec.structs import replace

from publish.diagnostics import Span
from publish.model.document import Role
from publish.model.raw import CAPTION, SUBTITLE, VERSE, CellPlace, Hints, ImagePlace, RawBlock
from publish.readers.epub.own_words import Words, is_call, is_inline, styled_level
from publish.readers.html.programs import program_language
from publish.readers.html.tables import Grid
from publish.readers.html.tags import DELIMITERS, HEADINGS, SKIPPED
from publish.readers.links import heading_target
from publish.readers.lists import ListStack
from publish.readers.places import Counters

_STYLES = {role.value: role.value for role in Role if role is not Role.BODY} | {SUBTITLE: SUBTITLE}
_EMU_SIZE = re.compile(r"([0-9]{1,9}) ([0-9]{1,9})")


class Pictures(Protocol):
    """Gives the image that an address names."""

    def find(self, reference: str, place: ImagePlace, span: Span) -> ImagePlace | None:
        """The image; None when it cannot be had."""
        ...


def called_notes(bodies: Iterable[_Element]) -> frozenset[str]:
    """The names of the notes that are called anywhere in the book."""
    links = (link for body in bodies for link in body.iter("a"))
    return frozenset((link.get("href") or "")[1:] for link in links if is_call(link))


class OwnPage:
    """Reads one content document. `notes` are the names of notes that are called in the book.

    `targets` has for the names of its headings the address by which assembly knows them.
    """

    def __init__(self, path: str, pictures: Pictures, counters: Counters, notes: frozenset[str]) -> None:
        self._path = path
        self._pictures = pictures
        self._counters = counters
        self._notes = notes
        self._lists = ListStack(counters)
        self._blocks: list[RawBlock] = []
        self._line = 1
        self._top = 0
        self.targets: dict[str, str] = {}

    def read(self, body: _Element) -> tuple[RawBlock, ...]:
        """All blocks of the document in order."""
        self._flow(body, Hints())
        return tuple(self._blocks)

    def _flow(self, element: _Element, hints: Hints) -> None:
        """The blocks of an element that may hold both words and blocks."""
        words = Words()
        words.run(element.text)
        for child in element:
            if is_inline(child):
                words.take(child)
            elif isinstance(child.tag, str):
                self._close(words, hints)
                words = Words()
                line: int | None = child.sourceline  # type: ignore[assignment]  # the stubs leave its type open
                self._line = line or self._line
                self._block(child, hints)
            words.run(child.tail)
        self._close(words, hints)

    def _close(self, words: Words, hints: Hints) -> None:
        text, marks = words.finish()
        if text.strip() or any(mark.start == mark.end for mark in marks):
            self._blocks.append(RawBlock(text, self._span(text), hints, marks))
        self.targets |= {f"#{name}": heading_target(lead) for name, lead in words.leads.items()}

    def _block(self, element: _Element, hints: Hints) -> None:
        tag, names = str(element.tag), (element.get("class") or "").split()
        if tag in SKIPPED or "empty" in names:
            return
        if tag in HEADINGS:
            self._heading(element, names, hints)
        elif tag in ("ul", "ol"):
            self._list(element, hints)
        elif tag == "table":
            self._table(element, hints)
        elif tag in ("figure", "img"):
            self._figure(element, hints)
        elif tag == "pre":
            self._emit("".join(map(str, element.itertext())), replace(hints, code=program_language(element) or ""))
        elif tag == "hr":
            self._blocks.append(RawBlock("", self._span(""), replace(hints, rule=True)))
        elif VERSE in names:
            self._verse(element, hints)
        else:
            self._flow(element, self._around(element, tag, names, hints))

    def _around(self, element: _Element, tag: str, names: list[str], hints: Hints) -> Hints:
        """What holds inside of an element that is no more than a frame or a paragraph."""
        if tag == "blockquote":
            return replace(hints, quote=hints.quote + 1)
        if tag == "aside" and element.get("id") in self._notes:
            return Hints(note=element.get("id"))
        return replace(hints, style=next((_STYLES[name] for name in names if name in _STYLES), hints.style))

    def _heading(self, element: _Element, names: list[str], hints: Hints) -> None:
        words = Words()
        words.inside(element)
        text, marks = words.finish()
        level = self._level(element, names)
        if element.get("id"):
            self.targets[f"#{element.get('id')}"] = heading_target(text)
        told = replace(hints, level=level, page_break_before=level == 0)
        self._blocks.append(RawBlock(text, self._span(text), told, marks))

    def _level(self, element: _Element, names: list[str]) -> int:
        """The level that the class names; of a heading that came in later the one that HTML gives it."""
        html = HEADINGS[str(element.tag)]
        if "title" in names or "order-title" in names:
            self._top = html
            return 0
        return int(styled_level(element) or max(html - self._top, 1))

    def _list(self, element: _Element, hints: Hints) -> None:
        start = element.get("start") or "1"
        ordered = element.tag == "ol"
        self._lists.open((int(start) if start.isdecimal() and len(start) < 8 else 1) if ordered else None)
        for item in element.iterchildren("*"):
            if item.tag == "li":
                self._lists.open_item("", DELIMITERS.get(element.get("class") or "", ""))
                self._flow(item, replace(hints, list=self._lists.place))
            else:
                self._block(item, hints)
        self._lists.close()

    def _table(self, table: _Element, hints: Hints) -> None:
        grid = Grid(self._counters.next_table())
        for child in table:
            if child.tag == "caption":
                self._flow(child, replace(hints, style=CAPTION))
            for row in [child] if child.tag == "tr" else child.iterchildren("tr"):
                grid.next_row()
                for cell in row.iterchildren("td", "th"):
                    self._cell(cell, grid.next_cell(cell), hints)

    def _cell(self, cell: _Element, place: CellPlace, hints: Hints) -> None:
        place = replace(place, header=cell.tag == "th" or cell.get("class") == "head")
        inner, before = replace(hints, cell=place), len(self._blocks)
        self._flow(cell, inner)
        if len(self._blocks) == before:
            self._blocks.append(RawBlock("", self._span(""), inner))

    def _figure(self, figure: _Element, hints: Hints) -> None:
        """An image with the caption below it; a figure with anything else in it is read piece by piece."""
        images, caption = list(figure.iter("img")), figure.find("figcaption")
        if len(images) != 1:
            self._flow(figure, hints)
            return
        place = self._place(images[0])
        words = Words()
        if caption is not None:
            words.inside(caption)
        elif place is None:
            words.run(images[0].get("alt"))
        text, marks = words.finish()
        if text or place:
            self._blocks.append(RawBlock(text, self._span(text), replace(hints, image=place), marks))

    def _place(self, image: _Element) -> ImagePlace | None:
        alt = "" if image.get("class") == "undescribed" else image.get("alt") or ""
        size = _EMU_SIZE.fullmatch(image.get("data-emu") or "")
        place = ImagePlace("", alt, int(size[1]), int(size[2])) if size else ImagePlace("", alt)
        return self._pictures.find(image.get("src") or "", place, self._span(""))

    def _verse(self, element: _Element, hints: Hints) -> None:
        """A poem is one block, a blank line between its stanzas."""
        words = Words()
        for number, stanza in enumerate(element.iterchildren("p")):
            words.add("\n\n" if number else "")
            words.inside(stanza)
        text, marks = words.finish()
        self._blocks.append(RawBlock(text, self._span(text), replace(hints, style=VERSE), marks))

    def _emit(self, text: str, hints: Hints) -> None:
        self._blocks.append(RawBlock(text, self._span(text), hints))

    def _span(self, text: str) -> Span:
        return Span(self._path, self._line, 1, len(text))
