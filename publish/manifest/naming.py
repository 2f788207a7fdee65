"""File names that every system accepts, made of titles."""

import unicodedata

_LONGEST = 120  # bytes of UTF-8; file systems allow 255 with suffix, and some tools count the folder too
_WIDE = str.maketrans('/\\:*?"<>|', "／＼：＊？”＜＞｜")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def safe_name(title: str, fallback: str) -> str:
    """A title as a file name without suffix. Marks that a system forbids become their full-width forms."""
    text = " ".join(unicodedata.normalize("NFC", title).translate(_WIDE).split())
    text = "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"}).strip(" .")
    text = text.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    if not text:
        return fallback
    return f"{text}_" if text.split(".")[0].casefold() in _RESERVED else text
