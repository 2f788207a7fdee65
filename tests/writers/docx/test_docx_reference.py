"""The user's own template: its styles win, its page is used, its heads and feet stand on the pages of the text."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from building import ROOT, run
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from pdfminer.pdfpage import PDFPage
from PIL import Image
from round_trip import bare
from test_docx_shape import outline, small
from word_package import W, WordFile, text, value
from word_torture import style
from word_torture import text as words

from publish.diagnostics import PublishError
from publish.model.document import Heading, Paragraph, Role
from publish.model.manuscript import Manuscript, WordOptions
from publish.model.pages import Pagination
from publish.model.ports import Source
from publish.readers.docx.read import read_docx
from publish.structure import infer
from publish.units import mm
from publish.writers.docx import write_docx
from publish.writers.docx.reference import read_reference


def template() -> bytes:
    """A file as an office would keep it: own type, own paper, a head with a badge."""
    document = docx.Document()
    normal, heading = document.styles["Normal"], document.styles["Heading 1"]
    normal.font.size, normal.font.name = Pt(12), "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    heading.font.color.rgb = RGBColor(0, 0x60, 0)
    heading.element.set(qn("w:styleId"), "1")  # as Chinese Word calls it
    section = document.sections[0]
    section.page_width, section.page_height = Mm(182), Mm(257)
    badge = BytesIO()
    Image.new("RGB", (60, 20), (200, 0, 0)).save(badge, "PNG")
    section.header.paragraphs[0].add_run("某单位内部材料").add_picture(badge)
    section.footer.paragraphs[0].text = "保密"
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


BLOCKS = (Heading(1, words("概述")), Paragraph(words("正文。")), Paragraph(words("各科室："), role=Role.SALUTATION))


@pytest.fixture(scope="module")
def word() -> WordFile:
    options = WordOptions(template())
    outcome = write_docx(Manuscript(small(*BLOCKS), style(), {}, word=options), Pagination({}, ()))
    assert [each.code for each in outcome.diagnostics] == ["W208"]
    return WordFile(outcome.value)


def test_its_styles_win_under_our_ids(word: WordFile) -> None:
    heading = word.styles["Heading1"]
    assert value(heading, "name") == "heading 1"
    assert heading.find(f"{W}rPr/{W}color").get(W + "val") == "006000"
    assert outline(word) == outline(
        WordFile(write_docx(Manuscript(small(*BLOCKS), style(), {}), Pagination({}, ())).value)
    )


def test_the_text_is_set_like_its_plain_paragraphs(word: WordFile) -> None:
    for name in ("Salutation", "AttachmentNote"):
        assert word.styles[name].find(W + "rPr") is None
    assert word.styles["TableHeader"].find(W + "rPr") is not None


def test_its_heads_and_feet_stand_on_the_pages_of_the_text(word: WordFile) -> None:
    assert text(word.part("word/headerDefault.xml")) == "某单位内部材料"
    assert "word/media/reference-image1.png" in word.parts
    assert text(word.part("word/footerDefault.xml")) == "保密"


def test_its_page(word: WordFile) -> None:
    page = read_reference(template()).page
    assert page is not None
    assert (round(page.width / mm(1)), round(page.height / mm(1))) == (182, 257)


def test_the_book_is_read_back_as_it_was(word: WordFile) -> None:
    saved = BytesIO()
    with ZipFile(saved, "w") as archive:
        for name, data in word.parts.items():
            archive.writestr(name, data)
    documents = infer(read_docx(Source("book.docx", saved.getvalue())).value.document).value.documents
    assert [bare(document.blocks) for document in documents] == [bare(BLOCKS)] * len(documents)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html/>"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(PublishError) as caught:
        read_reference(data)
    assert [each.code for each in caught.value.diagnostics] == ["W209"]


def test_all_outputs_stand_on_its_paper(tmp_path: Path) -> None:
    path = tmp_path / "my.docx"
    path.write_bytes(template())
    manifest = tmp_path / "collection.yaml"
    (tmp_path / "a.txt").write_text((ROOT / "examples/minimal/notice.txt").read_text("utf-8"), "utf-8")
    manifest.write_text("title: 通知\nsources: a.txt\nreference: my.docx\n", "utf-8")
    run("build", manifest, "--pdf", "--docx", "--no-cache", "--out", tmp_path / "out")
    with ZipFile(tmp_path / "out/通知.docx") as archive:
        size = etree.fromstring(archive.read("word/document.xml")).find(f".//{W}pgSz")
    assert size is not None
    assert size.get(W + "w") == str(round(182 / 25.4 * 1440))
    with (tmp_path / "out/通知.pdf").open("rb") as printed:
        (box,) = {tuple(page.mediabox) for page in PDFPage.get_pages(printed)}
    assert [round(side / 72 * 25.4) for side in box] == [0, 0, 182, 257]
