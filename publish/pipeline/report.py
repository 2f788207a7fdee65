"""What a build tells about itself, while it runs and afterwards."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from publish.diagnostics import Diagnostic


class Step(StrEnum):
    """The steps of a build, in order."""

    READ = "read"
    CLEAN = "clean"
    STRUCTURE = "structure"
    COMPARE = "compare"  # documents with each other, where no book is made of them
    ASSEMBLE = "assemble"
    LAYOUT = "layout"
    CHECK = "check"
    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    PLUGIN = "plugin"  # a format that a plugin writes
    SAVE = "save"


class Progress(msgspec.Struct, frozen=True):
    """`done` of `total` things of a step are finished; 0 of `total` where their number is not known before."""

    step: Step
    done: int
    total: int
    what: str = ""


Listener = Callable[[Progress], None]


def say_nothing(progress: Progress, /) -> None:
    """The listener of those who do not want to know."""


class RuleCount(msgspec.Struct, frozen=True):
    """How many edits a rule made in all sources together. Structure's rules are named by their reason."""

    code: str
    name: str
    count: int


class FileState(StrEnum):
    """UNCHANGED files were not made again, because nothing that they are made of has changed."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"


class OutputFile(msgspec.Struct, frozen=True):
    """A file of a build; `sha256` in hexadecimal digits, `size` in bytes."""

    format: str
    path: str
    size: int
    sha256: str
    state: FileState = FileState.WRITTEN


class Written(msgspec.Struct, frozen=True):
    """The bytes of a format, what there is to say about them, and the seconds that its steps took."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: dict[str, float] = {}


class BuildReport(msgspec.Struct, frozen=True):
    """What was built. `characters` are those of the book without white space, `seconds` by step.

    `diagnostics` holds warnings and remarks only: an error would have stopped the build.
    """

    title: str
    sources: int
    documents: int
    characters: int
    pages: int
    edits: tuple[RuleCount, ...]
    files: tuple[OutputFile, ...]
    seconds: dict[str, float]
    diagnostics: tuple[Diagnostic, ...]
