"""Finished pages to a PDF file."""

from publish.writers.pdf.write import write_pdf

__all__ = ["write_pdf"]
