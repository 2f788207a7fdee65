"""Images as XObjects: JPEG data as it is, everything else as pixels with its transparency."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps

from publish.diagnostics import Diagnostic, warning
from publish.model.raw import Asset
from publish.writers.pdf.names import image_name
from publish.writers.pdf.objects import PackedStream, Stream, array, name

_AS_IT_IS = {"L": "DeviceGray", "RGB": "DeviceRGB"}  # modes of JPEG data that need no conversion
_ORIENTATION = 0x0112  # EXIF tag; 1 is upright
_UPRIGHT = 1
_NOTHING = {"Type": name("XObject"), "Subtype": name("Form"), "BBox": array([0, 0, 1, 1])}


def add_images(document: Any, assets: dict[str, Asset]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Adds every image once; references by resource name, and what could not be read: nothing is shown for that."""
    references: dict[str, Any] = {}
    said: list[Diagnostic] = []
    for digest, asset in sorted(assets.items()):
        resource = image_name(digest).decode("ascii")
        try:
            references[resource] = document.Reference(_image(document, asset.data))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
            message = f"an image ({asset.media_type}, {digest[:12]}) cannot be shown in the PDF: {problem}"
            said.append(warning("W101", message, hint="save it as PNG or JPEG"))
            references[resource] = document.Reference(Stream(b"", _NOTHING))
    return references, said


def _image(document: Any, data: bytes) -> Stream:
    with Image.open(io.BytesIO(data)) as image:
        upright = image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
        if image.format == "JPEG" and image.mode in _AS_IT_IS and upright:
            entries = _entries(image.size, _AS_IT_IS[image.mode])
            return Stream(data, {**entries, "Filter": name("DCTDecode")})
        return _pixels(document, ImageOps.exif_transpose(image))


def _pixels(document: Any, image: Image.Image) -> Stream:
    """Pixels in grey or sRGB (the file states no other colours), transparency as a mask of its own."""
    mask: dict[str, Any] = {}
    if "A" in image.getbands() or "transparency" in image.info:
        alpha = image.convert("RGBA").getchannel("A")
        mask["SMask"] = document.Reference(PackedStream(alpha.tobytes(), _entries(image.size, "DeviceGray")))
    mode = "L" if image.mode in {"1", "L", "LA"} else "RGB"
    return PackedStream(image.convert(mode).tobytes(), {**_entries(image.size, _AS_IT_IS[mode]), **mask})


def _entries(size: tuple[int, int], space: str) -> dict[str, Any]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        "ColorSpace": name(space),
    }
