"""What assembly is given for each source, and what is told about it in the colophon."""

import msgspec

from publish.manifest.plan import SourceFile
from publish.model.document import Structured


class AssembledSource(msgspec.Struct, frozen=True):
    """A source on its way into the book: what structure made of it, and where that came from.

    `digest` is the hexadecimal SHA-256 of the file, `characters` the length of the text as it was read, `edits` the
    number of changes that cleaning and structure made to it.
    """

    file: SourceFile
    structured: Structured
    digest: str
    characters: int = 0
    edits: int = 0
