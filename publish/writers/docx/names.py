"""Which Word style stands for which role. Built-in ids where Word has them: programs know headings by those."""

from typing import NamedTuple

import msgspec

from publish.model.book import Book
from publish.model.document import Role
from publish.model.style import CharacterRole, StyleRole

DEEPEST = 9  # Word has nine heading levels
DEEPEST_QUOTE = 4
DEEPEST_CONTINUED = 5  # Word has List Continue to List Continue 5
HEADING_ROLES = (
    StyleRole.HEADING_1,
    StyleRole.HEADING_2,
    StyleRole.HEADING_3,
    StyleRole.HEADING_4,
    StyleRole.HEADING_5,
    StyleRole.HEADING_6,
)
CONTENTS_ROLES = (StyleRole.CONTENTS_1, StyleRole.CONTENTS_2, StyleRole.CONTENTS_3)


class WordStyle(NamedTuple):
    """A paragraph style: its id, its name (Word translates those of built-in styles), the style of what follows it."""

    id: str
    name: str
    next: str = ""
    base: str = "Normal"


BODY = "BodyText"
BODY_KEPT = "BodyTextKept"  # the last paragraph before a signature, which never stands without text
FIGURE = "Figure"
CAPTIONED_FIGURE = "CaptionedFigure"
TABLE_CAPTION = "TableCaption"
COVER_BANDS = ("CoverBandTop", "CoverBandBottom")  # a thick and a thin line at the edges of a generated cover
TABLE_SPACE = "TableSpace"  # the space around a table, which has none of its own in Word
SEPARATOR = "Separator"  # an empty paragraph that takes no room
BOOK_TABLE = "BookTable"
INDEX_ENTRY = "Index1"
CAPTION_ENTRY = "TableOfFigures"  # of lists of tables, too: so Word calls it
INDEX_MARK = "IndexMark"
FOOTNOTE_CALL = "FootnoteReference"
FOOTNOTE_SEPARATOR = "FootnoteSeparator"

# Roles with one style each. Headings and contents have several and depend on the book: see Levels.
PARAGRAPH_STYLES: dict[StyleRole, WordStyle] = {
    StyleRole.BODY: WordStyle(BODY, "Body Text"),
    StyleRole.COVER_TITLE: WordStyle("Title", "Title", "Subtitle"),
    StyleRole.COVER_SUBTITLE: WordStyle("Subtitle", "Subtitle", "CoverLine"),
    StyleRole.COVER_LINE: WordStyle("CoverLine", "封面文字"),
    StyleRole.SUBTITLE: WordStyle("DocumentSubtitle", "副题", BODY),
    StyleRole.COPY_NUMBER: WordStyle("CopyNumber", "份号", BODY),
    StyleRole.SECRECY: WordStyle("Secrecy", "密级", BODY),
    StyleRole.URGENCY: WordStyle("Urgency", "紧急程度", BODY),
    StyleRole.MASTHEAD: WordStyle("Masthead", "发文机关标志", BODY),
    StyleRole.LETTER_MASTHEAD: WordStyle("LetterMasthead", "信函发文机关标志", BODY),
    StyleRole.SIGNATORY: WordStyle("Signatory", "签发人", BODY),
    StyleRole.ORDER_NUMBER: WordStyle("OrderNumber", "令号", BODY),
    StyleRole.ATTENDANCE: WordStyle("Attendance", "出席人员", BODY),
    StyleRole.SALUTATION: WordStyle("Salutation", "Salutation", BODY),
    StyleRole.ADDRESSEE: WordStyle("Addressee", "主送机关", BODY),
    StyleRole.DOCUMENT_NUMBER: WordStyle("DocumentNumber", "发文字号", BODY),
    StyleRole.BYLINE: WordStyle("Byline", "题下署名", BODY),
    StyleRole.DATELINE: WordStyle("Dateline", "题下日期", BODY),
    StyleRole.SIGNATURE: WordStyle("Signature", "Signature", "Date"),
    StyleRole.DATE: WordStyle("Date", "Date", BODY),
    StyleRole.ATTACHMENT_NOTE: WordStyle("AttachmentNote", "附件说明", BODY),
    StyleRole.ATTACHMENT_MARK: WordStyle("AttachmentMark", "附件标记", BODY),
    StyleRole.REMARK: WordStyle("Remark", "附注", BODY),
    StyleRole.COPIES: WordStyle("Copies", "抄送机关", "Imprint"),
    StyleRole.IMPRINT: WordStyle("Imprint", "印发机关", BODY),
    StyleRole.CONTACT: WordStyle("Contact", "联系方式", BODY),
    StyleRole.CENTERED: WordStyle("Centered", "居中", BODY),
    StyleRole.QUOTE: WordStyle("Quote", "Quote"),
    StyleRole.VERSE: WordStyle("Verse", "诗行"),
    StyleRole.LIST_ITEM: WordStyle("ListParagraph", "List Paragraph"),
    StyleRole.CODE_BLOCK: WordStyle("SourceCode", "Source Code"),
    StyleRole.BREAK: WordStyle("SceneBreak", "分隔", BODY),
    StyleRole.TABLE_HEADER: WordStyle("TableHeader", "表头"),
    StyleRole.TABLE_CELL: WordStyle("TableCell", "表格文字"),
    StyleRole.CAPTION: WordStyle("Caption", "caption", BODY),
    StyleRole.FOOTNOTE: WordStyle("FootnoteText", "footnote text"),
    StyleRole.CONTENTS_TITLE: WordStyle("TOCHeading", "TOC Heading", BODY),
    StyleRole.RUNNING_HEAD: WordStyle("Header", "header"),
    StyleRole.PAGE_NUMBER: WordStyle("Footer", "footer"),
    StyleRole.COLOPHON_TITLE: WordStyle("ColophonTitle", "版权页标题", "Colophon"),
    StyleRole.COLOPHON: WordStyle("Colophon", "版权页"),
}

