"""The way from a manuscript to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from msgspec.structs import replace

from publish.diagnostics import Outcome
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.docx.body import Body, number_body, write_body
from publish.writers.docx.draft import Draft, Relations, Story, start_draft
from publish.writers.docx.embedding import Embedded, embed_faces
from publish.writers.docx.figures import PICTURE_SPACES
from publish.writers.docx.front import write_band_styles
from publish.writers.docx.legality import report_forbidden
from publish.writers.docx.markup import FORBIDDEN, NAMESPACES, legal, long_part, part
from publish.writers.docx.notes import write_notes
from publish.writers.docx.package import COMMENTS, DOCUMENT, STYLE_MAP, Arrows, pack_parts, write_core, write_extended
from publish.writers.docx.reference import read_reference
from publish.writers.docx.sections import Furniture, join_sections, two_sided
from publish.writers.docx.settings import write_font_table, write_settings
from publish.writers.docx.styles import write_styles
from publish.writers.docx.template import Template
from publish.writers.docx.theme import write_theme

_HTML_LEVELS = 6
_FONT = RELATIONSHIP_TYPE.FONT
_SPACES = f"{NAMESPACES} {PICTURE_SPACES}"


def write_docx(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
    """The book as a Word file (ISO/IEC 29500, transitional), equal bytes for equal input.

    The page numbers of the contents are those of `pagination`. Warnings: W201 a link that leads nowhere, W202 a note
    inside a note, W203 a picture that Word cannot show, W204 characters that XML forbids; W211 headings whose numbers
    cannot be automatic.
    """
    return begin_docx(manuscript)(pagination)


def begin_docx(manuscript: Manuscript) -> Callable[[Pagination], Outcome[bytes]]:
    """Writes the text, which does not depend on page numbers; what is returned does the rest, as `write_docx`."""
    manuscript, faces = _with_faces(manuscript)
    draft = start_draft(manuscript)
    story = Story(draft)
    body = write_body(story)
    return partial(_finish, story, body, write_notes(draft), faces)


def _finish(
    story: Story, text: Body, footnotes: tuple[str, Story], faces: _Faces, pagination: Pagination
) -> Outcome[bytes]:
    draft = story.draft
    draft.pagination = pagination
    manuscript = draft.manuscript
    sheet, book = manuscript.style, manuscript.book
    told = manuscript.word.reference
    template = Template(read_reference(told)) if told else None
    furniture = Furniture(book, sheet, story.relations, template)
    body = join_sections(number_body(text, draft), furniture, sheet)
    notes, note_story = footnotes
    if any(map(FORBIDDEN.search, (*body, notes))):
        body = list(map(legal, body))
        draft.diagnostics.extend(report_forbidden(book))
    draft.diagnostics.extend(draft.tracking.left_over())
    comments, style_map = draft.comments.markup(), _style_map(draft)
    contents = {
        DOCUMENT: long_part("document", ("<w:body>", *body, "</w:body>"), _SPACES),
        "/word/footnotes.xml": part("footnotes", notes, _SPACES),
        **({COMMENTS: comments} if comments else {}),
        **({STYLE_MAP: style_map} if style_map else {}),
        **furniture.parts,
        **_fixed_parts(draft, template, faces),
    }
    pictures = {name: manuscript.assets[digest].data for digest, name in draft.media.items()}
    arrows = [Arrows(DOCUMENT, story.relations), Arrows("/word/footnotes.xml", note_story.relations)]
    arrows.append(Arrows("/word/fontTable.xml", faces.relations))
    if template:
        joined, others = template.join(contents["/word/styles.xml"])
        contents |= joined
        arrows += others
        draft.diagnostics.extend(template.diagnostics)
    data = pack_parts({**contents, **pictures}, arrows, manuscript.remember)
    return Outcome(data, tuple(draft.diagnostics))


def _style_map(draft: Draft) -> bytes:
    """What the styles of headings are in HTML that are none of Word's own."""
    styles = draft.variants.headings()
    if len(draft.levels) > 1:
        styles += [(draft.levels[1].style_name(level), level) for level in range(1, _HTML_LEVELS + 1)]
    return "\n".join([f"p[style-name='{name}'] => h{level}:fresh" for name, level in styles]).encode()


class _Faces(NamedTuple):
    """The faces that travel along, by the id of the relationship to their file."""

    relations: Relations
    files: dict[str, Embedded]

    def parts(self) -> dict[str, bytes]:
        return {relation.target: self.files[relation.id].data for relation in self.relations}


def _with_faces(manuscript: Manuscript) -> tuple[Manuscript, _Faces]:
    """The manuscript in faces that travel along, if it is to be."""
    faces = _Faces(Relations(), {})
    if not manuscript.word.embed_fonts:
        return manuscript, faces
    sheet, embedded = embed_faces(manuscript.style, manuscript.book)
    for number, face in enumerate(embedded, start=1):
        faces.files[faces.relations.to_part(_FONT, f"/word/fonts/font{number}.odttf")] = face
    return replace(manuscript, style=sheet), faces


def _fixed_parts(draft: Draft, template: Template | None, faces: _Faces) -> dict[str, bytes]:
    sheet, metadata = draft.manuscript.style, draft.manuscript.book.metadata
    sides_differ = two_sided(sheet) or (template is not None and template.two_sided)
    further = write_band_styles(sheet) + draft.variants.markup(sheet)
    return {
        "/word/styles.xml": write_styles(
            sheet, draft.levels, draft.characters, draft.heading_lists, metadata.language, further
        ),
        "/word/settings.xml": write_settings(
            sheet, metadata.language, sides_differ=sides_differ, embeds=bool(faces.files)
        ),
        "/word/numbering.xml": draft.lists.markup(sheet),
        "/word/fontTable.xml": write_font_table(sheet, faces.files),
        "/word/theme/theme1.xml": write_theme(sheet),
        "/docProps/core.xml": write_core(metadata),
        "/docProps/app.xml": write_extended(metadata),
        **faces.parts(),
    }
