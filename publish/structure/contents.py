"""The list of contents that a source brings along: every line of it stands below again, so it goes, on record."""

import re
from collections.abc import Sequence

from publish.model.edits import Edit
from publish.structure.lines import Line
from publish.structure.sentences import fold

_RULE = "S007"
_REASON = "contents of the source, whose headings stand below"
_HEADING = re.compile(r"[【\[]?(?:目[录錄次]|(?:TableOf)?Contents)[】\]]?[：:]?", re.IGNORECASE)
_PAGE = re.compile(r"[.．·…\-—\s]*[（(]?\d{1,4}[）)]?$")
_TOP = 40  # lines from the top among which contents begin
_FEWEST = 2  # entries below a heading
_LONGEST = 80
_LONGEST_HEADING = 20


def drop_contents(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines without a list of contents below 目录, and the edits that took it out."""
    for index, line in enumerate(lines[:_TOP]):
        if len(line.text) <= _LONGEST_HEADING and line.plain and _HEADING.fullmatch(fold(line.text)):
            end = _end_of_entries(lines, index + 1)
            if end - index > _FEWEST:
                edits = [
                    Edit(_RULE, entry.block, entry.offset, entry.text, "", _REASON, entry.own or None)
                    for entry in lines[index:end]
                ]
                return lines[:index] + lines[end:], edits
    return lines, []


def _end_of_entries(lines: Sequence[Line], first: int) -> int:
    """Where the entries that begin at `first` end: with the first line that no later line repeats, in their order.

    The text begins where the first entry is said again, so it is looked for first.
    """
    entries: list[str] = []
    for index in range(first, len(lines)):
        text = _bare(lines[index])
        if not text or (entries and _repeats(text, entries[0])):
            break
        entries.append(text)
    else:
        return first
    place = stop = first + len(entries)
    for entry in entries:
        found = next((later for later in range(place, len(lines)) if _repeats(_bare(lines[later]), entry)), None)
        if found is None:
            return first
        place = found + 1
    return stop


def _bare(line: Line) -> str:
    """The words of a line as they are compared, a page number at its end apart."""
    if not line.plain or not line.text:
        return ""
    return _PAGE.sub("", fold(line.text[: 4 * _LONGEST])) if len(line.text) <= _LONGEST else fold(line.text[:_LONGEST])


def _repeats(text: str, entry: str) -> bool:
    """Whether the line is the heading of an entry, alone or at the beginning of its paragraph."""
    return text.startswith(entry) and (len(text) == len(entry) or not text[len(entry)].isalnum())
