"""A style sheet with every value resolved: fonts by role, lengths in EMU, colours as #rrggbb."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from publish.model.letterhead import Letterheads
from publish.model.raw import Align
from publish.units import Length

ZERO = Length(0)


class BreakBefore(StrEnum):
    """Where a block of this style must begin."""

    NONE = "none"
    PAGE = "page"
    RECTO = "recto"


class StyleRole(StrEnum):
    """Everything that has a look of its own. Roles of paragraphs (model.document.Role) have the same names."""

    BODY = "body"
    COVER_TITLE = "cover-title"
    COVER_SUBTITLE = "cover-subtitle"
    COVER_LINE = "cover-line"  # organisation, editors, date on cover and title page
    PART_TITLE = "part-title"
    TITLE = "title"  # title of a document
    SUBTITLE = "subtitle"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    HEADING_6 = "heading-6"
    COPY_NUMBER = "copy-number"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    MASTHEAD = "masthead"
    LETTER_MASTHEAD = "letter-masthead"
    SIGNATORY = "signatory"
    ORDER_TITLE = "order-title"  # title of an order (令): its masthead
    ORDER_NUMBER = "order-number"
    ATTENDANCE = "attendance"
    SALUTATION = "salutation"
    ADDRESSEE = "addressee"
    DOCUMENT_NUMBER = "document-number"
    BYLINE = "byline"
    DATELINE = "dateline"
    SIGNATURE = "signature"
    DATE = "date"
    ATTACHMENT_NOTE = "attachment-note"
    ATTACHMENT_MARK = "attachment-mark"
    REMARK = "remark"
    COPIES = "copies"
    IMPRINT = "imprint"
    CONTACT = "contact"
    CENTERED = "centered"
    QUOTE = "quote"
    VERSE = "verse"
    LIST_ITEM = "list-item"
    CODE_BLOCK = "code-block"
    BREAK = "break"
    TABLE_HEADER = "table-header"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS_TITLE = "contents-title"
    CONTENTS_PART = "contents-part"
    CONTENTS_1 = "contents-1"
    CONTENTS_2 = "contents-2"
    CONTENTS_3 = "contents-3"
    RUNNING_HEAD = "running-head"
    PAGE_NUMBER = "page-number"
    COLOPHON_TITLE = "colophon-title"
    COLOPHON = "colophon"


class CharacterRole(StrEnum):
    """Looks of words inside a line."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


class TextStyle(msgspec.Struct, frozen=True):
    """How a block of text is set. `line_height` is the exact distance of base lines.

    `letter_spacing` is added to the advance of each full-width character (negative on a tight grid).
    `first_line_indent` may be negative for a hanging indent.
    """

    font: str  # a role of fonts.yaml: fangsong, kaiti, heiti, xiaobiaosong, songti
    size: Length
    line_height: Length
    color: str = "#000000"
    align: Align = Align.JUSTIFY
    letter_spacing: Length = ZERO
    first_line_indent: Length = ZERO
    indent_left: Length = ZERO
    indent_right: Length = ZERO
    space_before: Length = ZERO
    space_after: Length = ZERO
    keep_with_next: bool = False
    break_before: BreakBefore = BreakBefore.NONE


class Dots(StrEnum):
    """Emphasis dots (着重号), one to a character (GB/T 15834, 4.9)."""

    NONE = "none"
    BELOW = "below"
    ABOVE = "above"  # as in Japanese and in traditional Chinese


class CharacterStyle(msgspec.Struct, frozen=True):
    """What differs from the surrounding text: None leaves it as it is."""

    font: str | None = None
    color: str | None = None
    dots: Dots | None = None


class PageStyle(msgspec.Struct, frozen=True):
    """The paper and the type area. With `mirrored`, inner and outer margins change sides on even pages.

    `lines` and `characters` describe the grid (0: none): so many lines of the body fill the height of the type
    area, so many body characters its width.
    """

    width: Length
    height: Length
    margin_top: Length
    margin_bottom: Length
    margin_inner: Length
    margin_outer: Length
    mirrored: bool = False
    lines: int = 0
    characters: int = 0


class HeadContent(StrEnum):
    """What a running head shows."""

    NONE = "none"
    COLLECTION = "collection"
    PART = "part"  # the collection's title where there are no parts
    DOCUMENT = "document"


class FootPlace(StrEnum):
    """Where the page number stands."""

    CENTER = "center"
    OUTSIDE = "outside"


class HeadStyle(msgspec.Struct, frozen=True):
    """Running heads. `distance` is from the top of the type area up to the head's base line."""

    odd: HeadContent
    even: HeadContent
    distance: Length
    rule: bool = False  # a thin line below the head


class FootStyle(msgspec.Struct, frozen=True):
    """Page numbers. `format` holds '{n}'; `distance` is from the type area down to the number's base line.

    `inset` is the space between an outside number and the edge of the type area.
    """

    format: str
    place: FootPlace
    distance: Length
    inset: Length = ZERO


class TableStyle(msgspec.Struct, frozen=True):
    """Rules and padding of tables."""

    rule_width: Length
    rule_color: str
    padding: Length


class FontFamily(msgspec.Struct, frozen=True):
    """A role of fonts.yaml: the files that draw it in the PDF, and the names that other programs know it by."""

    role: str
    label: str  # as a typographer calls it: 仿宋, 楷体 …
    files: tuple[str, ...]
    office: str  # East Asian face that Word files name
    latin: str  # face for Latin text in Word files
    css: tuple[str, ...]  # font-family list for e-books, most wanted first
    fallback: tuple[str, ...] = ()  # roles asked for characters that the files lack
    licence: str = ""  # the file beside them with the terms that travel wherever they do
    bold: bool = False  # whether `office` means the bold face of its family


# In the fall-backs of a family: the fonts of the computer.
SYSTEM = "system"


class Embedding(StrEnum):
    """Which type an e-book carries along; for all else it asks for faces that the reader's device may have."""

    NONE = "none"
    HEADINGS = "headings"  # titles and headings, which are looked at rather than read
    BODY = "body"  # the running text, too: the reader's own choice is overruled


class Writing(StrEnum):
    """The direction of lines in an e-book."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"  # lines from top to bottom, the first one at the right


class EbookStyle(msgspec.Struct, frozen=True):
    """What is for e-books alone."""

    fonts: Embedding = Embedding.HEADINGS
    writing: Writing = Writing.HORIZONTAL


class SystemFonts(StrEnum):
    """Whether the fonts of the computer are asked for characters that no other font has."""

    NEVER = "never"  # so that a book comes out the same on every computer
    LAST = "last"


class Kinsoku(StrEnum):
    """Which marks may not begin or end a line (CLREQ, 3.1.3): the levels of strictness."""

    BASIC = "basic"
    GB = "gb"  # GB/T 15834: the solidus neither
    STRICT = "strict"  # dashes and ellipses, small kana and the prolonged sound mark do not begin a line either


class StyleSheet(msgspec.Struct, frozen=True):
    """Everything about looks. `text` has every StyleRole, `characters` every CharacterRole."""

    name: str
    page: PageStyle
    head: HeadStyle
    foot: FootStyle
    table: TableStyle
    text: dict[StyleRole, TextStyle]
    characters: dict[CharacterRole, CharacterStyle]
    families: dict[str, FontFamily]
    contents_leader: str = "·"
    ebook: EbookStyle = EbookStyle()
    kinsoku: Kinsoku = Kinsoku.GB
    system_fonts: SystemFonts = SystemFonts.NEVER
    letterheads: Letterheads = Letterheads.PLAIN
