"""Zip archives that are the same every time: the container of Word files and e-books."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip entry can carry
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3  # named, because zipfile would write the system it runs on
_LEVEL = 6


def pack(parts: Mapping[str, bytes], first_stored: str = "") -> bytes:
    """The parts as one zip archive, sorted by name, without dates: equal parts give equal bytes.

    `first_stored` names the part that must come first and uncompressed, as `mimetype` in an e-book
    (EPUB 3.3, 4.2.2). Raises KeyError when there is no such part.
    """
    names = sorted(name for name in parts if name != first_stored)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        if first_stored:
            archive.writestr(_entry(first_stored, ZIP_STORED), parts[first_stored])
        for name in names:
            archive.writestr(_entry(name, ZIP_DEFLATED), parts[name], compresslevel=_LEVEL)
    return target.getvalue()


def _entry(name: str, method: int) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = method
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE
    return info
