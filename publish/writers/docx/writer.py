"""The way from a manuscript to the bytes of a Word file."""

from publish.diagnostics import Outcome
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.docx.body import write_body
from publish.writers.docx.draft import Draft, Story, start_draft
from publish.writers.docx.figures import PICTURE_SPACES
from publish.writers.docx.front import write_band_styles
from publish.writers.docx.legality import report_forbidden
from publish.writers.docx.markup import FORBIDDEN, NAMESPACES, part
from publish.writers.docx.names import Levels
from publish.writers.docx.notes import write_notes
from publish.writers.docx.package import COMMENTS, DOCUMENT, STYLE_MAP, Arrows, pack_parts, write_core, write_extended
from publish.writers.docx.reference import read_reference
from publish.writers.docx.sections import Furniture, join_sections, two_sided
from publish.writers.docx.settings import write_font_table, write_settings
from publish.writers.docx.styles import write_styles
from publish.writers.docx.template import Template
from publish.writers.docx.theme import write_theme

_HTML_LEVELS = 6
_SPACES = f"{NAMESPACES} {PICTURE_SPACES}"


def write_docx(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book as a Word file (ISO/IEC 29500, transitional), equal bytes for equal input.

    The page numbers of the contents are those of `pagination`. Warnings: W201 a link that leads nowhere, W202 a note
    inside a note, W203 a picture that Word cannot show, W204 characters that XML forbids.
    """
    draft = start_draft(manuscript, pagination)
    story = Story(draft)
    sheet, book = manuscript.style, manuscript.book
    told = manuscript.word.reference
    template = Template(read_reference(told)) if told else None
    furniture = Furniture(book, sheet, story.relations, template)
    body = join_sections(write_body(story), furniture, sheet)
    notes, note_story = write_notes(draft)
    if FORBIDDEN.search(body) or FORBIDDEN.search(notes):
        draft.diagnostics.extend(report_forbidden(book))
    draft.diagnostics.extend(draft.tracking.left_over())
    comments = draft.comments.markup()
    contents = {
        DOCUMENT: part("document", f"<w:body>{body}</w:body>", _SPACES),
        "/word/footnotes.xml": part("footnotes", notes, _SPACES),
        **({COMMENTS: comments} if comments else {}),
        **({STYLE_MAP: _style_map(draft.levels[1])} if len(draft.levels) > 1 else {}),
        **furniture.parts,
        **_fixed_parts(draft, template),
    }
    pictures = {name: manuscript.assets[digest].data for digest, name in draft.media.items()}
    arrows = [Arrows(DOCUMENT, story.relations), Arrows("/word/footnotes.xml", note_story.relations)]
    if template:
        joined, others = template.join(contents["/word/styles.xml"])
        contents |= joined
        arrows += others
        draft.diagnostics.extend(template.diagnostics)
    return Outcome(pack_parts({**contents, **pictures}, arrows), tuple(draft.diagnostics))


def _style_map(outside: Levels) -> bytes:
    lines = [f"p[style-name='{outside.style_name(level)}'] => h{level}:fresh" for level in range(1, _HTML_LEVELS + 1)]
    return "\n".join(lines).encode()


def _fixed_parts(draft: Draft, template: Template | None) -> dict[str, bytes]:
    sheet, metadata = draft.manuscript.style, draft.manuscript.book.metadata
    sides_differ = two_sided(sheet) or (template is not None and template.two_sided)
    return {
        "/word/styles.xml": write_styles(
            sheet, draft.levels, draft.characters, metadata.language, write_band_styles(sheet)
        ),
        "/word/settings.xml": write_settings(sheet, metadata.language, sides_differ=sides_differ),
        "/word/numbering.xml": draft.lists.markup(sheet),
        "/word/fontTable.xml": write_font_table(sheet),
        "/word/theme/theme1.xml": write_theme(sheet),
        "/docProps/core.xml": write_core(metadata),
        "/docProps/app.xml": write_extended(metadata),
    }
