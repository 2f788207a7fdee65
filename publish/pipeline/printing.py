"""From pages to the PDF, with every letter counted on the way: in this process, or in one beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum

import msgspec

from publish.diagnostics import Diagnostic, PublishError
from publish.fontbook import FontBook
from publish.model.manuscript import Manuscript, PageSource
from publish.model.pages import Element, Page
from publish.pipeline.branch import Branch, Received
from publish.pipeline.journal import Journal
from publish.pipeline.letters import DrawnText, check_letters, printed_text
from publish.pipeline.report import Step

_PAGES_PER_MESSAGE = 16


class Printing(Enum):
    """Whether pages are drawn, or only looked at because other formats need their numbers."""

    DRAWN = "drawn"
    COUNTED = "counted"


class Written(msgspec.Struct, frozen=True):
    """The bytes of a format, what there is to say about them, and the seconds that its steps took."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: dict[str, float] = {}


class _Pages(msgspec.Struct, frozen=True):
    """Some pages, and the elements that came up with them."""

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]


class _Counted:
    """Pages on their way to the writer: their letters are counted, and waiting for them is no time of the writer."""

    def __init__(self, source: PageSource, drawn: DrawnText, journal: Journal) -> None:
        self.elements = source.elements
        self._journal = journal
        self.pages = drawn.watch(self._timed(source.pages))

    def _timed(self, pages: Iterator[Page]) -> Iterator[Page]:
        while True:
            with self._journal.timed(Step.LAYOUT):
                page = next(pages, None)
            if page is None:
                return
            yield page


def print_pages(manuscript: Manuscript, source: PageSource, fonts: FontBook, printing: Printing) -> Written:
    """The PDF, empty if it is only to be counted; the pages are used up.

    Raises PublishError K001 when a letter of the book is on no page.
    """
    journal = Journal()
    drawn = DrawnText()
    counted = _Counted(source, drawn, journal)
    if printing is Printing.DRAWN:
        data = _drawn(manuscript, counted, fonts, journal)
    else:
        data = b"".join(b"" for _ in counted.pages)
    with journal.timed(Step.CHECK):
        check_letters(printed_text(manuscript.book), drawn.text)
    return Written(data, journal.diagnostics, dict(journal.seconds))


def _drawn(manuscript: Manuscript, source: PageSource, fonts: FontBook, journal: Journal) -> bytes:
    from publish.writers.pdf import write_pdf  # takes long to load, and only the PDF needs it

    with journal.timed(Step.PDF):
        data = journal.value(write_pdf(manuscript, source, fonts))
    journal.seconds[Step.PDF] -= journal.seconds[Step.LAYOUT]
    return data


class Press:
    """Prints in a process beside this one: give it the pages, then go on with something else."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.branch = Branch(lambda received: _printed_beside(manuscript, received))

    def feed(self, source: PageSource) -> None:
        """Send all pages."""
        sent = 0
        batch: list[Page] = []
        for page in source.pages:
            batch.append(page)
            if len(batch) == _PAGES_PER_MESSAGE:
                sent = self._send(batch, source.elements, sent)
                batch = []
        self._send(batch, source.elements, sent)
        self.branch.close()

    def _send(self, pages: list[Page], elements: Sequence[Element], sent: int) -> int:
        self.branch.send(msgspec.msgpack.encode(_Pages(tuple(pages), tuple(elements[sent:]))))
        return len(elements)

    def written(self) -> Written:
        """What came out. Raises as `print_pages`."""
        return msgspec.msgpack.decode(self.branch.result(), type=Written)


class _Arriving:
    """The pages that a Press was fed with."""

    def __init__(self, received: Received) -> None:
        self.elements: list[Element] = []
        self.pages = self._unpacked(received)

    def _unpacked(self, received: Received) -> Iterator[Page]:
        decoder = msgspec.msgpack.Decoder(_Pages)
        for message in received:
            some = decoder.decode(message)
            self.elements.extend(some.elements)
            yield from some.pages


def _printed_beside(manuscript: Manuscript, received: Received) -> bytes:
    written = print_pages(manuscript, _Arriving(received), _all_faces(manuscript), Printing.DRAWN)
    waited = {step: seconds for step, seconds in written.seconds.items() if step != Step.LAYOUT}
    return msgspec.msgpack.encode(msgspec.structs.replace(written, seconds=waited))


def _all_faces(manuscript: Manuscript) -> FontBook:
    """A font book that knows every face by name, as the layout's does after it has chosen them."""
    fonts = FontBook(manuscript.style.families)
    for role in manuscript.style.families:
        with suppress(PublishError):  # the layout tells of what is wrong with fonts that are used
            fonts.coverage(role)
    return fonts
