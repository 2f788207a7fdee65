"""Reports on what was changed: every edit in its place and context, and what documents of a collection share."""

from publish.reports.compare import compare
from publish.reports.original import keep_original, rebuild
from publish.reports.placing import place_edits
from publish.reports.render import Form, form_of, load_report, render
from publish.reports.report import (
    CleaningReport,
    Comparison,
    DocumentPlace,
    Original,
    PlacedEdit,
    Row,
    RuleReport,
    SourceReport,
)
from publish.reports.revised import revise_lines

__all__ = [
    "CleaningReport",
    "Comparison",
    "DocumentPlace",
    "Form",
    "Original",
    "PlacedEdit",
    "Row",
    "RuleReport",
    "SourceReport",
    "compare",
    "form_of",
    "keep_original",
    "load_report",
    "place_edits",
    "rebuild",
    "render",
    "revise_lines",
]
