"""Tracked changes inside a paragraph: its runs cut where the text was changed (ISO/IEC 29500-1, 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from publish.model.edits import Stretch
from publish.writers.docx.markup import FORBIDDEN, attributes, text_content, value

_RUN = re.compile("<w:r>(<w:rPr>(?:<[^>]*/>)*</w:rPr>)?((?:<w:t[ >][^<]*</w:t>|<w:br/>|<w:tab/>)+)</w:r>")
_CHARACTERS = re.compile("<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)/>")
_TAG = re.compile("(</?)w:t(?=[ >])")
_SIGNS = {"br": "\n", "tab": "\t"}
_AUTHOR = "publish"


class Change(NamedTuple):
    """What a paragraph says from `start` to `end` was `before`; `stretch` tells why."""

    start: int
    end: int
    before: str
    stretch: Stretch


class Signatures:
    """Attributes of tracked changes: a number for each, the rule and its reason as the author, never the clock."""

    def __init__(self, date: str) -> None:
        self._date = date
        self._count = 0

    def next(self, stretch: Stretch) -> str:
        """The attributes of one more change."""
        self._count += 1
        author = f"{_AUTHOR} {stretch.rule}: {stretch.reason}"
        return attributes({"id": self._count, "author": author, "date": self._date})


def paragraph_text(markup: str) -> str:
    """The characters of a paragraph, or of several, as its runs have them."""
    return "".join([_text_of(run) for run in _RUN.finditer(markup)])


def _text_of(run: re.Match[str]) -> str:
    return "".join([_SIGNS[found[2]] if found[2] else unescape(found[1]) for found in _CHARACTERS.finditer(run[2])])


def track_changes(markup: str, changes: Sequence[Change], signatures: Signatures) -> str:
    """The paragraph with its changes, which are in order and do not overlap."""
    waiting = list(changes)
    written: list[str] = []
    at = reached = 0
    runs = list(_RUN.finditer(markup))
    for number, run in enumerate(runs):
        text = _text_of(run)
        last = number == len(runs) - 1
        mine = _within(waiting, reached, reached + len(text), last=last)
        written.append(markup[at : run.start()])
        written.append("".join(_revised(run, text, reached, mine, signatures)) if mine else run[0])
        at, reached = run.end(), reached + len(text)
    return "".join([*written, markup[at:]])


def _within(waiting: list[Change], low: int, high: int, *, last: bool) -> list[Change]:
    """The changes that begin in this run, or reach into it from the one before."""
    mine = []
    while waiting and (waiting[0].start < high or last):
        change = waiting[0]
        mine.append(change)
        if change.end > high:  # the rest of it is in the runs behind this one, where nothing is taken out any more
            waiting[0] = Change(high, change.end, "", change.stretch)
            break
        del waiting[0]
    return mine


def _revised(
    run: re.Match[str], text: str, reached: int, changes: Sequence[Change], signatures: Signatures
) -> Iterator[str]:
    """A run as several: what stayed, what was taken out, what was put in."""
    look = run[1] or ""
    at = 0
    for change in changes:
        start, end = max(change.start - reached, at), min(change.end - reached, len(text))
        yield _run(look, text[at:start])
        if change.before:
            yield deletion(look, change.before, signatures.next(change.stretch))
        if start < end:
            yield f"<w:ins{signatures.next(change.stretch)}>{_run(look, text[start:end])}</w:ins>"
        at = max(start, end)
    yield _run(look, text[at:])


def _run(look: str, text: str) -> str:
    return f"<w:r>{look}{text_content(text)}</w:r>" if text else ""


def deletion(look: str, text: str, signature: str) -> str:
    """Text that was taken out; characters that XML forbids become U+FFFD."""
    content = _TAG.sub(r"\1w:delText", text_content(FORBIDDEN.sub("\ufffd", text)))
    return f"<w:del{signature}><w:r>{look}{content}</w:r></w:del>"


def deleted_paragraph(style: str, stretches: Sequence[Stretch], signatures: Signatures) -> str:
    """A paragraph of which nothing is left; with its end it vanishes when the change is accepted."""
    mark = f"<w:rPr><w:del{signatures.next(stretches[-1])}/></w:rPr>"
    runs = "".join([deletion("", each.before, signatures.next(each)) for each in stretches if each.before])
    return f"<w:p><w:pPr>{value('pStyle', style)}{mark}</w:pPr>{runs}</w:p>"


def put_into(markup: str, marks: Sequence[tuple[int, str]]) -> str:
    """The paragraph with markup at places of its text, which are in order."""
    waiting, written, at, reached = list(marks), list[str](), 0, 0
    for run in _RUN.finditer(markup):
        text, cut = _text_of(run), 0
        written.append(markup[at : run.start()])
        while waiting and waiting[0][0] < reached + len(text):
            place, mark = waiting.pop(0)
            written += [_run(run[1] or "", text[cut : place - reached]), mark]
            cut = place - reached
        written.append(_run(run[1] or "", text[cut:]) if cut else run[0])
        at, reached = run.end(), reached + len(text)
    body, end, rest = markup[at:].partition("</w:p>")
    return "".join([*written, body, *(mark for _, mark in waiting), end, rest])
