"""A report as Markdown, for mail and version control."""

import re
from collections.abc import Iterator

from publish.model.likeness import Kinship
from publish.reports.report import CleaningReport, Comparison, Piece, PlacedEdit, RuleReport
from publish.reports.visible import visible

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|#])")

WORDS = {
    Kinship.SAME: "the same text",
    Kinship.NEAR: "nearly the same",
    Kinship.INSIDE: "one inside of the other",
}


def edits_by_rule(report: CleaningReport) -> Iterator[tuple[RuleReport, list[PlacedEdit]]]:
    """Each rule with its edits, by the order of the sources and of their lines."""
    found: dict[str, list[PlacedEdit]] = {rule.code: [] for rule in report.rules}
    for source in report.sources:
        for edit in sorted((*source.edits, *source.joins), key=lambda each: (each.span.line, each.span.column)):
            found[edit.rule].append(edit)
    for rule in report.rules:
        yield rule, found[rule.code]


def write_markdown(report: CleaningReport) -> str:
    """The report with before and after of each edit between marks: `[-out-]`, `{+in+}`."""
    return "\n".join([*_head(report), *_edits(report), *_comparisons(report), *_messages(report)]) + "\n"


def _head(report: CleaningReport) -> Iterator[str]:
    yield f"# {_text(report.title)}"
    yield ""
    yield "| source | before | after | edits | lines joined |"
    yield "|---|--:|--:|--:|--:|"
    for source in report.sources:
        before, after = source.characters
        yield f"| {_text(source.path)} | {before} | {after} | {len(source.edits)} | {len(source.joins)} |"


def _edits(report: CleaningReport) -> Iterator[str]:
    for rule, edits in edits_by_rule(report):
        yield from ("", f"## {rule.code} {_text(rule.name)} ({rule.count})", "")
        if rule.meaning:
            yield from (_text(f"{rule.meaning} {rule.reason}"), "")
        for edit in edits:
            reason = f" ({_text(edit.reason)})" if edit.reason != rule.name else ""
            yield f"- {_text(str(edit.span))}: {_change(edit)}{reason}"


def _change(edit: PlacedEdit) -> str:
    out = f"**[-{_text(edit.before)}-]**" if edit.before else ""
    put = f"**{{+{_text(edit.after)}+}}**" if edit.after else ""
    return f"{_text(edit.left)}{out}{put}{_text(edit.right)}"


def _comparisons(report: CleaningReport) -> Iterator[str]:
    if report.comparisons:
        yield from ("", "## Documents that have much in common")
    for each in report.comparisons:
        yield from ("", f"### {_text(each.first.title)} — {_text(each.second.title)}", "")
        places = f"{_text(str(each.first.span))} and {_text(str(each.second.span))}"
        yield f"{WORDS[each.kind]}: {each.share:.0%}, figures and places aside; {places}"
        yield from _rows(each)


def _rows(comparison: Comparison) -> Iterator[str]:
    if comparison.rows:
        yield from ("", "| first | second |", "|---|---|")
    for row in comparison.rows:
        yield f"| {_pieces(row.left)} | {_pieces(row.right)} |"


def _pieces(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"**{_text(piece.text)}**" if piece.changed else _text(piece.text) for piece in pieces)


def _messages(report: CleaningReport) -> Iterator[str]:
    told = [each for source in report.sources for each in source.diagnostics]
    if told:
        yield from ("", "## Messages", "")
    for each in told:
        yield f"- {_text(str(each))}"


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text))
