"""Contents against reality: LibreOffice sets a Word file, and the page of every entry is compared with its number."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

import msgspec
from lxml import etree
from PIL import ImageFont

from publish.diagnostics import Diagnostic, Outcome, info, warning
from publish.model.style import FontFamily, StyleSheet
from publish.resources import resource_folder
from publish.writers.docx.markup import MAIN

if TYPE_CHECKING:
    from pikepdf import Pdf

_W = f"{{{MAIN}}}"
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 600  # for one file; a book of a thousand pages takes twenty
# Bookmarks become named places of the PDF; blank pages before right-hand ones are pages like others.
_FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
)
_SYSTEM_FONTS = "/etc/fonts/fonts.conf"
_EM = 100  # pixels, to measure with
_ESCAPED = re.compile("#([0-9A-Fa-f]{2})")


class Entry(msgspec.Struct, frozen=True):
    """An entry of the contents: its words, the printed number, the bookmark that it leads to."""

    title: str
    label: str
    bookmark: str


class Verified(msgspec.Struct, frozen=True):
    """How many entries were compared, and how many of them stand on another page than they say."""

    entries: int
    wrong: int


def verify_docx(data: bytes, sheet: StyleSheet) -> Outcome[Verified]:
    """Compares the contents of a Word file with its pages as LibreOffice makes them.

    Faces that are not installed are taken from those that came with the program. W220: an entry whose page differs;
    W221: LibreOffice or the library that reads its pages is missing, or it could not open the file. W222: the total.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        advice = "install LibreOffice, so that the program soffice is found"
        return Outcome(
            Verified(0, 0), (warning("W221", "the Word file was not verified: no LibreOffice", hint=advice),)
        )
    try:
        import pikepdf  # an extra: nothing else needs it
    except ImportError:
        advice = "pip install 'publish[verify]'"
        return Outcome(Verified(0, 0), (warning("W221", "the Word file was not verified: no pikepdf", hint=advice),))
    with tempfile.TemporaryDirectory() as folder:
        rendered = _render(program, data, sheet, Path(folder))
        if rendered is None:
            message = "the Word file was not verified: LibreOffice did not open it"
            return Outcome(Verified(0, 0), (warning("W221", message),))
        with pikepdf.open(rendered) as pdf:
            places = _places(pdf)
    return _compared(list(read_entries(data)), places)


def _places(pdf: "Pdf") -> dict[str, int]:
    """The number of the page of each bookmark, from 0."""
    pages = {str(page.objgen): number for number, page in enumerate(pdf.pages)}
    if "/Dests" not in pdf.Root:
        return {}
    return {_unescaped(name): pages[str(place[0].objgen)] for name, place in pdf.Root["/Dests"].items()}


def _render(program: str, data: bytes, sheet: StyleSheet, folder: Path) -> Path | None:
    """The file as a PDF, set in the faces of the style sheet; None when that fails."""
    (folder / "book.docx").write_bytes(data)
    (folder / "fonts.conf").write_text(font_settings(sheet, folder), "utf-8")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _FILTER]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    try:
        subprocess.run(  # noqa: S603 a program that was found on the path, and our own file
            [*command, "--outdir", str(folder), str(folder / "book.docx")],
            env=environment,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    rendered = folder / "book.pdf"
    return rendered if rendered.is_file() else None


def font_settings(sheet: StyleSheet, folder: Path) -> str:
    """A fontconfig file: the fonts of the computer, and faces of the program under the names that Word files use.

    Word's faces have Chinese quotation marks of a whole em, which some of ours have as a variant only: others stand in
    for these, for it is lines that are compared. Latin names have the fonts of the computer, which knows equals of
    Word's by their measures.
    """
    families = {family.role: family for family in sheet.families.values()}
    known = [(family, _file_of(family)) for family in families.values()]
    whole = next((file for _, file in known if file and _quotes_are_whole(file)), None)
    names = {
        family.office: file if _quotes_are_whole(file) else whole or file for family, file in known if file is not None
    }
    aliases = "".join([_alias(name, file) for name, file in names.items()])
    folders = "".join(f"<dir>{escape(str(path))}</dir>" for path in {file.parent: None for file in names.values()})
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{_SYSTEM_FONTS}</include>'
        f"{folders}<cachedir>{escape(str(folder / 'cache'))}</cachedir>{aliases}</fontconfig>"
    )


def _file_of(family: FontFamily) -> Path | None:
    paths = (resource_folder("fonts") / name for name in family.files)  # which an absolute path replaces
    return next((path for path in paths if path.is_file()), None)


@cache
def _quotes_are_whole(file: Path) -> bool:
    return ImageFont.truetype(str(file), _EM, layout_engine=ImageFont.Layout.BASIC).getlength("“") > 0.9 * _EM


def _alias(name: str, file: Path) -> str:
    family, style = ImageFont.truetype(str(file)).getname()
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if style == "Bold" else ""
    known, own = escape(name), escape(family or "")
    return (
        f'<match target="pattern"><test name="family"><string>{known}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{own}</string></edit>{weight}</match>'
    )


def _unescaped(name: str) -> str:
    """A name of the PDF as text; LibreOffice escapes characters a second time, without the sign."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name.removeprefix("/"))
    return re.sub(r"^/?5F", "_", plain)


def read_entries(data: bytes) -> Iterator[Entry]:
    """The entries of the contents of a Word file, with the numbers that it shows before it is updated."""
    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for link in root.iter(f"{_W}hyperlink"):
        texts = [child.text or "" if child.tag == f"{_W}t" else "\t" for child in link.iter(f"{_W}t", f"{_W}tab")]
        title, tab, label = "".join(texts).rpartition("\t")
        if tab and any("PAGEREF" in (code.text or "") for code in link.iter(f"{_W}instrText")):
            yield Entry(title, label, link.get(f"{_W}anchor", ""))


def _compared(entries: list[Entry], found: dict[str, int]) -> Outcome[Verified]:
    """Pages are counted from the entry that comes first, since front matter has numbers of its own."""
    numbered = [entry for entry in entries if entry.label.isdecimal() and entry.bookmark in found]
    if not numbered:
        return Outcome(Verified(0, 0), (info("W222", "the Word file has no contents that could be verified"),))
    first = found[numbered[0].bookmark] - int(numbered[0].label)
    differing = tuple(_differences(numbered, found, first))
    missing = tuple(
        warning("W220", f"'{entry.title}' is not in the Word file as LibreOffice sets it")
        for entry in entries
        if entry.bookmark not in found
    )
    true = len(entries) - len(differing) - len(missing)
    total = info("W222", f"{true} of {len(entries)} headings on the page that the contents print")
    return Outcome(Verified(len(entries), len(differing) + len(missing)), (*differing, *missing, total))


def _differences(entries: Iterable[Entry], found: dict[str, int], first: int) -> Iterator[Diagnostic]:
    for entry in entries:
        page = found[entry.bookmark] - first
        if page != int(entry.label):
            message = f"the contents send '{entry.title}' to page {entry.label}, LibreOffice sets it on page {page}"
            yield warning("W220", message, hint="update the contents in Word: F9")
