"""Documents of a source that says of every block what it is: nothing is inferred, what was made is read back."""

from collections.abc import Sequence

from publish.diagnostics import Outcome
from publish.model.document import Document, Structured
from publish.model.letterhead import HEAD
from publish.model.raw import SUBTITLE, MarkKind, RawDocument
from publish.structure.blocks import BlockBuilder, judge
from publish.structure.front import Front
from publish.structure.headings import Verdict
from publish.structure.lines import Line, Source
from publish.structure.metadata import describe
from publish.structure.notes import NoteBook
from publish.structure.numbering import read_number
from publish.structure.roles import claimed_roles

_HEAD = {role.value for role in HEAD}


def take_documents(document: RawDocument, source: Source) -> Outcome[Structured]:
    """The documents as their source, which has lines, tells them; each title that begins a page begins one."""
    notes = NoteBook(source.notes, document.path)
    builder = BlockBuilder(notes)
    starts = [_with_head(source.lines, index) for index, line in enumerate(source.lines) if line.begins_document]
    if not starts or starts[0]:
        starts.insert(0, 0)
    borders = [*starts[1:], len(source.lines)]
    pieces = [source.lines[start:stop] for start, stop in zip(starts, borders, strict=True)]
    documents = tuple(_document(piece, builder, document, alone=len(pieces) == 1) for piece in pieces)
    return Outcome(Structured(documents, names=document.names), tuple(notes.diagnostics))


def _document(lines: list[Line], builder: BlockBuilder, raw: RawDocument, *, alone: bool) -> Document:
    rest = list(lines)
    place = next((index for index, line in enumerate(rest) if line.begins_document), None)
    title, below = ("", 0) if place is None else (rest.pop(place).text, place)
    subtitle = rest.pop(below).text if rest[below:] and rest[below].hints.style == SUBTITLE else ""
    roles = claimed_roles(rest)
    blocks = builder.build(judge(rest, _verdicts(rest), roles))
    front = Front(title, subtitle, rest, lines[0].span, alone)
    return Document(describe(front, roles, raw.claims), blocks, front.span)


def _with_head(lines: Sequence[Line], index: int) -> int:
    """Where the document begins whose title is this line: its head may stand above it."""
    while index and lines[index - 1].hints.style in _HEAD:
        index -= 1
    return index


def _verdicts(lines: Sequence[Line]) -> dict[int, Verdict]:
    verdicts = {}
    for index, line in enumerate(lines):
        lead = next((mark for mark in line.marks if mark.kind is MarkKind.LEAD and not mark.start), None)
        if lead is not None:
            verdicts[index] = Verdict(max(int(lead.target), 1), _number_end(line.text[: lead.end]), lead.end)
        elif line.hints.level:
            verdicts[index] = Verdict(line.hints.level, _number_end(line.text))
    return verdicts


def _number_end(text: str) -> int:
    number = read_number(text)
    return number.end if number and number.end < len(text) else 0
