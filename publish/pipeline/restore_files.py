"""The way back: from the report of a cleaning to the sources as they were."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from publish.cleaners import restore
from publish.diagnostics import PublishError, Span, error
from publish.model.edits import Edit
from publish.model.ports import Cleaned
from publish.model.raw import RawBlock, RawDocument
from publish.pipeline.clean_files import CLEAN, SIDECAR, Existing
from publish.pipeline.report import OutputFile
from publish.pipeline.staging import Staging
from publish.reports import SourceReport, load_report, rebuild

Restored = tuple[PurePosixPath, bytes]


def restore_files(path: Path, *, out: Path | None = None, existing: Existing = Existing.KEEP) -> tuple[OutputFile, ...]:
    """Write the sources that a report tells of, byte for byte; of Word files their text.

    `path` is the report (JSON), or the NAME.clean.md beside it. A source goes beside the report as NAME.restored.txt
    and the like, or to `out`: a file for one source, a folder for several. Raises PublishError when the report cannot
    be read, or when there is another file in a source's place; nothing is written then.
    """
    found = restored(_report_of(path).read_bytes(), path.name)
    targets = list(_targets(found, path, out))
    if existing is Existing.KEEP:
        _check(targets)
    with Staging() as staging:
        files = tuple(staging.add(target.suffix[1:] or "text", target, data) for target, data in targets)
        staging.commit()
    return files


def restored(report: bytes, name: str) -> list[Restored]:
    """The sources of a report (JSON, called `name` in messages), each with its path."""
    return [(_safe(source), _bytes(source)) for source in load_report(report, name).sources]


def _report_of(path: Path) -> Path:
    """The report that belongs to a file. Raises PublishError M092 when there is none."""
    if path.suffix.lower() == ".json":
        beside = path
    elif path.name.endswith(CLEAN):
        beside = path.with_name(path.name.removesuffix(CLEAN) + SIDECAR)
    else:
        beside = path.with_suffix(".json")
    if not beside.is_file():
        hint = "name the .json file that 'publish clean' wrote beside it"
        raise PublishError([error("M092", f"there is no report '{beside.name}'", Span(str(path)), hint)])
    return beside


def _bytes(source: SourceReport) -> bytes:
    blocks = tuple(RawBlock(text, Span(source.path)) for text in source.original.blocks)
    edits = tuple(Edit(e.rule, e.block, e.start, e.before, e.after, e.reason) for e in source.edits)
    before = restore(Cleaned(RawDocument(source.path, source.format, blocks), edits))
    return rebuild(source.original, [block.text for block in before.blocks])


def _safe(source: SourceReport) -> PurePosixPath:
    """The path of a source without what leads out of a folder. The text of a binary format is a text file."""
    parts = [
        part for part in source.path.replace("\\", "/").split("/") if part not in ("", ".", "..") and ":" not in part
    ]
    path = PurePosixPath(*(parts or ["source"]))
    return path if source.original.codec else path.with_name(f"{path.name}.txt")


def _targets(found: list[Restored], path: Path, out: Path | None) -> Iterator[tuple[Path, bytes]]:
    if out and len(found) == 1 and not out.is_dir():
        yield out, found[0][1]
        return
    for name, data in found:
        short = PurePosixPath(name.name) if len(found) == 1 else name
        yield (out or path.parent) / short.with_name(f"{name.stem}.restored{name.suffix}"), data


def _check(targets: list[tuple[Path, bytes]]) -> None:
    """Raise PublishError M090 when another file stands in the place of one."""
    hint = "--force replaces it; --out names another place"
    taken = [target for target, data in targets if target.exists() and not _holds(target, data)]
    if taken:
        raise PublishError(
            [error("M090", "there is a file already, and it is another one", Span(str(path)), hint) for path in taken]
        )


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
