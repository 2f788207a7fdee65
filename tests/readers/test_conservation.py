"""No character of a web page that a browser would show gets lost, however broken the markup."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.model.ports import Source
from publish.model.raw import MarkKind
from publish.readers import read

TAGS = re.findall(
    "<[^>]+>",
    "<p></p><div></div><b></b><span><span style=display:none></span><br><ul><ol start=5><li></ul><table><tr><td>"
    "<td rowspan=3 colspan=2></td></table><thead><pre></pre><ruby><rt></ruby><h1></h2><a href=x></a><nav><article>"
    "<footer><div hidden><noscript><blockquote><center><dl><dt><caption><hr>",
)
WORDS = ["甲", "乙丙。", "text", " ", "\n", "　　", "&nbsp;", "&amp;", "1"]
PAGES = st.lists(st.sampled_from(TAGS + WORDS), max_size=40).map("".join)


@settings(max_examples=300)
@given(PAGES)
def test_all_text_of_a_page_is_read(page):
    blocks = read(Source("a.html", page.encode())).value.document.blocks
    readings = (mark.target for block in blocks for mark in block.marks if mark.kind is MarkKind.RUBY)
    found = Counter("".join(block.text for block in blocks) + "".join(readings))
    wanted = re.sub("<[^>]+>", "", page).replace("&nbsp;", "").replace("&amp;", "&")
    missing = Counter("".join(wanted.split())) - found
    assert not missing


@given(
    st.lists(
        st.sampled_from(["**", "*", "一是", "。", "\n", "\n\n", "- ", "1. ", "> ", "    ", "字", "a b"]), max_size=30
    )
)
def test_all_words_of_a_markdown_file_are_read(pieces):
    text = "".join(pieces)
    blocks = read(Source("a.md", text.encode())).value.document.blocks
    words = Counter(char for char in text if char.isalpha() or char == "。")
    assert not words - Counter("".join(block.text for block in blocks))
