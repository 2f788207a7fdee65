"""The zip file of an e-book: what is refused, and why. Nothing of it is ever written to a disk."""

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import PublishError, Span, error
from publish.model.ports import Limits, raise_limit

MAX_FILES = 20_000

_SAVE = "open it in an e-book program, such as Calibre, and save it anew as EPUB"
_DAMAGE: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError)
_DAMAGE += (LookupError, NotImplementedError, RuntimeError, ValueError)  # what zipfile raises for damaged entries
_ENCRYPTED = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"


class Container:
    """The files of an e-book by their paths. `path` names the e-book in messages."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except _DAMAGE as problem:
            raise self.refused("R002", f"is no e-book or is damaged: {_reason(problem)}", _SAVE) from problem
        largest = max((entry.file_size for entry in entries), default=0)
        if len(entries) > MAX_FILES:
            raise self.refused("R003", f"has more than {MAX_FILES:,} files", "split the e-book")
        if largest > limits.part or sum(entry.file_size for entry in entries) > limits.unpacked:
            message = f"unpacks to more than {limits.part >> 20} MB in one file or {limits.unpacked_mb} MB in all"
            advice = f"split the e-book or make its images smaller, {raise_limit('unpacked_mb')}"
            raise self.refused("R003", message, advice)
        self._names = {posixpath.normpath(entry.filename): entry for entry in entries if entry.filename[-1:] != "/"}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises PublishError R002 when it is not there or damaged."""
        entry = self._names.get(name)
        if entry is None:
            raise self.refused("R002", f"is damaged: it lacks its file '{name}'", _SAVE)
        try:
            return self._archive.read(entry)  # never more than the size that it states
        except _DAMAGE as problem:
            raise self.refused("R002", f"is damaged in '{name}': {_reason(problem)}", _SAVE) from problem

    def read_xml(self, name: str) -> _Element:
        """The root of an XML file that holds no text of the book. Entities are not resolved.

        Raises PublishError: R002 when it is damaged, R005 when it declares entities.
        """
        data = self.read(name)
        if b"<!ENTITY" in data:
            raise self.refused("R005", f"declares entities in '{name}', which no e-book program does", _SAVE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root: _Element = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise self.refused("R002", f"is damaged in '{name}': {_reason(problem)}", _SAVE) from problem
        return root

    def encrypted(self) -> frozenset[str]:
        """The files that cannot be read without a key."""
        name = "META-INF/encryption.xml"
        if name not in self:
            return frozenset()
        found = self.read_xml(name).iter(_ENCRYPTED)
        return frozenset(posixpath.normpath(unquote(element.get("URI", ""))) for element in found)

    def refused(self, code: str, message: str, hint: str) -> PublishError:
        """The error for an e-book that cannot be read."""
        return PublishError([error(code, message, Span(self._path), hint)])


def inner_path(base: str, reference: str) -> str:
    """The path in the e-book that an address in the file `base` names; nothing when it leads out of it.

    The address may hold percent signs, no fragment.
    """
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference)))
    return "" if path.startswith(("../", "/")) or path in (".", "..") else path


def _reason(problem: Exception) -> str:
    return (str(problem) or type(problem).__name__).splitlines()[0][:120]
