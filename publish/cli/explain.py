"""`publish explain`: what a cleaning rule does, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publish.cli.console import errors_to_stderr
from publish.cli.guard import guarded

if TYPE_CHECKING:
    from publish.model.ports import Rule


def explain_command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Code or name of a rule; none lists all rules.")] = "",
) -> None:
    """Explain a cleaning rule, or list all of them.

    What the rule takes away, why, and what it leaves alone.
    """
    with guarded(errors_to_stderr(Path())):
        from publish.cleaners import describe
        from publish.plugins import load_tables

        rules = load_tables().value.rules
        typer.echo("\n".join(_explanation(describe(code, rules)) if code else _list(rules)))


def _list(rules: Iterable[Rule]) -> list[str]:
    return [f"{rule.code}  {rule.safety.value:<5}  {rule.name}: {rule.meaning}" for rule in rules]


def _explanation(rule: Rule) -> list[str]:
    before, after = rule.example
    lines = [f"{rule.code} {rule.name} ({rule.safety.value})", "", rule.meaning, rule.reason]
    if before:
        lines += ["", "before:", *_indented(before), "after:", *_indented(after)]
    if rule.leave_alone:
        lines += ["", "left alone:"]
        for text in rule.leave_alone:
            lines += _indented(text)
    return lines


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]
