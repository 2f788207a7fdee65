"""The stage as a whole: from the cleaned lines of a source to its documents."""

from collections.abc import Sequence

from publish.diagnostics import Diagnostic, Outcome, warning
from publish.model.document import Document, Role, Structured
from publish.model.edits import Edit
from publish.model.ports import SplitPlan
from publish.model.raw import RawDocument
from publish.structure.blocks import BlockBuilder, judge
from publish.structure.contents import drop_contents
from publish.structure.drawn import draw_rules
from publish.structure.front import Front, join_titles, take_front
from publish.structure.headings import find_headings
from publish.structure.lines import Line, read_source
from publish.structure.metadata import describe
from publish.structure.notes import NoteBook
from publish.structure.roles import claimed_roles, find_attachment_notes, find_roles
from publish.structure.split import Division, divide
from publish.structure.titles import without_site
from publish.structure.told import take_documents
from publish.structure.torn import join_torn
from publish.structure.wrapping import join_wrapped


def infer(document: RawDocument, plan: SplitPlan = SplitPlan()) -> Outcome[Structured]:  # noqa: B008
    """The documents of one cleaned source, and the edits that joined its lines and took repeated titles out."""
    source = read_source(document)
    if document.claims.complete and plan == SplitPlan() and source.lines:
        return take_documents(document, source)
    lines, edits = _mended(source.lines)
    divided = divide(lines, plan, without_site(document.claims.title))
    notes = NoteBook(source.notes, document.path)
    structured, diagnostics = _build(document, lines, divided.value, notes)
    all_edits = (*edits, *structured.edits)
    value = Structured(structured.documents, structured.collection_title, all_edits, document.names)
    return Outcome(value, (*divided.diagnostics, *diagnostics, *notes.diagnostics))


def _mended(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines as their author wrote them: rules, paragraphs and titles whole, without another edition's contents."""
    edits: list[Edit] = []
    for mend in (draw_rules, join_wrapped, join_torn, join_titles, drop_contents):
        lines, more = mend(lines)
        edits += more
    return lines, edits


def _build(
    raw: RawDocument, lines: list[Line], division: Division, notes: NoteBook
) -> tuple[Structured, list[Diagnostic]]:
    """The documents of a division."""
    if not lines and not notes.waiting:
        hint = "look at 'publish show --stage raw' to see what the file holds"
        return Structured(()), [warning("S108", f"{raw.path} holds no text", hint=hint)]
    builder = BlockBuilder(notes)
    fronts = take_front(lines, division, raw)
    documents = [_document(front, builder, raw) for front in fronts.pieces]
    left = notes.left_over()
    if left:
        last = documents[-1]
        documents[-1] = Document(last.metadata, (*last.blocks, *builder.build_plain(left)), last.span)
    structured = Structured(tuple(documents), fronts.collection_title, tuple(fronts.edits))
    return structured, fronts.diagnostics


def _document(front: Front, builder: BlockBuilder, raw: RawDocument) -> Document:
    """One document of the lines below its title."""
    lines: Sequence[Line] = front.lines
    attachments = find_attachment_notes(lines)
    claimed = claimed_roles(lines)
    above = dict(enumerate(front.head))
    found = find_headings(lines, attachments | claimed.keys() | above.keys())
    verdicts = {index: verdict for index, verdict in found.items() if index not in claimed}
    roles = find_roles(lines, verdicts) | dict.fromkeys(attachments, Role.ATTACHMENT_NOTE) | claimed | above
    blocks = builder.build(judge(lines, verdicts, roles))
    metadata = describe(front, roles, raw.claims)
    return Document(metadata, blocks, front.span)
