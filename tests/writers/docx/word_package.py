"""A Word file taken apart again, by lxml and zipfile alone."""

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class WordFile:
    """Parts by name, and the questions that tests ask."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def body(self) -> etree._Element:
        body = self.part("word/document.xml").find(W + "body")
        assert body is not None
        return body

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        return {style.get(W + "styleId", ""): style for style in self.part("word/styles.xml").iter(W + "style")}

    @cached_property
    def notes(self) -> dict[str, etree._Element]:
        return {note.get(W + "id", ""): note for note in self.part("word/footnotes.xml").iter(W + "footnote")}

    def relations(self, name: str = "word/_rels/document.xml.rels") -> dict[str, str]:
        return {arrow.get("Id", ""): arrow.get("Target", "") for arrow in self.part(name).iter(RELATIONSHIP)}

    def paragraphs(self, style: str) -> list[str]:
        """The texts of all paragraphs of a style in the body."""
        return [text(p) for p in self.body.iter(W + "p") if style_of(p) == style]

    def sections(self) -> list[etree._Element]:
        return list(self.body.iter(W + "sectPr"))

    def furniture(self, section: etree._Element) -> dict[str, str]:
        """The texts of heads and feet of a section: 'header default', 'footer even' …"""
        found = {}
        for reference in section:
            if reference.tag in (W + "headerReference", W + "footerReference"):
                part = self.part("word/" + self.relations()[reference.get(R + "id", "")])
                kind = etree.QName(reference).localname.removesuffix("Reference")
                found[f"{kind} {reference.get(W + 'type')}"] = text(part)
        return found


def style_of(p: etree._Element) -> str:
    style = p.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val", "")


def value(node: etree._Element, path: str, name: str = "val") -> str | None:
    """An attribute of the element at this path of names."""
    found = node.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def text(node: etree._Element) -> str:
    """The characters shown in an element; readings of characters are left out."""
    return "".join(_characters(node))


def _characters(node: etree._Element) -> Iterator[str]:
    for child in node.iter(W + "t", W + "br", W + "tab"):
        if any(parent.tag == W + "rt" for parent in child.iterancestors()):
            continue
        if child.tag == W + "tab" and child.getparent().tag != W + "r":
            continue
        yield child.text or "" if child.tag == W + "t" else {W + "br": "\n", W + "tab": "\t"}[child.tag]


def codes(node: etree._Element) -> list[str]:
    """The instructions of fields."""
    return [(code.text or "").strip() for code in node.iter(W + "instrText")]


def reading_order(word: WordFile) -> Iterator[str]:
    """The text of the parts and chapters, each note after the line that calls it."""
    blocks = list(word.body)
    titles = [at for at, block in enumerate(blocks) if style_of(block).startswith("Heading")]
    ends = [at for at, block in enumerate(blocks) if style_of(block) == "ColophonTitle"]
    called: list[str] = []
    for block in blocks[titles[0] : ends[0] if ends else None]:
        for node in block.iter(W + "p", W + "t", W + "br", W + "footnoteReference"):
            joined = node.tag == W + "p" and node.getprevious() is not None and _hidden_mark(node.getprevious())
            ends_line = node.tag == W + "p" or (node.tag == W + "br" and style_of(_paragraph(node)) == "Verse")
            if ends_line and not joined:
                yield from called
                called = []
            if node.tag == W + "t" and not any(parent.tag == W + "rt" for parent in node.iterancestors()):
                yield node.text or ""
            if node.tag == W + "footnoteReference":
                called.append(text(word.notes[node.get(W + "id", "")]))
    yield from called


def _paragraph(node: etree._Element) -> etree._Element:
    return next(node.iterancestors(W + "p"))


def _hidden_mark(p: etree._Element) -> bool:
    return p.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None
