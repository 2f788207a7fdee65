"""Type that travels with a Word file: the open faces, cut down to its characters (ISO/IEC 29500-4, 2.8.1)."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import uharfbuzz as hb
from msgspec.structs import replace

from publish.fontbook import Face, FontBook
from publish.model.book import Book
from publish.model.style import StyleSheet
from publish.model.walk import book_lines
from publish.writers.subset import cut_face, may_travel

_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "—–·…，。、：；“”‘’（）一二三四五六七八九十〇第年月日页目录"
_HIDDEN = 32  # bytes at the beginning of a font that its key is laid over


class Embedded(NamedTuple):
    """A face that travels along: the name that styles call it by, the one it stands for, its key, its bytes."""

    name: str
    instead_of: str
    bold: bool
    key: str
    data: bytes


def embed_faces(sheet: StyleSheet, book: Book) -> tuple[StyleSheet, tuple[Embedded, ...]]:
    """The sheet with its faces called by their own names, and the faces, as obfuscated files.

    Only faces that came with the program or that the style names as files are taken, and only those that may be
    embedded. A reader without the faces of Chinese offices sees the same type as in the PDF.
    """
    text = set(_ALWAYS).union(*book_lines(book), book.metadata.title)
    fonts = FontBook(sheet.families)
    used = {style.font for style in sheet.text.values()} | {
        each.font for each in sheet.characters.values() if each.font
    }
    families, faces = dict(sheet.families), dict[str, Embedded]()
    for role in sorted(used):
        face = fonts.coverage(role).faces[0]
        if not may_travel(face):
            continue
        embedded = faces.get(face.name) or _embedded(face, families[role].office, text)
        faces[face.name] = embedded
        families[role] = replace(families[role], office=embedded.name, bold=embedded.bold)
    return replace(sheet, families=families), tuple(faces.values())


def _embedded(face: Face, office: str, text: set[str]) -> Embedded:
    file = face.font.face
    name = file.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or face.name
    kind = file.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) or ""
    data = cut_face(face, sorted(char for char in text if face.covers(char)))
    digits = hashlib.sha256(data).hexdigest()[:32].upper()
    key = f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"
    return Embedded(name, office, "bold" in kind.lower(), key, obfuscate(data, digits))


def obfuscate(data: bytes, digits: str) -> bytes:
    """The font with its first bytes laid under the key, which is read from its end; done twice, it is as before."""
    key = bytes.fromhex(digits)[::-1]
    hidden = bytes(byte ^ key[at % len(key)] for at, byte in enumerate(data[:_HIDDEN]))
    return hidden + data[_HIDDEN:]
