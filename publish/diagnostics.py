"""What a stage has to say beside its result: codes, places, advice."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Severity(StrEnum):
    """How much a message matters: an error stops the build, a warning asks for a look, an info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A place in a source file. Lines and columns count from 1; `length` is in characters."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message: what is wrong, where, and what to do about it (`hint`)."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.severity.value} {self.code}: {self.message}{advice}"


class Outcome(msgspec.Struct, Generic[T], frozen=True):
    """The value of a stage and what is to be said about it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


class PublishError(Exception):
    """The work cannot go on; the diagnostics, at least one of them an error, say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type["PublishError"], tuple[tuple[Diagnostic, ...]]]:
        """Pickled by its diagnostics: worker processes raise it as well."""
        return PublishError, (self.diagnostics,)


def error(code: str, message: str, span: Span | None = None, hint: str = "") -> Diagnostic:
    """A diagnostic that stops the build."""
    return Diagnostic(code, Severity.ERROR, message, span, hint)


def warning(code: str, message: str, span: Span | None = None, hint: str = "") -> Diagnostic:
    """A diagnostic that asks for a look."""
    return Diagnostic(code, Severity.WARNING, message, span, hint)


def info(code: str, message: str, span: Span | None = None, hint: str = "") -> Diagnostic:
    """A diagnostic that only tells."""
    return Diagnostic(code, Severity.INFO, message, span, hint)
