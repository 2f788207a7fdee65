"""Captions: their numbers as sequence fields, so that Word can list tables and figures and number new ones."""

import re
from collections.abc import Sequence

from publish.model.document import Inline, Text
from publish.model.walk import inline_text
from publish.writers.docx.draft import Story
from publish.writers.docx.inlines import inline_runs
from publish.writers.docx.markup import complex_field, text_runs

# 表 3, but not 表 3-1 or 表 3.1, which count in chapters.
_NUMBERED = re.compile(r"([表图圖])(\s?)([1-9]\d{0,2})(?![\d.．\-－–—])")


def caption_label(text: str) -> str:
    """The label under which the number of a caption counts, '' when it has no such number."""
    found = _NUMBERED.match(text)
    return found[1] if found else ""


def caption_runs(content: Sequence[Inline], story: Story) -> str:
    """The runs of a caption, with the bookmark by which a list of captions finds it."""
    return story.draft.bookmarks.around_caption(inline_text(content), _runs(content, story))


def _runs(content: Sequence[Inline], story: Story) -> str:
    """Its number is a field that counts on from the one before, or is set to what it says."""
    first = content[0] if content else None
    found = _NUMBERED.match(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return inline_runs(content, story)
    label, number = found[1], int(found[3])
    follows = story.draft.sequences.get(label, 0) + 1 == number
    story.draft.sequences[label] = number
    instruction = rf"SEQ {label} \* ARABIC" + ("" if follows else rf" \r {number}")
    field = complex_field(instruction, text_runs(found[3]))
    rest = (Text(first.text[found.end() :]), *content[1:])
    return text_runs(label + found[2]) + field + inline_runs(rest, story)
