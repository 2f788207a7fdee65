"""The Word writer: a book as one WordprocessingML package, styled by named styles alone."""

from publish.writers.docx.writer import begin_docx, write_docx

__all__ = ["begin_docx", "write_docx"]
