"""Cover and title page, made from the metadata or from an image."""

from publish.model.book import BookMetadata
from publish.model.style import StyleRole
from publish.writers.docx.draft import Story
from publish.writers.docx.figures import fitted, page_picture, place_picture
from publish.writers.docx.markup import paragraph, text_runs
from publish.writers.docx.names import FIGURE, style_of


def cover_markup(digest: str, story: Story) -> list[str]:
    """The cover: the image if there is one, else the title page's lines."""
    relation = place_picture(digest, story) if digest else None
    if relation is None:
        return title_markup(story.draft.manuscript.book.metadata)
    draft = story.draft
    page = draft.manuscript.style.page
    draft.pictures += 1
    size = fitted(draft.manuscript.assets[digest], page.width, 0, (page.width, page.height))
    title = draft.manuscript.book.metadata.title
    picture = page_picture(relation, draft.pictures, size, (page.width, page.height), title)
    return [paragraph(FIGURE, picture)]


def title_markup(metadata: BookMetadata) -> list[str]:
    """Title, subtitle, organisation, editors and date, a paragraph each."""
    lines = [
        (StyleRole.COVER_TITLE, metadata.title),
        (StyleRole.COVER_SUBTITLE, metadata.subtitle),
        (StyleRole.COVER_LINE, metadata.organisation),
        (StyleRole.COVER_LINE, "　".join(metadata.editors)),
        (StyleRole.COVER_LINE, metadata.printed_date),
    ]
    return [paragraph(style_of(role), text_runs(text)) for role, text in lines if text]
