"""Footnotes: the part that holds them, which python-docx does not know."""

from publish.model.document import Note
from publish.model.style import StyleRole
from publish.writers.docx.blocks import Place, block_markup, headed
from publish.writers.docx.draft import Draft, Story
from publish.writers.docx.markup import attributes, paragraph, value
from publish.writers.docx.names import FOOTNOTE_CALL, FOOTNOTE_SEPARATOR, style_of
from publish.writers.docx.properties import type_width

SEPARATOR_LINE, CONTINUED = -1, 0  # numbers of the two lines that part notes from the text
_MARK = f"<w:r><w:rPr>{value('rStyle', FOOTNOTE_CALL)}</w:rPr><w:footnoteRef/></w:r>"
_GAP = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'


def write_notes(draft: Draft) -> tuple[str, Story]:
    """The content of the footnotes part with all notes that the text called; the story has its relationships."""
    story = Story(draft, takes_notes=False)
    place = Place(type_width(draft.manuscript.style.page), style_of(StyleRole.FOOTNOTE))
    notes = "".join([_note(number, note, story, place) for number, note in enumerate(draft.notes, start=1)])
    return _lines() + notes, story


def _lines() -> str:
    return "".join(
        [
            f"<w:footnote{attributes({'type': kind, 'id': number})}>"
            f"{paragraph(FOOTNOTE_SEPARATOR, f'<w:r><w:{element}/></w:r>')}</w:footnote>"
            for kind, number, element in (
                ("separator", SEPARATOR_LINE, "separator"),
                ("continuationSeparator", CONTINUED, "continuationSeparator"),
            )
        ]
    )


def _note(number: int, note: Note, story: Story, place: Place) -> str:
    written = story.draft.tracking.note(headed(block_markup(note.blocks, story, place), _MARK + _GAP, place))
    return f"<w:footnote{attributes({'id': number})}>{''.join(written)}</w:footnote>"
