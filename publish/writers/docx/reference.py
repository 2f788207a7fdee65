"""The user's own template: its styles, theme, page set-up, heads and feet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import PublishError, error
from publish.model.style import PageStyle
from publish.units import EMU_PER_TWIP, Length
from publish.writers.docx.markup import MAIN, RELATIONS

_W, _R = f"{{{MAIN}}}", f"{{{RELATIONS}}}"
_LARGEST = 64 << 20  # bytes of all parts together
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SMALLEST = 72 * 20  # twips of the type area's sides: less is no page for text


class Furnishing(msgspec.Struct, frozen=True):
    """A head or foot of the template: its markup, and what it refers to by relationship: kind, target, data.

    Targets outside have no data; those inside are named by their part.
    """

    markup: bytes
    relations: dict[str, tuple[str, str, bytes | None]] = {}


class Reference(msgspec.Struct, frozen=True):
    """What a template gives. `heads` and `feet` are by side: default, even. `edges` are from the paper's edge to
    them, as attributes; `grid` is the element of the document grid.
    """

    styles: bytes
    theme: bytes | None
    page: PageStyle | None
    grid: str = ""
    edges: dict[str, str] = {}
    heads: dict[str, Furnishing] = {}
    feet: dict[str, Furnishing] = {}


def read_reference(data: bytes) -> Reference:
    """What is to be taken from a template. Raises PublishError W209 when it is no Word file."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise _unreadable("is too large")
            return _reference({entry: archive.read(entry) for entry in archive.namelist()})
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, NotImplementedError) as problem:
        raise _unreadable("is no Word file, or damaged") from problem


def _unreadable(reason: str) -> PublishError:
    advice = "open it in Word, WPS or LibreOffice and save it as .docx"
    return PublishError([error("W209", f"the reference {reason}", hint=advice)])


def _parse(data: bytes) -> _Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _reference(parts: dict[str, bytes]) -> Reference:
    main = next(target for _, kind, target in _relations(parts, "") if kind == RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    related = {kind: target for _, kind, target in _relations(parts, main)}
    document = _parse(parts[main])
    styles = parts[related[RELATIONSHIP_TYPE.STYLES]]
    if _parse(styles).tag != f"{_W}styles":
        raise ValueError(styles)  # the strict form of the format has other names
    settings = related.get(RELATIONSHIP_TYPE.SETTINGS)
    mirrored = settings is not None and _parse(parts[settings]).find(f"{_W}mirrorMargins") is not None
    section = document.find(f"{_W}body/{_W}sectPr")
    theme = parts.get(related.get(RELATIONSHIP_TYPE.THEME, ""))
    if section is None:
        return Reference(styles, theme, None)
    targets = {identity: target for identity, _, target in _relations(parts, main)}
    return Reference(
        styles,
        theme,
        _page(section, mirrored=mirrored),
        _grid(section),
        _edges(section),
        dict(_furnishings(section, "header", targets, parts)),
        dict(_furnishings(section, "footer", targets, parts)),
    )


def _relations(parts: dict[str, bytes], source: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and target of each relationship of a part; those inside are names of parts, those outside addresses."""
    folder, _, name = source.rpartition("/")
    told = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    for element in _parse(told).iter(_RELATION) if told else ():
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield element.get("Id", ""), element.get("Type", ""), target


def _page(section: _Element, *, mirrored: bool) -> PageStyle | None:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return None
    width, height = (_twips(size, key) for key in ("w", "h"))
    top, bottom, left, right, gutter = (
        abs(_twips(margins, key)) for key in ("top", "bottom", "left", "right", "gutter")
    )
    if min(width - left - gutter - right, height - top - bottom) < _SMALLEST:
        return None
    lengths = [Length(twips * EMU_PER_TWIP) for twips in (width, height, top, bottom, left + gutter, right)]
    return PageStyle(lengths[0], lengths[1], lengths[2], lengths[3], lengths[4], lengths[5], mirrored)


def _twips(element: _Element, key: str) -> int:
    return round(float(element.get(f"{_W}{key}", "0")))


def _grid(section: _Element) -> str:
    found = section.find(f"{_W}docGrid")
    kept = ("type", "linePitch", "charSpace")
    told = {} if found is None else {key: found.get(f"{_W}{key}") for key in kept}
    values = "".join([f' w:{key}="{value}"' for key, value in told.items() if value is not None])
    return f"<w:docGrid{values}/>" if values else ""


def _edges(section: _Element) -> dict[str, str]:
    margins = section.find(f"{_W}pgMar")
    if margins is None:
        return {}
    return {key: str(_twips(margins, key)) for key in ("header", "footer") if margins.get(f"{_W}{key}")}


def _furnishings(
    section: _Element, place: str, targets: dict[str, str], parts: dict[str, bytes]
) -> Iterator[tuple[str, Furnishing]]:
    """The heads (place 'header') or feet of odd and even pages. Those of first pages are left out: every document
    begins a section here, and would have one.
    """
    for element in section.findall(f"{_W}{place}Reference"):
        name = targets.get(element.get(f"{_R}id", ""), "")
        side = element.get(f"{_W}type", "default")
        if name in parts and side != "first":
            told = _relations(parts, name)
            yield side, Furnishing(parts[name], {each: (kind, goal, parts.get(goal)) for each, kind, goal in told})
