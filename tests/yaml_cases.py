"""Case files about YAML settings: under each '## title' the files that exist, a YAML text, and what is expected."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

from publish.diagnostics import Diagnostic

_CASE = re.compile(r"^## (?P<title>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILES = re.compile(r"^Files: (.+)$", re.MULTILINE)


class Case(NamedTuple):
    """One case. `texts` are the YAML files by name; the first one is loaded."""

    title: str
    files: tuple[str, ...]
    texts: dict[str, str]
    expected: str

    def lay_out(self, folder: Path) -> Path:
        """Write the files of the case; the path of the one to be loaded."""
        for name in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"text\n")
        for name, text in self.texts.items():
            (folder / name).write_bytes(text.encode())
        return folder / next(iter(self.texts))


def cases(path: Path, main: str) -> list[ParameterSet]:
    """The cases of a file as parameters of a test; YAML blocks without a name are the file `main`."""
    found = []
    for match in _CASE.finditer(path.read_text("utf-8")):
        blocks = _BLOCK.findall(match["body"])
        named = _FILES.search(match["body"])
        files = tuple(re.findall(r"`([^`]+)`", named[1])) if named else ()
        texts = {name or main: text for kind, name, text in blocks if kind == "yaml"}
        expected = next(text for kind, _, text in blocks if kind == "text")
        found.append(pytest.param(Case(match["title"], files, texts, expected), id=match["title"]))
    return found


def shown(diagnostics: tuple[Diagnostic, ...], main: Path) -> str:
    """Messages as the case files write them; a place in another file begins with its name."""
    lines = []
    for message in diagnostics:
        assert message.span
        path = Path(message.span.path)
        file = "" if path.name == main.name else f"{path.name}:"
        lines.append(f"{file}{message.span.line}:{message.span.column} {message.code} {message.message}")
        lines += [f"    -> {message.hint}"] if message.hint else []
    return "".join(f"{line}\n" for line in lines).replace(f"{main.parent}", "FOLDER")
