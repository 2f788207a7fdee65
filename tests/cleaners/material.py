"""Documents for the tests, made from lines of text."""

import re
from pathlib import Path

from publish.cleaners import RULES, clean
from publish.diagnostics import Span
from publish.model.ports import Cleaned, Rule
from publish.model.raw import RawBlock, RawDocument

HERE = Path(__file__).parent


def document_of(text: str) -> RawDocument:
    """A block for each line, blank lines left out."""
    lines = enumerate(text.split("\n"), 1)
    blocks = (RawBlock(line, Span("t.txt", number, 1, len(line))) for number, line in lines if line)
    return RawDocument("t.txt", "txt", tuple(blocks))


def text_of(document: RawDocument) -> str:
    """The lines that have text."""
    return "\n".join(block.text for block in document.blocks if block.text)


def cleaned(text: str, rules: tuple[Rule, ...] = RULES) -> Cleaned:
    return clean(document_of(text), rules=rules).value


def items(name: str) -> list[str]:
    """The list items of a Markdown file; ⏎ parts lines."""
    found = re.findall(r"^- (.+)$", (HERE / name).read_text("utf-8"), re.MULTILINE)
    return [re.sub(r" ?⏎ ?", "\n", item) for item in found]
