"""Characters that nobody can see, made visible."""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\uffff]"
)
_END = "¶"


def visible(text: str) -> str:
    """The text with unseen characters as ⟨U+200B⟩, line ends as ¶ and tabs as →."""
    return _UNSEEN.sub(_named, text.replace("\n", _END).replace("\t", "→"))


def _named(found: re.Match[str]) -> str:
    char = found[0]
    return char if unicodedata.category(char) == "So" else f"⟨U+{ord(char):04X}⟩"
