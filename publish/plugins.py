"""Joins the built-in tables of readers, rules and writers with what installed packages add to them.

A package takes part by an entry point in one of three groups:

- `publish.readers`: the name is a file suffix without dot, the object a `model.ports.Reader`;
- `publish.rules`: the object is a `model.ports.Rule` or an iterable of them;
- `publish.writers`: the name is a file suffix without dot, the object a `Writer`.

What is built in cannot be replaced. A plugin that cannot be loaded is told of and left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cleaners import RULES
from publish.diagnostics import Diagnostic, Outcome, warning
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.ports import Reader, Rule
from publish.readers import READERS

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Writer = Callable[[Manuscript, Pagination], Outcome[bytes]]
"""Makes one format of a manuscript; `Pagination` has the page numbers of the printed book."""

READER_GROUP, RULE_GROUP, WRITER_GROUP = "publish.readers", "publish.rules", "publish.writers"

_BUILT_IN_WRITERS = {
    "docx": ("publish.writers.docx", "write_docx"),
    "epub": ("publish.writers.epub", "write_epub"),
    "html": ("publish.writers.html", "write_html"),
    "md": ("publish.writers.md", "write_book"),
    "site.zip": ("publish.writers.html", "write_site"),
}
_BEGUN_EARLY = {  # by what they can do before page numbers are known
    "docx": ("publish.writers.docx", "begin_docx"),
    "epub": ("publish.writers.epub", "begin_epub"),
}
_MENTION = b"[publish."


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that is chosen by name: readers by suffix, rules in order of their codes, writers by suffix.

    The PDF is not among the writers: it is drawn from the pages, not from the manuscript.
    """

    readers: Mapping[str, Reader]
    rules: tuple[Rule, ...]
    writers: Mapping[str, Writer]


def load_tables() -> Outcome[Tables]:
    """The built-in tables and what plugins add; warnings (M08x) for plugins that cannot be used."""
    readers: dict[str, Reader] = dict(READERS)
    rules = {rule.code: rule for rule in RULES}
    writers = {suffix: _on_demand(*place) for suffix, place in _BUILT_IN_WRITERS.items()}
    diagnostics = [
        *_join_callables(READER_GROUP, readers, taken=set(readers)),
        *_join_callables(WRITER_GROUP, writers, taken={*writers, "pdf"}),
        *_join_rules(rules),
    ]
    ordered = tuple(rules[code] for code in sorted(rules))
    return Outcome(Tables(readers, ordered, writers), tuple(diagnostics))


def _on_demand(module: str, function: str) -> Writer:
    """The writer `function` of `module`, imported when first used: the libraries behind it take long to load."""

    def write_on_demand(manuscript: Manuscript, pagination: Pagination) -> Outcome[bytes]:
        writer: Writer = getattr(import_module(module), function)
        return writer(manuscript, pagination)

    return write_on_demand


def begin_writing(tables: Tables, suffix: str, manuscript: Manuscript) -> Callable[[Pagination], Outcome[bytes]]:
    """What is left to be done when page numbers are known: a built-in writer may do much before that."""
    if suffix in _BEGUN_EARLY:
        module, function = _BEGUN_EARLY[suffix]
        begun: Callable[[Pagination], Outcome[bytes]] = getattr(import_module(module), function)(manuscript)
        return begun
    if suffix in _BUILT_IN_WRITERS:
        import_module(_BUILT_IN_WRITERS[suffix][0])
    return partial(tables.writers[suffix], manuscript)


def _join_callables(group: str, table: dict[str, Any], taken: set[str]) -> Iterator[Diagnostic]:
    for entry in _entry_points(group):
        found = _load(entry)
        if entry.name in taken:
            yield _refused(entry, f"there already is one for '.{entry.name}'")
        elif isinstance(found, Diagnostic):
            yield found
        elif not callable(found):
            yield _refused(entry, "it is no function")
        else:
            table[entry.name] = found


def _join_rules(table: dict[str, Rule]) -> Iterator[Diagnostic]:
    for entry in _entry_points(RULE_GROUP):
        found = _load(entry)
        if isinstance(found, Diagnostic):
            yield found
            continue
        for rule in [found] if isinstance(found, Rule) else _listed(found):
            if not isinstance(rule, Rule):
                yield _refused(entry, "it is no rule and no list of rules")
            elif table.setdefault(rule.code, rule) is not rule:
                yield _refused(entry, f"the code {rule.code} is taken by '{table[rule.code].name}'")


def _listed(found: object) -> list[object]:
    return list(found) if isinstance(found, Iterable) and not isinstance(found, str) else [found]


def _load(entry: EntryPoint) -> object:
    """The plugin's object, or a diagnostic: whatever goes wrong in foreign code must not stop a build without it."""
    try:
        return entry.load()
    except Exception as problem:
        return _refused(entry, f"{type(problem).__name__}: {problem}", code="M080")


def _refused(entry: EntryPoint, reason: str, code: str = "M081") -> Diagnostic:
    package = entry.dist.name if entry.dist else entry.value
    advice = f"update or uninstall the package '{package}'"
    return warning(code, f"the plugin '{entry.name}' ({entry.group}) is not used: {reason}", hint=advice)


def _entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, always in the same order."""
    if not _mentioned():
        return ()
    from importlib.metadata import entry_points  # takes longer than the look that shows that it is not needed

    return tuple(sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)))


@cache
def _mentioned() -> bool:
    """Whether any package installed in a folder of sys.path names one of the groups."""
    return any(_MENTION in text for folder in sys.path for text in _entry_point_files(Path(folder)))


def _entry_point_files(folder: Path) -> Iterator[bytes]:
    for pattern in ("*.dist-info", "*.egg-info"):
        for info in folder.glob(pattern):
            try:
                yield (info / "entry_points.txt").read_bytes()
            except OSError:
                continue
