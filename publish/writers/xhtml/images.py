"""The images of an e-book: which may go in, under which name, and whether all of them can be understood unseen."""

from base64 import b64encode
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from lxml import etree

from publish.diagnostics import Span
from publish.model.raw import Asset
from publish.writers.xhtml.findings import Findings

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
_ACTIVE = {"script", "foreignObject", "handler", "listener", "iframe", "audio", "video"}
_MOVING = {"animate", "animateMotion", "animateTransform", "set"}
_EMBEDDED = ("#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


class ImageFile(msgspec.Struct, frozen=True):
    """An image of the e-book. Sizes in pixels, 0 where unknown."""

    file: str
    media_type: str
    data: bytes
    width: int
    height: int


class Storage(StrEnum):
    """Where what is not text is kept: in files of its own, or within the page (data URLs, RFC 2397)."""

    BESIDE = "beside"
    INSIDE = "inside"


def data_url(media_type: str, data: bytes) -> str:
    """The data as an address that holds all of it."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"


class Images:
    """Takes the images that the text names, each once, numbered in the order of their first use."""

    def __init__(self, assets: Mapping[str, Asset], findings: Findings, storage: Storage = Storage.BESIDE) -> None:
        self._assets = assets
        self._storage = storage
        self._findings = findings
        self._files: dict[str, ImageFile | None] = {}
        self.described = True

    def use(self, digest: str, span: Span | None = None) -> ImageFile | None:
        """The image with this digest; None, with a warning, when it is missing or no e-book can show it."""
        if digest not in self._files:
            self._files[digest] = self._take(digest, span)
        return self._files[digest]

    def cover(self, digest: str) -> ImageFile | None:
        """The image of the cover, which is not one of those that the text speaks of."""
        taken = self._take(digest, None)
        suffix = _SUFFIXES[taken.media_type] if taken else ""
        return msgspec.structs.replace(taken, file=f"images/cover.{suffix}") if taken else None

    def files(self) -> tuple[ImageFile, ...]:
        """The images that the text has used so far."""
        return tuple(file for file in self._files.values() if file)

    def _take(self, digest: str, span: Span | None) -> ImageFile | None:
        asset = self._assets.get(digest)
        if asset is None:
            self._findings.warn("W302", "an image is missing from the sources; its description is shown instead", span)
            return None
        media_type = media_type_of(asset.data)
        if not media_type:
            self._findings.warn(
                "W303",
                f"an image of the type '{asset.media_type}' cannot be shown safely in an e-book; "
                "its description is shown instead",
                span,
                "save it as PNG or JPEG",
            )
            return None
        number = len(self.files()) + 1
        name = f"images/image-{number}.{_SUFFIXES[media_type]}"
        if self._storage is Storage.INSIDE:
            name = data_url(media_type, asset.data)
        return ImageFile(name, media_type, asset.data, asset.width, asset.height)


def media_type_of(data: bytes) -> str:
    """The media type by the content; empty when it is none that every e-reader shows (EPUB 3.3, 3.2)."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if b"<svg" in data[:4096] and is_safe_svg(data) else ""


def is_safe_svg(data: bytes) -> bool:
    """Whether an SVG drawing runs nothing, moves nothing and asks for nothing outside itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    if root.getroottree().docinfo.internalDTD is not None or root.tag != "{http://www.w3.org/2000/svg}svg":
        return False
    beside = (*root.itersiblings(preceding=True), *root.itersiblings())
    return all(_is_inert(element) for element in (*beside, *root.iter()))


def _is_inert(element: etree._Element) -> bool:
    if isinstance(element, etree._Comment):
        return True
    if isinstance(element, etree._ProcessingInstruction | etree._Entity):  # may name a style sheet; is not resolved
        return False
    return (
        etree.QName(element).localname not in _ACTIVE | _MOVING
        and _asks_for_nothing(element.text or "")
        and all(_is_inert_attribute(str(name), str(value)) for name, value in element.attrib.items())
    )


def _is_inert_attribute(name: str, value: str) -> bool:
    local = etree.QName(name).localname
    leads_out = local in ("href", "src") and not value.strip().startswith(_EMBEDDED)
    return not local.startswith("on") and not leads_out and _asks_for_nothing(value)


def _asks_for_nothing(text: str) -> bool:
    plain = "".join(text.split()).lower().replace('"', "").replace("'", "")
    return "@import" not in plain and "\\" not in plain and plain.count("url(") == plain.count("url(#")
