"""Looks that a style has in one place only, as styles of their own: official documents have them."""

from __future__ import annotations

from typing import NamedTuple

from publish.model.style import StyleSheet, TextStyle
from publish.writers.docx.names import WordStyle
from publish.writers.docx.properties import Extras
from publish.writers.docx.styles import paragraph_style

SUFFIX = "Variant"  # before the number of a variant: other styles have no such ids


class Variant(NamedTuple):
    """A variant of the style `base`, whose name is `name`. `level` is that of a heading, 0 for none."""

    base: str
    name: str
    style: TextStyle
    extras: Extras
    level: int = 0


class Variants:
    """Gives out the ids of variants, equal ones once."""

    def __init__(self) -> None:
        self._ids: dict[Variant, str] = {}

    def id(self, variant: Variant) -> str:
        """The id of a variant."""
        number = sum(known.base == variant.base for known in self._ids) + 1
        return self._ids.setdefault(variant, f"{variant.base}{SUFFIX}{number}")

    def headings(self) -> list[tuple[str, int]]:
        """The names of the variants of headings, each with its level."""
        return [(self._name(variant), variant.level) for variant in self._ids if variant.level]

    def _name(self, variant: Variant) -> str:
        return f"{variant.name} 变体{self._ids[variant].rpartition(SUFFIX)[2]}"

    def markup(self, sheet: StyleSheet) -> str:
        """All `w:style` elements."""
        return "".join(
            paragraph_style(
                WordStyle(style, self._name(variant), base=variant.base), variant.style, sheet, variant.extras
            )
            for variant, style in self._ids.items()
        )
