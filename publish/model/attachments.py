"""The attachments named below an official document (GB/T 9704, 7.3.4): 附件：1.…, and 2.… below that number."""

import re

WORD = "附件："
_WORD = re.compile(r"附\s{0,4}件\s{0,4}[：:]\s{0,4}")


def word_of(text: str) -> str:
    """The word 附件： that the first line of the list begins with; empty for those below it."""
    found = _WORD.match(text)
    return found[0] if found else ""
