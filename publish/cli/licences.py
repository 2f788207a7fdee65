"""`publish licences`: what the program is made of, and under which terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"\bextra\s*==")
_LONGEST = 60  # characters; some packages put the whole text of their licence into the field


def licences_command() -> None:
    """List the packages that the program needs, with versions and licences."""
    found = sorted(_needed("publish"), key=lambda package: package.name.lower())
    rows = [(package.name, package.version, _licence(package)) for package in found]
    names, versions = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, version, licence in rows:
        typer.echo(f"{name:<{names}}  {version:<{versions}}  {licence}")


def _needed(name: str) -> Iterator[Distribution]:
    """The package and everything that it needs; not what only an extra of it would bring."""
    from importlib.metadata import PackageNotFoundError, distribution

    waiting, seen = [name], set[str]()
    while waiting:
        wanted = _normal(waiting.pop())
        if wanted in seen:
            continue
        seen.add(wanted)
        try:
            package = distribution(wanted)
        except PackageNotFoundError:  # needed on other systems only
            continue
        yield package
        needs = (need for need in package.requires or () if not _EXTRA.search(need))
        waiting += [match[0] for need in needs if (match := _NAME.match(need))]


def _normal(name: str) -> str:
    """A name as PEP 503 compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(package: Distribution) -> str:
    """The licence as the package states it: an SPDX expression, a short text, or its classifiers."""
    told = package.metadata.get_all("License-Expression") or package.metadata.get_all("License") or [""]
    classifiers = package.metadata.get_all("Classifier") or []
    kinds = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    short = told[0].strip()
    return short if 0 < len(short) <= _LONGEST and "\n" not in short else " or ".join(kinds) or "not stated"
