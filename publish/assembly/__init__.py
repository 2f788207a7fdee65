"""Documents and manifest to a Book: order, titles, heading levels, numbers, anchors, links, contents, colophon."""

from publish.assembly.assemble import assemble
from publish.assembly.duplicates import (
    Comparison,
    Sign,
    closest_relatives,
    compare_documents,
    document_length,
    dropped_documents,
    report_duplicates,
    report_likenesses,
)
from publish.assembly.grouping import SourceDocument, group_documents
from publish.assembly.likeness import find_likenesses
from publish.assembly.provenance import AssembledSource
from publish.assembly.signature import Signature, sign_text
from publish.assembly.titles import titled_documents

__all__ = [
    "AssembledSource",
    "Comparison",
    "Sign",
    "Signature",
    "SourceDocument",
    "assemble",
    "closest_relatives",
    "compare_documents",
    "document_length",
    "dropped_documents",
    "find_likenesses",
    "group_documents",
    "report_duplicates",
    "report_likenesses",
    "sign_text",
    "titled_documents",
]
