"""The generated cover: a picture (PNG) of the metadata, in the faces and colours of the style.

A PNG and no drawing (SVG): shelves of e-readers and catalogues show it, and its type is that of the style everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from publish.fontbook import Face, FontBook
from publish.model.book import BookMetadata
from publish.model.manuscript import Manuscript
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.titles import break_title, text_width
from publish.units import to_pt
from publish.writers.xhtml.titles import imprint

if TYPE_CHECKING:  # Pillow is loaded when a cover is drawn: most builds of a PDF need none
    from PIL import ImageDraw, ImageFont

WIDTH = 1200
_NARROWEST, _WIDEST = 1.3, 1.6  # height to width: what shelves of e-readers show uncropped
_MEASURE = 0.78  # of the width for text
_TITLE_TOP = 0.2  # of the height: the top of the title
_FOOT = 0.88  # of the height: the last base line
_MOST_TITLE_LINES = 5
_SMALLEST = 40.0
_ENLARGED = 1.4  # times the printed sizes: on a shelf the cover is as small as a stamp
_FRAME = ((36, 6), (54, 2))  # a thick and a thin line: distance from the edge, width
_PAPER = "#ffffff"
_WIDE_SPACE = "\u3000"


class CoverLine(msgspec.Struct, frozen=True):
    """A line of text in the middle of the cover; `y` is its base line. Sizes in pixels."""

    text: str
    y: float
    size: float
    color: str
    font: str


class CoverPlan(msgspec.Struct, frozen=True):
    """What stands where on the cover."""

    width: int
    height: int
    color: str
    lines: tuple[CoverLine, ...]


def plan_cover(metadata: BookMetadata, style: StyleSheet) -> CoverPlan:
    """The cover before it is drawn: title, subtitle, and who made the book."""
    ratio = min(max(style.page.height / style.page.width, _NARROWEST), _WIDEST)
    height = round(WIDTH * ratio)
    scale = WIDTH / to_pt(style.page.width) * _ENLARGED
    title = _fitted(metadata.title, style.text[StyleRole.COVER_TITLE], scale)
    subtitle = _fitted(metadata.subtitle, style.text[StyleRole.COVER_SUBTITLE], scale)
    foot = _foot(metadata, style.text[StyleRole.COVER_LINE], scale)
    top = height * _TITLE_TOP
    below = top + len(title.texts) * title.pitch + 0.6 * title.size
    lines = (
        *title.placed(top + title.size),
        *subtitle.placed(below + subtitle.size),
        *foot.placed(height * _FOOT - (len(foot.texts) - 1) * foot.pitch),
    )
    return CoverPlan(WIDTH, height, style.text[StyleRole.COVER_TITLE].color, lines)


def cover_png(metadata: BookMetadata, style: StyleSheet) -> bytes:
    """The cover as a PNG image. Raises PublishError (F00x) when a font is missing."""
    plan = plan_cover(metadata, style)
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (plan.width, plan.height), _PAPER)
    draw = ImageDraw.Draw(image)
    for inset, width in _FRAME:
        box = (inset, inset, plan.width - inset, plan.height - inset)
        draw.rectangle(box, outline=plan.color, width=width)
    fonts = FontBook(style.families)
    for line in plan.lines:
        _draw_line(draw, line, plan.width, fonts)
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def shelf_cover(manuscript: Manuscript) -> bytes:
    """The cover as a PNG image for shelves and catalogues: the one that is given, else the drawn one.

    Raises PublishError (F00x) when a font is missing.
    """
    cover = manuscript.book.cover
    given = manuscript.assets.get(cover.digest) if cover and cover.digest else None
    if given is None:
        return cover_png(manuscript.book.metadata, manuscript.style)
    from PIL import Image

    target = BytesIO()
    with Image.open(BytesIO(given.data)) as image:
        image.convert("RGB").save(target, "PNG")
    return target.getvalue()


class _Lines(msgspec.Struct, frozen=True):
    """Lines of text in one style; `size` and `pitch` in pixels."""

    texts: tuple[str, ...]
    style: TextStyle
    size: float
    pitch: float

    def placed(self, y: float) -> Iterator[CoverLine]:
        """The lines from this base line on, each small enough for the measure."""
        for number, text in enumerate(self.texts):
            size = min(self.size, WIDTH * _MEASURE / max(text_width(text), 1))
            yield CoverLine(text, y + number * self.pitch, round(size, 1), self.style.color, self.style.font)


def _fitted(text: str, style: TextStyle, scale: float) -> _Lines:
    """The text at the style's size, or smaller where it would take too many lines."""
    size = to_pt(style.size) * scale
    while True:
        lines = break_title(text, WIDTH * _MEASURE / size)
        if len(lines) <= _MOST_TITLE_LINES or size <= _SMALLEST:
            return _Lines(lines, style, round(size, 1), round(size * 1.45, 1))
        size *= 0.9


def _foot(metadata: BookMetadata, style: TextStyle, scale: float) -> _Lines:
    size = to_pt(style.size) * scale
    capacity = WIDTH * _MEASURE / size
    lines = tuple(line for text in imprint(metadata) for line in break_title(text, capacity))
    return _Lines(lines, style, round(size, 1), round(size * 1.6, 1))


def _draw_line(draw: ImageDraw.ImageDraw, line: CoverLine, width: int, fonts: FontBook) -> None:
    """A line in the middle, each character in the first face that has it."""
    runs = list(_runs(line, fonts))
    x = (width - sum(font.getlength(text) for font, text in runs)) / 2
    for font, text in runs:
        draw.text((x, line.y), text, fill=line.color, font=font, anchor="ls")
        x += font.getlength(text)


def _runs(line: CoverLine, fonts: FontBook) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    from PIL import ImageFont

    coverage = fonts.coverage(line.font)

    def face_of(char: str) -> Face:
        return coverage.face(char)

    shown = "".join(char for char in line.text if char.isprintable() or char == _WIDE_SPACE)
    for face, chars in groupby(shown, key=face_of):
        font = ImageFont.truetype(str(face.path), line.size, layout_engine=ImageFont.Layout.BASIC)
        yield font, "".join(chars)
