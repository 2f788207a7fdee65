"""Zip archives that are the same every time: the container of Word files and e-books."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zlib import DEFLATED, MAX_WBITS, Z_SYNC_FLUSH, compressobj

from publish.model.ports import Remember, work_anew

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip entry can carry
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3  # named, because zipfile would write the system it runs on
_LEVEL = 4  # half the time of zlib's own choice, 6, for a twentieth more bytes
_WINDOW = 1 << MAX_WBITS  # how far deflated data refer back
_PIECE = 64 << 10  # of a part that is compressed by itself
_WORTH = 2 << 10  # bytes from which compressing them again costs more than remembering them
_END = b"\x03\x00"  # an empty last block (RFC 1951, 3.2.3)


def pack(
    parts: Mapping[str, bytes], first_stored: str = "", seam: bytes = b"", remember: Remember = work_anew
) -> bytes:
    """The parts as one zip archive, sorted by name, without dates: equal parts give equal bytes.

    `first_stored` names the part that must come first and uncompressed, as `mimetype` in an e-book
    (EPUB 3.3, 4.2.2). Raises KeyError when there is no such part. A long part may be cut before a `seam`, so that what
    is the same in the next one can be remembered although the rest is not.
    """
    names = sorted(name for name in parts if name != first_stored)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        if first_stored:
            archive.writestr(_entry(first_stored, ZIP_STORED), parts[first_stored])
        for name in names:
            entry = _entry(name, ZIP_DEFLATED)
            entry.file_size = len(parts[name])  # tells early whether it needs the form for large files
            with archive.open(entry, "w") as member:
                member._compressor = _Deflater(remember)  # type: ignore[attr-defined]  # in the place of zlib's own
                for piece in _pieces(parts[name], seam):
                    member.write(piece)
    return target.getvalue()


def _entry(name: str, method: int) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = method
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE
    return info


def _pieces(data: bytes, seam: bytes) -> Iterator[bytes]:
    start = 0
    while seam and (cut := data.find(seam, start + _PIECE)) >= 0:
        yield data[start:cut]
        start = cut
    yield data[start:]


class _Deflater:
    """Compresses a part piece by piece; each may refer back to the one before it, on which its bytes depend, too."""

    def __init__(self, remember: Remember) -> None:
        self._remember = remember
        self._before = b""

    def compress(self, piece: bytes) -> bytes:
        """The piece as whole blocks of deflated data."""
        before, self._before = self._before, piece[-_WINDOW:]
        if len(piece) < _WORTH:
            return _deflated(piece, before)
        return self._remember(f"deflate {len(before)}", before + piece, lambda: _deflated(piece, before))

    def flush(self) -> bytes:
        """What ends the data."""
        return _END


def _deflated(piece: bytes, before: bytes) -> bytes:
    deflater = compressobj(_LEVEL, DEFLATED, -MAX_WBITS, zdict=before)
    return deflater.compress(piece) + deflater.flush(Z_SYNC_FLUSH)
