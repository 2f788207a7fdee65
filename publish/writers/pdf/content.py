"""The content stream of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publish.fontbook import INK_LEFT, INK_RIGHT
from publish.model.pages import Anchor, Box, LinkArea, Page, Picture, TextRun
from publish.writers.pdf.fonts import EmbeddedFont

_SQUEEZE = -0.02  # of the size; smaller steps back are part of spreading a line
FontOf = Callable[[str], EmbeddedFont]


def page_content(page: Page, font_of: FontOf, image_names: dict[str, str]) -> bytes:
    """The drawing operators of a page: rules and pictures first, then all text in one text object."""
    runs: list[TextRun] = []
    parts: list[bytes] = []
    for item in page.items:
        match item:
            case TextRun():
                runs.append(item)
            case Box():
                parts.append(_box(item, page.height))
            case Picture():
                if item.digest in image_names:
                    parts.append(_picture(item, page.height, image_names[item.digest]))
            case LinkArea() | Anchor():
                pass
    if runs:
        parts.extend((b"BT", *_text(runs, page.height, font_of), b"ET"))
    return b"\n".join(parts)


def _box(box: Box, height: float) -> bytes:
    frame = b"%.2f %.2f %.2f %.2f re f" % (box.x, height - box.y - box.height, box.width, box.height)
    return b"q %s %s Q" % (_fill(box.color), frame)


def _picture(picture: Picture, height: float, name: str) -> bytes:
    x, y = picture.x, height - picture.y - picture.height
    return b"q %.2f 0 0 %.2f %.2f %.2f cm /%s Do Q" % (picture.width, picture.height, x, y, name.encode("ascii"))


def _fill(color: str) -> bytes:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    if red == green == blue:
        return b"%.4g g" % red
    return b"%.4g %.4g %.4g rg" % (red, green, blue)


def _text(runs: Iterable[TextRun], height: float, font_of: FontOf) -> Iterator[bytes]:
    """Operators for the runs; font, colour and spacing are set only where they change."""
    font_name, size, color, spacing = "", 0.0, "#000000", 0.0
    font = None
    for run in runs:
        if font is None or run.font != font_name or run.size != size:
            font_name, size = run.font, run.size
            font = font_of(font_name)
            yield b"/%s %.4g Tf" % (font.resource.encode("ascii"), size)
        if run.color != color:
            color = run.color
            yield _fill(color)
        if run.spacing != spacing:
            spacing = run.spacing
            yield b"%.4f Tc" % spacing
        shown = _shown(run, font) if run.gaps else _literal(font.encode(run.text)) + b" Tj"
        yield b"1 0 0 1 %.2f %.2f Tm %s" % (run.x, height - run.y, shown)


def _shown(run: TextRun, font: EmbeddedFont) -> bytes:
    """The run with its gaps; a mark beside a negative one takes its half-width form, which makes the gap positive."""
    text, half = list(font.encode(run.text)), run.size / 2
    parts: list[bytes] = []
    start = 0
    for index, gap in run.gaps:
        space = gap
        if gap < _SQUEEZE * run.size:
            place = _squeezed(run.text, index)
            code = font.half_code(run.text[place]) if place is not None else ""
            if place is not None and code:
                text[place], space = code, gap + half
        if index > start:
            parts.append(_literal("".join(text[start:index])))
        if space:
            parts.append(b"%.1f" % (space * -1000 / run.size))
        start = index
    parts.append(_literal("".join(text[start:])))
    return b"[" + b" ".join(parts) + b"] TJ"


def _squeezed(text: str, index: int) -> int | None:
    """The mark that gives way where space is taken before a character: the one before it, or itself."""
    if index and text[index - 1] in INK_LEFT:
        return index - 1
    return index if text[index] in INK_RIGHT else None


def _literal(text: str) -> bytes:
    """A literal string: shorter than hexadecimal, so that there is half as much to compress."""
    codes = text.encode("utf-16-be")
    if b"\\" in codes:
        codes = codes.replace(b"\\", b"\\\\")
    if b"(" in codes:
        codes = codes.replace(b"(", b"\\(")
    if b")" in codes:
        codes = codes.replace(b")", b"\\)")
    if b"\r" in codes:
        codes = codes.replace(b"\r", b"\\r")
    return b"(" + codes + b")"
