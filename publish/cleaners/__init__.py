"""Cleaning: a RawDocument becomes one without dirt, with every edit on record. The table is in running order."""

from publish.cleaners import (
    assistant,
    blanks,
    blurbs,
    cards,
    characters,
    chat,
    comments,
    flows,
    foot,
    frames,
    furniture,
    inserts,
    interface,
    jammers,
    markers,
    masked,
    names,
    notices,
    pagers,
    pictures,
    promotion,
    prompts,
    punctuation,
    spacing,
    speaking,
    spelt,
    strays,
    tails,
    titles,
    torn,
    web,
)
from publish.cleaners.engine import restore, run_rules
from publish.cleaners.learning import NO_EVIDENCE, confer, learn, testify
from publish.cleaners.selection import find_rule, uses_evidence
from publish.diagnostics import Outcome
from publish.model.ports import Cleaned, Cleaning, Evidence, Rule
from publish.model.raw import RawDocument

RULES: tuple[Rule, ...] = (
    *characters.RULES,
    *blanks.RULES,
    *spacing.RULES,
    *furniture.RULES,
    *pagers.RULES,
    *flows.RULES,
    *comments.RULES,
    *web.RULES,
    *tails.RULES,
    *blurbs.RULES,
    *notices.RULES,
    *promotion.RULES,
    *prompts.RULES,
    *speaking.RULES,
    *chat.RULES,
    *names.RULES,
    *foot.RULES,
    *interface.RULES,
    *cards.RULES,
    *pictures.RULES,
    *titles.RULES,
    *assistant.RULES,
    *strays.RULES,
    *markers.RULES,
    *inserts.RULES,
    *jammers.RULES,
    *frames.RULES,
    *torn.RULES,
    *masked.RULES,
    *spelt.RULES,
    *punctuation.RULES,
)


STANDARD = Cleaning()


def clean(
    document: RawDocument,
    choice: Cleaning = STANDARD,
    rules: tuple[Rule, ...] = RULES,
    evidence: Evidence = NO_EVIDENCE,
) -> Outcome[Cleaned]:
    """The document after the rules that `choice` selects; messages name unknown rules and damage that stays.

    `evidence` is what the other documents of the collection tell (`confer`); the document always speaks for itself.
    """
    return run_rules(document, choice, rules, evidence)


def describe(code_or_name: str, rules: tuple[Rule, ...] = RULES) -> Rule:
    """The rule with this code or name, for `publish explain`. Raises PublishError when there is none."""
    return find_rule(code_or_name, rules)


__all__ = ["NO_EVIDENCE", "RULES", "clean", "confer", "describe", "learn", "restore", "testify", "uses_evidence"]
