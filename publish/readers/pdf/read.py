"""PDF files, when the parser for them is installed: it is an extra, since it is larger than all other readers."""

from importlib.util import find_spec

from publish.diagnostics import Outcome, PublishError, Span, error
from publish.model.ports import Source
from publish.model.raw import Reading


def read_pdf(source: Source) -> Outcome[Reading]:
    """The lines of a PDF file with a text layer.

    Raises PublishError when the parser is not installed (R074), or when the file cannot be read.
    """
    if find_spec("pdfminer") is None:
        advice = "install it with: pip install 'publish[pdf]'; or save the text as .docx or .txt"
        raise PublishError(
            [error("R074", "PDF files are read by pdfminer.six, which is not installed", Span(source.path), advice)]
        )
    from publish.readers.pdf.document import read_document  # the check comes first

    return read_document(source)
