"""From what stands on the command line to a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import Outcome, PublishError, error

if TYPE_CHECKING:
    from publish.manifest.plan import Manifest

MANIFEST_NAMES = ("collection.yaml", "collection.yml")


def manifest_path(given: Path | None) -> Path:
    """The manifest named, or that of the current folder or of a folder named. Raises PublishError M084."""
    if given is not None and not given.is_dir():
        _refuse_source(given)
        return given
    folder = given or Path()
    for name in MANIFEST_NAMES:
        if (folder / name).is_file():
            return folder / name
    where = f"in {folder}" if given else "in the current folder"
    advice = "write one (title: TITLE, and below it sources: [FOLDER]), or name one: PATH/collection.yaml"
    raise PublishError([error("M084", f"there is no {MANIFEST_NAMES[0]} {where}", hint=advice)])


def _refuse_source(given: Path) -> None:
    """Raise PublishError M084 when a source stands in the place of a manifest."""
    from publish.manifest import SUFFIXES

    if given.suffix.lower() in SUFFIXES and given.is_file():
        advice = f"write a {MANIFEST_NAMES[0]} that lists it under 'sources'; 'publish clean' takes sources alone"
        raise PublishError([error("M084", f"'{given}' is a source, no manifest", hint=advice)])


def read_manifest(path: Path) -> Outcome[Manifest]:
    """The manifest, checked by what readers and rules there are. Raises PublishError with every mistake in it."""
    from publish.manifest import load_manifest
    from publish.plugins import load_tables

    tables = load_tables()
    suffixes = frozenset(f".{name}" for name in tables.value.readers)
    rules = frozenset(name for rule in tables.value.rules for name in (rule.code, rule.name))
    loaded = load_manifest(path, suffixes, rules)
    return Outcome(loaded.value, (*tables.diagnostics, *loaded.diagnostics))


def is_manifest(path: Path) -> bool:
    """Whether the file is a manifest, by its suffix."""
    return path.suffix.lower() in (".yaml", ".yml")
