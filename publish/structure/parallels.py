"""Run-in headings without a number: first sentences in bold, or shaped alike in paragraphs that follow each other."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from publish.model.raw import MarkKind
from publish.structure.lines import Line
from publish.structure.sentences import first_sentence, has_stop

_LONGEST_BOLD = 40  # characters of a run-in heading in bold
_LONGEST = 16  # of one that only its likeness to others tells
_SHORTEST_TEXT = 12  # characters that follow it
_FEWEST_BOLD = 2
_FEWEST = 3
# Items of an enumeration in words, sentences of a speaker, dashes before principles.
_OTHER = re.compile(
    r"[一二三四五六七八九十首其再最]{1,2}[是要则則先次者后後]|第[一二三四五六七八九十]|[我你您他她它这這那]|同志|各位|今[年天]|[—–-]"
)


def find_leads(lines: Sequence[Line], known: Mapping[int, int], taken: Container[int]) -> dict[int, tuple[int, int]]:
    """Level and end of the run-in heading of each line (by index) that begins with one.

    `known` are the levels of headings that are known already; a run-in heading stands one level below the last one.
    """
    ends = {index: end for index, line in enumerate(lines) if (end := _first_sentence(line, index, known, taken))}
    bold = {index: end for index, end in ends.items() if _is_bold(lines[index], end)}
    chosen = bold if len(bold) >= _FEWEST_BOLD else {}
    for run in _runs(ends):
        if _are_alike([lines[index].text[: ends[index] - 1] for index in run]):
            chosen |= {index: ends[index] for index in run}
    found: dict[int, tuple[int, int]] = {}
    level = 0
    for index in range(len(lines)):
        level = known.get(index, level)
        if index in chosen:
            found[index] = (level + 1, chosen[index])
    return found


def _first_sentence(line: Line, index: int, known: Container[int], taken: Container[int]) -> int:
    """Where the first sentence of a paragraph ends when that may be its heading, else 0."""
    text = line.text
    if "。" not in text[:_LONGEST_BOLD] or len(text) <= _SHORTEST_TEXT:
        return 0
    if index in known or index in taken or not line.plain or line.number or line.hints.level is not None:
        return 0
    if "\n" in text or _OTHER.match(text) or not has_stop(text, 0):
        return 0
    end = first_sentence(text, 0, _LONGEST_BOLD)
    return end if end and text[end - 1] == "。" and len(text) - end >= _SHORTEST_TEXT else 0


def _is_bold(line: Line, end: int) -> bool:
    """Whether just the first sentence is in bold, its full stop or not."""
    return any(mark.kind is MarkKind.STRONG and not mark.start and mark.end in (end - 1, end) for mark in line.marks)


def _runs(ends: Mapping[int, int]) -> Iterator[list[int]]:
    """Paragraphs that follow each other directly and begin with sentences of the same shortness."""
    run: list[int] = []
    for index in sorted(ends):
        if ends[index] > _LONGEST:
            continue
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    yield run


def _are_alike(sentences: Sequence[str]) -> bool:
    """Whether the sentences have one pattern: all of one length, a character in the same place in all of them."""
    if len(set(sentences)) < max(_FEWEST, len(sentences)) or len(set(map(len, sentences))) > 1:
        return False
    return any(
        len(set(characters)) == 1 and characters[0] not in "，、“”" for characters in zip(*sentences, strict=True)
    )
