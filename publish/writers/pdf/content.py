"""The content stream of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from publish.fontbook import INK_LEFT, INK_RIGHT
from publish.model.pages import Anchor, Box, LinkArea, Page, Picture, Shape, Tag, TextRun
from publish.writers.pdf.fonts import EmbeddedFont
from publish.writers.pdf.tags import TagTree

# What a literal string may not hold as it is (ISO 32000-1, 7.3.4.2); the backslash first.
_ESCAPES = ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"))
_ESCAPED = re.compile(rb"[\\()\r]")
_SQUEEZE = -0.02  # of the size; smaller steps back are part of spreading a line
FontOf = Callable[[str], EmbeddedFont]


def page_content(page: Page, font_of: FontOf, image_names: dict[str, str], tags: TagTree) -> bytes:
    """The drawing operators of a page in the order of its items, rules first; every piece of content is tagged."""
    boxes = [_box(item, page.height) for item in page.items if isinstance(item, Box)]
    parts = [b"/Artifact BMC", *boxes, b"EMC"] if boxes else []
    _prepare_fonts(page, font_of)
    drawing = _Drawing(page.height, font_of, image_names, tags)
    for item in page.items:
        match item:
            case TextRun():
                drawing.text(item)
            case Picture():
                drawing.picture(item)
            case Tag():
                drawing.element = item.element
            case Box() | LinkArea() | Anchor():
                pass
    drawing.close_text()
    return b"\n".join([*parts, *drawing.parts])


def _prepare_fonts(page: Page, font_of: FontOf) -> None:
    """Tells every font what it will have to show on the page: once for all runs."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for item in page.items:
        if isinstance(item, TextRun):
            texts[item.font].append(item.text)
    for face, shown in texts.items():
        font_of(face).prepare("".join(shown))


class _Drawing:
    """Operators of a page in the making; font, colour and spacing are set only where they change."""

    def __init__(self, height: float, font_of: FontOf, image_names: dict[str, str], tags: TagTree) -> None:
        self.parts: list[bytes] = []
        self._height = height
        self._font_of = font_of
        self._image_names = image_names
        self._tags = tags
        self.element = 0  # what is drawn next belongs to it
        self._marked: int | None = None  # the element of the open piece of marked content
        self._in_text = False
        self._font: EmbeddedFont | None = None
        self._face, self._size, self._color, self._spacing = "", 0.0, "#000000", 0.0

    def text(self, run: TextRun) -> None:
        """A run, in the text object at hand or a new one."""
        if not self._in_text:
            self.parts.append(b"BT")
            self._in_text = True
        if self._marked != self.element:
            self._mark()
        font = self._font
        if font is None or run.font != self._face or run.size != self._size:
            self._face, self._size = run.font, run.size
            font = self._font = self._font_of(run.font)
            self.parts.append(b"/%s %.4g Tf" % (font.resource.encode("ascii"), run.size))
        if run.color != self._color:
            self._color = run.color
            self.parts.append(_fill(run.color))
        if run.spacing != self._spacing:
            self._spacing = run.spacing
            self.parts.append(b"%.4f Tc" % run.spacing)
        shown = _shown(run, font) if run.gaps else _literal(font.encode(run.text)) + b" Tj"
        matrix = b"0 1 -1 0" if run.turned else b"1 0 0 1"
        self.parts.append(b"%s %.2f %.2f Tm %s" % (matrix, run.x, self._height - run.y, shown))

    def picture(self, picture: Picture) -> None:
        """An image, as content of its own."""
        if picture.digest not in self._image_names:
            return
        self.close_text()
        self._mark()
        self.parts.append(_picture(picture, self._height, self._image_names[picture.digest]))
        self._unmark()

    def _mark(self) -> None:
        self._unmark()
        self._marked = self.element
        if self.element:
            kind, number = self._tags.open(self.element)
            self.parts.append(b"/%s <</MCID %d>> BDC" % (kind, number))
        else:
            self.parts.append(b"/Artifact <</Type /Pagination>> BDC")

    def _unmark(self) -> None:
        if self._marked is not None:
            self.parts.append(b"EMC")
            self._marked = None

    def close_text(self) -> None:
        """Ends the text object at hand, if there is one."""
        if self._in_text:
            self._unmark()
            self.parts.append(b"ET")
            self._in_text = False


def _box(box: Box, height: float) -> bytes:
    if box.shape is Shape.DISC:  # a line of no length with round ends
        x, y = box.x + box.width / 2, height - box.y - box.height / 2
        stroke = _fill(box.color).upper()
        return b"q %s 1 J %.2f w %.2f %.2f m %.2f %.2f l S Q" % (stroke, box.width, x, y, x, y)
    frame = b"%.2f %.2f %.2f %.2f re f" % (box.x, height - box.y - box.height, box.width, box.height)
    return b"q %s %s Q" % (_fill(box.color), frame)


def _picture(picture: Picture, height: float, name: str) -> bytes:
    x, y = picture.x, height - picture.y - picture.height
    if picture.turned:
        matrix = b"0 %.2f -%.2f 0 %.2f %.2f" % (picture.height, picture.width, x + picture.width, y)
    else:
        matrix = b"%.2f 0 0 %.2f %.2f %.2f" % (picture.width, picture.height, x, y)
    return b"q %s cm /%s Do Q" % (matrix, name.encode("ascii"))


def _fill(color: str) -> bytes:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return b"%.4g g" % red
    return b"%.4g %.4g %.4g rg" % (red, green, blue)


def _shown(run: TextRun, font: EmbeddedFont) -> bytes:
    """The run with its gaps; a mark beside a negative one takes its half-width form, which makes the gap positive."""
    text, scale, narrow = font.encode(run.text), -1000 / run.size, _SQUEEZE * run.size
    parts: list[bytes] = []
    start = 0
    for index, gap in run.gaps:
        space = gap
        if gap < narrow:
            place = _squeezed(run.text, index)
            code = font.half_code(run.text[place]) if place is not None else ""
            if place is not None and code:
                text = text[:place] + code + text[place + 1 :]
                space = gap + run.size / 2
        if index > start:
            parts.append(_literal(text[start:index]))
        if space:
            parts.append(b"%.1f" % (space * scale))
        start = index
    parts.append(_literal(text[start:]))
    return b"[" + b" ".join(parts) + b"] TJ"


def _squeezed(text: str, index: int) -> int | None:
    """The mark that gives way where space is taken before a character: the one before it, or itself."""
    if index and text[index - 1] in INK_LEFT:
        return index - 1
    return index if text[index : index + 1] in INK_RIGHT else None


def _literal(text: str) -> bytes:
    """A literal string: shorter than hexadecimal, so that there is half as much to compress."""
    codes = text.encode("utf-16-be")
    if _ESCAPED.search(codes):
        for byte, escaped in _ESCAPES:
            codes = codes.replace(byte, escaped)
    return b"(%s)" % codes
