"""A report as a web page: one file, no scripts, nothing from elsewhere, readable without colours."""

from collections.abc import Iterator
from html import escape

from publish.reports.plain import WORDS, edits_by_rule
from publish.reports.report import CleaningReport, Comparison, Piece, PlacedEdit, Row, SourceReport
from publish.reports.visible import visible

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.6;
  font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .3rem; }
th, td { border: 1px solid #8888; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
li { margin: .4rem 0; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; }
del { background: #ffd7d5; color: #82071e; text-decoration: line-through; }
ins, mark { background: #ccffd8; color: #055d20; text-decoration: underline; }
summary { cursor: pointer; margin-top: 1rem; }
summary h2 { display: inline; font-size: 1.15rem; }
.side td { width: 50%; }
.skipped td { text-align: center; color: GrayText; }
"""


def write_html(report: CleaningReport) -> str:
    """The page. Removed text is in `del`, added text in `ins`; each rule can be folded away."""
    title = _text(report.title)
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        *_sources(report.sources),
        *_rules(report),
        *_edits(report),
        *_comparisons(report),
        *_messages(report),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _sources(sources: tuple[SourceReport, ...]) -> Iterator[str]:
    yield "<h2>Sources</h2>\n<table>\n<caption>Characters before and after cleaning, and changes.</caption>"
    yield '<thead><tr><th scope="col">source</th><th scope="col">encoding</th>'
    yield "".join(f'<th scope="col" class="number">{name}</th>' for name in ("before", "after", "edits", "joins"))
    yield "</tr></thead>\n<tbody>"
    for source in sources:
        numbers = (*source.characters, len(source.edits), len(source.joins))
        cells = "".join(f'<td class="number">{number:,}</td>' for number in numbers)
        yield f'<tr><th scope="row">{_text(source.path)}</th><td>{_text(source.encoding)}</td>{cells}</tr>'
    yield "</tbody>\n</table>"


def _rules(report: CleaningReport) -> Iterator[str]:
    if not report.rules:
        yield "<p>Nothing was changed.</p>"
        return
    yield "<p><del>Struck out</del> was taken out, <ins>underlined</ins> put in; ¶ ends a paragraph.</p>"
    yield '<nav aria-label="rules">\n<h2>Rules</h2>\n<ul>'
    for rule in report.rules:
        yield f'<li><a href="#{_text(rule.code)}">{_text(rule.code)} {_text(rule.name)}</a>: {rule.count:,}</li>'
    yield "</ul>\n</nav>"


def _edits(report: CleaningReport) -> Iterator[str]:
    for rule, edits in edits_by_rule(report):
        head = f"{_text(rule.code)} {_text(rule.name)}: {rule.count:,}"
        yield f'<details open id="{_text(rule.code)}">\n<summary><h2>{head}</h2></summary>'
        if rule.meaning:
            yield f"<p>{_text(rule.meaning)} {_text(rule.reason)}</p>"
        yield "<ol>"
        yield from (_edit(edit, rule.name) for edit in edits)
        yield "</ol>\n</details>"


def _edit(edit: PlacedEdit, known: str) -> str:
    out = f"<del>{_text(edit.before)}</del>" if edit.before else ""
    put = f"<ins>{_text(edit.after)}</ins>" if edit.after else ""
    reason = f" <small>{_text(edit.reason)}</small>" if edit.reason != known else ""
    change = f"{_text(edit.left)}{out}{put}{_text(edit.right)}"
    return f'<li><code>{_text(str(edit.span))}</code> <span lang="zh">{change}</span>{reason}</li>'


def _comparisons(report: CleaningReport) -> Iterator[str]:
    if report.comparisons:
        yield "<h2>Documents that have much in common</h2>"
    for each in report.comparisons:
        yield f"<h3>{_text(each.first.title)} — {_text(each.second.title)}</h3>"
        gone = each.first if each.left_out == 1 else each.second
        dropped = f" Left out: {_text(gone.title)} ({_text(str(gone.span))})." if each.left_out else ""
        yield f"<p>{WORDS[each.kind].capitalize()}: {each.share:.0%}, figures and places aside.{dropped}</p>"
        yield from _side_by_side(each)


def _side_by_side(comparison: Comparison) -> Iterator[str]:
    yield '<table class="side" lang="zh">\n<caption lang="en">What differs.</caption>\n<thead><tr>'
    for place in (comparison.first, comparison.second):
        yield f'<th scope="col">{_text(place.title)}<br><code>{_text(str(place.span))}</code></th>'
    yield "</tr></thead>\n<tbody>"
    for row in comparison.rows:
        yield from _row(row)
    yield "</tbody>\n</table>"


def _row(row: Row) -> Iterator[str]:
    if row.skipped:
        yield f'<tr class="skipped" lang="en"><td colspan="2">equal lines: {row.skipped}</td></tr>'
    yield f"<tr><td>{_pieces(row.left, 'del')}</td><td>{_pieces(row.right, 'ins')}</td></tr>"


def _pieces(pieces: tuple[Piece, ...], element: str) -> str:
    return "".join(
        f"<{element}>{_text(piece.text)}</{element}>" if piece.changed else _text(piece.text) for piece in pieces
    )


def _messages(report: CleaningReport) -> Iterator[str]:
    told = [each for source in report.sources for each in source.diagnostics]
    if told:
        yield "<h2>Messages</h2>\n<ul>"
        yield from (f"<li>{_text(str(each))}</li>" for each in told)
        yield "</ul>"


def _text(text: str) -> str:
    return escape(visible(text))
