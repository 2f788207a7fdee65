"""Each reader with broken files: real ones with bytes changed, cut out, doubled; a result or an error with advice."""

import io
import random
import zipfile
from importlib.util import find_spec

import pytest
from breaking import CUTS, broken
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.model.ports import Source
from publish.readers import READERS, read
from publish.readers.office import convert

from .test_epub import CONTAINER, book, package
from .test_hostile import survive
from .test_office import ODT, RTF, zipped
from .word import p, word_file

PAGE = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="gbk"><title>题</title></head><body><h1>甲</h1>'
    "<nav><a href=x>乙</a>"
    '</nav><p style="font-size:12pt">丙<b>丁</b><a href="#n" id="r">1</a></p><ul><li>戊</ul>'
    "<table><tr><td colspan=2>己</table>"
    '<ruby>庚<rt>gēng</rt></ruby><pre><code class="language-c">x</code></pre>'
    '<p id="n"><a href="#r">1</a>注</p></body></html>'
)
TEXT = (
    "---\ntitle: 题\n---\n# 甲 {#a}\n\n**乙**[^1]，[丙](#a)。\n\n[^1]: 注\n\n- 丁\n  1) 戊\n\n> 己\n\n"
    "| 庚 | 辛 |\n|---|---|\n| 1 | 2 |\n\n"
    "术语\n: 说明\n\n```c\nx\n```\n\n{.signature}\n某人\n"
)


def pdf_file() -> bytes:
    if find_spec("pdfminer") is None:
        return b"%PDF-1.4"
    from .test_pdf import BODY, pdf

    return pdf(BODY, [*BODY, (90, 60, 9, "1 注")])


def samples() -> dict[str, bytes]:
    return {
        "txt": "第一行\r\n　　第二行\n\f第三行".encode("gb18030"),
        "md": TEXT.encode(),
        "html": PAGE.encode("gbk"),
        "docx": word_file(p("一") + p("二"), header1=p("眉")),
        "epub": book(PAGE, '<h1>二</h1><p>文<a epub:type="noteref" href="0.xhtml#n">1</a></p>'),
        "pdf": pdf_file(),
        "odt": zipped(ODT),
        "rtf": RTF,
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RTF,
    }


SAMPLES = samples()


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch):
    """What LibreOffice makes of broken files is its own affair, and takes seconds for each."""
    monkeypatch.setattr(convert, "find_program", str)


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
def test_whole_files_are_read(suffix):
    codes = survive(Source(f"a.{suffix}", SAMPLES[suffix]))
    assert not {"R002", "R005", "R012"} & set(codes)


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
def test_broken_files(suffix):
    @settings(max_examples=120)
    @given(CUTS)
    def try_one(cuts):
        survive(Source(f"a.{suffix}", broken(SAMPLES[suffix], cuts)))

    try_one()


@settings(max_examples=150)
@given(
    st.sampled_from(["word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]),
    CUTS,
)
def test_word_files_with_one_broken_part(name, cuts):
    survive(Source("a.docx", with_part(SAMPLES["docx"], name, cuts)))


@settings(max_examples=150)
@given(st.sampled_from(["META-INF/container.xml", "b/p.opf", "b/0.xhtml", "b/1.xhtml"]), CUTS)
def test_e_books_with_one_broken_part(name, cuts):
    survive(Source("a.epub", with_part(SAMPLES["epub"], name, cuts)))


def with_part(data: bytes, name: str, cuts: list[tuple[str, float, int]]) -> bytes:
    """A package whose zip file is whole, but not what it holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    if name in files:
        files[name] = broken(files[name], cuts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)
    return target.getvalue()


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_one_format_under_the_suffix_of_another(suffix):
    for data in SAMPLES.values():
        survive(Source(f"a.{suffix}", data))
    survive(Source(f"a.{suffix}", b""))


def test_noise_of_a_megabyte():
    noise = random.Random(7).randbytes(1 << 20)
    for suffix in READERS:
        survive(Source(f"a.{suffix}", noise))
        survive(Source(f"a.{suffix}", SAMPLES.get(suffix, b"") + noise))


@pytest.mark.parametrize(
    "body",
    [
        "<p>" * 3_000,
        "<table><tr><td>" * 500,
        "<a href='#b' id='a'>1</a>" * 5_000,
        "<a href='#b'>1</a>" * 2_000 + "<div id='b'>" + "字" * 500_000 + "</div>",
        "<sup>" * 2_000 + "1",
        "<ruby><rt>" * 2_000,
    ],
    ids=lambda body: body[:12],
)
def test_e_books_that_nest_or_repeat(body):
    survive(Source("a.epub", book(body, b__0_dot_xhtml=f"<html><body>{body}".encode())))


def test_a_spine_that_names_one_file_a_thousand_times():
    spine = package("0.xhtml").replace("</spine>", '<itemref idref="i0"/>' * 1_000 + "</spine>")
    outcome = read(
        Source(
            "a.epub",
            zipped(
                {"META-INF/container.xml": CONTAINER, "b/p.opf": spine, "b/0.xhtml": "<html><body>甲</body></html>"}
            ),
        )
    )
    assert [block.text for block in outcome.value.document.blocks] == ["甲"]


def test_refusals_name_the_file():
    with pytest.raises(PublishError, match=r"^a\.epub:1:1: error R002"):
        read(Source("a.epub", b"PK"))
