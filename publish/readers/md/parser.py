"""The Markdown parser, set up once: CommonMark with tables, footnotes, definition lists and attributes of blocks."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph, reference
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.readers.lines import is_wide
from publish.readers.md.attributes import is_attribute_line

MAX_NESTING = 60  # deeper than any real document; the parser needs several Python frames for each level

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"\s*<?[!-~]*[./#:][!-~]*>?(\s|$)")
_MARKUP = re.compile(r"[\\`*_\[\]<&\n^]")


@cache
def _parser() -> MarkdownIt:
    """Inline content is parsed apart, block by block, as most of it is plain text and need not be parsed at all."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "store_labels": True})
    parser.enable("table").use(footnote_plugin, move_to_end=False)
    parser.use(deflist_plugin).use(attrs_block_plugin, allowed=("class", "id"))
    parser.core.ruler.enableOnly(["block", "attr"])
    parser.inline.ruler.at("emphasis", _emphasise)
    parser.block.ruler.at("reference", _define)
    parser.block.ruler.before("table", "plain", _take_plain)
    _let_only_attributes_be_attributes(parser)
    return parser


def _let_only_attributes_be_attributes(parser: MarkdownIt) -> None:
    """Keep the plugin from taking any line in braces, '{}' or '{注}', for attributes: it would be gone."""
    rule = next(rule for rule in parser.block.ruler.__rules__ if rule.name == "attr")
    take = rule.fn

    def take_attributes(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
        line = state.src[state.bMarks[first] : state.eMarks[first]]
        return is_attribute_line(line) and take(state, first, last, silent)

    parser.block.ruler.at("attr", take_attributes)


def _define(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    """Take '[label]: address' for a definition only with an address: '[注]: 以下数据……' is a line of text."""
    line = state.src[state.bMarks[first] : state.eMarks[first]]
    target = line.partition("]:")[2]
    return bool(_ADDRESS.match(target)) and reference(state, first, last, silent)


def _take_plain(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    """Take a line by itself for a paragraph, before all rules, if it begins as no other block can.

    Every mark of a block is of ASCII. Chinese text is nearly all of such lines, and ten rules would look at each.
    """
    start = state.bMarks[first] + state.tShift[first]
    alone = first + 1 >= state.lineMax or state.isEmpty(first + 1)
    if not alone or state.src[start : start + 1] <= "\x7f" or state.is_code_block(first):
        return False
    return not _begins_definition(state, first + 2) and paragraph(state, first, last, silent)


def _begins_definition(state: StateBlock, line: int) -> bool:
    """Whether the line may be a definition, which makes the last line before a blank one a term."""
    return line < state.lineMax and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])


def _emphasise(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Let asterisks beside a Chinese character begin and end emphasis whatever punctuation is on their other side.

    CommonMark 6.2 wants a space or punctuation there, which Chinese does not have: '**一是……。**二是' stays unmarked.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before = state.src[start - 1] if start else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if state.src[start] == "*":
        for delimiter in state.delimiters[known:]:
            delimiter.open |= is_wide(before) and not after.isspace()
            delimiter.close |= is_wide(after) and not before.isspace()
    return True


def parse_blocks(text: str, env: dict[str, object]) -> list[Token]:
    """The block tokens of a text whose lines end with line feeds. `env` collects what inline parsing needs."""
    return _parser().parse(text, env)


def parse_inline(content: str, env: dict[str, object]) -> list[Token]:
    """The inline tokens of a block's content."""
    parser, tokens = _parser(), list[Token]()
    parser.inline.parse(content, parser, env, tokens)
    return tokens


def plain_text(content: str) -> str | None:
    """The text of content without any markup but escaped characters; None when it has to be parsed."""
    if not _MARKUP.search(content):
        return content
    if "\\" in content and not _MARKUP.search(_ESCAPE.sub("", content)):
        return _ESCAPE.sub(r"\1", content)
    return None
