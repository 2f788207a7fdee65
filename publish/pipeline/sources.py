"""One source: read, cleaned, given structure. Nothing is kept of it that the book does not need."""

import hashlib
from collections import Counter
from pathlib import Path

import msgspec

from publish.assembly import AssembledSource
from publish.cleaners import NO_EVIDENCE, clean, testify, uses_evidence
from publish.diagnostics import PublishError, Span, error
from publish.manifest.plan import SourceFile
from publish.model.document import Structured
from publish.model.ports import MEGABYTE, Cleaned, Cleaning, Evidence, Limits, Source, Testimony, raise_limit
from publish.model.raw import Asset, Reading
from publish.pipeline.journal import Journal
from publish.pipeline.memory import Memory, Prepared, consulted_digests
from publish.pipeline.report import Step
from publish.plugins import Tables
from publish.readers import read
from publish.readers.images import measure
from publish.structure import infer


def prepare_source(
    file: SourceFile,
    cleaning: Cleaning,
    tables: Tables,
    memory: Memory | None = None,
    told: Evidence = NO_EVIDENCE,
) -> Prepared:
    """The source, ready for the book; from memory, if it is there. `told` is what the other sources tell of its dirt.

    A fault of the program is raised with the source's name as a note.
    """
    journal = Journal()
    try:
        data = source_bytes(file)
        key = memory.key(file, cleaning, data, told) if memory else ""
        known = memory.recall(key, file) if memory else None
        prepared = known or _prepared(file, data, cleaning, tables, journal, told)
    except PublishError as problem:
        journal.note(problem.diagnostics)
        return Prepared(None, diagnostics=journal.diagnostics)
    except Exception as problem:
        problem.add_note(f"while working on {file.name}")
        raise
    if memory and not known:
        prepared = msgspec.structs.replace(prepared, key=memory.key(file, cleaning, data))
        memory.keep(key, prepared)
    return prepared


def _prepared(
    file: SourceFile, data: bytes, cleaning: Cleaning, tables: Tables, journal: Journal, told: Evidence
) -> Prepared:
    reading = read_source(file, data, tables, journal)
    testimony = hear_source(reading, cleaning, tables, journal)
    cleaned = clean_source(reading, cleaning, tables, journal, told)
    structured = infer_source(file, cleaned, journal)
    edits = (*cleaned.edits, *structured.edits)
    source = AssembledSource(
        file=file,
        structured=msgspec.structs.replace(structured, edits=()),
        digest=hashlib.sha256(data).hexdigest(),
        characters=sum(len(block.text) for block in reading.document.blocks),
        edits=len(edits),
    )
    return Prepared(
        source,
        reading.assets,
        dict(Counter(edit.rule for edit in edits)),
        {edit.rule: edit.reason for edit in reversed(edits)},
        journal.diagnostics,
        dict(journal.seconds),
        consulted_digests(file, reading.consulted),
        testimony=testimony,
    )


def source_bytes(file: SourceFile) -> bytes:
    """The bytes of a source. Raises PublishError: R002 when it cannot be opened or is no file, R003 for its size."""
    try:
        path = regular_file(Path(file.path))
        with path.open("rb") as opened:
            data = opened.read(file.limits.file_mb * MEGABYTE + 1)  # whatever it states: it may be growing
    except OSError as problem:
        reason = problem.strerror or str(problem)
        advice = "see that it is there, that nothing else has it open, and that you may read it"
        raise PublishError(
            [error("R002", f"the file cannot be opened: {reason}", Span(file.name), advice)]
        ) from problem
    if len(data) > file.limits.file_mb * MEGABYTE:
        message = f"the file is larger than {file.limits.file_mb} MB"
        raise PublishError([error("R003", message, Span(file.name), f"split it, {raise_limit('file_mb')}")])
    return data


def regular_file(path: Path) -> Path:
    """The path itself; to open a pipe or a device would wait for what may never come. Raises OSError."""
    if path.is_file() or not path.exists():
        return path
    raise IsADirectoryError(None, "it is no regular file")


def read_source(file: SourceFile, data: bytes, tables: Tables, journal: Journal) -> Reading:
    """What the reader for the file's suffix makes of it. Raises PublishError when it cannot be read."""
    with journal.timed(Step.READ):
        source = Source(file.name, data, file.encoding, str(Path(file.path).parent), file.limits)
        return journal.value(read(source, tables.readers))


def hear_source(reading: Reading, cleaning: Cleaning, tables: Tables, journal: Journal) -> Testimony:
    """What the source tells of its dirt that may matter to others; nothing if no rule would use it."""
    with journal.timed(Step.CLEAN):
        return testify(reading.document) if uses_evidence(cleaning, tables.rules) else Testimony()


def clean_source(
    reading: Reading, cleaning: Cleaning, tables: Tables, journal: Journal, told: Evidence = NO_EVIDENCE
) -> Cleaned:
    """The text without its dirt. Raises PublishError when a pattern of the manifest is wrong."""
    with journal.timed(Step.CLEAN):
        return journal.value(clean(reading.document, cleaning, tables.rules, told))


def infer_source(file: SourceFile, cleaned: Cleaned, journal: Journal) -> Structured:
    """The documents of the source."""
    with journal.timed(Step.STRUCTURE):
        return journal.value(infer(cleaned.document, file.split))


def load_cover(path: str) -> Asset:
    """The cover image. Raises PublishError when it cannot be opened, is no image or too large."""
    try:
        data = regular_file(Path(path)).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        message, advice = (
            f"the cover image cannot be opened: {reason}",
            "see that it is there, and that you may read it",
        )
        raise PublishError([error("R002", message, Span(path), advice)]) from problem
    measured = measure(data)
    if measured is None:
        advice = "save it as PNG or JPEG"
        raise PublishError(
            [error("R003", "the cover image is damaged or of a kind that cannot be used", Span(path), advice)]
        )
    if measured[1] * measured[2] > Limits().pixels:
        message = f"the cover image has {measured[1]} x {measured[2]} pixels, more than {Limits().pixels:,}"
        raise PublishError([error("R003", message, Span(path), "make it smaller")])
    return Asset(hashlib.sha256(data).hexdigest(), measured[0], data, measured[1], measured[2])
