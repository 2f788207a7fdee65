"""Names of resources, which depend on nothing but what they name: text is drawn before the others are known."""

from __future__ import annotations

import hashlib
from functools import cache


@cache
def resource_name(face: str) -> bytes:
    """The name of the font made of a face."""
    return b"F%s" % hashlib.sha256(face.encode()).hexdigest()[:6].encode("ascii")


@cache
def image_name(digest: str) -> bytes:
    """The name of an image."""
    return b"I%s" % digest[:16].encode("ascii")
