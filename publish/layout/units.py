"""The text of a book cut into units, each of which begins a page: they are set one by one, whoever does it and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publish.model.book import Chapter, Part
from publish.model.document import Figure
from publish.model.manuscript import Manuscript
from publish.model.style import BreakBefore, StyleRole, StyleSheet
from publish.model.walk import all_blocks, chapter_lines, note_count

Sizes = dict[str, tuple[int, int]]
"""Width and height of images in pixels, by digest."""


class UnitPart(msgspec.Struct, frozen=True):
    """Chapters of one part. `title` is that of the part when it begins here, `level` that of the chapters' titles."""

    anchor: str
    title: str
    level: int
    chapters: tuple[Chapter, ...]


class Unit(msgspec.Struct, frozen=True):
    """Text that begins a page, up to the next text that does: all that its pages depend on, style and fonts apart.

    `first_note` is the number of its first note, 0 where there are none.
    """

    parts: tuple[UnitPart, ...]
    language: str
    images: Sizes = {}
    first_note: int = 0


def units(manuscript: Manuscript) -> Iterator[Unit]:
    """The parts and chapters of a book as units, in order."""
    notes = 0
    for parts in _groups(manuscript.book.parts, manuscript.style):
        chapters = [chapter for part in parts for chapter in part.chapters]
        count = sum(note_count(chapter.blocks) for chapter in chapters)
        language = manuscript.book.metadata.language
        yield Unit(tuple(parts), language, _sizes(chapters, manuscript), notes + 1 if count else 0)
        notes += count


def unit_lines(unit: Unit) -> Iterator[str]:
    """The text of a unit, line by line: what its pages must show."""
    for part in unit.parts:
        if part.title:
            yield part.title
        for chapter in part.chapters:
            yield from chapter_lines(chapter)


def _sizes(chapters: Iterable[Chapter], manuscript: Manuscript) -> Sizes:
    if not manuscript.assets:
        return {}
    figures = (block for chapter in chapters for block in all_blocks(chapter.blocks) if isinstance(block, Figure))
    digests = sorted({figure.digest for figure in figures})
    assets = {digest: manuscript.assets[digest] for digest in digests if digest in manuscript.assets}
    return {digest: (asset.width, asset.height) for digest, asset in assets.items()}


def _groups(parts: Iterable[Part], sheet: StyleSheet) -> Iterator[list[UnitPart]]:
    """Titles and chapters that follow each other without a page break between them."""
    group: list[UnitPart] = []
    for piece in _pieces(parts):
        if group and _begins_page(piece, sheet):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _pieces(parts: Iterable[Part]) -> Iterator[UnitPart]:
    """The title of each part, and each chapter, by itself."""
    for part in parts:
        level = 2 if part.title else 1
        if part.title:
            yield UnitPart(part.anchor, part.title, level, ())
        for chapter in part.chapters:
            yield UnitPart(part.anchor, "", level, (chapter,))


def _begins_page(piece: UnitPart, sheet: StyleSheet) -> bool:
    """Whether its title begins a page; what has none is left with the text before it."""
    role = StyleRole.PART_TITLE if piece.title else StyleRole.TITLE
    title = piece.title or piece.chapters[0].metadata.title
    return bool(title.strip()) and sheet.text[role].break_before is not BreakBefore.NONE
