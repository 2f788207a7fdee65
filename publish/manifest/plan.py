"""The manifest with everything resolved: what to build from which files."""

from enum import StrEnum

import msgspec

from publish.model.book import BookMetadata
from publish.model.ports import Cleaning, HeadingNumbers, Limits, SplitPlan


class Format(StrEnum):
    """The outputs, by file suffix."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    HTML = "html"
    MD = "md"


PRINCIPAL = (Format.PDF, Format.DOCX, Format.EPUB)
"""What is made when nobody says what is wanted."""


class Numbering(StrEnum):
    """What happens to the numbers of headings."""

    KEEP = "keep"  # as the sources have them
    STRIP = "strip"
    UNIFORM = "uniform"  # 一、 （一） 1. （1） counted anew in each document


class Dedup(StrEnum):
    """What happens to documents that are nearly the same. All are reported, whatever happens to them."""

    REPORT = "report"  # all are printed
    KEEP_FIRST = "keep-first"
    KEEP_LONGEST = "keep-longest"


class CoverKind(StrEnum):
    """Where the cover comes from."""

    NONE = "none"
    GENERATED = "generated"
    IMAGE = "image"


class CoverPlan(msgspec.Struct, frozen=True):
    """The cover; `path` is the absolute path of an image."""

    kind: CoverKind = CoverKind.GENERATED
    path: str = ""


class Form(StrEnum):
    """What kind of head an official document has (GB/T 9704)."""

    DOCUMENT = "document"  # 7.2
    LETTER = "letter"  # 信函, 10.1
    ORDER = "order"  # 命令, 10.2: the title is the masthead


class LetterheadPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """The head of an official document (版头), as far as the manifest states it."""

    form: Form = Form.DOCUMENT
    issuer: str = ""  # 发文机关标志
    number: str = ""  # 发文字号, 令号
    copy_number: str = ""  # 份号
    secrecy: str = ""  # 密级和保密期限
    urgency: str = ""  # 紧急程度
    signatory: str = ""  # 签发人


class SourceFile(msgspec.Struct, frozen=True):
    """A file to read. `path` is absolute; `name` is relative to the manifest and used in messages.

    Empty overrides leave what the text itself says.
    """

    path: str
    name: str
    title: str = ""
    author: str = ""
    date: str = ""
    encoding: str = ""
    split: SplitPlan = SplitPlan()
    limits: Limits = Limits()
    letterhead: LetterheadPlan = LetterheadPlan()


class PartPlan(msgspec.Struct, frozen=True):
    """Sources under a common title; the title is empty for sources outside of parts."""

    title: str
    sources: tuple[SourceFile, ...]


class ContentsPlan(msgspec.Struct, frozen=True):
    """The table of contents: `depth` 1 shows documents only, 2 their first heading level too; 0 leaves it out.

    A title that is empty is that of the book's language.
    """

    depth: int = 2
    title: str = ""


class CaptionKind(StrEnum):
    """What a list after the contents can show."""

    TABLES = "tables"
    FIGURES = "figures"


class IndexPlan(msgspec.Struct, frozen=True):
    """The index: which terms it has, and whether the numbers of official documents (国发〔2024〕5号) are in it.

    A title that is empty is that of the book's language.
    """

    terms: tuple[str, ...] = ()
    document_numbers: bool = False
    title: str = ""


class Outputs(msgspec.Struct, frozen=True):
    """Which formats go where. `folder` is absolute, `name` the file name without suffix, `names` those of single
    formats that have one of their own.
    """

    formats: tuple[Format, ...]
    folder: str
    name: str
    names: dict[Format, str] = {}

    def file_name(self, output: Format) -> str:
        """The name of a format's file, with its suffix."""
        return f"{self.names.get(output, self.name)}.{output.value}"


class WordPlan(msgspec.Struct, frozen=True):
    """What is asked of Word files: the remarks on the sources as `comments`, the cleaning as `tracked` changes.

    `reference` is the absolute path of the user's template, '' for none; with `embed_fonts`, type travels along.
    """

    comments: bool = False
    tracked: bool = False
    reference: str = ""
    embed_fonts: bool = False
    heading_numbers: HeadingNumbers = HeadingNumbers.TEXT


class Manifest(msgspec.Struct, frozen=True):
    """A collection to build. `path` is the manifest's absolute path, `style` a built-in name or a file's path."""

    path: str
    metadata: BookMetadata
    parts: tuple[PartPlan, ...]
    style: str
    outputs: Outputs
    cover: CoverPlan = CoverPlan()
    title_page: bool = True
    colophon: bool = True
    contents: ContentsPlan = ContentsPlan()
    numbering: Numbering = Numbering.KEEP
    cleaning: Cleaning = Cleaning()
    dedup: Dedup = Dedup.REPORT
    index: IndexPlan = IndexPlan()
    lists: tuple[CaptionKind, ...] = ()
    word: WordPlan = WordPlan()