# How character styles are called; a run inside several of them gets one style that joins them.
CHARACTER_STYLES: dict[str, tuple[str, str]] = {
    CharacterRole.EMPHASIS: ("Emphasis", "Emphasis"),
    CharacterRole.STRONG: ("Strong", "Strong"),
    CharacterRole.CODE: ("HTMLCode", "HTML Code"),
    CharacterRole.LINK: ("Hyperlink", "Hyperlink"),
    "superscript": ("Superscript", "上标"),
    "subscript": ("Subscript", "下标"),
}


def style_of(role: Role | StyleRole) -> str:
    """The id of the style for a role that has only one."""
    return PARAGRAPH_STYLES[StyleRole(role.value)].id


class Levels(msgspec.Struct, frozen=True):
    """On which of Word's nine levels parts, documents and headings stand: parts take the first where there are any.

    Documents `outside` of the parts of a divided book stand on the level of parts but look like the others, so they
    and their headings have styles of their own, which rest on the built-in ones.
    """

    divided: bool
    outside: bool = False

    @property
    def part(self) -> int:
        """The level of part titles."""
        return 1

    @property
    def chapter(self) -> int:
        """The level of document titles."""
        return 2 if self.divided and not self.outside else 1

    @property
    def shift(self) -> int:
        """How much lower than in the outline entries stand in the contents, where documents all look alike."""
        return int(self.outside)

    def style(self, level: int) -> str:
        """The id of the style of a heading on this level."""
        return f"Outside{heading_style(level)}" if self.outside else heading_style(level)

    def style_name(self, level: int) -> str:
        """The name of that style."""
        return f"单篇标题 {level}" if self.outside else f"heading {level}"

    def run_in(self, level: int) -> str:
        """The id of the style of a run-in heading on this level."""
        return f"{'Outside' if self.outside else ''}RunInHeading{level}"

    def run_in_name(self, level: int) -> str:
        """The name of that style."""
        return f"{'单篇' if self.outside else ''}段首标题 {level}"

    def heading(self, level: int) -> int:
        """The level of a heading inside a document."""
        return min(self.chapter + max(level, 1), DEEPEST)

    def entry(self, level: int) -> int:
        """The level of an entry of the contents, where 0 is a part and 1 a document."""
        return min(max(level + 1 if self.divided else level, 1), DEEPEST)

    def heading_role(self, level: int) -> StyleRole:
        """The look of a Word heading level."""
        if level == self.chapter:
            return StyleRole.TITLE
        return StyleRole.PART_TITLE if level < self.chapter else _nth(HEADING_ROLES, level - self.chapter)

    def contents_role(self, level: int) -> StyleRole:
        """The look of a level of the contents."""
        if level < self.chapter:
            return StyleRole.CONTENTS_PART
        return _nth(CONTENTS_ROLES, level - self.chapter + 1)


def levels_of(book: Book) -> tuple[Levels, ...]:
    """The levels of this book's headings: those of most, and those outside of parts where some are."""
    outside = book.divided and any(part.chapters and not part.title for part in book.parts)
    return (Levels(book.divided), Levels(divided=True, outside=True)) if outside else (Levels(book.divided),)


def heading_style(level: int) -> str:
    """The id of the style of a Word heading level."""
    return f"Heading{level}"


def contents_style(level: int) -> str:
    """The id of the style of a level of the contents."""
    return f"TOC{level}"


def _nth(roles: tuple[StyleRole, ...], number: int) -> StyleRole:
    return roles[min(number, len(roles)) - 1]


def quote_style(depth: int) -> str:
    """The id of the style of quoted paragraphs, `depth` from 1."""
    return "Quote" if depth == 1 else f"Quote{min(depth, DEEPEST_QUOTE)}"


def list_continued_style(depth: int) -> str:
    """The id of the style of further paragraphs of a list item, `depth` from 1."""
    return "ListContinue" if depth == 1 else f"ListContinue{min(depth, DEEPEST_CONTINUED)}"


def foot_style(*, even: bool) -> str:
    """The id of the style of page numbers that stand on the outside of even or odd pages."""
    return "FooterEven" if even else "FooterOdd"
