"""Running heads and page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.layout.column import Measure
from publish.layout.composer import Composer
from publish.layout.inline import Look
from publish.layout.shorten import shortened
from publish.model.pages import Box, Item, moved
from publish.model.raw import Align
from publish.model.style import FootPlace, HeadContent, StyleRole
from publish.titles import one_line
from publish.units import to_pt

_HEAD_RULE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Titles:
    """What running heads may show."""

    collection: str
    part: str
    document: str


def set_head(titles: Titles, *, even: bool, composer: Composer, measure: Measure, top: float) -> Iterator[Item]:
    """The running head above a type area that begins at `top`; nothing where the style shows none."""
    head = composer.sheet.head
    text = _head_text(head.even if even else head.odd, titles)
    if not text:
        return
    style = composer.style(StyleRole.RUNNING_HEAD)
    look = Look.of(style)
    text = shortened(one_line(text), lambda part: composer.width(part, style) <= measure.width)
    spare = measure.width - composer.width(text, style)
    outer = 0.0 if even else spare
    x = measure.left + (spare / 2 if style.align is Align.CENTER else outer)
    baseline = top - to_pt(head.distance)
    yield from composer.run(text, look, x, baseline)
    if head.rule:
        yield Box(measure.left, baseline + look.size * 0.4, measure.width, _HEAD_RULE, style.color)


def _head_text(content: HeadContent, titles: Titles) -> str:
    match content:
        case HeadContent.NONE:
            return ""
        case HeadContent.COLLECTION:
            return titles.collection
        case HeadContent.PART:
            return titles.part or titles.collection
        case HeadContent.DOCUMENT:
            return titles.document or titles.collection


def set_foot(label: str, *, even: bool, composer: Composer, measure: Measure, bottom: float) -> Iterator[Item]:
    """The page number below a type area that ends at `bottom` (GB/T 9704, 7.5: outside, one character in)."""
    foot = composer.sheet.foot
    style = composer.style(StyleRole.PAGE_NUMBER)
    text = foot.format.replace("{n}", label)
    spare = measure.width - composer.width(text, style)
    inset = to_pt(foot.inset)
    outer = inset if even else spare - inset
    x = measure.left + (spare / 2 if foot.place is FootPlace.CENTER else outer)
    for item in composer.run(text, Look.of(style), 0.0, 0.0):
        yield moved(item, x, bottom + to_pt(foot.distance))
