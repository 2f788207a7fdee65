"""Exit codes."""

from collections.abc import Iterable
from enum import IntEnum

from publish.diagnostics import Diagnostic, Severity


class Exit(IntEnum):
    """What the shell is told. WRONG_CALL is also typer's code for arguments that it cannot make sense of."""

    OK = 0
    FAILED = 1
    WRONG_CALL = 2  # the arguments, the manifest or the style are wrong
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def exit_for(diagnostics: Iterable[Diagnostic]) -> Exit:
    """WRONG_CALL when every error is one of manifest, style or arguments (family M), else FAILED."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    return Exit.WRONG_CALL if errors and all(each.code.startswith("M") for each in errors) else Exit.FAILED
