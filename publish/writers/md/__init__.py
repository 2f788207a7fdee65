"""Documents as Markdown that reads back to the same documents."""

from publish.writers.md.book import write_book
from publish.writers.md.write import write_md

__all__ = ["write_book", "write_md"]
