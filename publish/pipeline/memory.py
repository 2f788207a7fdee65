"""What sources became and what builds made, remembered in the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from publish.assembly import AssembledSource, Sign, Signature, sign_text
from publish.cache import Cache
from publish.cleaners import NO_EVIDENCE
from publish.diagnostics import Diagnostic
from publish.manifest.plan import SourceFile
from publish.model.ports import Cleaning, Evidence, Testimony
from publish.model.raw import Asset
from publish.pipeline.keys import code_digest, plugin_digest, source_key, text_key, work_key
from publish.pipeline.report import BuildReport
from publish.plugins import Tables
from publish.readers.images import find_inside

_BLOCK = 1 << 20
S = TypeVar("S", bound=msgspec.Struct)


class Prepared(msgspec.Struct, frozen=True):
    """What is kept of one source, and what there is to say about it.

    `source` is None when the source cannot be used; an error among the diagnostics says why. `edits` counts by the
    code of the rule, `reasons` has the reason that the first edit of each code gave, `seconds` are those of each step.
    `consulted` has the digests of the other files that were looked for, by their names; `key` names all of this as
    long as no other source is known. `testimony` is what the source tells of its dirt.
    """

    source: AssembledSource | None
    assets: tuple[Asset, ...] = ()
    edits: dict[str, int] = {}
    reasons: dict[str, str] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: dict[str, float] = {}
    consulted: dict[str, str] = {}
    key: str = ""
    testimony: Testimony = Testimony()


class Made(msgspec.Struct, frozen=True):
    """What a source became: the key of its bytes, and the digests of the other files that it depends on by name."""

    key: str
    consulted: dict[str, str]


class Record(msgspec.Struct, frozen=True):
    """A build: what went into it, apart from what its key tells, and its report."""

    sources: tuple[Made, ...]
    cover: str
    report: BuildReport


class Done(msgspec.Struct, frozen=True):
    """What some work gave."""

    data: bytes


class Memory(msgspec.Struct, frozen=True):
    """A cache folder and the digest of the program; small, so that it can be given to workers."""

    folder: str
    code: str

    def recall(self, key: str, file: SourceFile) -> Prepared | None:
        """What the source with this key became, if that is known and the files that it names are still the same."""
        known = self.value(key, Prepared)
        if known is None or known.source is None or consulted_digests(file, known.consulted) != known.consulted:
            return None
        return msgspec.structs.replace(known, source=msgspec.structs.replace(known.source, file=file))

    def keep(self, key: str, prepared: Prepared) -> None:
        """Remember what a source became, but for the time it took; one that cannot be used is tried again."""
        if prepared.source:
            self.put(key, msgspec.structs.replace(prepared, seconds={}))

    def key(self, file: SourceFile, cleaning: Cleaning, data: bytes, told: Evidence = NO_EVIDENCE) -> str:
        """The key of a source; `told` is what the other sources tell of what it holds."""
        return source_key(self.code, file, cleaning, data, told)

    def record(self, key: str, record: Record) -> None:
        """Remember a build."""
        self.put(key, record)
        Cache(Path(self.folder)).trim()

    def recorded(self, key: str) -> Record | None:
        """The build with this key, whatever went into it."""
        return self.value(key, Record)

    def sign(self, text: str) -> Signature:
        """The signature of a text without white space."""
        key = text_key(self.code, text)
        known = self.value(key, Signature)
        if known is None:
            known = sign_text(text)
            self.put(key, known)
        return known

    def remember(self, name: str, data: bytes, work: Callable[[], bytes]) -> bytes:
        """What work on these bytes gave, or gives now."""
        key = work_key(self.code, name, data)
        known = self.value(key, Done)
        if known is None:
            known = Done(work())
            self.put(key, known)
        return known.data

    def has(self, key: str) -> bool:
        """Whether there seems to be a value under a key."""
        return Cache(Path(self.folder)).has(key)

    def put(self, key: str, value: msgspec.Struct) -> None:
        """Remember a value."""
        Cache(Path(self.folder)).put(key, msgspec.msgpack.encode(value))

    def value(self, key: str, kind: type[S]) -> S | None:
        """The value under a key, if there is one and it is of this kind."""
        cache = Cache(Path(self.folder))
        data = cache.get(key)
        if data is None:
            return None
        try:
            return msgspec.msgpack.decode(data, type=kind)
        except msgspec.DecodeError:
            cache.drop(key)
            return None


def open_memory(cache: Cache | None, tables: Tables) -> Memory | None:
    """The memory in a cache, for the program as it is."""
    if cache is None:
        return None
    code = hashlib.sha256(f"{code_digest()} {plugin_digest(tables)}".encode()).hexdigest()
    return Memory(str(cache.folder), code)


def signer(memory: Memory | None) -> Sign:
    """Gives signatures of texts; those in memory are not made again."""
    return memory.sign if memory else sign_text


def consulted_digests(file: SourceFile, names: dict[str, str] | tuple[str, ...]) -> dict[str, str]:
    """The digests of files that a source names; one that cannot be had has none."""
    folder = str(Path(file.path).parent)
    return {name: file_digest(find_inside(folder, name)) for name in names}


def file_digest(path: Path | None) -> str:
    """The SHA-256 of a file; empty when it cannot be read."""
    if path is None or not path.is_file():
        return ""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
