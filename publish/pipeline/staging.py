"""Files written whole or not at all, all of them or none."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import msgspec

from publish.diagnostics import PublishError, error
from publish.pipeline.report import OutputFile

_OWN = f".publish-{hashlib.sha256(platform.node().encode()).hexdigest()[:6]}-"  # this machine's, on shared folders
_LEFT_OVER = re.compile(re.escape(_OWN) + r"(\d+)-\d+\.(?:new|old)")
_DEVICES = Path("/dev")  # the superuser could put files in their place
_FORGOTTEN = 86_400  # seconds after which a temporary file has no owner any more, where processes cannot be asked for


class _Staged(msgspec.Struct, frozen=True):
    """A file under its temporary name, its place, and where its predecessor waits while places are changed."""

    temporary: Path
    target: Path
    former: Path


class Staging:
    """A context that keeps new files under temporary names beside their places until `commit` puts all of them there.

    Leaving it without `commit`, for whatever reason, takes them away; the former files were not touched.
    """

    def __init__(self) -> None:
        self._files: list[_Staged] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        for staged in self._files:
            with suppress(OSError):
                staged.temporary.unlink(missing_ok=True)
            with suppress(OSError):
                if staged.target.exists():  # else the former file is all that there is
                    staged.former.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # it is in use then, and stays
                folder.rmdir()

    def add(self, kind: str, target: Path, data: bytes) -> OutputFile:
        """Write a file of the format `kind` beside its place. Raises PublishError W901 when that cannot be done."""
        target = target.absolute()
        if target.parent == _DEVICES or (target.exists() and not target.is_file()):
            _refuse(target, OSError(None, "it is no regular file"))
        name = f"{_OWN}{os.getpid()}-{len(self._files)}"  # short: long titles fill the length of a file name
        staged = _Staged(target.with_name(f"{name}.new"), target, target.with_name(f"{name}.old"))
        self._files.append(staged)
        try:
            self._make_folder(target.parent)
            if not any(target.parent == other.target.parent for other in self._files[:-1]):
                sweep(target.parent)
            with staged.temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            _refuse(target, problem)
        return OutputFile(kind, str(target), len(data), hashlib.sha256(data).hexdigest())

    def commit(self) -> None:
        """Put every file into its place. Raises PublishError W901 when one cannot be put, with all as they were."""
        target = Path()
        try:
            for staged in self._files:
                target = staged.target
                _keep_former(staged)
                staged.temporary.replace(target)
        except BaseException as problem:
            for staged in self._files:
                _put_back(staged)
            if isinstance(problem, OSError):
                _refuse(target, problem)
            raise

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        self._folders.append(folder)


def sweep(folder: Path) -> None:
    """Remove what builds that were killed have left in a folder."""
    for path in folder.glob(f"{_OWN}*"):
        found = _LEFT_OVER.fullmatch(path.name)
        with suppress(OSError):
            if found and not _is_running(int(found[1]), path):
                path.unlink()


def _is_running(process: int, path: Path) -> bool:
    """Whether the process that a temporary file is named after is still there."""
    if os.name == "nt":
        return time.time() - path.stat().st_mtime < _FORGOTTEN
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return process != os.getpid()


def _refuse(target: Path, problem: OSError) -> NoReturn:
    advice = "nothing was changed; close programs that have it open, or choose another folder with --out"
    message = f"'{target}' cannot be written: {problem.strerror or problem}"
    raise PublishError([error("W901", message, hint=advice)]) from problem


def _keep_former(staged: _Staged) -> None:
    """A second name for the former file, or a copy where the file system has no hard links."""
    if staged.target.is_file():
        try:
            os.link(staged.target, staged.former)
        except OSError:
            shutil.copy2(staged.target, staged.former)


def _put_back(staged: _Staged) -> None:
    """Undo the change of places, as far as it has come for this file."""
    if staged.temporary.exists():
        return
    with suppress(OSError):
        if staged.former.exists():
            staged.former.replace(staged.target)
        else:
            staged.target.unlink(missing_ok=True)
