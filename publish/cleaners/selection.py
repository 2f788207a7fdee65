"""Which rules run: profile, rules switched on and off by code or name, patterns of the user's own."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from publish.diagnostics import Diagnostic, Outcome, PublishError, error, warning
from publish.model.edits import Edit
from publish.model.ports import Cleaning, Profile, Reach, Rule, Safety
from publish.model.raw import RawDocument

OWN_PATTERN = "C490"


def select_rules(choice: Cleaning, table: Sequence[Rule]) -> Outcome[tuple[Rule, ...]]:
    """The rules that are to run, in the order of their codes; what is said about names that no rule has."""
    problems = [*_unknown(choice.on, table), *_unknown(choice.off, table)]
    rules = [rule for rule in table if _wanted(rule, choice)]
    if choice.profile is not Profile.OFF:
        for pattern in choice.patterns:
            try:
                rules.append(own_pattern(pattern))
            except re.error as problem:
                advice = "write a Python regular expression, and \\ before characters such as ( [ * + ?"
                problems.append(error("C003", f"own pattern '{pattern}' cannot be read: {problem}", hint=advice))
    rules.sort(key=lambda rule: rule.code)  # stable: own patterns keep their order
    return Outcome(tuple(rules), tuple(problems))


def uses_evidence(choice: Cleaning, table: Sequence[Rule]) -> bool:
    """Whether a rule is to run that can use what the other documents of a collection tell."""
    return any(rule.find_known and _wanted(rule, choice) for rule in table)


def _wanted(rule: Rule, choice: Cleaning) -> bool:
    if rule.code in choice.off or rule.name in choice.off:
        return False
    if rule.code in choice.on or rule.name in choice.on:
        return True
    match choice.profile:
        case Profile.OFF:
            return False
        case Profile.CAREFUL:
            return rule.safety is Safety.SAFE
        case Profile.STANDARD:
            return True


def _unknown(names: Sequence[str], table: Sequence[Rule]) -> Iterator[Diagnostic]:
    known = [name for rule in table for name in (rule.code, rule.name)]
    for name in names:
        if name not in known:
            yield warning("C002", f"there is no cleaning rule '{name}'", hint=_advice(name, known))


def _advice(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1, 0.5)
    return f"did you mean '{near[0]}'?" if near else "'publish explain' lists the rules"


def find_rule(code_or_name: str, table: Sequence[Rule]) -> Rule:
    """The rule of this code or name. Raises PublishError, with the nearest name, when there is none."""
    for rule in table:
        if code_or_name in (rule.code, rule.name):
            return rule
    known = [name for rule in table for name in (rule.code, rule.name)]
    raise PublishError(
        [error("C002", f"there is no cleaning rule '{code_or_name}'", hint=_advice(code_or_name, known))]
    )


def own_pattern(pattern: str) -> Rule:
    """A rule that takes out what a regular expression of the user's matches. Raises re.error."""
    compiled = re.compile(pattern, re.MULTILINE)

    def find(document: RawDocument) -> Iterator[Edit]:
        for number, block in enumerate(document.blocks):
            for found in compiled.finditer(block.text):
                yield Edit(OWN_PATTERN, number, found.start(), found[0], "", f"own pattern {pattern}")

    return Rule(
        OWN_PATTERN,
        "own-pattern",
        Safety.SAFE,
        "Text that a pattern in the manifest matches.",
        "The editor knows dirt that no rule can know.",
        ("", ""),
        find,
        reach=Reach.BLOCK,
    )
