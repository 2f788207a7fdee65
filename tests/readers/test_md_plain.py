"""The short way for plain paragraphs of Markdown gives the same tokens as the way through all rules."""

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.readers.md import parser

LINES = st.sampled_from(
    (
        "中文的一行。",
        "  “缩进”的一行",
        "    更深的一行",
        "\t制表符",
        "|一|二|",
        "|-|-|",
        "---",
        "===",
        ": 解释",
        "  ~ 解释",
        "- 条目",
        "  条目里的一行",
        "1. 条目",
        "> 引文",
        ">",
        "> 　全角",
        "# 标题",
        "```",
        "<div>",
        "{.verse}",
        "[^1]: 注",
        "[址]: a.b",
        "   ",
        "",
        "",
        "",
    )
)


@settings(max_examples=500)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_plain_paragraphs_are_what_the_rules_make_of_them(text):
    whole = parser._parser.__wrapped__()
    whole.block.ruler.disable("plain")
    assert [token.as_dict() for token in parser.parse_blocks(text, {})] == [
        token.as_dict() for token in whole.parse(text, {})
    ]
