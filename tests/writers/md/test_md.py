"""Markdown that reads back to the documents that it was written from."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from publish.cleaners import clean
from publish.model.document import (
    Break,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Quote,
    Row,
    Ruby,
    Strong,
    Structured,
    Subscript,
    Superscript,
    Table,
    Text,
)
from publish.model.ports import Source
from publish.model.raw import Claims
from publish.model.walk import block_lines
from publish.readers import read
from publish.structure import infer
from publish.writers.md import write_md

SHARED = Path(os.environ.get("PUBLISH_SHARED", ""))
FILES = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/docs/*")]) if os.environ.get("PUBLISH_SHARED") else []


def p(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def structured(*blocks: object, title: str = "关于开展检查工作的通知") -> Structured:
    return Structured((Document(Metadata(title=title), blocks),))  # type: ignore[arg-type]


def written(*blocks: object) -> str:
    """The Markdown of these blocks, without the title above them."""
    return write_md(structured(*blocks)).split("\n\n", 1)[1].removesuffix("\n")


def reread(markdown: str, folder: Path | None = None) -> Structured:
    source = Source("a.md", markdown.encode(), folder=str(folder) if folder else "")
    return infer(read(source).value.document).value


def plain(value: object) -> object:
    """A value as plain data, without places in files and sizes of images, which Markdown has not."""
    return _without_places(to_builtins(value))


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        left_out = ("span", "edits", "width", "height")
        return {key: _without_places(each) for key, each in value.items() if key not in left_out}
    return [_without_places(each) for each in value] if isinstance(value, list | tuple) else value


# --- what is written -----------------------------------------------------------------------------


def test_titles_headings_and_run_in_headings():
    lead = Paragraph((Text("正文。"),))
    markdown = write_md(structured(Heading(1, (Text("总体要求"),), number="一、"), lead))
    assert markdown == "# 关于开展检查工作的通知\n\n## 一、总体要求\n\n正文。\n"


def test_claims_are_front_matter_that_yaml_can_read():
    markdown = write_md(structured(p("正文。")), Claims(author='李"明"', date="2023-05-04"))
    assert markdown.startswith('---\nauthor: "李\\"明\\""\ndate: "2023-05-04"\n---\n\n# ')
    assert read(Source("a.md", markdown.encode())).value.document.claims == Claims(author='李"明"', date="2023-05-04")


@pytest.mark.parametrize(
    ("inlines", "markdown"),
    [
        ((Text("甲"), Strong((Text("乙"),)), Text("丙")), "甲**乙**丙"),
        ((Text("甲"), Strong((Text("“乙”"),)), Text("丙")), "甲<strong>“乙”</strong>丙"),
        ((Strong((Text("乙。"),)), Text("丙")), "<strong>乙。</strong>丙"),
        ((Emphasis((Strong((Text("乙"),)),)),), "*<strong>乙</strong>*"),
        ((Text("水H"), Subscript((Text("2"),)), Superscript((Text("3"),))), "水H<sub>2</sub><sup>3</sup>"),
        ((Ruby("重庆", "chóng"),), "<ruby>重庆<rt>chóng</rt></ruby>"),
        ((Link((Text("网站"),), "https://example.cn/a (b)"),), "[网站](<https://example.cn/a (b)>)"),
        ((Code("a`b"),), "``a`b``"),
        ((Text("一"), LineBreak(), Text("- 二")), "一\\\n\\- 二"),
        ((Text("第1*2*3项[注]<b>&lt;"),), r"第1\*2\*3项\[注\]\<b>\&lt;"),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], markdown: str):
    assert written(p(*inlines)) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "# 一",
        "- 一",
        "+ 一",
        "1. 一",
        "12) 一",
        "> 一",
        "---",
        "===",
        "~~~",
        ": 一",
        "-",
        "2.",
        "一 {.part}",
        "{#name}",
    ],
)
def test_text_that_looks_like_the_beginning_of_something_else(text: str):
    document = read(Source("a.md", write_md(structured(p(text))).encode())).value.document
    assert [block.text for block in document.blocks][1:] == [text]
    assert document.blocks[1].hints.level is None
    assert document.blocks[1].hints.list is None


def test_notes_stand_below_their_document_and_may_have_several_blocks():
    note = Note((p("注一。"), p("再注。")))
    assert written(p("甲", note, "。")) == "甲[^1]。\n\n[^1]: 注一。\n\n    再注。"


def test_lists_and_lists_after_lists():
    one = ListBlock((ListItem((p("甲"),)), ListItem((p("乙"), p("乙二")))))
    two = ListBlock((ListItem((p("丙"),)),))
    ordered = ListBlock((ListItem((p("丁"),)), ListItem((p("戊"),))), ordered=True, start=9)
    assert written(one, two, ordered) == "- 甲\n\n- 乙\n\n  乙二\n\n* 丙\n\n9. 丁\n10. 戊"


def test_tables_in_columns_or_as_html():
    head, body = (
        Row((Cell((p("项目"),), header=True), Cell((p("数|量"),), header=True))),
        Row((Cell((p("甲"),)), Cell(()))),
    )
    assert written(Table((head, body), header_rows=1)) == "| 项目 | 数\\|量 |\n| --- | --- |\n| 甲 |  |"
    wide = Row((Cell((p("合计 <1>"),), column_span=2),))
    table = written(Table((head, wide), header_rows=1))
    assert table.splitlines()[2] == '<tr><td colspan="2">合计 &lt;1&gt;</td></tr>'


def test_quotations_programs_and_breaks():
    blocks = (Quote((p("甲"), p("乙"))), Break(), CodeBlock("a\n```\nb", language="py"))
    assert written(*blocks) == "> 甲\n>\n> 乙\n\n* * *\n\n````py\na\n```\nb\n````"


# --- what is read back ---------------------------------------------------------------------------


@pytest.mark.skipif(not FILES, reason="PUBLISH_SHARED does not name the folder of samples")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_samples_read_back_to_the_same_documents(path: Path, tmp_path: Path):
    reading = read(Source(path.name, path.read_bytes(), folder=str(path.parent))).value
    first = infer(clean(reading.document).value.document).value
    names = {}
    for asset in reading.assets:
        names[asset.digest] = f"{asset.digest}.{asset.media_type.rpartition('/')[2]}"
        (tmp_path / names[asset.digest]).write_bytes(asset.data)
    again = reread(write_md(first, reading.document.claims, names), tmp_path)
    assert plain(again) == plain(first)


TEXTS = st.text(st.sampled_from("甲乙丙 ，。“”（）*_`[]<>&;#|\\~!^:+-=1.)aB/\n"), min_size=1, max_size=24).map(
    lambda text: " ".join(text.split()) or "甲"
)
LEAVES = st.builds(Text, TEXTS)
WRAPPED = st.one_of(
    *(st.builds(lambda text, kind=kind: kind((text,)), LEAVES) for kind in (Emphasis, Strong, Superscript))
)
CONTENT = st.lists(st.one_of(LEAVES, WRAPPED, st.builds(Code, TEXTS)), min_size=1, max_size=5).map(tuple)


@given(st.lists(CONTENT, min_size=1, max_size=4))
def test_no_character_of_any_text_is_lost_or_taken_for_markup(contents: list[tuple[Inline, ...]]):
    blocks = tuple(Paragraph(content) for content in contents)
    document = read(Source("a.md", write_md(structured(*blocks)).encode())).value.document
    expected = [line.strip() for line in block_lines(blocks)]
    assert [block.text for block in document.blocks][1:] == [line for line in expected if line]
