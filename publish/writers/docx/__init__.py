"""The Word writer: a book as one WordprocessingML package, styled by named styles alone."""

from publish.writers.docx.writer import write_docx

__all__ = ["write_docx"]
