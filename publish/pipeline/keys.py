"""Keys of what is remembered: digests of everything that a result depends on."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from publish.manifest.plan import Manifest, SourceFile
from publish.model.ports import Cleaning, Evidence
from publish.model.style import SYSTEM, StyleSheet
from publish.plugins import Tables
from publish.resources import resource_folder

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def code_digest() -> str:
    """Digest of the program: its modules, the interpreter, and the names and versions of all installed packages."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        _add(digest, path.relative_to(_PACKAGE).as_posix().encode(), path.read_bytes())
    for name in sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}):
        _add(digest, name.encode())
    return digest.hexdigest()


def plugin_digest(tables: Tables) -> str:
    """Digest of the code of plugins, which may be at work in a checkout, its version unchanged."""
    digest = hashlib.sha256()
    for name in sorted(set(_plugin_modules(tables))):
        module = sys.modules.get(name)
        place = Path(getattr(module, "__file__", None) or "")
        for path in sorted(place.parent.rglob("*.py")) if place.name == "__init__.py" else [place]:
            if path.is_file():
                _add(digest, name.encode(), path.read_bytes())
    return digest.hexdigest()


def _plugin_modules(tables: Tables) -> Iterator[str]:
    """The top packages of everything in the tables that is not built in."""
    rules = (rule.find for rule in tables.rules)
    functions = chain[object](tables.readers.values(), tables.writers.values(), rules)
    for function in functions:
        top = getattr(function, "__module__", type(function).__module__).partition(".")[0]
        if top != "publish":
            yield top


def source_key(code: str, file: SourceFile, cleaning: Cleaning, data: bytes, told: Evidence) -> str:
    """Of what a source becomes: its bytes, its name, which stands in messages, how it is to be read and cleaned, and
    what the other sources tell of what it holds.
    """
    digest = hashlib.sha256(b"source")
    _add(digest, code.encode(), file.name.encode("utf-8", "surrogateescape"), file.encoding.encode())
    _add(digest, msgspec.msgpack.encode((file.split, file.limits, cleaning, told)), data)
    return digest.hexdigest()


def text_key(code: str, text: str) -> str:
    """Of what is known of a text."""
    digest = hashlib.sha256(b"text")
    _add(digest, code.encode(), text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def work_key(code: str, name: str, data: bytes) -> str:
    """Of what work on some bytes gives."""
    digest = hashlib.sha256(b"work")
    _add(digest, code.encode(), name.encode(), data)
    return digest.hexdigest()


def build_key(code: str, manifest: Manifest, formats: tuple[str, ...], style: StyleSheet, told: tuple[str, ...]) -> str:
    """Of a build, its sources apart. Where things lie does not matter, but for the outputs, whose record it names."""
    digest = hashlib.sha256(b"build")
    _add(digest, code.encode(), msgspec.msgpack.encode((manifest, formats, style, told)))
    _add(digest, *_font_states(style))
    return digest.hexdigest()


def ground_key(code: str, style: StyleSheet) -> str:
    """Of what all units of a book have in common; '' where their pages depend on more than can be told."""
    if any(SYSTEM in family.fallback for family in style.families.values()):
        return ""  # any font of the computer may be asked
    digest = hashlib.sha256(b"ground")
    _add(digest, code.encode(), msgspec.msgpack.encode(style), *_font_states(style))
    return digest.hexdigest()


def unit_key(ground: str, mode: str, unit: bytes, codes: dict[str, str]) -> str:
    """Of the pages of a unit, which is given as MessagePack."""
    digest = hashlib.sha256(b"unit")
    _add(digest, ground.encode(), mode.encode(), unit, msgspec.msgpack.encode(codes))
    return digest.hexdigest()


def _font_states(style: StyleSheet) -> Iterator[bytes]:
    names = {name for family in style.families.values() for name in family.files}
    for name in sorted(names):
        yield name.encode()
        yield _state(resource_folder("fonts") / name)


def _state(path: Path) -> bytes:
    """Size and time of a font file; to read all of them takes longer than to lay out a short book."""
    try:
        found = path.stat()
    except OSError:
        return b""
    return f"{found.st_size} {found.st_mtime_ns}".encode()


def _add(digest: "hashlib._Hash", *values: bytes) -> None:
    """Values with their lengths, so that two of them never look like one."""
    for value in values:
        digest.update(len(value).to_bytes(8, "big"))
        digest.update(value)
