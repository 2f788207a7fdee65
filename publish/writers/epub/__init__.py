"""Book to EPUB 3.3: content documents by our own hand, the container by EbookLib.

writer (order of steps) → pages (content documents) → blocks, tables, inlines (XHTML); cover, css, navigation, metadata;
package (EbookLib). places, images, labels, findings and draft are what the steps know of each other.
Diagnostics: W300 nothing to show, W301 character, W302-W303 image, W304-W305 link, W306 alternative text,
W307 empty document, W308 contents, W309-W311 metadata.
"""

from publish.writers.epub.writer import begin_epub, write_epub

__all__ = ["begin_epub", "write_epub"]
