"""Remembers results under keys made of everything that they depend on.

A cache is a folder that may be deleted at any time. Entries are files that are written whole or not at all, so several
programs may use it at once; each holds a digest of its key and content, so that one that is damaged or was put there
by something else is noticed, removed and made again. Nothing that goes wrong here stops a build.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

LIMIT = 1 << 30  # bytes; beyond it, the entries that were not used for longest are removed
_MAGIC = b"publish cache 1\n"
_HEAD = len(_MAGIC) + 32
_SUFFIX = ".entry"
_LEFT_OVER = 3600  # seconds after which a temporary file has no owner any more
_KEY_DIGITS = frozenset("0123456789abcdef")


class Survey(msgspec.Struct, frozen=True):
    """What a cache holds: entries, and their bytes."""

    entries: int
    size: int


class _Entry(NamedTuple):
    used: float
    size: int
    path: Path


def default_folder() -> Path:
    """Where caches of programs belong on this system; on most, XDG_CACHE_HOME says so."""
    told = os.environ.get("XDG_CACHE_HOME", "")
    if told and Path(told).is_absolute():
        return Path(told) / "publish"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "publish" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "publish"
    return Path.home() / ".cache" / "publish"


class Cache:
    """The cache in a folder. Keys are hexadecimal digits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The value under a key, if there is one and it is sound."""
        path = self._path(key)
        try:
            with path.open("rb", buffering=0) as file:
                head, value = file.read(_HEAD), file.read()
        except OSError:
            return None
        if head != _MAGIC + _seal(key, value):
            self.drop(key)
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def has(self, key: str) -> bool:
        """Whether there is something under a key, sound or not."""
        return self._path(key).exists()

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key. A cache that cannot be written remembers nothing."""
        path = self._path(key)
        temporary = path.with_suffix(f".{os.getpid()}.new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds the words of the sources
            with temporary.open("wb") as file:
                file.write(_MAGIC + _seal(key, value))
                file.write(value)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """Forget what is under a key."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def survey(self) -> Survey:
        """What there is."""
        entries = list(self._entries())
        return Survey(len(entries), sum(entry.size for entry in entries))

    def clear(self) -> Survey:
        """Remove every entry; what was removed. Other files in the folder stay."""
        removed = [entry for entry in self._entries() if _remove(entry)]
        self._sweep(older_than=0.0)
        return Survey(len(removed), sum(entry.size for entry in removed))

    def trim(self, limit: int = LIMIT) -> None:
        """Remove the entries that were not used for longest until the rest is well below the limit."""
        entries = sorted(self._entries())
        total = sum(entry.size for entry in entries)
        if total <= limit:
            return
        self._sweep(older_than=_LEFT_OVER)
        for entry in entries:
            if total <= limit * 3 // 4:
                return
            _remove(entry)
            total -= entry.size

    def _path(self, key: str) -> Path:
        if not key or not _KEY_DIGITS.issuperset(key):
            raise ValueError(f"'{key}' is no key")
        return self.folder / key[:2] / f"{key}{_SUFFIX}"

    def _entries(self) -> Iterator[_Entry]:
        for folder in self.folder.glob("??"):
            for file in _files(folder):
                with suppress(OSError):
                    found = file.stat()
                    yield _Entry(found.st_mtime, found.st_size, Path(file.path))

    def _sweep(self, older_than: float) -> None:
        """Remove what writers that were killed have left behind, and folders without entries."""
        for path in self.folder.glob("??/*.new"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime >= older_than:
                    path.unlink()
        for folder in self.folder.glob("??"):
            with suppress(OSError):
                folder.rmdir()


def _files(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [file for file in found if file.name.endswith(_SUFFIX)]
    except OSError:
        return []


def _seal(key: str, value: bytes) -> bytes:
    seal = hashlib.sha256(key.encode())
    seal.update(value)
    return seal.digest()


def _remove(entry: _Entry) -> bool:
    try:
        entry.path.unlink()
    except OSError:
        return False
    return True
