"""Makes examples/office/sources/05-….docx of example_report.txt: a Word file with the habits of real ones.

Title and headings are formatted by hand, only some have a style; the header carries a watermark, page numbers stand in
the text; there are a table, a picture and a footnote. Equal input gives equal bytes.
"""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont

from publish.writers.archive import pack

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "scripts/example_report.txt"
TARGET = ROOT / "examples/office/sources/05-县政府办公室2023年度工作总结.docx"
FONT = ROOT / "fonts/NotoSansSC-Medium.ttf"

NOTE = "按件统计，同一群众就同一事项反复来电的，只计一件；网络留言自2023年3月起并入统计。"
MONTHS = (312, 286, 405, 388, 421, 537, 498, 462, 440, 396, 371, 354)
ROWS = (
    ("项目", "2022年", "2023年", "增减"),
    ("县政府及办公室发文（件）", "386", "289", "－25.1%"),
    ("全县性会议（场）", "74", "51", "－31.1%"),
    ("编发政务信息（期）", "198", "246", "＋24.2%"),
    ("实地督查（次）", "19", "47", "＋147.4%"),
    ("办理群众来电来信（件）", "3915", "4870", "＋24.4%"),
)


def paragraphs(text: str) -> list[tuple[str, str]]:
    """Kind and words of each paragraph.

    Kinds: T title, H a heading with a style, B a heading that is only bold, P text, N text with the footnote at its
    bar, R text at the right, I a page number in the text, TABLE and PICTURE with their captions.
    """
    return [(kind, words) for kind, _, words in (line.partition(" ") for line in text.splitlines())]


def add(document: WordDocument, kind: str, words: str) -> None:
    """Adds one paragraph of this kind, formatted as people format by hand."""
    match kind:
        case "H":
            document.add_paragraph(words, style="Heading 1")
        case "TABLE":
            add_table(document, words)
        case "PICTURE":
            add_picture(document, words)
        case _:
            add_text(document.add_paragraph(), kind, words)


def add_text(paragraph: Paragraph, kind: str, words: str) -> None:
    """Fills a paragraph of text; blanks stand for an indent where people type them."""
    before, _, after = words.partition("|")
    run = paragraph.add_run(before if kind in "TIR" else "　　" + before)
    run.bold = kind in "TB"
    if kind == "T":
        run.font.size = Pt(22)
    if kind in "TI":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if kind == "R":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if kind == "N":
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        paragraph.add_run(after)


def add_table(document: WordDocument, caption: str) -> None:
    """Adds the table under its caption."""
    document.add_paragraph(caption).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=0, cols=len(ROWS[0]), style="Table Grid")
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def add_picture(document: WordDocument, caption: str) -> None:
    """Adds the chart with its caption below."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(io.BytesIO(chart()), width=Cm(13))
    shape._inline.docPr.set("descr", caption)
    document.add_paragraph(caption).alignment = WD_ALIGN_PARAGRAPH.CENTER


def chart() -> bytes:
    """A bar chart of the twelve months as PNG."""
    image = Image.new("RGB", (1200, 560), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 26)
    for month, count in enumerate(MONTHS, 1):
        left, top = 95 * month - 55, 490 - round(count * 0.8)
        draw.rectangle((left, top, left + 56, 490), fill="#8a9db5" if count < max(MONTHS) else "#a23b2e")
        draw.text((left + 28, top - 20), str(count), font=font, fill="#333333", anchor="mm")
        draw.text((left + 28, 520), f"{month}月", font=font, fill="#333333", anchor="mm")
    draw.line((30, 490, 1170, 490), fill="#333333", width=2)
    out = io.BytesIO()
    image.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def add_footnotes(document: WordDocument) -> None:
    """Adds the part that holds the footnote, which python-docx has no way to make."""
    xml = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {nsdecls("w")}>
<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1" w:type="continuationSeparator"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {NOTE}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_furniture(document: WordDocument) -> None:
    """Adds the watermark in the header and the site's line in the footer."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "政务稿件库　海量公文　每日更新"
    section.footer.paragraphs[0].text = "会员专享，禁止外传"


def repacked(data: bytes) -> bytes:
    """The archive without dates."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def main() -> None:
    """Writes the file."""
    document = Document()
    add_furniture(document)
    for kind, words in paragraphs(TEXT.read_text("utf-8")):
        add(document, kind, words)
    add_footnotes(document)
    out = io.BytesIO()
    document.save(out)
    TARGET.write_bytes(repacked(out.getvalue()))
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
