"""The document model: what a text means. No fonts, no sizes, no pages."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from publish.diagnostics import Span
from publish.model.edits import Edit


class Text(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Plain characters."""

    text: str


class Emphasis(msgspec.Struct, frozen=True, tag=True):
    """Stressed words."""

    content: tuple[Inline, ...]


class Strong(msgspec.Struct, frozen=True, tag=True):
    """Strongly stressed words."""

    content: tuple[Inline, ...]


class Code(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Characters of a program, a path, a key."""

    text: str


class Superscript(msgspec.Struct, frozen=True, tag=True):
    """Raised characters."""

    content: tuple[Inline, ...]


class Subscript(msgspec.Struct, frozen=True, tag=True):
    """Lowered characters."""

    content: tuple[Inline, ...]


class Ruby(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Characters with their reading beside them."""

    base: str
    annotation: str


class Link(msgspec.Struct, frozen=True, tag=True):
    """Words that lead to `target`: a web address, or '#' and an anchor of the book."""

    content: tuple[Inline, ...]
    target: str


class Note(msgspec.Struct, frozen=True, tag=True):
    """A note, kept where it is called; its number is given by the output."""

    blocks: tuple[Block, ...]


class LineBreak(msgspec.Struct, frozen=True, tag=True, gc=False):
    """A line break that the text asks for."""


Inline = Text | Emphasis | Strong | Code | Superscript | Subscript | Ruby | Link | Note | LineBreak


class Role(StrEnum):
    """What a paragraph is for, in the words of an editor."""

    BODY = "body"
    SALUTATION = "salutation"  # 同志们：
    ADDRESSEE = "addressee"  # 主送机关
    COPY_NUMBER = "copy-number"  # 份号
    SECRECY = "secrecy"  # 密级和保密期限
    URGENCY = "urgency"  # 紧急程度
    MASTHEAD = "masthead"  # 发文机关标志
    LETTER_MASTHEAD = "letter-masthead"  # 发文机关标志 of a 信函
    DOCUMENT_NUMBER = "document-number"  # 发文字号
    SIGNATORY = "signatory"  # 签发人, the 发文字号 before it if it stands on the same line
    ORDER_NUMBER = "order-number"  # 令号
    BYLINE = "byline"  # 署名 below the title
    DATELINE = "dateline"  # date below the title, often in brackets
    SIGNATURE = "signature"  # 落款
    DATE = "date"  # 成文日期
    ATTACHMENT_NOTE = "attachment-note"  # 附件说明
    ATTACHMENT_MARK = "attachment-mark"  # 附件1 on its own line
    REMARK = "remark"  # 附注
    COPIES = "copies"  # 抄送机关
    IMPRINT = "imprint"  # 印发机关和印发日期
    ATTENDANCE = "attendance"  # 出席, 请假, 列席 of 纪要
    CONTACT = "contact"
    CENTERED = "centered"


class Lead(msgspec.Struct, frozen=True):
    """A run-in heading: the first sentence of a paragraph that is its heading. `number` as in Heading."""

    level: int
    content: tuple[Inline, ...]
    number: str = ""
    anchor: str = ""


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A heading inside a document, `level` from 1; the document's title has none.

    `number` is the numbering exactly as it is to be printed before the content ('一、', '第二章　', '1.'), or empty.
    `anchor` is given by assembly.
    """

    level: int
    content: tuple[Inline, ...]
    span: Span | None = None
    number: str = ""
    anchor: str = ""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A paragraph. With a `lead`, `content` is what follows the run-in heading."""

    content: tuple[Inline, ...]
    span: Span | None = None
    role: Role = Role.BODY
    lead: Lead | None = None


class Quote(msgspec.Struct, frozen=True, tag=True):
    """Quoted blocks."""

    blocks: tuple[Block, ...]
    span: Span | None = None


class Verse(msgspec.Struct, frozen=True, tag=True):
    """Lines of a poem."""

    lines: tuple[tuple[Inline, ...], ...]
    span: Span | None = None


class ListItem(msgspec.Struct, frozen=True):
    """The blocks of one item."""

    blocks: tuple[Block, ...]


class ListBlock(msgspec.Struct, frozen=True, tag=True):
    """A list; an ordered one counts from `start`. `delimiter` stands after a number, '()' on both its sides."""

    items: tuple[ListItem, ...]
    span: Span | None = None
    ordered: bool = False
    start: int = 1
    delimiter: str = "."


class Cell(msgspec.Struct, frozen=True):
    """A table cell; a cell that spans is stored once, at its first row and column."""

    blocks: tuple[Block, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False


class Row(msgspec.Struct, frozen=True):
    """The cells that begin in this row, from left to right."""

    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table; the first `header_rows` rows are repeated on each page."""

    rows: tuple[Row, ...]
    span: Span | None = None
    header_rows: int = 0
    caption: tuple[Inline, ...] = ()


class Figure(msgspec.Struct, frozen=True, tag=True):
    """An image, named by the digest of its bytes. Sizes in EMU, 0 where unknown."""

    digest: str
    span: Span | None = None
    alt: str = ""
    caption: tuple[Inline, ...] = ()
    width: int = 0
    height: int = 0


class CodeBlock(msgspec.Struct, frozen=True, tag=True, gc=False):
    """Lines of a program, parted by line feeds."""

    text: str
    span: Span | None = None
    language: str = ""


class Break(msgspec.Struct, frozen=True, tag=True):
    """A break between scenes or sections that have no heading."""

    span: Span | None = None


Block = Heading | Paragraph | Quote | Verse | ListBlock | Table | Figure | CodeBlock | Break


class Metadata(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known about one document; empty where nothing is."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    organisation: str = ""
    date: str = ""
    number: str = ""  # 发文字号
    source: str = ""
    language: str = ""


class Document(msgspec.Struct, frozen=True):
    """One document. Its title is in the metadata, not among the blocks. `span` is where it begins in its source."""

    metadata: Metadata
    blocks: tuple[Block, ...]
    span: Span | None = None


class Structured(msgspec.Struct, frozen=True):
    """What structure makes of one source: its documents, the title of the whole when it is a compilation,
    and the edits by which lines were joined. `names` as in RawDocument.
    """

    documents: tuple[Document, ...]
    collection_title: str = ""
    edits: tuple[Edit, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
