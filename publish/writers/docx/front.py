"""Cover and title page, made from the metadata or from an image."""

import msgspec

from publish.model.book import BookMetadata
from publish.model.style import StyleRole, StyleSheet
from publish.units import Length, pt, to_twips
from publish.writers.docx.draft import Story
from publish.writers.docx.figures import fitted, page_picture, place_picture
from publish.writers.docx.markup import attributes, paragraph, text_runs
from publish.writers.docx.names import COVER_BANDS, FIGURE, SEPARATOR, WordStyle, style_of
from publish.writers.docx.properties import Extras
from publish.writers.docx.styles import paragraph_style

# The bands of a generated cover, as shares of the paper, and the part of its height left free below the last line.
_BAND_SIDE, _BAND_TOP = 0.06, 0.075
_FOOT = 0.06
_BAND = pt(10)  # height of both lines and their gap
_THICK, _THIN = 48, 8  # eighths of a point
_GAP = '<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>'


def cover_markup(digest: str, story: Story) -> list[str]:
    """The cover: the image if there is one, else the title page's lines."""
    relation = place_picture(digest, story) if digest else None
    if relation is None:
        sheet = story.draft.manuscript.style
        return [*_bands(sheet), *title_markup(story.draft.manuscript.book.metadata, sheet)]
    draft = story.draft
    page = draft.manuscript.style.page
    draft.pictures += 1
    size = fitted(draft.manuscript.assets[digest], page.width, 0, (page.width, page.height))
    title = draft.manuscript.book.metadata.title
    picture = page_picture(relation, draft.pictures, size, (page.width, page.height), title)
    return [paragraph(FIGURE, picture)]


def title_markup(metadata: BookMetadata, sheet: StyleSheet) -> list[str]:
    """Title and subtitle in the upper half; organisation, editors and date in a frame at the foot."""
    upper = [(StyleRole.COVER_TITLE, metadata.title), (StyleRole.COVER_SUBTITLE, metadata.subtitle)]
    lower = [line for line in (metadata.organisation, "　".join(metadata.editors), metadata.printed_date) if line]
    place = _foot_frame(len(lower), sheet)
    return [
        *[paragraph(style_of(role), text_runs(text)) for role, text in upper if text],
        *[paragraph(style_of(StyleRole.COVER_LINE), text_runs(line), place) for line in lower],
        paragraph(SEPARATOR, ""),  # a frame belongs to the paragraph after it, which must be on its page
    ]


def _foot_frame(lines: int, sheet: StyleSheet) -> str:
    page = sheet.page
    height = lines * sheet.text[StyleRole.COVER_LINE].line_height
    y = page.height - page.margin_bottom - round(_FOOT * page.height) - height
    return _frame(Length((page.margin_inner + page.margin_outer) // 2), Length(y), sheet)


def _bands(sheet: StyleSheet) -> list[str]:
    """The bands of a generated cover: paragraphs without text in frames, their borders drawn."""
    page = sheet.page
    side, edge = Length(round(_BAND_SIDE * page.width)), round(_BAND_TOP * page.height)
    places = (edge, page.height - edge - _BAND)
    return [paragraph(band, "", _frame(side, Length(y), sheet)) for band, y in zip(COVER_BANDS, places, strict=True)]


def _frame(x: Length, y: Length, sheet: StyleSheet) -> str:
    """Places a paragraph on the paper, as wide as the margins `x` leave it. Frames in styles are not seen by all."""
    place = {"w": to_twips(Length(sheet.page.width - 2 * x)), "wrap": "around", "vAnchor": "page", "hAnchor": "page"}
    return f"<w:framePr{attributes({**place, 'x': to_twips(x), 'y': to_twips(y)})}/>"


def write_band_styles(sheet: StyleSheet) -> str:
    """The styles of the bands of a generated cover."""
    title = sheet.text[StyleRole.COVER_TITLE]
    plain = msgspec.structs.replace(title, space_before=Length(0), keep_with_next=False)
    looks = (("封面上线", _THICK, _THIN), ("封面下线", _THIN, _THICK))
    styles = []
    for style_id, (name, above, below) in zip(COVER_BANDS, looks, strict=True):
        rest = {"space": 0, "color": title.color.lstrip("#").upper()}
        lines = [
            f"<w:{side}{attributes({'val': 'single', 'sz': width, **rest})}/>"
            for side, width in (("top", above), ("bottom", below))
        ]
        extras = Extras(borders=f"<w:pBdr>{''.join(lines)}</w:pBdr>", spacing=_GAP)
        styles.append(paragraph_style(WordStyle(style_id, name), plain, sheet, extras))
    return "".join(styles)
