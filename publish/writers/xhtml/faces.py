"""Type that travels with a book: the faces of titles and headings, cut down to the characters in use."""

from collections.abc import Iterable, Iterator

import msgspec

from publish.fontbook import FontBook
from publish.model.book import Book, Chapter
from publish.model.document import (
    Block,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Lead,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Verse,
)
from publish.model.letterhead import MASTHEADS, head_length, is_order
from publish.model.style import Embedding, FontFamily, StyleRole, StyleSheet
from publish.model.walk import book_lines, inline_text
from publish.resources import resource_folder
from publish.writers.subset import cut_face, may_travel
from publish.writers.xhtml.titles import imprint

MEDIA_TYPE = "font/ttf"
_FOLDER = "fonts"
_DEEPEST_STYLE = 6


class CarriedFace(msgspec.Struct, frozen=True):
    """A font file that belongs to the book. `role` is a role of fonts.yaml, `family` its name in the style sheet.

    `licence` is the file of its terms beside the program's fonts, '' where fonts.yaml names none.
    """

    role: str
    family: str
    file: str
    data: bytes
    licence: str = ""


HEADING_ROLES = frozenset(
    {
        StyleRole.COVER_TITLE,
        StyleRole.COVER_SUBTITLE,
        StyleRole.COVER_LINE,
        StyleRole.PART_TITLE,
        StyleRole.TITLE,
        StyleRole.MASTHEAD,
        StyleRole.LETTER_MASTHEAD,
        StyleRole.ORDER_TITLE,
        StyleRole.SUBTITLE,
        StyleRole.CONTENTS_TITLE,
        StyleRole.COLOPHON_TITLE,
        *(StyleRole(f"heading-{level}") for level in range(1, _DEEPEST_STYLE + 1)),
    }
)


def carried_faces(book: Book, style: StyleSheet) -> tuple[CarriedFace, ...]:
    """The faces that the style wants carried along, in the order of their roles. Raises PublishError (F00x)."""
    if style.ebook.fonts is Embedding.NONE:
        return ()
    fonts = FontBook(style.families)
    found = [_cut(style.families[role], text, fonts) for role, text in sorted(_texts(book, style).items())]
    return tuple(face for face in found if face)


def licences(faces: Iterable[CarriedFace]) -> dict[str, bytes]:
    """The terms of these faces, as files beside them: whoever passes a face on passes them on, too (OFL 1.1, 2)."""
    names = sorted({face.licence for face in faces if face.licence})
    return {f"{_FOLDER}/{name}": (resource_folder(_FOLDER) / name).read_bytes() for name in names}


def _cut(family: FontFamily, text: set[str], fonts: FontBook) -> CarriedFace | None:
    """A role's own face with what it has of the characters; the others are left to the reader's device."""
    role, face = family.role, fonts.coverage(family.role).faces[0]
    characters = [char for char in sorted(text) if char.isprintable() and face.covers(char)]
    if not characters or not may_travel(face):
        return None
    return CarriedFace(role, f"publish-{role}", f"{_FOLDER}/{role}.ttf", cut_face(face, characters), family.licence)


def _texts(book: Book, style: StyleSheet) -> dict[str, set[str]]:
    """The characters to be shown in each role of type; of the body's only when it is asked for."""
    body = style.text[StyleRole.BODY].font
    found: dict[str, set[str]] = {}
    for role, text in _headings(book):
        if style.text[role].font != body:
            found.setdefault(style.text[role].font, set()).update(text)
    if style.ebook.fonts is Embedding.BODY:
        found[body] = set().union(*book_lines(book))
    return found


def _headings(book: Book) -> Iterator[tuple[StyleRole, str]]:
    """Everything that stands in one of HEADING_ROLES."""
    metadata = book.metadata
    yield StyleRole.COVER_TITLE, metadata.title
    yield StyleRole.COVER_SUBTITLE, metadata.subtitle
    yield from ((StyleRole.COVER_LINE, line) for line in imprint(metadata))
    yield StyleRole.CONTENTS_TITLE, book.contents.title if book.contents else ""
    yield StyleRole.COLOPHON_TITLE, book.colophon_title
    for part in book.parts:
        yield StyleRole.PART_TITLE, part.title
        yield from _chapters(part.chapters)


def _chapters(chapters: Iterable[Chapter]) -> Iterator[tuple[StyleRole, str]]:
    for chapter in chapters:
        yield StyleRole.TITLE, chapter.metadata.title
        yield StyleRole.SUBTITLE, chapter.metadata.subtitle
        yield StyleRole.ORDER_TITLE, chapter.metadata.title if is_order(chapter.blocks) else ""
        for block in chapter.blocks[: head_length(chapter.blocks)]:
            if isinstance(block, Paragraph) and block.role in MASTHEADS:
                yield StyleRole(block.role.value), inline_text(block.content)
        for heading in _inside(chapter.blocks):
            level = min(heading.level, _DEEPEST_STYLE)
            yield StyleRole(f"heading-{level}"), heading.number + inline_text(heading.content)


def _inside(blocks: Iterable[Block]) -> Iterator[Heading | Lead]:
    """The headings and run-in headings of these blocks. Most blocks are paragraphs: their notes are not looked into."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Paragraph():
                if block.lead:
                    yield block.lead
            case Quote():
                yield from _inside(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _inside(item.blocks)
            case Verse() | Table() | Figure() | CodeBlock() | Break():
                pass  # headings in cells are set as words of the cell
