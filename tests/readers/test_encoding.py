"""Which encoding is decided on, and what is said about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.readers.encoding import Decoded, decode

SENTENCES = (
    "会议强调，要认真学习贯彻上级部署，坚持问题导向，扎实做好各项工作。",
    "一、主要做法和成效",
    "今年以来，我们围绕中心、服务大局，推动办公室工作取得新进展。",
    "（二）加强队伍建设，提高服务水平",
    "各县（市、区）人民政府，市政府各部门：",
    "完成投资3586万元，同比增长12.5%，群众满意率达到96%。",
)
TRADITIONAL = (
    "會議強調，要認真學習貫徹上級部署，堅持問題導向，做好各項工作。",
    "一、主要做法和成效",
    "今年以來，我們圍繞中心、服務大局，推動辦公室工作取得新進展。",
    "完成投資3586萬元，同比增長12.5%，民眾滿意率達到96%。",
)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def texts(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    lines = st.lists(st.sampled_from(sentences), min_size=2, max_size=8)
    return st.tuples(lines, LINE_ENDS).map(lambda pair: pair[1].join(pair[0]))


def codes(decoded: Decoded) -> list[str]:
    return [diagnostic.code for diagnostic in decoded.diagnostics]


@given(texts(SENTENCES), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-16-le", "utf-16-be"]))
def test_simplified_text_survives_any_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(texts(TRADITIONAL), st.sampled_from(["utf-8", "big5", "cp950", "gb18030", "utf-16-le", "utf-32"]))
def test_traditional_text_survives_any_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(st.text())
def test_all_of_unicode_survives_utf8(text):
    data = text.encode("utf-8", "ignore")
    if not data.count(0):
        assert decode(data).text == data.decode("utf-8").removeprefix("\ufeff")


@given(st.binary())
def test_bytes_are_decoded_whole_or_refused(data):
    try:
        decoded = decode(data)
    except PublishError:
        return
    marked = data.removeprefix(b"\xef\xbb\xbf")
    assert "\ufffd" not in decoded.text or "R014" in codes(decoded)
    assert not decoded.text or decoded.encoding != "utf-8" or decoded.text.encode() == marked


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("附件", "gb18030", "gb18030"),
        ("附件", "big5", "big5"),
        ("同志们：", "gbk", "gb18030"),
        ("臺灣經濟", "big5", "big5"),
        ("会议记录 2023", "utf-16-le", "utf-16-le"),
        ("plain ASCII\n", "utf-16-be", "utf-16-be"),
        ("plain ASCII", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_few_characters_are_enough(text, encoding, name):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, name)


def test_ordinary_utf8_needs_no_word():
    assert decode("工作报告".encode()).diagnostics == ()


def test_a_decision_is_told_with_its_evidence():
    decoded = decode("会议强调，要认真学习。".encode("gbk"), path="a.txt")
    assert codes(decoded) == ["R010"]
    assert "gb18030 scores" in str(decoded.diagnostics[0])


def test_a_mark_is_no_text():
    assert decode(b"\xef\xbb\xbf\xe4\xb8\x80").text == "一"


def test_western_text_is_the_last_resort():
    text = "The Café in Zürich – naïve"
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, codes(decoded)) == (text, "windows-1252", ["R011"])


@pytest.mark.parametrize(
    ("encoding", "at", "line", "column"), [("utf-8", 64, 2, 12), ("gb18030", 43, 2, 12), ("utf-8-sig", 67, 2, 12)]
)
def test_an_impossible_byte_is_shown_with_its_place(encoding, at, line, column):
    good = "会议强调，要认真学习\n贯彻上级部署，坚持问题".encode(encoding)
    assert len(good) == at
    with pytest.raises(PublishError) as caught:
        decode(good + b"\xff\xff\xff", path="a.txt")
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code == "R012"
    assert f"at byte {at} (FF FF FF)" in diagnostic.message
    assert diagnostic.span is not None
    assert (diagnostic.span.path, diagnostic.span.line, diagnostic.span.column) == ("a.txt", line, column)
    assert "encoding:" in diagnostic.hint


def test_a_file_that_is_no_text_says_so():
    with pytest.raises(PublishError, match="perhaps it is no text file"):
        decode(bytes(range(256)) * 4)


class TestForced:
    def test_it_overrules_the_evidence(self):
        assert decode("附件".encode("big5"), "gb18030").text != "附件"
        assert decode("附件".encode("gbk"), "GB2312").text == "附件"

    def test_the_mark_is_still_no_text(self):
        assert decode("一".encode("utf-8-sig"), "utf-8").text == "一"
        assert decode("一".encode("utf-16"), "utf-16").text == "一"

    def test_it_fails_with_the_place(self):
        with pytest.raises(PublishError, match="at byte 0") as caught:
            decode("附件".encode("gbk"), "utf-8")
        assert caught.value.diagnostics[0].code == "R013"

    @pytest.mark.parametrize("name", ["klingon", "base64", "x\0y"])
    def test_it_must_be_an_encoding(self, name):
        with pytest.raises(PublishError, match="there is no encoding called"):
            decode(b"x", name)


class TestDeclared:
    def test_it_decides_between_what_fits(self):
        assert decode("鑫淼".encode("gbk"), declared="gb2312").text == "鑫淼"

    def test_it_is_not_believed_against_the_evidence(self):
        decoded = decode("会议强调，要认真学习。".encode("gbk"), declared="big5")
        assert (decoded.encoding, codes(decoded)) == ("gb18030", ["R011"])

    def test_valid_utf8_is_utf8_whatever_is_declared(self):
        assert decode("会议强调，要认真学习。".encode(), declared="gb2312").encoding == "utf-8"
