"""Sources, one after the other: read, cleaned, given structure. Nothing of one is kept that the book does not need."""

import hashlib
from collections import Counter
from collections.abc import Iterator
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
    """All sources of a book, their images by digest, and the number of edits by the code of the rule."""

    sources: tuple[AssembledSource, ...]
    assets: dict[str, Asset]
    edits: dict[str, int]


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
    files = source_files(manifest)
    for done, file in enumerate(files):
        journal.progress(Step.READ, done, len(files), file.name)
        for source, images, counts in _prepared(file, manifest.cleaning, tables, journal):
            sources.append(source)
            assets.update(images)
            edits.update(counts)
    journal.progress(Step.READ, len(files), len(files))
    journal.stop_if_failed()
    return Material(tuple(sources), assets, dict(edits))


def _prepared(
    file: SourceFile, cleaning: Cleaning, tables: Tables, journal: Journal
) -> Iterator[tuple[AssembledSource, dict[str, Asset], Counter[str]]]:
    """The source in its three products; nothing, but a note in the journal, when it cannot be used."""
    try:
        data = source_bytes(file)
        reading = read_source(file, data, tables, journal)
        cleaned = clean_source(reading, cleaning, tables, journal)
        structured = infer_source(file, cleaned, journal)
    except PublishError as problem:
        journal.note(problem.diagnostics)
        return
    except Exception as problem:
        problem.add_note(f"while working on {file.name}")
        raise
    counts = Counter(edit.rule for edit in (*cleaned.edits, *structured.edits))
    characters = sum(len(block.text) for block in reading.document.blocks)
    lean = msgspec.structs.replace(structured, edits=())
    digest = hashlib.sha256(data).hexdigest()
    source = AssembledSource(file, lean, digest, characters, counts.total())
    yield source, {asset.digest: asset for asset in reading.assets}, counts


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
