"""Entries of `sources` → the files that they mean, in natural order."""

import glob
import os
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

import msgspec

from publish.diagnostics import Span, info
from publish.manifest.order import natural_key
from publish.settings.mistakes import Mistakes, nearest

MISSING_FILE = 20
NO_MATCH = 21
LISTED_TWICE = 22
UNSUPPORTED = 23
LEFT_OUT = 24
NO_TEXT = 31
LED_OUT = 32

_SHOWN = 3  # names in one message
_TO_CONVERT = (".docm", ".dot", ".dotx", ".pages", ".wpt")
_CLEAN, _SIDECAR = ".clean.md", ".clean.json"  # what `publish clean` writes beside a source
_TEMPORARY = (".", "~$")  # hidden files, and the locks that word processors leave


class Ground(msgspec.Struct, frozen=True):
    """Where files are looked for.

    `folder` is the manifest's, absolute; `suffixes` are those that can be read, in lower case; `built` is the
    output folder, whose files are never sources unless they are named one by one.
    """

    folder: Path
    suffixes: frozenset[str]
    built: Path

    def name(self, path: Path) -> str:
        """The path relative to the manifest, with '/'."""
        try:
            return Path(os.path.relpath(path, self.folder)).as_posix()
        except ValueError:  # another drive
            return path.as_posix()


def expand(text: str, span: Span, ground: Ground, mistakes: Mistakes) -> tuple[Path, ...]:
    """The absolute paths of the files that an entry means; what is wrong with it goes to `mistakes`.

    A folder stands for all files in it and below it that can be read.
    """
    path = Path(os.path.normpath(ground.folder / text))
    if is_file(path):
        return _single(path, text, span, ground, mistakes)
    if _is_folder(path):
        what = f"the folder '{text}'"
        return _readable(_within(_below(path), path, what, span, ground, mistakes), what, span, ground, mistakes)
    if glob.has_magic(text):
        found = glob.glob(text, root_dir=ground.folder, recursive=True)  # noqa: PTH207 (Path.glob takes hidden files)
        paths = [Path(os.path.normpath(ground.folder / name)) for name in found]
        files = [path for path in paths if is_file(path)]
        what = f"the pattern '{text}'"
        base = ground.folder.joinpath(*takewhile(lambda part: not glob.has_magic(part), Path(text).parts[:-1]))
        return _readable(_within(files, base, what, span, ground, mistakes), what, span, ground, mistakes)
    mistakes.add(MISSING_FILE, f"there is no file or folder '{text}'", span, missing_hint(text, path, ground))
    return ()


def is_file(path: Path) -> bool:
    """Whether there is a file; a name that no system accepts names none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _single(path: Path, text: str, span: Span, ground: Ground, mistakes: Mistakes) -> tuple[Path, ...]:
    suffix = path.suffix.lower()
    if suffix in ground.suffixes:
        return (path,)
    hint = f"supported are {', '.join(sorted(ground.suffixes))}"
    if suffix in _TO_CONVERT:
        hint = f"open it in a word processor and save it as .docx; {hint}"
    mistakes.add(UNSUPPORTED, f"'{text}' cannot be read: '{suffix}' is no supported format", span, hint)
    return ()


def _below(folder: Path) -> list[Path]:
    return [Path(place) / name for place, _, names in os.walk(folder) for name in names]


def _within(paths: Iterable[Path], base: Path, what: str, span: Span, ground: Ground, mistakes: Mistakes) -> list[Path]:
    """The files without links that lead out of the folder: in files from elsewhere they may lead to anything."""
    home = os.path.realpath(base)
    files, out = list[Path](), list[Path]()
    for path in paths:
        (files if Path(os.path.realpath(path)).is_relative_to(home) else out).append(path)
    if out:
        message = f"{what}: links that lead out of it are left out: {_some(sorted(map(ground.name, out)))}"
        mistakes.remark(LED_OUT, message, span, "name the files one by one if they belong to the collection")
    return files


def _readable(paths: Iterable[Path], what: str, span: Span, ground: Ground, mistakes: Mistakes) -> tuple[Path, ...]:
    """Those of the files that can be read, in natural order; of the others it is told that they are left out."""
    named = sorted((natural_key(ground.name(path)), path) for path in paths if not _passed_over(path, ground))
    files = [path for _, path in named if path.suffix.lower() in ground.suffixes]
    others = [ground.name(path) for _, path in named if path.suffix.lower() not in ground.suffixes]
    supported = f"supported are {', '.join(sorted(ground.suffixes))}"
    unnamed = next((path for path in files if not _is_text(path.name)), None)
    if unnamed:
        message = f"{what} has a file whose name is no text: {unnamed.name!a}"
        mistakes.add(NO_TEXT, message, span, "give the file another name")
    if not files:
        found = f"; there are only {_some(others)}" if others else ""
        mistakes.add(NO_MATCH, f"{what} has no file that can be read{found}", span, supported)
    elif others:
        count = f"{len(others)} file{'s' if len(others) > 1 else ''}"
        message = f"{what}: {count} of other formats left out: {_some(others)}"
        mistakes.take([info(f"{mistakes.family}{LEFT_OUT}", message, span, supported)])
    return tuple(files)


def _is_text(name: str) -> bool:
    """Whether a name can be written; old archives leave bytes that are no UTF-8."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _passed_over(path: Path, ground: Ground) -> bool:
    if any(part.startswith(_TEMPORARY) for part in Path(ground.name(path)).parts if part != ".."):
        return True
    if path.name.endswith(_CLEAN) and path.with_name(path.name.removesuffix(_CLEAN) + _SIDECAR).exists():
        return True
    return ground.built in path.parents and ground.built not in ground.folder.parents and ground.built != ground.folder


def _some(names: list[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:_SHOWN])
    return f"{shown}, …" if len(names) > _SHOWN else shown


def missing_hint(text: str, path: Path, ground: Ground) -> str:
    """The existing name that is nearest; of a path that goes wrong early, its first wrong step."""
    if "\\" in text and is_file(ground.folder / text.replace("\\", "/")):
        return "write '/' between folders"
    rest: tuple[str, ...] = ()
    while not _is_folder(path.parent) and path.parent != path:
        path, rest = path.parent, (path.name, *rest)
    if path.exists():
        return "it is a folder, a pipe or a device, no file"
    present = sorted(file.name for file in path.parent.iterdir()) if os.access(path.parent, os.R_OK) else []
    meant = nearest(path.name, [name for name in present if not name.startswith(_TEMPORARY)])
    if meant:
        whole = path.parent.joinpath(meant, *rest)
        return f"did you mean '{ground.name(whole if whole.exists() else path.parent / meant)}'?"
    place = ground.name(path.parent)
    return "paths are relative to the manifest's folder" if place == "." else f"looked for in '{place}'"
