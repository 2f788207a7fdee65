"""A template at work: its heads and feet in our sections, its styles among ours."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import Diagnostic, warning
from publish.writers.docx.draft import Relation, Relations
from publish.writers.docx.markup import paragraph, part
from publish.writers.docx.merging import MergedStyles, rename_styles
from publish.writers.docx.names import SEPARATOR
from publish.writers.docx.package import SUFFIX_TYPES, Arrows
from publish.writers.docx.reference import Furnishing, Reference

_SIDES = ("default", "even")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FAR = 1 << 20
_ROOTS = {"header": "hdr", "footer": "ftr"}
_MOVED = ("Normal", "Body Text", "heading 1", "heading 2", "heading 3")  # styles that most of the text is set in


class Template:
    """What was read of a template, and which of its parts are in use."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.diagnostics: list[Diagnostic] = []
        self._given = {"header": self._usable(reference.heads), "footer": self._usable(reference.feet)}

    @property
    def two_sided(self) -> bool:
        """Whether its even pages have heads or feet of their own."""
        return any("even" in sides for sides in self._given.values())

    @property
    def furnished(self) -> bool:
        """Whether it has heads or feet at all; else ours are used."""
        return any(self._given.values())

    def references(self, relations: Relations, shown: dict[str, bool]) -> str:
        """The references of a section to heads and feet; where it is to show none, empty ones undo those before."""
        return "".join(
            [
                f'<w:{kind}Reference w:type="{side}"{self._relation(kind, side if shown[kind] else "", relations)}/>'
                for kind in _ROOTS
                for side in _SIDES
                if self._given[kind]
            ]
        )

    def _relation(self, kind: str, side: str, relations: Relations) -> str:
        name = _name(kind, side if side in self._given[kind] else "default" if side else "")
        return f' r:id="{relations.to_part(_RELATION + kind, name)}"'

    def _usable(self, sides: dict[str, Furnishing]) -> dict[str, Furnishing]:
        kept = {}
        for side, each in sides.items():
            strange = [target for _, target, data in each.relations.values() if data is not None and not _known(target)]
            if strange:
                message = f"a head or foot of the reference is left out: it holds '{strange[0].rpartition('/')[2]}'"
                self.diagnostics.append(warning("W210", message, hint="use PNG or JPEG images in it"))
            else:
                kept[side] = each
        return kept

    def join(self, styles: bytes) -> tuple[dict[str, bytes], list[Arrows]]:
        """The parts with our styles and those of the template as one, and their relationships."""
        merged = MergedStyles(styles, self.reference.styles)
        parts = {"/word/styles.xml": merged.data}
        arrows = []
        for kind, sides in self._given.items():
            if sides:
                parts[_name(kind, "")] = part(_ROOTS[kind], paragraph(SEPARATOR, ""))
            for side, each in sides.items():
                root = etree.fromstring(each.markup)
                rename_styles(root, merged.renamed)
                _renumber(root)
                name = _name(kind, side)
                parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                parts |= {_moved(target): data for _, target, data in each.relations.values() if data is not None}
                arrows.append(Arrows(name, _relations(each)))
        if self.reference.theme:
            parts["/word/theme/theme1.xml"] = self.reference.theme
        self._tell(merged)
        return parts, arrows

    def _tell(self, merged: MergedStyles) -> None:
        moved = [name for name in _MOVED if name in merged.taken]
        if moved:
            names = ", ".join(moved)
            message = f"the page numbers of the contents are those of our style, but the reference has its own {names}"
            advice = "update the contents in Word (F9) before you print; --verify-docx names those that differ"
            self.diagnostics.append(warning("W208", message, hint=advice))


def _name(kind: str, side: str) -> str:
    return f"/word/{kind}{side.capitalize() or 'None'}.xml"


def _renumber(root: _Element) -> None:
    """Drawings are numbered through the whole file: those of the template far from ours."""
    for drawing in root.iter(_DRAWING):
        drawing.set("id", str(_FAR + int(drawing.get("id", "0")) % _FAR))


def _known(target: str) -> bool:
    return target.rpartition(".")[2].lower() in SUFFIX_TYPES


def _moved(target: str) -> str:
    stem, _, suffix = target.rpartition("/")[2].rpartition(".")
    return f"/word/media/reference-{stem}.{suffix.lower()}"


def _relations(each: Furnishing) -> list[Relation]:
    return [
        Relation(identity, kind, target if data is None else _moved(target), data is None)
        for identity, (kind, target, data) in each.relations.items()
    ]
