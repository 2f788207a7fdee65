"""The text of outputs, read back by other means than those that wrote it: letters only.

Blanks, marks and digits are left out, because line breaks, notes and lists add some of their own.
"""

import posixpath
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

from publish.model.style import PageStyle
from publish.units import to_pt

NAMESPACES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "opf": "http://www.idpf.org/2007/opf",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "x": "http://www.w3.org/1999/xhtml",
}


def letters(text: str) -> str:
    """The letters and ideographs of a text."""
    return "".join(filter(str.isalpha, text))


def found(node: etree._Element, path: str) -> list:
    """What an XPath finds, with the prefixes above."""
    return node.xpath(path, namespaces=NAMESPACES)


def pdf_letters(path: Path, page: PageStyle) -> list[str]:
    """The letters of the type area of each page; running heads and page numbers stand outside of it."""
    top, height = to_pt(page.margin_top), to_pt(page.height) - to_pt(page.margin_top) - to_pt(page.margin_bottom)
    area = {"-r": 72, "-x": 0, "-y": int(top), "-W": round(to_pt(page.width)), "-H": round(height) + 1}
    options = [str(word) for option in area.items() for word in option]
    done = subprocess.run(["pdftotext", "-raw", *options, path, "-"], capture_output=True, check=True, encoding="utf-8")
    return [letters(text) for text in done.stdout.split("\f")[:-1]]


def docx_run_in_headings(path: Path) -> list[str]:
    """The letters of the headings that begin a paragraph of text: words in a style that is linked to a heading's."""
    with zipfile.ZipFile(path) as package:
        paragraphs = found(etree.fromstring(package.read("word/document.xml")), "//w:p")
    words = (
        "".join(found(each, ".//w:r[contains(w:rPr/w:rStyle/@w:val, 'RunInHeading')]/w:t/text()"))
        for each in paragraphs
    )
    return [letters(text) for text in words if text]


def docx_letters(path: Path) -> str:
    """The letters of body and footnotes."""
    with zipfile.ZipFile(path) as package:
        parts = [name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()]
        return "".join(letters("".join(found(etree.fromstring(package.read(part)), "//w:t/text()"))) for part in parts)


def epub_letters(path: Path) -> str:
    """The letters of all pages in reading order; readings beside characters are left out."""
    with zipfile.ZipFile(path) as package:
        container = etree.fromstring(package.read("META-INF/container.xml"))
        (name,) = found(container, "//container:rootfile/@full-path")
        opf = etree.fromstring(package.read(name))
        pages = {item.get("id"): item.get("href") for item in found(opf, "//opf:item")}
        spine = [posixpath.join(posixpath.dirname(name), pages[ref]) for ref in found(opf, "//opf:itemref/@idref")]
        texts = "//x:body//text()[not(ancestor::x:rt) and not(ancestor::x:rp)]"
        return "".join(letters("".join(found(etree.fromstring(package.read(page)), texts))) for page in spine)


def office_headings(path: Path, work: Path) -> list[tuple[int, str]]:
    """Level and text of each heading of a Word file, as LibreOffice understands it."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", work, path]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    tree = etree.parse(work / f"{path.stem}.fodt", etree.XMLParser(huge_tree=True))
    return [
        (
            int(found(heading, "string(@text:outline-level)")),
            "".join(found(heading, ".//text()[not(ancestor::text:note)]")),
        )
        for heading in found(tree.getroot(), "//office:text//text:h")
    ]
