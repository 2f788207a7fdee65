"""The content stream of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publish.model.pages import Anchor, Box, Item, LinkArea, Page, Picture, TextRun
from publish.writers.pdf.fonts import EmbeddedFont

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
        font.use(run.text)
        shown = _shown(font.encode(run.text), run)
        yield b"1 0 0 1 %.2f %.2f Tm %s" % (run.x, height - run.y, shown)


def _shown(codes: bytes, run: TextRun) -> bytes:
    if not run.gaps:
        return _literal(codes) + b" Tj"
    parts: list[bytes] = []
    start = 0
    scale = -1000 / run.size
    for index, gap in run.gaps:
        if index > start:
            parts.append(_literal(codes[2 * start : 2 * index]))
        parts.append(b"%.1f" % (gap * scale))
        start = index
    parts.append(_literal(codes[2 * start :]))
    return b"[" + b" ".join(parts) + b"] TJ"


def _literal(codes: bytes) -> bytes:
    """A literal string: shorter than hexadecimal, so that there is half as much to compress."""
    if b"\\" in codes:
        codes = codes.replace(b"\\", b"\\\\")
    if b"(" in codes:
        codes = codes.replace(b"(", b"\\(")
    if b")" in codes:
        codes = codes.replace(b")", b"\\)")
    if b"\r" in codes:
        codes = codes.replace(b"\r", b"\\r")
    return b"(" + codes + b")"


def texts(items: Iterable[Item]) -> Iterator[str]:
    """The texts of a page in the order in which they are drawn."""
    for item in items:
        if isinstance(item, TextRun):
            yield item.text
