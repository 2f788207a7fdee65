"""All sources of a book: prepared in chunks, in this process or in others, joined in the manifest's order."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from publish.assembly import AssembledSource
from publish.diagnostics import PublishError, error
from publish.manifest.plan import Manifest, SourceFile
from publish.model.ports import Cleaning
from publish.model.raw import Asset
from publish.pipeline.journal import Journal
from publish.pipeline.memory import Made, Memory, Prepared
from publish.pipeline.report import Step
from publish.pipeline.sources import prepare_source
from publish.pipeline.workers import ALONE, LostWorkersError, Workers
from publish.plugins import Tables, load_tables

CHUNK_BYTES = 128 << 10  # about 60 ms of work: far more than sending it costs, and enough chunks to share evenly
CHUNK_FILES = 64


class Material(msgspec.Struct, frozen=True):
    """All sources of a book, their images by digest, the number of edits by the code of their rule, and the reason
    that the first edit of each code gave.
    """

    sources: tuple[AssembledSource, ...]
    assets: dict[str, Asset]
    edits: dict[str, int]
    reasons: dict[str, str]
    made: tuple[Made, ...] = ()  # one for each source, when there is a memory


class Job(msgspec.Struct, frozen=True):
    """Files for one call of a worker."""

    files: tuple[SourceFile, ...]
    cleaning: Cleaning
    memory: Memory | None = None


def source_files(manifest: Manifest) -> list[SourceFile]:
    """The files of all parts, in order."""
    return [file for part in manifest.parts for file in part.sources]


def prepare(
    manifest: Manifest, tables: Tables, journal: Journal, workers: Workers = ALONE, memory: Memory | None = None
) -> Material:
    """Everything that goes into the book, the same whoever does the work.

    Raises PublishError when a source cannot be read, after all of them were tried, with everything there is to say.
    """
    sources: list[AssembledSource] = []
    assets: dict[str, Asset] = {}
    edits: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    made: list[Made] = []
    files = source_files(manifest)
    arriving = _prepared(files, manifest, tables, workers, memory)
    for done, (file, prepared) in enumerate(zip(files, arriving, strict=True)):
        journal.progress(Step.READ, done, len(files), file.name)
        journal.note(prepared.diagnostics)
        journal.add_seconds(prepared.seconds)
        if prepared.source:
            sources.append(prepared.source)
            made.append(Made(prepared.key, prepared.consulted))
            assets.update({asset.digest: asset for asset in prepared.assets})
            edits.update(prepared.edits)
            reasons = {**prepared.reasons, **reasons}
    journal.progress(Step.READ, len(files), len(files))
    journal.stop_if_failed()
    return Material(tuple(sources), assets, dict(edits), reasons, tuple(made))


def _prepared(
    files: list[SourceFile], manifest: Manifest, tables: Tables, workers: Workers, memory: Memory | None
) -> Iterator[Prepared]:
    sizes = [_size(file) for file in files]
    if not workers.worthwhile(sum(sizes)):
        yield from (prepare_source(file, manifest.cleaning, tables, memory) for file in files)
        return
    jobs = [msgspec.msgpack.encode(Job(chunk, manifest.cleaning, memory)) for chunk in _chunks(files, sizes)]
    try:
        for result in workers.map(prepare_chunk, jobs):
            yield from _decoder().decode(result)
    except LostWorkersError as problem:
        advice = "they were stopped from outside, or memory ran out; try --workers 1"
        raise PublishError([error("K502", f"worker processes were lost: {problem}", hint=advice)]) from problem


def _size(file: SourceFile) -> int:
    try:
        return Path(file.path).stat().st_size
    except OSError:
        return 0


def _chunks(files: list[SourceFile], sizes: list[int]) -> Iterator[tuple[SourceFile, ...]]:
    chunk: list[SourceFile] = []
    total = 0
    for file, size in zip(files, sizes, strict=True):
        if chunk and (total + size > CHUNK_BYTES or len(chunk) == CHUNK_FILES):
            yield tuple(chunk)
            chunk, total = [], 0
        chunk.append(file)
        total += size
    if chunk:
        yield tuple(chunk)


def prepare_chunk(job: bytes) -> bytes:
    """What a worker does: a Job to a tuple of Prepared, both as MessagePack, which is faster than pickling them."""
    wanted = msgspec.msgpack.decode(job, type=Job)
    tables = _tables()
    return msgspec.msgpack.encode(
        [prepare_source(file, wanted.cleaning, tables, wanted.memory) for file in wanted.files]
    )


@cache
def _tables() -> Tables:
    """Loaded once in each worker. What is to be said about plugins, the build itself says."""
    return load_tables().value


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[Prepared, ...]]:
    return msgspec.msgpack.Decoder(tuple[Prepared, ...])
