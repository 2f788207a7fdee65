"""All sources of a book: prepared in chunks, in this process or in others, joined in the manifest's order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.assembly import AssembledSource
from publish.cleaners import NO_EVIDENCE, confer
from publish.manifest.plan import Manifest, SourceFile
from publish.model.ports import Cleaning, Evidence
from publish.model.raw import Asset
from publish.pipeline.journal import Journal
from publish.pipeline.memory import Made, Memory, Prepared
from publish.pipeline.report import Step
from publish.pipeline.sources import prepare_source
from publish.pipeline.workers import ALONE, LostWorkersError, Workers, lost_workers
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


class Task(msgspec.Struct, frozen=True):
    """A file, and what the other sources tell of its dirt."""

    file: SourceFile
    told: Evidence = NO_EVIDENCE


class Job(msgspec.Struct, frozen=True):
    """Work for one call of a worker."""

    tasks: tuple[Task, ...]
    cleaning: Cleaning
    memory: Memory | None = None


T = TypeVar("T")
Work = Callable[[SourceFile, Cleaning, Tables, Memory | None, Evidence], T]
"""What is made of a source, given what the others tell of it."""


def source_files(manifest: Manifest) -> list[SourceFile]:
    """The files of all parts, in order."""
    return [file for part in manifest.parts for file in part.sources]


def prepare(
    manifest: Manifest, tables: Tables, journal: Journal, workers: Workers = ALONE, memory: Memory | None = None
) -> Material:
    """Everything that goes into the book, the same whoever does the work.

    Raises PublishError when a source cannot be read, after all of them were tried, with everything there is to say.
    """

    def work(job: Job) -> Iterator[Prepared]:
        return share_out(job, tables, workers, prepare_source, _decoder(), _load_typesetting)

    return gather(consult(manifest, work, lambda _, prepared: prepared, memory, journal), journal)


def consult(
    manifest: Manifest,
    work: Callable[[Job], Iterator[T]],
    keep: Callable[[int, T], Prepared],
    memory: Memory | None,
    journal: Journal,
) -> list[Prepared]:
    """All sources, each worked on by itself; then once more those of whose dirt the others tell something.

    `keep` is handed what was made of a source with the source's number, the second time in the place of the first.
    """
    files = source_files(manifest)
    job = Job(tuple(map(Task, files)), manifest.cleaning, memory)
    kept: list[Prepared] = []
    for number, made in enumerate(work(job)):
        journal.progress(Step.READ, number, len(files), files[number].name)
        kept.append(keep(number, made))
    told = enumerate(confer([prepared.testimony for prepared in kept]))
    again = {number: Task(files[number], evidence) for number, evidence in told if evidence != NO_EVIDENCE}
    if again:
        job = msgspec.structs.replace(job, tasks=tuple(again.values()))
        for number, made in zip(again, work(job), strict=True):
            kept[number] = keep(number, made)
    journal.progress(Step.READ, len(files), len(files))
    return kept


def gather(arriving: Iterable[Prepared], journal: Journal) -> Material:
    """What is kept of the sources, in order; what they have to say is noted. Raises as `prepare`."""
    sources: list[AssembledSource] = []
    assets: dict[str, Asset] = {}
    edits: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    made: list[Made] = []
    for prepared in arriving:
        journal.note(prepared.diagnostics)
        journal.add_seconds(prepared.seconds)
        if prepared.source:
            sources.append(prepared.source)
            made.append(Made(prepared.key, prepared.consulted))
            assets.update({asset.digest: asset for asset in prepared.assets})
            edits.update(prepared.edits)
            reasons = {**prepared.reasons, **reasons}
    journal.stop_if_failed()
    return Material(tuple(sources), assets, dict(edits), reasons, tuple(made))


def _load_typesetting() -> None:
    import_module("publish.pipeline.binding")  # takes long, and is asked for next


def share_out(
    job: Job,
    tables: Tables,
    workers: Workers,
    work: Work[T],
    decoder: msgspec.msgpack.Decoder[tuple[T, ...]],
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[T]:
    """What `work`, a function of a module, makes of each file of a job, in their order, whoever does it.

    A small first file is worked on here: the patterns that are compiled for it, copies of this process have then.
    `meanwhile` is called when others have been given all there is to do.
    Raises PublishError K502 when workers are lost.
    """
    sizes = [_size(task.file) for task in job.tasks]
    if not workers.worthwhile(sum(sizes)):
        yield from _results(work, job, tables)
        return
    here = int(workers.copied and sizes[0] <= CHUNK_BYTES)
    yield from _results(work, msgspec.structs.replace(job, tasks=job.tasks[:here]), tables)
    chunks = _chunks(job.tasks[here:], sizes[here:])
    messages = [msgspec.msgpack.encode(msgspec.structs.replace(job, tasks=chunk)) for chunk in chunks]
    try:
        for result in workers.map(partial(_work_on, work), _and_then(messages, meanwhile)):
            yield from decoder.decode(result)
    except LostWorkersError as problem:
        raise lost_workers(problem) from problem


def _and_then(messages: Iterable[bytes], act: Callable[[], None]) -> Iterator[bytes]:
    yield from messages
    act()


def _size(file: SourceFile) -> int:
    try:
        return Path(file.path).stat().st_size
    except OSError:
        return 0


def _chunks(tasks: tuple[Task, ...], sizes: list[int]) -> Iterator[tuple[Task, ...]]:
    chunk: list[Task] = []
    total = 0
    for task, size in zip(tasks, sizes, strict=True):
        if chunk and (total + size > CHUNK_BYTES or len(chunk) == CHUNK_FILES):
            yield tuple(chunk)
            chunk, total = [], 0
        chunk.append(task)
        total += size
    if chunk:
        yield tuple(chunk)


def _work_on(work: Work[T], job: bytes) -> bytes:
    """What a worker does: a Job to a tuple of results, both as MessagePack, which is faster than pickling them."""
    return msgspec.msgpack.encode(list(_results(work, msgspec.msgpack.decode(job, type=Job), _tables())))


def _results(work: Work[T], job: Job, tables: Tables) -> Iterator[T]:
    return (work(task.file, job.cleaning, tables, job.memory, task.told) for task in job.tasks)


@cache
def _tables() -> Tables:
    """Loaded once in each worker. What is to be said about plugins, the build itself says."""
    return load_tables().value


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[Prepared, ...]]:
    return msgspec.msgpack.Decoder(tuple[Prepared, ...])
