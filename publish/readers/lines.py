"""Putting lines together where the break between them means nothing, as in HTML and Markdown."""

import re

# Ideographs, kana, their punctuation and full-width forms, but not the quotation marks shared with Latin text.
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]")


def joint(before: str, after: str) -> str:
    """What a line break between two characters becomes: nothing beside a Chinese character, else a space.

    Wider than CSS Text 4.1.3, which asks for Chinese on both sides: a line of Chinese wraps before a number, too, and
    the space would stay in the middle of a sentence.
    """
    if not before or before == "\n" or _WIDE.match(before) or _WIDE.match(after):
        return ""
    return " "


def is_wide(char: str) -> bool:
    """Whether the character is a Chinese one, or punctuation that only Chinese uses."""
    return _WIDE.match(char) is not None


def has_wide(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return _WIDE.search(text) is not None
