"""`publish watch`: build, and build again whenever something is saved."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.console import error_console, errors_to_stderr
from publish.cli.guard import guarded
from publish.cli.inputs import manifest_path, read_manifest
from publish.cli.options import ManifestPath
from publish.cli.voices import HumanVoice, Loudness

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest

_PAUSE = 0.3  # seconds between two looks; saving all files of a program takes less
_SHOWN = 5
_Folders = tuple[Path, ...]
_States = dict[str, tuple[int, int]]  # time of change and size, by name


def watch_command(
    manifest: ManifestPath = None,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="FORMAT", help="Make only this format; may be repeated.")
    ] = None,
) -> None:
    """Build a collection whenever one of its files is saved. Ctrl-C ends it."""
    from publish.cache import default_folder

    with guarded(errors_to_stderr(Path())):
        path = manifest_path(manifest).absolute()
    voice = HumanVoice(Loudness.NORMAL, path.parent)
    console = error_console()
    made = (path.parent / "build", default_folder())  # outputs and cache, which change with each build
    try:
        while True:
            before = _states(path.parent, made)
            built = _rebuild(path, tuple(to or ()), voice)
            made = (Path(built.outputs.folder), made[1]) if built else made
            console.print("watching; Ctrl-C ends it", highlight=False)
            # What was saved while the build ran is in the one or the other.
            names = _difference(before, _states(path.parent, made)) or _next_changes(path.parent, made)
            console.print(f"changed: {_shown(names)}", highlight=False, soft_wrap=True)
    except KeyboardInterrupt:
        raise typer.Exit from None


def _rebuild(path: Path, formats: tuple[str, ...], voice: HumanVoice) -> Manifest | None:
    """One build, its mistakes told and survived; the manifest, unless that is where the mistake is."""
    from msgspec.structs import replace

    from publish.cache import Cache, default_folder
    from publish.diagnostics import PublishError
    from publish.pipeline import Workers, available, build

    start = time.perf_counter()
    loaded = None
    try:
        loaded = read_manifest(path)
        with voice.progress() as listener:
            cache, workers = Cache(default_folder()), Workers(available())
            report = build(loaded.value, formats, listener=listener, cache=cache, workers=workers)
    except PublishError as problem:
        voice.fail(problem.diagnostics)
    else:
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics))
        voice.close(told, time.perf_counter() - start)
    return loaded.value if loaded else None


def _next_changes(folder: Path, made: _Folders) -> list[str]:
    """Wait for changes below the folder; the names of the files in order. Nothing hidden counts, and nothing made."""
    try:
        from watchfiles import watch
    except ImportError:
        return _polled(folder, made)
    for changes in watch(folder):
        found = {Path(name) for _, name in changes}
        if names := sorted(_relative(path, folder) for path in found if _counts(path, folder, made)):
            return names
    raise KeyboardInterrupt  # that is how the library tells of it


def _polled(folder: Path, made: _Folders) -> list[str]:
    """The same without a library: the files are looked at again and again."""
    before = _states(folder, made)
    while True:
        time.sleep(_PAUSE)
        now = _states(folder, made)
        if names := _difference(before, now):
            return names


def _difference(before: _States, now: _States) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _states(folder: Path, made: _Folders) -> _States:
    states: _States = {}
    for path in folder.rglob("*"):
        if _counts(path, folder, made):
            try:
                found = path.stat()
            except OSError:  # just gone
                continue
            states[_relative(path, folder)] = (found.st_mtime_ns, found.st_size)
    return states


def _counts(path: Path, folder: Path, made: _Folders) -> bool:
    """Whether a file is one that a build may depend on; folders change with the files in them."""
    parts = path.relative_to(folder).parts if path.is_relative_to(folder) else (".",)
    if path.is_dir():
        return False
    return not any(part.startswith((".", "~$")) for part in parts) and not any(map(path.is_relative_to, made))


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _shown(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
