"""LibreOffice without a window: one file in, one Word file out, nothing else touched.

It gets a profile and a folder of its own, which are gone afterwards; it runs no macros, follows no links and is
stopped when it takes too long.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from publish.diagnostics import PublishError, Span, error
from publish.model.ports import MEGABYTE, Limits, raise_limit

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_FILTER = "docx:MS Word 2007 XML"
_FLAGS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")  # of the environment
_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx"

# Settings by their paths in LibreOffice's registry: no macros, no code in documents, no updates of links.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)


def find_program() -> str:
    """The path of LibreOffice, empty when it is not installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), "")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def convert(data: bytes, suffix: str, path: str, limits: Limits) -> bytes:
    """The Word file that LibreOffice makes of a file of this kind. `path` names the source in messages.

    Raises PublishError: R060 when LibreOffice is not installed, R061 when it makes nothing of the file or takes too
    long.
    """
    program = find_program()
    if not program:
        advice = f"install LibreOffice, which converts it on the way; or {_SAVE}"
        message = "the file can only be read through LibreOffice, which is not installed"
        raise _refused("R060", message, path, advice)
    with tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "in").mkdir()
        (home / "in" / f"source.{suffix}").write_bytes(data)
        _write_profile(home / "profile")
        _run(program, home, suffix, path, limits.seconds)
        made = home / "out" / "source.docx"
        if not made.is_file() or made.is_symlink() or not 0 < made.stat().st_size <= limits.file_mb * MEGABYTE:
            raise _refused("R061", "LibreOffice makes nothing of the file; it may be damaged or protected", path, _SAVE)
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for place, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n{items}</oor:items>\n',
        "utf-8",
    )


def _run(program: str, home: Path, suffix: str, path: str, timeout: float) -> None:
    command = [program, *_FLAGS, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--convert-to", _FILTER]
    command += ["--outdir", str(home / "out"), str(home / "in" / f"source.{suffix}")]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"HOME": str(home)}
    with subprocess.Popen(  # noqa: S603  # the program that is installed, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            message = f"LibreOffice did not finish within {timeout:g} seconds"
            raise _refused("R061", message, path, f"{_SAVE}, {raise_limit('seconds')}") from None
        finally:
            if process.poll() is None:
                _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the program with everything that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _refused(code: str, message: str, path: str, hint: str) -> PublishError:
    return PublishError([error(code, message, Span(path), hint)])
