"""Lists of tables and figures: fields over the numbers of captions that have their entries already."""

from collections.abc import Iterator

from publish.model.style import StyleRole
from publish.writers.docx.captions import caption_label
from publish.writers.docx.contents import entry_runs
from publish.writers.docx.draft import Draft, caption_anchor
from publish.writers.docx.index import PageFinder
from publish.writers.docx.markup import field_code, field_mark, paragraph, text_runs
from publish.writers.docx.names import CAPTION_ENTRY, SEPARATOR, style_of


def caption_lists(draft: Draft) -> Iterator[list[str]]:
    """The paragraphs of each list. One whose captions have no numbers is no field: Word would find nothing for it."""
    book = draft.manuscript.book
    finder = PageFinder(book, draft.pagination)
    for at, captions in enumerate(book.lists):
        label = next(filter(None, (caption_label(entry.title) for entry in captions.entries)), "")
        opening = field_mark("begin") + field_code(rf'TOC \h \z \c "{label}"') + field_mark("separate") if label else ""
        lines = [
            entry_runs(entry.title, draft.bookmarks.name(caption_anchor(at, number)), finder.label(entry.places[0]))
            for number, entry in enumerate(captions.entries)
        ]
        yield [
            paragraph(style_of(StyleRole.CONTENTS_TITLE), text_runs(captions.title)),
            *[paragraph(CAPTION_ENTRY, ("" if number else opening) + line) for number, line in enumerate(lines)],
            paragraph(SEPARATOR, field_mark("end") if label else ""),
        ]
