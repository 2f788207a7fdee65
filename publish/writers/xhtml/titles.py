"""The words of cover and title page."""

import re

from publish.model.book import BookMetadata

_BLANKS = " \t\r\n\u3000\xa0"
_BREAKS = re.compile(r"[ \t\r\n]+")


def one_line(title: str) -> str:
    """The title on one line; full-width spaces, which set 目　录 apart, stay."""
    return _BREAKS.sub(" ", title).strip(_BLANKS)


def imprint(metadata: BookMetadata) -> tuple[str, ...]:
    """Who made the book, and when: the lines below the title, none of them empty, none twice."""
    editors = "　".join(map(one_line, metadata.editors))
    lines = (editors, one_line(metadata.organisation), metadata.printed_date)
    return tuple(dict.fromkeys(filter(None, lines)))
