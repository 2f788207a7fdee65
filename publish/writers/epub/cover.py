"""The generated cover: a drawing (SVG) from the metadata, in the faces and colours of the style."""

from collections.abc import Iterable

import msgspec

from publish.model.book import BookMetadata
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.titles import break_title, text_width
from publish.units import to_pt
from publish.writers.xhtml.findings import Findings
from publish.writers.xhtml.titles import imprint, one_line

WIDTH = 1200
_NARROWEST, _WIDEST = 1.3, 1.6  # height to width: what shelves of e-readers show uncropped
_MEASURE = 0.78  # of the width for text
_TITLE_TOP = 0.2  # of the height: the top of the title
_FOOT = 0.88  # of the height: the last base line
_MOST_TITLE_LINES = 5
_SMALLEST = 40.0
_ENLARGED = 1.4  # times the printed sizes: on a shelf the cover is as small as a stamp
_PAPER = "#ffffff"


class _Lines(msgspec.Struct, frozen=True):
    """Lines of text in one style; `size` and `pitch` in pixels."""

    texts: tuple[str, ...]
    style: TextStyle
    size: float
    pitch: float


def cover_svg(metadata: BookMetadata, language: str, style: StyleSheet, findings: Findings) -> bytes:
    """The cover as an SVG drawing; its text stays text, in whatever face of the style's list the reader has."""
    ratio = min(max(style.page.height / style.page.width, _NARROWEST), _WIDEST)
    height = round(WIDTH * ratio)
    scale = WIDTH / to_pt(style.page.width) * _ENLARGED
    title = _fitted(metadata.title, style.text[StyleRole.COVER_TITLE], scale)
    subtitle = _fitted(metadata.subtitle, style.text[StyleRole.COVER_SUBTITLE], scale)
    foot = _foot(metadata, language, style.text[StyleRole.COVER_LINE], scale)
    top = height * _TITLE_TOP
    below = top + len(title.texts) * title.pitch + 0.6 * title.size
    drawn = [
        f'<g font-weight="bold">\n{"".join(_text_elements(title, top + title.size, style, findings))}</g>\n',
        *_text_elements(subtitle, below + subtitle.size, style, findings),
        *_text_elements(foot, height * _FOOT - (len(foot.texts) - 1) * foot.pitch, style, findings),
    ]
    color = style.text[StyleRole.COVER_TITLE].color
    name = findings.text(one_line(metadata.title))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" '
        f'xml:lang="{language}" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">\n'
        f"<title>{name}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>\n{_frame(height, color)}'
        f"{''.join(drawn)}</svg>\n"
    ).encode()


def _frame(height: int, color: str) -> str:
    """A thick and a thin line around the page."""
    lines = ((36, 6), (54, 2))
    return "".join(
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{height - 2 * inset}" fill="none" '
        f'stroke="{color}" stroke-width="{width}"/>\n'
        for inset, width in lines
    )


def _fitted(text: str, style: TextStyle, scale: float) -> _Lines:
    """The text at the style's size, or smaller where it would take too many lines."""
    size = to_pt(style.size) * scale
    while True:
        lines = break_title(text, WIDTH * _MEASURE / size)
        if len(lines) <= _MOST_TITLE_LINES or size <= _SMALLEST:
            return _Lines(lines, style, round(size, 1), round(size * 1.45, 1))
        size *= 0.9


def _foot(metadata: BookMetadata, language: str, style: TextStyle, scale: float) -> _Lines:
    size = to_pt(style.size) * scale
    capacity = WIDTH * _MEASURE / size
    lines = tuple(line for text in imprint(metadata) for line in break_title(text, capacity))
    return _Lines(lines, style, round(size, 1), round(size * 1.6, 1))


def _text_elements(lines: _Lines, y: float, style: StyleSheet, findings: Findings) -> Iterable[str]:
    family = style.families.get(lines.style.font)
    faces = findings.attribute(", ".join(_quoted(name) for name in family.css)) if family and family.css else "serif"
    measure = WIDTH * _MEASURE
    for number, text in enumerate(lines.texts):
        size = min(lines.size, round(measure / max(text_width(text), 1), 1))
        yield (
            f'<text x="{WIDTH // 2}" y="{y + number * lines.pitch:.1f}" text-anchor="middle" font-size="{size:g}" '
            f'fill="{lines.style.color}" font-family="{faces}">{findings.text(text)}</text>\n'
        )


def _quoted(name: str) -> str:
    return name if name.replace("-", "").isalpha() and name.isascii() else "'" + name.replace("'", "") + "'"
