"""The colours that the file means: sRGB, stated by an ICC profile as PDF/A asks (ISO 19005-2, 6.2.3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish.writers.pdf.objects import PackedStream, array, dictionary, name, string

_CONDITION = "sRGB IEC61966-2.1"
# Made by Little CMS (`PIL.ImageCms.createProfile`), which takes longer to load than this; its date set to 2000.
_PROFILE = Path(__file__).with_name("srgb.icc")


def output_intents(document: Any) -> Any:
    """The output intents of the catalogue: one, sRGB."""
    intent = {
        "Type": name("OutputIntent"),
        "S": name("GTS_PDFA1"),
        "OutputConditionIdentifier": string(_CONDITION),
        "Info": string(_CONDITION),
        "DestOutputProfile": document.Reference(PackedStream(_PROFILE.read_bytes(), {"N": 3})),
    }
    return array([dictionary(intent)])
