"""Documents and manifest to a Book: order, titles, heading levels, numbers, anchors, links, contents, colophon."""

from publish.assembly.assemble import assemble
from publish.assembly.duplicates import (
    Comparison,
    closest_relatives,
    compare_documents,
    dropped_documents,
    report_duplicates,
)
from publish.assembly.grouping import SourceDocument, group_documents
from publish.assembly.provenance import AssembledSource

__all__ = [
    "AssembledSource",
    "Comparison",
    "SourceDocument",
    "assemble",
    "closest_relatives",
    "compare_documents",
    "dropped_documents",
    "group_documents",
    "report_duplicates",
]
