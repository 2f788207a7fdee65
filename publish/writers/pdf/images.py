"""Images as XObjects: JPEG data as it is, everything else as pixels with its transparency."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from publish.diagnostics import Diagnostic, warning
from publish.model.raw import Asset

_PRESS_MODES = frozenset({"CMYK", "YCCK", "LAB"})


def add_images(document: Any, assets: dict[str, Asset]) -> tuple[dict[str, str], dict[str, Any], list[Diagnostic]]:
    """Adds every image once; resource names by digest, references by resource name, what could not be read."""
    names: dict[str, str] = {}
    references: dict[str, Any] = {}
    said: list[Diagnostic] = []
    for number, (digest, asset) in enumerate(sorted(assets.items()), 1):
        name = f"I{number}"
        try:
            references[name] = _add_image(document, name, asset)
            names[digest] = name
        except Exception as problem:  # the image library raises whatever it likes
            message = f"an image ({asset.media_type}, {digest[:12]}) cannot be shown in the PDF: {problem}"
            said.append(warning("W101", message, hint="save it as PNG or JPEG"))
    return names, references, said


def _add_image(document: Any, name: str, asset: Asset) -> Any:
    image = PDFImageXObject(name, ImageReader(io.BytesIO(_in_rgb(asset.data))), mask="auto")
    mask = getattr(image, "_smask", None)
    if mask is not None:
        mask.name = f"{name}-mask"
        image.smask = document.Reference(mask, mask.name)
    return document.Reference(image, name)


def _in_rgb(data: bytes) -> bytes:
    """The image as it is, or its colours as RGB where they are meant for a press: the file states sRGB."""
    with Image.open(io.BytesIO(data)) as image:
        if image.mode not in _PRESS_MODES:
            return data
        converted = io.BytesIO()
        image.convert("RGB").save(converted, "PNG")
        return converted.getvalue()
