"""What a report holds. As JSON it also is the way back from the cleaned text to the source."""

import msgspec

from publish.diagnostics import Diagnostic, Span
from publish.model.likeness import Kinship

SCHEMA = "publish-cleaning"
VERSION = (1, 0)


class PlacedEdit(msgspec.Struct, frozen=True, omit_defaults=True):
    """An edit where it happened: `before` became `after` between `left` and `right`, at `span` of the source.

    `block` and `start` are as in `model.edits.Edit`. A line feed in `left` or `right` is the border of a block.
    """

    rule: str
    reason: str
    span: Span
    block: int
    start: int
    before: str
    after: str
    left: str = ""
    right: str = ""


class Original(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the source was made of, besides the text that the edits give back.

    The source is `frames[0]`, the first block's text, `frames[1]` … encoded by `codec` behind the byte order mark
    `mark`. `blocks` are the texts after cleaning, `kept` the numbers of those blocks whose text stands in the source
    word for word (the others are part of the frames). Where a codec does not give the same bytes back, `data` are
    those bytes. `codec` is empty for binary formats: only their text can be given back.
    """

    blocks: tuple[str, ...]
    frames: tuple[str, ...]
    kept: tuple[int, ...]
    codec: str = ""
    mark: bytes = b""
    data: bytes | None = None


class SourceReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """One source: the edits of cleaning and of structure (lines joined), what was said, and the way back.

    `characters` are counted before and after cleaning. `sha256` is that of the file,
    `clean_sha256` that of the Markdown file made of it.
    """

    path: str
    format: str
    sha256: str
    characters: tuple[int, int]
    edits: tuple[PlacedEdit, ...]
    joins: tuple[PlacedEdit, ...]
    diagnostics: tuple[Diagnostic, ...]
    original: Original
    encoding: str = ""
    clean_sha256: str = ""


class RuleReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that made edits: what it stands for, why it is there, how many edits it made in all sources."""

    code: str
    name: str
    count: int
    meaning: str = ""
    reason: str = ""


class DocumentPlace(msgspec.Struct, frozen=True):
    """A document of the collection, and where it begins."""

    title: str
    span: Span


class Piece(msgspec.Struct, frozen=True):
    """Characters of a line, `changed` where the other document has none or others."""

    text: str
    changed: bool = False


class Row(msgspec.Struct, frozen=True):
    """Lines of two documents that stand side by side; empty where one has nothing to set against the other.

    `skipped` lines that are the same in both stand before it.
    """

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    skipped: int = 0


class Comparison(msgspec.Struct, frozen=True):
    """Two documents that have much in common, and what differs. `left_out` is 1 or 2 when that one is not printed."""

    kind: Kinship
    share: float
    first: DocumentPlace
    second: DocumentPlace
    rows: tuple[Row, ...]
    left_out: int = 0


class CleaningReport(msgspec.Struct, frozen=True):
    """Everything that was done to the text of some sources."""

    title: str
    sources: tuple[SourceReport, ...]
    rules: tuple[RuleReport, ...]
    comparisons: tuple[Comparison, ...] = ()
    schema: str = SCHEMA
    version: tuple[int, int] = VERSION
