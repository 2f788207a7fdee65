"""Images that a source names: found inside its folder, recognised, measured. Never fetched from anywhere."""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.ports import MEGABYTE, Source, raise_limit
from publish.model.raw import Asset, ImagePlace

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_FORMATS |= {"BMP": "image/bmp", "TIFF": "image/tiff"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_KEPT = "its description stays in the text"


class Gallery:
    """The images of one source, each stored once, and what there is to say about those that cannot be had."""

    def __init__(self, source: Source) -> None:
        self._folder = source.folder
        self._limits = source.limits
        self._assets: dict[str, Asset] = {}
        self._known: dict[str, str] = {}
        self._consulted: dict[str, None] = {}
        self.diagnostics: list[Diagnostic] = []

    @property
    def assets(self) -> tuple[Asset, ...]:
        """All images found, in the order in which they were asked for."""
        return tuple(self._assets.values())

    @property
    def consulted(self) -> tuple[str, ...]:
        """The files that were looked for, as `Reading.consulted` has them."""
        return tuple(self._consulted)

    def find(self, reference: str, place: ImagePlace, span: Span) -> ImagePlace | None:
        """The image that an address or a path in the source names; None, with a warning, when it cannot be had."""
        digest = self._known.get(reference)
        if digest is None:
            data = self._read(reference, span)
            digest = self._keep(data, reference, span) if data is not None else ""
            self._known[reference] = digest
        return _placed(place, digest)

    def add(self, data: bytes, name: str, place: ImagePlace, span: Span) -> ImagePlace | None:
        """An image whose bytes are at hand; None, with a warning, when they are no image that can be used."""
        return _placed(place, self._keep(data, name, span))

    def warn(self, code: str, message: str, span: Span, hint: str) -> None:
        """Tell of an image that is left out."""
        self.diagnostics.append(warning(code, message, span, hint))

    def _refuse(self, name: str, reason: str, limit: str, span: Span) -> None:
        advice = f"make it smaller, {raise_limit(limit)}; {_KEPT}"
        self.warn("R024", f"the image {_shown(name)} {reason}", span, advice)

    def _read(self, reference: str, span: Span) -> bytes | None:
        if reference[:5].lower() == "data:":
            return self._decode(reference, span)
        shown = _shown(reference)
        if reference.startswith("//") or _SCHEME.match(reference):
            self.warn("R021", f"the image {shown} is not a local file", span, f"nothing is fetched; {_KEPT}")
            return None
        name = unquote(reference.partition("#")[0].partition("?")[0])
        self._consulted[name] = None
        path = find_inside(self._folder, name)
        if path is None and name and self._folder:
            self.warn("R023", f"the image {shown} lies outside the source's folder", span, f"move it there; {_KEPT}")
            return None
        try:
            if path and path.is_file():
                with path.open("rb") as file:
                    return file.read(self._limits.image_mb * MEGABYTE + 1)
        except OSError:
            pass
        self.warn("R020", f"the image {shown} cannot be found", span, f"put it beside the source; {_KEPT}")
        return None

    def _decode(self, reference: str, span: Span) -> bytes | None:
        head, _, body = reference.partition(",")
        try:
            if head.lower().endswith(";base64"):
                return base64.b64decode("".join(unquote(body).split()), validate=True)
            return unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            self.warn("R022", f"the image {_shown(reference)} is damaged", span, _KEPT)
            return None

    def _keep(self, data: bytes, name: str, span: Span) -> str:
        """Store an image; its digest, or nothing when it is none."""
        digest = hashlib.sha256(data).hexdigest()
        if digest in self._assets:
            return digest
        if len(data) > self._limits.image_mb * MEGABYTE:
            self._refuse(name, f"is larger than {self._limits.image_mb} MB", "image_mb", span)
            return ""
        measured = measure(data)
        if measured and measured[1] * measured[2] > self._limits.pixels:
            told = f"has {measured[1]} x {measured[2]} pixels, more than {self._limits.image_megapixels} million"
            self._refuse(name, told, "image_megapixels", span)
            return ""
        if measured is None:
            advice = f"save it as PNG or JPEG; {_KEPT}"
            self.warn("R022", f"the image {_shown(name)} is damaged or of a kind that cannot be used", span, advice)
            return ""
        self._assets[digest] = Asset(digest, measured[0], data, measured[1], measured[2])
        return digest


def find_inside(place: str, name: str) -> Path | None:
    """The real path of a file below the folder `place`, links followed; None when it is elsewhere."""
    if not place or not name or "\0" in name:
        return None
    try:
        folder = Path(place).resolve()
        path = (folder / name.replace("\\", "/")).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return path if path.is_relative_to(folder) else None


def measure(data: bytes) -> tuple[str, int, int] | None:
    """Media type, width and height in pixels of an image; None when it is damaged or of an unknown kind."""
    from PIL import Image, UnidentifiedImageError  # only sources with images need it

    try:
        with _any_size(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as image:
                kind, size = image.format or "", image.size
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return None
    return (_FORMATS[kind], *size) if kind in _FORMATS and min(size) > 0 else None


@contextmanager
def _any_size() -> Iterator[None]:
    """Images of any number of pixels may be opened, which reads their head; what is done with them is ours to say."""
    from PIL import Image

    most = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = most


def _placed(place: ImagePlace, digest: str) -> ImagePlace | None:
    return ImagePlace(digest, place.alt, place.width, place.height) if digest else None


def _shown(reference: str) -> str:
    return f"'{reference[:60]}…'" if len(reference) > 60 else f"'{reference}'"
