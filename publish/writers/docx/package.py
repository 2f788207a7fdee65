"""The package: parts, their types and relationships through python-docx, nothing of its template."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from publish.model.book import BookMetadata
from publish.model.ports import Remember, work_anew
from publish.writers.archive import pack
from publish.writers.docx.draft import Relation
from publish.writers.docx.markup import encode, escape

DOCUMENT = "/word/document.xml"
COMMENTS = "/word/comments.xml"
# Which styles are headings, for a converter that knows them by name alone and does not follow what they rest on.
STYLE_MAP = "/mammoth/style-map"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TYPES = {
    DOCUMENT: CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "/word/styles.xml": CONTENT_TYPE.WML_STYLES,
    "/word/settings.xml": CONTENT_TYPE.WML_SETTINGS,
    "/word/numbering.xml": CONTENT_TYPE.WML_NUMBERING,
    "/word/footnotes.xml": CONTENT_TYPE.WML_FOOTNOTES,
    COMMENTS: CONTENT_TYPE.WML_COMMENTS,
    STYLE_MAP: "text/prs.mammoth.style-map",
    "/word/fontTable.xml": CONTENT_TYPE.WML_FONT_TABLE,
    "/word/theme/theme1.xml": CONTENT_TYPE.OFC_THEME,
    "/docProps/core.xml": CONTENT_TYPE.OPC_CORE_PROPERTIES,
    "/docProps/app.xml": CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
}
_OF_DOCUMENT = {
    "/word/styles.xml": RELATIONSHIP_TYPE.STYLES,
    "/word/settings.xml": RELATIONSHIP_TYPE.SETTINGS,
    "/word/numbering.xml": RELATIONSHIP_TYPE.NUMBERING,
    "/word/footnotes.xml": RELATIONSHIP_TYPE.FOOTNOTES,
    COMMENTS: RELATIONSHIP_TYPE.COMMENTS,
    STYLE_MAP: "http://schemas.zwobble.org/mammoth/style-map",
    "/word/fontTable.xml": RELATIONSHIP_TYPE.FONT_TABLE,
    "/word/theme/theme1.xml": RELATIONSHIP_TYPE.THEME,
}
_OF_PACKAGE = {
    DOCUMENT: RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    "/docProps/core.xml": RELATIONSHIP_TYPE.CORE_PROPERTIES,
    "/docProps/app.xml": RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
}
_SEAM = b"<w:bookmarkStart "  # chapters and their headings have one
SUFFIX_TYPES = {
    "png": CONTENT_TYPE.PNG,
    "jpg": CONTENT_TYPE.JPEG,
    "jpeg": CONTENT_TYPE.JPEG,
    "gif": CONTENT_TYPE.GIF,
    "bmp": CONTENT_TYPE.BMP,
    "tiff": CONTENT_TYPE.TIFF,
}


class Arrows(NamedTuple):
    """The relationships that a part gave out while it was written."""

    source: str
    relations: Iterable[Relation]


def pack_parts(contents: Mapping[str, bytes], arrows: Iterable[Arrows], remember: Remember = work_anew) -> bytes:
    """The parts, by name, as a Word file: equal parts give equal bytes."""
    package = OpcPackage()
    parts = {name: Part(PackURI(name), _type(name), content, None) for name, content in contents.items()}
    for name, kind in _OF_PACKAGE.items():
        package.relate_to(parts[name], kind)
    for source, relations in arrows:
        for relation in relations:
            target = relation.target if relation.external else parts[relation.target]
            parts[source].load_rel(relation.kind, target, relation.id, relation.external)
    for name, kind in _OF_DOCUMENT.items():
        if name not in parts:
            continue
        parts[DOCUMENT].relate_to(parts[name], kind)
    members = {"[Content_Types].xml": _content_types(contents), **_members(package, parts)}
    return pack(members, seam=_SEAM, remember=remember)


def _members(package: OpcPackage, parts: Mapping[str, Part]) -> dict[str, bytes]:
    """The files of the package by their names in the archive. The library would compress them, only to be undone."""
    members = {"_rels/.rels": package.rels.xml}
    for name, part in parts.items():
        members[name.lstrip("/")] = part.blob
        if part.rels:
            members[part.partname.rels_uri.lstrip("/")] = part.rels.xml
    return members


def _content_types(names: Iterable[str]) -> bytes:
    defaults = (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML))
    return encode(
        f'<Types xmlns="{_CONTENT_TYPES}">'
        + "".join([f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults])
        + "".join([f'<Override PartName="{escape(name)}" ContentType="{_type(name)}"/>' for name in names])
        + "</Types>"
    )


def _type(name: str) -> str:
    known = _TYPES.get(name)
    if known:
        return known
    if name.startswith("/word/header"):
        return CONTENT_TYPE.WML_HEADER
    if name.startswith("/word/footer"):
        return CONTENT_TYPE.WML_FOOTER
    if name.endswith(".odttf"):
        return "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    return SUFFIX_TYPES[name.rpartition(".")[2]]


def write_core(metadata: BookMetadata) -> bytes:
    """The core properties: Dublin Core of the whole, dates from the metadata and not from the clock."""
    moment = escape(metadata.modified)
    texts = {
        "dc:title": metadata.title,
        "dc:subject": metadata.subtitle,
        "dc:creator": "、".join(metadata.editors) or metadata.organisation,
        "cp:keywords": "；".join(metadata.subjects),
        "dc:description": metadata.description,
        "dc:identifier": metadata.identifier,
        "dc:language": metadata.language,
    }
    elements = [f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text]
    dates = [f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")]
    spaces = (
        f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return encode(f"<cp:coreProperties {spaces}>{''.join(elements + dates)}</cp:coreProperties>")


def write_extended(metadata: BookMetadata) -> bytes:
    """The extended properties: the program, and the organisation as the company."""
    company = f"<Company>{escape(metadata.organisation)}</Company>" if metadata.organisation else ""
    inner = f"<Application>publish</Application>{company}"
    return encode(f'<Properties xmlns="{_EXTENDED}">{inner}</Properties>')
