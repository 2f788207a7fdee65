"""Sources, one after the other: read, cleaned, given structure. Nothing of one is kept that the book does not need."""

import hashlib
from collections import Counter
from pathlib import Path

import msgspec

from publish.assembly import AssembledSource
from publish.cleaners import clean
from publish.diagnostics import PublishError, Span, error
from publish.manifest.plan import Manifest, SourceFile
from publish.model.document import Structured
from publish.model.ports import Cleaned, Cleaning, Source
from publish.model.raw import Asset, Reading
from publish.pipeline.journal import Journal
from publish.pipeline.report import Step
from publish.plugins import Tables
from publish.readers import read
from publish.readers.images import measure
from publish.structure import infer


class Material(msgspec.Struct, frozen=True):
    """All sources of a book, their images by digest, the number of edits by the code of their rule, and the reason
    that the first edit of each code gave.
    """

    sources: tuple[AssembledSource, ...]
    assets: dict[str, Asset]
    edits: dict[str, int]
    reasons: dict[str, str]


def source_files(manifest: Manifest) -> list[SourceFile]:
    """The files of all parts, in order."""
    return [file for part in manifest.parts for file in part.sources]


def prepare(manifest: Manifest, tables: Tables, journal: Journal) -> Material:
    """Everything that goes into the book.

    Raises PublishError when a source cannot be read, after all of them were tried, with everything there is to say.
    """
    sources: list[AssembledSource] = []
    assets: dict[str, Asset] = {}
    edits: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    files = source_files(manifest)
    for done, file in enumerate(files):
        journal.progress(Step.READ, done, len(files), file.name)
        prepared = _prepared(file, manifest.cleaning, tables, journal)
        if prepared:
            sources.append(prepared.source)
            assets.update({asset.digest: asset for asset in prepared.assets})
            edits.update(prepared.edits)
            reasons = {**prepared.reasons, **reasons}
    journal.progress(Step.READ, len(files), len(files))
    journal.stop_if_failed()
    return Material(tuple(sources), assets, dict(edits), reasons)


class _Prepared(msgspec.Struct, frozen=True):
    """What is kept of one source."""

    source: AssembledSource
    assets: tuple[Asset, ...]
    edits: Counter[str]
    reasons: dict[str, str]


def _prepared(file: SourceFile, cleaning: Cleaning, tables: Tables, journal: Journal) -> _Prepared | None:
    """The source, ready for the book; None, with errors in the journal, when it cannot be used."""
    try:
        data = source_bytes(file)
        reading = read_source(file, data, tables, journal)
        cleaned = clean_source(reading, cleaning, tables, journal)
        structured = infer_source(file, cleaned, journal)
    except PublishError as problem:
        journal.note(problem.diagnostics)
        return None
    except Exception as problem:
        problem.add_note(f"while working on {file.name}")
        raise
    edits = (*cleaned.edits, *structured.edits)
    source = AssembledSource(
        file=file,
        structured=msgspec.structs.replace(structured, edits=()),
        digest=hashlib.sha256(data).hexdigest(),
        characters=sum(len(block.text) for block in reading.document.blocks),
        edits=len(edits),
    )
    counts = Counter(edit.rule for edit in edits)
    return _Prepared(source, reading.assets, counts, {edit.rule: edit.reason for edit in reversed(edits)})


def source_bytes(file: SourceFile) -> bytes:
    """The bytes of a source. Raises PublishError R002 when the file cannot be opened."""
    try:
        return Path(file.path).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise PublishError([error("R002", f"the file cannot be opened: {reason}", Span(file.name))]) from problem


def read_source(file: SourceFile, data: bytes, tables: Tables, journal: Journal) -> Reading:
    """What the reader for the file's suffix makes of it. Raises PublishError when it cannot be read."""
    with journal.timed(Step.READ):
        source = Source(file.name, data, file.encoding, str(Path(file.path).parent))
        return journal.value(read(source, tables.readers))


def clean_source(reading: Reading, cleaning: Cleaning, tables: Tables, journal: Journal) -> Cleaned:
    """The text without its dirt. Raises PublishError when a pattern of the manifest is wrong."""
    with journal.timed(Step.CLEAN):
        return journal.value(clean(reading.document, cleaning, tables.rules))


def infer_source(file: SourceFile, cleaned: Cleaned, journal: Journal) -> Structured:
    """The documents of the source."""
    with journal.timed(Step.STRUCTURE):
        return journal.value(infer(cleaned.document, file.split))


def load_cover(path: str) -> Asset:
    """The cover image. Raises PublishError when it cannot be opened or is no image."""
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise PublishError([error("R002", f"the cover image cannot be opened: {reason}", Span(path))]) from problem
    measured = measure(data)
    if measured is None:
        advice = "save it as PNG or JPEG"
        raise PublishError(
            [error("R003", "the cover image is damaged or of a kind that cannot be used", Span(path), advice)]
        )
    return Asset(hashlib.sha256(data).hexdigest(), measured[0], data, measured[1], measured[2])
