"""The content streams of a page: its text, which is the same on whatever page, and what depends on the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from publish.fontbook import INK_LEFT, INK_RIGHT, Face
from publish.model.pages import Box, Element, Item, LinkArea, Picture, Shape, Tag, TextRun
from publish.writers.pdf.codes import HALF_CODES, CharacterCodes, has_rare
from publish.writers.pdf.names import image_name, resource_name
from publish.writers.pdf.packing import packed

_SQUEEZE = -0.02  # of the size; smaller steps back are part of spreading a line


class Drawing(msgspec.Struct, frozen=True, gc=False):
    """Text as drawing operators, compressed. `marks` are the elements of its pieces of marked content, in order."""

    data: bytes = b""
    marks: tuple[int, ...] = ()
    links: tuple[LinkArea, ...] = ()


class Glyphs(msgspec.Struct, frozen=True, gc=False):
    """Characters that a face shows, and the marks of which it shows the half-width form; both in order."""

    chars: str
    halves: str = ""


class GlyphUse:
    """Collects what each face shows."""

    def __init__(self, faces: Mapping[str, Face], codes: CharacterCodes) -> None:
        self._faces = faces
        self._codes = codes
        self._shown: defaultdict[str, list[str]] = defaultdict(list)
        self._halves: defaultdict[str, set[str]] = defaultdict(set)
        self._known: dict[tuple[str, str], str] = {}

    def encoded(self, runs: Iterable[TextRun]) -> list[str]:
        """The codes of the text of each run, which its face thereby shows."""
        texts = []
        for run in runs:
            self._shown[run.font].append(run.text)
            texts.append(run.text)
        return list(map(self._codes.encode, texts)) if has_rare("".join(texts)) else texts

    def half(self, face: str, mark: str) -> str:
        """The code of the half-width form of a mark, which the face thereby shows; '' where there is none."""
        key = face, mark
        code = self._known.get(key)
        if code is None:
            code = self._known[key] = "" if self._faces[face].half_form(mark) is None else HALF_CODES[mark]
        if code:
            self._halves[face].add(mark)
        return code

    def take(self) -> dict[str, Glyphs]:
        """What each face has shown since the last time."""
        texts = {face: "".join(sorted(set("".join(shown)))) for face, shown in sorted(self._shown.items())}
        found = {face: Glyphs(chars, "".join(sorted(self._halves[face]))) for face, chars in texts.items()}
        self._shown.clear()
        self._halves.clear()
        return found


def draw_text(items: Sequence[Item], height: float, elements: Sequence[Element], use: GlyphUse) -> Drawing:
    """The text of a page `height` points high: rules first, then its items in order, every piece of content tagged."""
    operators = _Operators(height, elements, use)
    operators.draw(items)
    data = b"\n".join(operators.parts)
    links = tuple(item for item in items if isinstance(item, LinkArea))
    return Drawing(packed(data)[0] if data else b"", tuple(operators.marks), links)


def draw_head(items: Sequence[Item], height: float, left: float, use: GlyphUse) -> bytes:
    """A running head, compressed; at its end what moves the text that follows to where the type area begins.

    Its colour and spacing end with it: a text begins black, as pages do.
    """
    operators = _Operators(height, (), use)
    operators.draw(items)
    return packed(b"\n".join([b"q", *operators.parts, b"Q q 1 0 0 1 %.2f 0 cm" % left]))[0]


def draw_foot(items: Sequence[Item], height: float, use: GlyphUse) -> bytes:
    """A page number; at its beginning what ends the text before it. So little would not get shorter by compression."""
    operators = _Operators(height, (), use)
    operators.draw(items)
    return b"\n".join([b"Q", *operators.parts])


class _Operators:
    """Operators of a page in the making; font, colour and spacing are set only where they change."""

    def __init__(self, height: float, elements: Sequence[Element], use: GlyphUse) -> None:
        self.parts: list[bytes] = []
        self.marks: list[int] = []
        self._height = height
        self._elements = elements
        self._use = use
        self._element = 0  # what is drawn next belongs to it
        self._marked: int | None = None  # the element of the open piece of marked content
        self._in_text = False
        self._face, self._size, self._color, self._spacing = "", 0.0, "#000000", 0.0

    def draw(self, items: Sequence[Item]) -> None:
        """The operators for these items."""
        boxes = [_box(item, self._height) for item in items if isinstance(item, Box)]
        if boxes:
            self.parts += [b"/Artifact BMC", *boxes, b"EMC"]
        texts = iter(self._use.encoded(item for item in items if isinstance(item, TextRun)))
        for item in items:
            if isinstance(item, TextRun):
                self._text(item, next(texts))
            elif isinstance(item, Tag):
                self._element = item.element
            elif isinstance(item, Picture):
                self._picture(item)
        self._close_text()

    def _text(self, run: TextRun, codes: str) -> None:
        """A run, in the text object at hand or a new one."""
        parts = self.parts
        if not self._in_text:
            parts.append(b"BT")
            self._in_text = True
        if self._marked != self._element:
            self._mark()
        if run.font != self._face or run.size != self._size:
            self._face, self._size = run.font, run.size
            parts.append(b"/%s %.4g Tf" % (resource_name(run.font), run.size))
        if run.color != self._color:
            self._color = run.color
            parts.append(_fill(run.color))
        if run.spacing != self._spacing:
            self._spacing = run.spacing
            parts.append(b"%.4f Tc" % run.spacing)
        shown = self._with_gaps(run, codes) if run.gaps else _literal(codes) + b" Tj"
        parts.append(_start(run.x, self._height - run.y, run.turned) + shown)

    def _with_gaps(self, run: TextRun, text: str) -> bytes:
        """The run with its gaps; a mark beside a negative one takes its half form, which makes the gap positive."""
        scale, narrow = -1000 / run.size, _SQUEEZE * run.size
        parts: list[bytes] = []
        start = 0
        for index, gap in run.gaps:
            space = gap
            if gap < narrow:
                place = _squeezed(run.text, index)
                code = self._use.half(run.font, run.text[place]) if place is not None else ""
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

    def _picture(self, picture: Picture) -> None:
        """An image, as content of its own."""
        self._close_text()
        self._mark()
        self.parts.append(_placed(picture, self._height))
        self._unmark()

    def _mark(self) -> None:
        self._unmark()
        self._marked = self._element
        if self._element:
            kind = self._elements[self._element].kind.value.encode("ascii")
            self.parts.append(b"/%s <</MCID %d>> BDC" % (kind, len(self.marks)))
            self.marks.append(self._element)
        else:
            self.parts.append(b"/Artifact <</Type /Pagination>> BDC")

    def _unmark(self) -> None:
        if self._marked is not None:
            self.parts.append(b"EMC")
            self._marked = None

    def _close_text(self) -> None:
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


@lru_cache(4096)  # lines of all pages begin at the same places
def _start(x: float, y: float, turned: bool) -> bytes:  # noqa: FBT001
    return b"%s %.2f %.2f Tm " % (b"0 1 -1 0" if turned else b"1 0 0 1", x, y)


def _placed(picture: Picture, height: float) -> bytes:
    x, y = picture.x, height - picture.y - picture.height
    if picture.turned:
        matrix = b"0 %.2f -%.2f 0 %.2f %.2f" % (picture.height, picture.width, x + picture.width, y)
    else:
        matrix = b"%.2f 0 0 %.2f %.2f %.2f" % (picture.width, picture.height, x, y)
    return b"q %s cm /%s Do Q" % (matrix, image_name(picture.digest))


@cache
def _fill(color: str) -> bytes:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return b"%.4g g" % red
    return b"%.4g %.4g %.4g rg" % (red, green, blue)


def _squeezed(text: str, index: int) -> int | None:
    """The mark that gives way where space is taken before a character: the one before it, or itself."""
    if index and text[index - 1] in INK_LEFT:
        return index - 1
    return index if text[index : index + 1] in INK_RIGHT else None


def _literal(text: str) -> bytes:
    """A literal string: shorter than hexadecimal, so that there is half as much to compress."""
    codes = text.encode("utf-16-be", "surrogatepass")
    # What it may not hold as it is (ISO 32000-1, 7.3.4.2); the backslash first.
    codes = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
    return b"(%s)" % codes
