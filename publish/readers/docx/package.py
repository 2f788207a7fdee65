"""Opening a Word file: what is refused, and why."""

import io
import struct
import zipfile
import zlib

from docx import Document
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from publish.diagnostics import PublishError, Span, error
from publish.model.ports import Limits, raise_limit

MAX_PARTS = 20_000

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2: Word before 2007, and encrypted packages
_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx"

# What the libraries raise for damaged packages: zip, XML, missing parts, wrong content types, encrypted entries.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    OpcError,
    PythonDocxError,
    OSError,
    EOFError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)


def open_package(data: bytes, path: str, limits: Limits) -> WordDocument:
    """The parsed package.

    Raises PublishError: R002 when it is no Word file or damaged, R003 when it would unpack to too much, R005 when it
    holds a document type declaration, which Word never writes and attackers do.
    """
    if data.startswith(_COMPOUND_FILE):
        raise _refused("R002", "is an old .doc or is protected by a password, not a .docx", path, _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist(), path, limits)
        document = Document(io.BytesIO(data))
        roots = [document.element, *(part.element for part in document.part.package.iter_parts() if _has_root(part))]
    except _DAMAGE as problem:
        raise _refused("R002", f"is no Word file or is damaged: {_reason(problem)}", path, _SAVE) from problem
    if any(root.getroottree().docinfo.doctype for root in roots):
        raise _refused("R005", "holds a document type declaration, which no word processor writes", path, _SAVE)
    return document


def _has_root(part: object) -> bool:
    return getattr(part, "element", None) is not None


def _check_sizes(entries: list[zipfile.ZipInfo], path: str, limits: Limits) -> None:
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > MAX_PARTS:
        raise _refused("R003", f"has more than {MAX_PARTS:,} parts", path, "split the document")
    if largest > limits.part or sum(entry.file_size for entry in entries) > limits.unpacked:
        message = f"unpacks to more than {limits.part >> 20} MB in one part or {limits.unpacked_mb} MB in all"
        advice = f"split the document or make its images smaller, {raise_limit('unpacked_mb')}"
        raise _refused("R003", message, path, advice)


def _reason(problem: Exception) -> str:
    return (str(problem) or type(problem).__name__).splitlines()[0][:120]


def _refused(code: str, message: str, path: str, hint: str) -> PublishError:
    return PublishError([error(code, message, Span(path), hint)])
