"""Catalogues of finished books for reading programs: OPDS 1.2 (Atom) and OPDS 2.0 (JSON).

ebook (what an EPUB says about itself) → shelf (a publication with its files) → atom, feed (the two forms).
"""

from publish.writers.opds.atom import write_atom
from publish.writers.opds.ebook import read_ebook, unreadable
from publish.writers.opds.feed import write_feed, write_publication
from publish.writers.opds.shelf import Catalogue, EbookRecord, Publication, ShelfFile

__all__ = [
    "Catalogue",
    "EbookRecord",
    "Publication",
    "ShelfFile",
    "read_ebook",
    "unreadable",
    "write_atom",
    "write_feed",
    "write_publication",
]
