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

MAX_PART = 64 << 20  # bytes of one part, unpacked; a document of ten million characters has less
MAX_PACKAGE = 256 << 20  # bytes of all parts, unpacked
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


def open_package(data: bytes, path: str) -> WordDocument:
    """The parsed package.

    Raises PublishError: R002 when it is no Word file or damaged, R003 when it would unpack to too much, R005 when it
    holds a document type declaration, which Word never writes and attackers do.
    """
    if data.startswith(_COMPOUND_FILE):
        raise _refused("R002", "is an old .doc or is protected by a password, not a .docx", path, _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist(), path)
        document = Document(io.BytesIO(data))
        roots = [document.element, *(part.element for part in document.part.package.iter_parts() if _has_root(part))]
    except _DAMAGE as problem:
        raise _refused("R002", f"is no Word file or is damaged: {_reason(problem)}", path, _SAVE) from problem
    if any(root.getroottree().docinfo.doctype for root in roots):
        raise _refused("R005", "holds a document type declaration, which no word processor writes", path, _SAVE)
    return document


def _has_root(part: object) -> bool:
    return getattr(part, "element", None) is not None


def _check_sizes(entries: list[zipfile.ZipInfo], path: str) -> None:
    largest = max((entry.file_size for entry in entries), default=0)
    if largest > MAX_PART or sum(entry.file_size for entry in entries) > MAX_PACKAGE or len(entries) > MAX_PARTS:
        message = f"unpacks to more than {MAX_PART >> 20} MB in one part or {MAX_PACKAGE >> 20} MB in all"
        raise _refused("R003", message, path, "split the document or make its images smaller")


def _reason(problem: Exception) -> str:
    return (str(problem) or type(problem).__name__).splitlines()[0][:120]


def _refused(code: str, message: str, path: str, hint: str) -> PublishError:
    return PublishError([error(code, message, Span(path), hint)])
