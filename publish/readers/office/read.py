""".doc, .wps, .rtf and .odt: what they really are decides how they are read, since their suffixes often lie."""

import io
import re
import zipfile
import zlib

import msgspec

from publish.diagnostics import Outcome, PublishError, Span, error, info
from publish.model.ports import Source, raise_limit
from publish.model.raw import Reading
from publish.readers.docx.read import read_docx
from publish.readers.html.read import read_html
from publish.readers.office.convert import convert

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2: Word before 2007, WPS Office
_RTF = b"{\\rtf"
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE)
_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx"


def read_office(source: Source) -> Outcome[Reading]:
    """The blocks of a file of another word processor.

    Raises PublishError when it is none, is damaged or unpacks to too much, or when LibreOffice is needed and not there.
    """
    suffix = source.path.lower().rpartition(".")[2]
    kind = _kind(source)
    if kind == "docx":
        return _renamed(read_docx(source), suffix)
    if kind == "html":
        return _renamed(read_html(source), suffix)
    converted = msgspec.structs.replace(source, data=convert(source.data, kind, source.path, source.limits))
    outcome = _renamed(read_docx(converted), suffix)
    told = info("R062", "read through LibreOffice; lines count the paragraphs", Span(source.path))
    return Outcome(_without_language(outcome.value), (*outcome.diagnostics, told))


def _without_language(reading: Reading) -> Reading:
    """The converter states its own language where the file states none."""
    claims = msgspec.structs.replace(reading.document.claims, language="")
    return msgspec.structs.replace(reading, document=msgspec.structs.replace(reading.document, claims=claims))


def _kind(source: Source) -> str:
    """What a file is by its first bytes. Raises PublishError R002 when no word processor wrote it, R003 for size."""
    data = source.data
    if data.startswith(_COMPOUND_FILE):
        return "doc"
    if data.lstrip()[: len(_RTF)] == _RTF:
        return "rtf"
    if data.startswith(b"PK"):
        return _kind_of_package(source)
    if _PAGE.match(data[:1024]):
        return "html"  # what web sites offer as a Word file
    raise _refused("R002", "was written by no word processor that is known, or is damaged", source.path, _SAVE)


def _kind_of_package(source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > source.limits.unpacked:
                message = f"unpacks to more than {source.limits.unpacked_mb} MB"
                raise _refused("R003", message, source.path, f"split it, {raise_limit('unpacked_mb')}")
            names = frozenset(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            encrypted = "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, RuntimeError, ValueError) as problem:
        raise _refused("R002", "is damaged", source.path, _SAVE) from problem
    if encrypted:
        raise _refused("R002", "is protected by a password", source.path, "save it without password")
    if "content.xml" in names:
        return "odt"
    raise _refused("R002", "holds no text of a word processor", source.path, _SAVE)


def _renamed(outcome: Outcome[Reading], suffix: str) -> Outcome[Reading]:
    """The document under the suffix that its file has."""
    document = msgspec.structs.replace(outcome.value.document, format=suffix)
    return Outcome(msgspec.structs.replace(outcome.value, document=document), outcome.diagnostics)


def _refused(code: str, message: str, path: str, hint: str) -> PublishError:
    return PublishError([error(code, message, Span(path), hint)])
