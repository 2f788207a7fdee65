"""Cover and title page, made from the metadata."""

from __future__ import annotations

from collections.abc import Iterator

from publish.layout.column import Measure
from publish.layout.composer import Composer
from publish.layout.slug import Slug, stacked
from publish.model.book import BookMetadata, Cover
from publish.model.pages import Box, Item, Kind, Picture, Tag, moved
from publish.model.raw import Asset
from publish.model.style import StyleRole
from publish.units import to_pt

# The bands of a generated cover, as shares of the paper: printers leave the edges white.
_BAND_SIDE, _BAND_TOP = 0.06, 0.075
_THICK, _THIN = 6.0, 1.0  # points
_FOOT = 0.06  # of the type area's height, left free below the last line of a cover


def set_cover(
    cover: Cover,
    assets: dict[str, Asset],
    metadata: BookMetadata,
    composer: Composer,
    paper: tuple[float, float],
    section: int,
) -> list[Item]:
    """The items of the cover: the image over the whole paper, or title and lines with two rules in the title's colour.

    Positions are on the paper, whose width and height are given in points.
    """
    if cover.digest and cover.digest in assets:
        figure = composer.structure.add(Kind.FIGURE, section, alt=metadata.title)
        return [Tag(figure), _covering(assets[cover.digest], metadata.title, paper)]
    width, height = paper
    color = composer.style(StyleRole.COVER_TITLE).color
    side, band = _BAND_SIDE * width, width * (1 - 2 * _BAND_SIDE)
    edges = (_BAND_TOP * height, (1 - _BAND_TOP) * height)
    frame = [
        Box(side, edges[0], band, _THICK, color),
        Box(side, edges[0] + _THICK + _THIN * 3, band, _THIN, color),
        Box(side, edges[1] - _THICK - _THIN * 4, band, _THIN, color),
        Box(side, edges[1] - _THICK, band, _THICK, color),
    ]
    return [*frame, *set_title_page(metadata, composer, paper, section)]


def _covering(asset: Asset, alt: str, paper: tuple[float, float]) -> Picture:
    """The image as large as the paper takes it whole, in the middle."""
    width, height = paper
    scale = min(width / asset.width, height / asset.height)
    wide, high = asset.width * scale, asset.height * scale
    return Picture((width - wide) / 2, (height - high) / 2, wide, high, asset.digest, alt)


def set_title_page(metadata: BookMetadata, composer: Composer, paper: tuple[float, float], section: int) -> list[Item]:
    """Title and subtitle in the upper half, organisation, editors and date at the foot; centred on the paper."""
    page = composer.sheet.page
    width, height = paper
    side = (to_pt(page.margin_inner) + to_pt(page.margin_outer)) / 2
    measure = Measure(side, width - 2 * side)
    top = to_pt(page.margin_top)
    upper, _ = stacked(_upper(metadata, composer, measure, section))
    space = to_pt(composer.style(StyleRole.COVER_TITLE).space_before)
    lower, lower_height = stacked(_lower(metadata, composer, measure, section))
    foot = height - to_pt(page.margin_bottom) - _FOOT * height - lower_height
    return [*(moved(item, 0.0, top + space) for item in upper), *(moved(item, 0.0, foot) for item in lower)]


def _upper(metadata: BookMetadata, composer: Composer, measure: Measure, section: int) -> Iterator[Slug]:
    yield from composer.text(
        metadata.title, StyleRole.COVER_TITLE, measure, composer.structure.add(Kind.PARAGRAPH, section)
    )
    if metadata.subtitle:
        yield from composer.text(
            metadata.subtitle, StyleRole.COVER_SUBTITLE, measure, composer.structure.add(Kind.PARAGRAPH, section)
        )


def _lower(metadata: BookMetadata, composer: Composer, measure: Measure, section: int) -> Iterator[Slug]:
    editors = "　".join(metadata.editors)
    for line in (metadata.organisation, editors, metadata.printed_date):
        if line:
            yield from composer.text(
                line, StyleRole.COVER_LINE, measure, composer.structure.add(Kind.PARAGRAPH, section)
            )
