"""The colours that the file means: sRGB, stated by an ICC profile as PDF/A asks (ISO 19005-2, 6.2.3)."""

from __future__ import annotations

from typing import Any

from PIL import ImageCms

from publish.writers.pdf.objects import array, dictionary, name, stream, string

_CONDITION = "sRGB IEC61966-2.1"
_CREATED = slice(24, 36)  # date of creation in the header of a profile (ICC.1:2010, 7.2.8)
_NO_DATE = bytes.fromhex("07D0 0001 0001 0000 0000 0000".replace(" ", ""))


def output_intents(document: Any) -> Any:
    """The output intents of the catalogue: one, sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_CREATED] = _NO_DATE  # the clock may not reach the file
    intent = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFA1"),
        "OutputConditionIdentifier": string(_CONDITION),
        "Info": string(_CONDITION),
        "DestOutputProfile": document.Reference(stream(bytes(profile), {"N": 3})),
    }
    return array([dictionary(intent)])
