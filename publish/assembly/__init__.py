"""Documents and manifest to a Book: order, titles, heading levels, numbers, anchors, links, contents, colophon."""

from publish.assembly.assemble import assemble
from publish.assembly.provenance import AssembledSource

__all__ = ["AssembledSource", "assemble"]
