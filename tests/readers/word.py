"""Word packages made from a few words of XML, the way other programs write them."""

import io
import zipfile

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
_ROOTS |= {"header1": "hdr", "footer1": "ftr", "comments": "comments"}


def p(content: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def word_file(body: str, links: dict[str, str] | None = None, **parts: str | bytes) -> bytes:
    """A package with this body. `parts` are contents of other parts by name (styles, header1 … or image1 for a PNG),
    `links` addresses by relationship id; a part's relationship id is its name.
    """
    overrides, relations, files = [], [], {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        if isinstance(content, bytes):
            target = f"media/{name}.png"
            files[f"word/{target}"] = content
        else:
            target = f"{name}.xml"
            files[f"word/{target}"] = f"<w:{_ROOTS[name]} {_SPACES}>{content}</w:{_ROOTS[name]}>".encode()
            overrides.append(f'<Override PartName="/word/{target}" ContentType="{_TYPE}.{kind}+xml"/>')
        relations.append(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>')
    for key, address in (links or {}).items():
        kind = f'Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"'
        relations.append(f'<Relationship Id="{key}" {kind}/>')
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{"".join(overrides)}</Types>'
    ).encode()
    files["_rels/.rels"] = _relations(
        f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    files["word/_rels/document.xml.rels"] = _relations("".join(relations))
    files["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".encode()
    return _zipped(files)


def _relations(content: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'.encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
