"""Files come back byte for byte, whatever their encoding, byte order mark and line ends."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cleaners import clean, restore
from publish.model.ports import Source
from publish.readers import read
from publish.reports import keep_original, rebuild
from publish.reports.original import _line_starts

SHARED = Path(os.environ.get("PUBLISH_SHARED", ""))
FILES = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/docs/*")]) if os.environ.get("PUBLISH_SHARED") else []

TEXT = "工作报告\r\n\r\n　　一、成效\u200b显著，更多资料请加微信abc123\n\n  尾行\r第二行　 \n"


def back(name: str, data: bytes, encoding: str = "") -> bytes:
    """The file after reading, cleaning and the way back."""
    raw = read(Source(name, data, encoding)).value.document
    cleaned = clean(raw).value
    return rebuild(keep_original(data, raw, cleaned.document), [block.text for block in restore(cleaned).blocks])


@pytest.mark.skipif(not FILES, reason="PUBLISH_SHARED does not name the folder of samples")
@pytest.mark.parametrize("path", [file for file in FILES if file.suffix != ".docx"], ids=lambda path: path.name)
def test_samples_come_back(path: Path):
    assert back(path.name, path.read_bytes()) == path.read_bytes()


@pytest.mark.skipif(not FILES, reason="PUBLISH_SHARED does not name the folder of samples")
def test_of_word_files_the_text_comes_back():
    path = next(file for file in FILES if file.suffix == ".docx")
    raw = read(Source(path.name, path.read_bytes())).value.document
    assert back(path.name, path.read_bytes()).decode() == "\n".join(block.text for block in raw.blocks) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_every_encoding(encoding: str, suffix: str):
    data = (TEXT * 4).encode(encoding)
    assert back(f"a.{suffix}", data, encoding if encoding in ("utf-16-le", "utf-32") else "") == data


def test_traditional_text_of_both_codecs():
    for codec in ("cp950", "big5hkscs"):
        data = "關於開展社區服務工作的報告\r\n各單位：為進一步加強管理，現將有關事項通知如下。\r\n".encode(codec)
        assert back("a.txt", data) == data


def test_bytes_that_a_codec_writes_otherwise_are_kept():
    data = "關於開展社區服務工作的報告：為進一步加強管理，現通知如下。".encode("cp950") + b"\xf9\xfa\xa2\xcc"
    assert data.decode("cp950").encode("cp950") != data
    assert back("a.txt", data, "big5") == data


def test_nothing_and_nothing_but_white_space():
    for data in (b"", b"\n", b" \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\r\r\n"):
        assert back("a.txt", data) == data


@given(st.text(st.sampled_from("甲乙 　,，。\r\n\t\x0b\x0c\x85\u2028\u200b\ufeffD委会员加微信123()（）"), max_size=80))
def test_any_text_comes_back(text: str):
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        data = text.encode(encoding)
        assert back("a.txt", data, encoding) == data


@given(st.text(st.sampled_from("甲乙 #*_[]()<>&;`~|-+1.\n\r\\!:>"), max_size=60))
def test_any_markdown_and_any_page_come_back(text: str):
    assert back("a.md", text.encode(), "utf-8") == text.encode()
    assert back("a.html", text.encode(), "utf-8") == text.encode()


@given(st.text(st.sampled_from("a\r\n"), max_size=20))
def test_lines_begin_where_readers_say(text: str):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(_line_starts(text)) == plain.count("\n") + 1
