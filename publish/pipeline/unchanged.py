"""Builds that need not be done: nothing that goes into the outputs has changed, and they are still there."""

from pathlib import Path

import msgspec

from publish.diagnostics import PublishError
from publish.manifest.plan import CoverKind, Manifest, SourceFile
from publish.pipeline.journal import Journal
from publish.pipeline.material import source_files
from publish.pipeline.memory import Made, Memory, Record, consulted_digests, file_digest
from publish.pipeline.report import BuildReport, FileState, OutputFile, Step
from publish.pipeline.sources import source_bytes
from publish.pipeline.staging import sweep


def former_report(memory: Memory, key: str, manifest: Manifest, journal: Journal) -> BuildReport | None:
    """The report of the build with this key, when doing it again would change nothing; its files are checked."""
    with journal.timed(Step.READ):
        journal.progress(Step.READ, 0, 0)
        record = memory.recorded(key)
        if record is None or not _holds(record, memory, manifest):
            return None
    for folder in sorted({Path(file.path).parent for file in record.report.files}):
        sweep(folder)  # a build that was killed may have left files, and nothing is written now that would do it
    files = tuple(msgspec.structs.replace(file, state=FileState.UNCHANGED) for file in record.report.files)
    return msgspec.structs.replace(record.report, files=files, seconds=dict(journal.seconds))


def cover_digest(manifest: Manifest) -> str:
    """The digest of the cover image, if there is one."""
    return file_digest(Path(manifest.cover.path)) if manifest.cover.kind is CoverKind.IMAGE else ""


def _holds(record: Record, memory: Memory, manifest: Manifest) -> bool:
    files = source_files(manifest)
    return (
        len(files) == len(record.sources)
        and cover_digest(manifest) == record.cover
        and all(_is_same(file, made, memory, manifest) for file, made in zip(files, record.sources, strict=True))
        and all(map(_is_there, record.report.files))  # last: they are larger than what they are made of
    )


def _is_there(file: OutputFile) -> bool:
    """Whether an output is what it was when it was written."""
    path = Path(file.path)
    try:
        return path.stat().st_size == file.size and file_digest(path) == file.sha256
    except OSError:
        return False


def _is_same(file: SourceFile, made: Made, memory: Memory, manifest: Manifest) -> bool:
    try:
        key = memory.key(file, manifest.cleaning, source_bytes(file))
    except PublishError:
        return False
    return key == made.key and consulted_digests(file, made.consulted) == made.consulted
