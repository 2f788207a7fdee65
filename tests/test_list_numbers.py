"""Numbers of lists look in every output as they look in the source: 1. or 1)."""

import re
import zipfile

from building import build

from publish.model.ports import Source
from publish.readers import read

TEXT = "# 关于测试的报告\n\n要点如下。\n\n1. 甲\n2. 乙\n\n另有几点。\n\n3) 丙\n4) 丁\n\n完毕。\n"


def test_numbers_keep_their_delimiters(tmp_path):
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    manifest = tmp_path / "collection.yaml"
    manifest.write_text("title: 汇编\nsources: [a.md]\n", "utf-8")
    made = build(manifest, tmp_path / "build")
    (first, second) = [block for block in made.book().parts[0].chapters[0].blocks if hasattr(block, "delimiter")]
    assert (first.delimiter, second.delimiter) == (".", ")")
    with zipfile.ZipFile(made.output("docx")) as archive:
        numbering = archive.read("word/numbering.xml").decode()
    assert {"%1.", "%1)"} <= set(re.findall(r'w:lvlText w:val="([^"]+)"', numbering))
    blocks = read(Source("a.epub", made.output("epub").read_bytes())).value.document.blocks
    places = [block.hints.list for block in blocks if block.hints.list]
    assert [(place.start + place.item, place.delimiter) for place in places] == [(1, "."), (2, "."), (3, ")"), (4, ")")]
    assert read(Source("a.docx", made.output("docx").read_bytes())).value.document.blocks
    pdf = read(Source("a.pdf", made.output("pdf").read_bytes())).value.document.blocks
    text = "".join("".join(block.text.split()) for block in pdf)
    assert all(piece in text for piece in ("1.甲", "2.乙", "3)丙", "4)丁"))
