"""Builds collections with the installed program, as a user would."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from publish.model.book import Book
from publish.model.codec import load_model

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("publish")
FORMATS = ("pdf", "docx", "epub")


class Build(NamedTuple):
    """A collection and the folder with what was made of it."""

    manifest: Path
    folder: Path

    def output(self, suffix: str) -> Path:
        """The one file of this format."""
        (path,) = self.folder.glob(f"*.{suffix}")
        return path

    def book(self) -> Book:
        """The book that the outputs show."""
        shown = run("show", self.manifest, "--stage", "book")
        return load_model(shown.stdout.encode(), Book)


def run(*arguments: str | Path, folder: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs the program; an exit code other than 0 fails the test."""
    environment = {**os.environ, "PYTHONUTF8": "1", **env}
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, check=False, cwd=folder, encoding="utf-8", env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def build(manifest: Path, folder: Path, **env: str) -> Build:
    """Builds a collection in all formats, from the beginning."""
    formats = [f"--{suffix}" for suffix in FORMATS]
    run("build", manifest, *formats, "--no-cache", "--out", folder, folder=manifest.parent, **env)
    return Build(manifest, folder)
