"""Where office programs end lines, so that a paragraph has as many lines in a Word file as in the PDF.

Word, WPS and LibreOffice differ in what they squeeze. What is here is what they have in common and what LibreOffice
does: every mark keeps its em inside a line, the last one may hang over its end, and Latin text is as wide as in the
faces that Word files name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from publish.fontbook import FontBook
from publish.layout.breaks import is_narrow
from publish.layout.setting import Setting, Stretch
from publish.model.office import office_spacing
from publish.model.style import TextStyle
from publish.units import to_pt

_GAP = 0.2  # em, between Han characters and Latin letters or digits
# Advances of U+0020 to U+007E in thousandths of an em: what the metrics of Adobe's core fonts say of Times and
# Helvetica, with which Times New Roman and Arial agree.
_TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 "
    "278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 "
    "722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 "
    "500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_HELVETICA = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 "
    "278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 "
    "667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 "
    "556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_FACES = {"Times New Roman": (_TIMES, 444, 333), "Arial": (_HELVETICA, 333, 222)}
_WHOLE = {"·": 1000}  # drawn with the Chinese face


def in_office(setting: Setting, style: TextStyle, fonts: FontBook) -> Setting:
    """The text of a setting as office programs set it: nothing squeezed, Latin words in the faces of Word files."""
    spacing = to_pt(office_spacing(style))
    em = to_pt(style.size) + spacing
    if not setting.at and em == setting.em:
        return setting
    office = Setting(setting.text, em, setting.stretches, setting.rules, setting.latin, glued=setting.glued)
    for stretch in setting.stretches:
        advances = _advances(fonts.latin_name(stretch.piece.font))
        for index, gap, departure in _exceptions(setting, stretch, em, spacing, advances):
            if gap or departure:
                office.add(index, gap, departure)
    return office


@cache
def _advances(latin: str) -> Mapping[str, int]:
    """The advances of a Latin face; nothing for faces that are not known here: those of the PDF stand for them."""
    if latin not in _FACES:
        return _WHOLE
    widths, double, single = _FACES[latin]
    ascii_widths = {chr(0x20 + place): int(width) for place, width in enumerate(widths.split())}
    return ascii_widths | dict.fromkeys("“”", double) | dict.fromkeys("‘’", single) | _WHOLE


def _exceptions(
    setting: Setting, stretch: Stretch, em: float, spacing: float, advances: Mapping[str, int]
) -> Iterator[tuple[int, float, float]]:
    """The exceptions of a stretch: place, gap, departure from the em. No letter spacing where scripts meet."""
    text, size = setting.text, stretch.piece.size
    for k in range(bisect_left(setting.at, stretch.start), bisect_left(setting.at, stretch.end)):
        index = setting.at[k]
        gap = _GAP * size if setting.gaps[k] > 0.0 else 0.0
        char = text[index]
        if not is_narrow(char) and index not in setting.latin:
            yield index, gap, size + spacing - em
            continue
        advance = advances.get(char) or stretch.face.advance(char)
        before = index > 0 and not is_narrow(text[index - 1])
        after = index + 1 == len(text) or not is_narrow(text[index + 1])
        yield index, gap - spacing * before, advance * size / 1000 + spacing * (not after) - em
