"""The languages that a book has words in, by their tags (BCP 47)."""

from enum import StrEnum

_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))


class Tongue(StrEnum):
    """Languages that publish speaks; English stands for all others."""

    SIMPLIFIED = "zh-hans"
    TRADITIONAL = "zh-hant"
    JAPANESE = "ja"
    ENGLISH = "en"


def tongue_of(tag: str) -> Tongue:
    """The language of a tag: of Chinese, its script tells the characters, or else its region."""
    first, *others = tag.casefold().split("-")
    if first == "ja":
        return Tongue.JAPANESE
    if first != "zh":
        return Tongue.ENGLISH
    traditional = "hans" not in others and not _TRADITIONAL.isdisjoint(others)
    return Tongue.TRADITIONAL if traditional else Tongue.SIMPLIFIED
