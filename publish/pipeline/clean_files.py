"""Cleaned sources as Markdown files, each with the report that leads back; never in the place of a source."""

import hashlib
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

import msgspec

from publish.diagnostics import PublishError, Span, error
from publish.manifest.plan import Manifest
from publish.model.document import Figure
from publish.model.walk import all_blocks
from publish.pipeline.examine import Examined, examine, report_alone, report_collection, report_source
from publish.pipeline.journal import Journal
from publish.pipeline.material import source_files
from publish.pipeline.report import OutputFile
from publish.pipeline.staging import Staging
from publish.plugins import load_tables
from publish.reports import CleaningReport, Form, form_of, load_report, render

CLEAN, SIDECAR, IMAGES = ".clean.md", ".clean.json", ".clean.files"


class Existing(Enum):
    """What happens to files that are in the place of an output and were changed since they were written."""

    KEEP = "keep"
    REPLACE = "replace"


class CleanRun(msgspec.Struct, frozen=True):
    """What was cleaned, and the files that were written."""

    report: CleaningReport
    files: tuple[OutputFile, ...]


class _Target(msgspec.Struct, frozen=True):
    """Where the files of one source go."""

    clean: Path
    sidecar: Path
    images: Path


def clean_files(
    manifest: Manifest,
    journal: Journal,
    *,
    out: Path | None = None,
    reports: Sequence[Path] = (),
    existing: Existing = Existing.KEEP,
) -> CleanRun:
    """Clean the sources of the manifest, each by itself, and write NAME.clean.md and NAME.clean.json for each.

    They go beside their sources, or into the folder `out`; for a single source that may be the name of a file.
    `reports` take the report of all sources. Raises PublishError when anything is wrong; nothing is written then.
    """
    check_reports(manifest, reports)
    tables = journal.value(load_tables())
    targets = _targets(manifest, out)
    _check_places(manifest, targets, reports)
    _check_existing(targets, existing)
    examined = examine(manifest, tables, journal)
    with Staging() as staging:
        sources, files = [], list[OutputFile]()
        for each, target in zip(examined, targets, strict=True):
            data = _markdown(each, target).encode()
            sources.append(report_source(each, data))
            sidecar = render(report_alone(sources[-1], tables), Form.JSON)
            files += _stage(staging, each, target, data, sidecar)
        report = report_collection(manifest.metadata.title, manifest, examined, sources, tables)
        files += [_stage_report(staging, path, report) for path in reports]
        staging.commit()
    return CleanRun(report, tuple(files))


def check_reports(manifest: Manifest, reports: Sequence[Path]) -> None:
    """Raise PublishError when a report cannot be written under its name (M087), or is the name of a source (M089)."""
    for path in reports:
        form_of(path.name)
    _check_places(manifest, [], reports)


def write_reports(manifest: Manifest, reports: Sequence[Path], journal: Journal) -> tuple[OutputFile, ...]:
    """Write the report of a collection in the forms that the files' names ask for. Raises PublishError."""
    check_reports(manifest, reports)
    tables = journal.value(load_tables())
    examined = examine(manifest, tables, journal)
    sources = [report_source(each) for each in examined]
    report = report_collection(manifest.metadata.title, manifest, examined, sources, tables)
    with Staging() as staging:
        files = tuple(_stage_report(staging, path, report) for path in reports)
        staging.commit()
    return files


def _stage_report(staging: Staging, path: Path, report: CleaningReport) -> OutputFile:
    form = form_of(path.name)
    return staging.add(form.value, path, render(report, form))


def _targets(manifest: Manifest, out: Path | None) -> list[_Target]:
    """Where the files of each source go. Raises PublishError M091 when two would go to the same place."""
    files = source_files(manifest)
    if out and len(files) == 1 and out.suffix.lower() == ".md" and not out.is_dir():
        return [_Target(out, out.with_suffix(".json"), out.with_suffix(".files"))]
    targets = []
    for file in files:
        path = Path(file.path)
        folder = out or path.parent
        targets.append(_Target(*(folder / (path.name + suffix) for suffix in (CLEAN, SIDECAR, IMAGES))))
    doubled = [file for file, target in zip(files, targets, strict=True) if targets.count(target) > 1]
    if doubled:
        hint = "clean them one by one, each with an --out of its own"
        message = f"{' and '.join(file.name for file in doubled)} would be written to the same file"
        raise PublishError([error("M091", message, hint=hint)])
    return targets


def _check_places(manifest: Manifest, targets: Sequence[_Target], reports: Sequence[Path]) -> None:
    """Raise PublishError M089 when an output would take the place of a source."""
    sources = {Path(file.path).resolve(): file.name for file in source_files(manifest)}
    outputs = [*reports, *(path for target in targets for path in (target.clean, target.sidecar))]
    hit = [sources[path.resolve()] for path in outputs if path.resolve() in sources]
    if hit:
        message = f"'{hit[0]}' is a source and is not written over"
        raise PublishError([error("M089", message, hint="name another file with --out or --report")])


def _check_existing(targets: Sequence[_Target], existing: Existing) -> None:
    """Raise PublishError M090 when a file in the place of an output is not as this program left it."""
    if existing is Existing.REPLACE:
        return
    changed = [target.clean for target in targets if target.clean.exists() and not _is_ours(target)]
    if changed:
        hint = "--force replaces it; --out names another place"
        raise PublishError(
            [
                error("M090", "the file is there already, and was changed since", Span(str(path)), hint)
                for path in changed
            ]
        )


def _is_ours(target: _Target) -> bool:
    """Whether the report beside a clean file knows its bytes."""
    try:
        report = load_report(target.sidecar.read_bytes(), target.sidecar.name)
        return report.sources[0].clean_sha256 == hashlib.sha256(target.clean.read_bytes()).hexdigest()
    except (OSError, PublishError, IndexError):
        return False


def _markdown(examined: Examined, target: _Target) -> str:
    from publish.writers.md import write_md  # not loaded for builds, which come past here

    names = {digest: f"{target.images.name}/{name}" for digest, name, _ in _images(examined)}
    return write_md(examined.structured, examined.reading.document.claims, names)


def _images(examined: Examined) -> Iterator[tuple[str, str, bytes]]:
    """Digest, file name and bytes of each image that the documents show, once."""
    assets = {asset.digest: asset for asset in examined.reading.assets}
    blocks = [block for document in examined.structured.documents for block in all_blocks(document.blocks)]
    for digest in dict.fromkeys(block.digest for block in blocks if isinstance(block, Figure)):
        if digest in assets:
            suffix = assets[digest].media_type.rpartition("/")[2].partition("+")[0].replace("jpeg", "jpg")
            yield digest, f"{digest[:16]}.{suffix}", assets[digest].data


def _stage(staging: Staging, examined: Examined, target: _Target, data: bytes, sidecar: bytes) -> Iterator[OutputFile]:
    yield staging.add("md", target.clean, data)
    yield staging.add("json", target.sidecar, sidecar)
    for _, name, image in _images(examined):
        yield staging.add(name.rpartition(".")[2], target.images / name, image)
