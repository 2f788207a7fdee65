"""Cleaning: a RawDocument becomes one without dirt, with every edit on record. The table is in running order."""

from publish.cleaners import (
    blurbs,
    characters,
    furniture,
    markers,
    masked,
    notices,
    pagers,
    promotion,
    prompts,
    punctuation,
    spacing,
    tails,
    titles,
    torn,
    web,
)
from publish.cleaners.engine import restore, run_rules
from publish.cleaners.selection import find_rule
from publish.diagnostics import Outcome
from publish.model.ports import Cleaned, Cleaning, Rule
from publish.model.raw import RawDocument

RULES: tuple[Rule, ...] = (
    *characters.RULES,
    *spacing.RULES,
    *furniture.RULES,
    *pagers.RULES,
    *web.RULES,
    *tails.RULES,
    *blurbs.RULES,
    *notices.RULES,
    *promotion.RULES,
    *prompts.RULES,
    *titles.RULES,
    *markers.RULES,
    *torn.RULES,
    *masked.RULES,
    *punctuation.RULES,
)


STANDARD = Cleaning()


def clean(document: RawDocument, choice: Cleaning = STANDARD, rules: tuple[Rule, ...] = RULES) -> Outcome[Cleaned]:
    """The document after the rules that `choice` selects; messages name unknown rules and damage that stays."""
    return run_rules(document, choice, rules)


def describe(code_or_name: str, rules: tuple[Rule, ...] = RULES) -> Rule:
    """The rule with this code or name, for `publish explain`. Raises PublishError when there is none."""
    return find_rule(code_or_name, rules)


__all__ = ["RULES", "clean", "describe", "restore"]
