"""Document information, twice as PDF wants it: the old dictionary and XMP, with the same values."""

from __future__ import annotations

from html import escape
from typing import Any

from publish import __version__
from publish.model.book import BookMetadata
from publish.writers.pdf.objects import Stream, dictionary, name, string

_PRODUCER = f"publish {__version__}"

# What the file claims (PDF/A-2u, PDF/UA-1), and for PDF/A the description of PDF/UA's own schema (ISO 19005-2, 6.6.2).
_CLAIMS = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def information(metadata: BookMetadata) -> Any:
    """The document information dictionary."""
    entries = {
        "Title": string(metadata.title),
        "Producer": string(_PRODUCER),
        "Creator": string(_PRODUCER),
        "CreationDate": string(_pdf_date(metadata.modified)),
        "ModDate": string(_pdf_date(metadata.modified)),
    }
    for key, value in (
        ("Author", creators(metadata)),
        ("Subject", metadata.description),
        ("Keywords", "、".join(metadata.subjects)),
    ):
        if value:
            entries[key] = string(value)
    return dictionary(entries)


def creators(metadata: BookMetadata) -> str:
    """The editors, or else the organisation."""
    return "、".join(metadata.editors) or metadata.organisation


def _pdf_date(modified: str) -> str:
    """ISO 8601 in UTC as a PDF date."""
    return "D:" + "".join(char for char in modified if char.isdigit()) + "Z"


def xmp(metadata: BookMetadata) -> Any:
    """The metadata stream."""
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt>'
    fields = [f"<dc:format>application/pdf</dc:format><dc:title>{title}</dc:title>"]
    if creators(metadata):
        fields.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(creators(metadata))}</rdf:li></rdf:Seq></dc:creator>")
    if metadata.description:
        text = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.description)}</rdf:li></rdf:Alt>'
        fields.append(f"<dc:description>{text}</dc:description>")
    if metadata.rights:
        text = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.rights)}</rdf:li></rdf:Alt>'
        fields.append(f"<dc:rights>{text}</dc:rights>")
    fields.append(f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>")
    if metadata.subjects:
        fields.append(f"<pdf:Keywords>{escape('、'.join(metadata.subjects))}</pdf:Keywords>")
    fields.append(
        f"<xmp:CreateDate>{metadata.modified}</xmp:CreateDate><xmp:ModifyDate>{metadata.modified}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{_PRODUCER}</xmp:CreatorTool><pdf:Producer>{_PRODUCER}</pdf:Producer>"
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' xmlns:pdf="http://ns.adobe.com/pdf/1.3/">{"".join(fields)}</rdf:Description>{_CLAIMS}</rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    )
    return Stream(packet.encode("utf-8"), {"Type": name("Metadata"), "Subtype": name("XML")})
