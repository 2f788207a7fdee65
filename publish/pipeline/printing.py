"""Units of the book as drawn pages without numbers: set, made up, drawn, every letter looked for on them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

import msgspec

from publish.fontbook import FontBook
from publish.layout import Galley, Setter, Unit, UnitSetter, units
from publish.model.manuscript import Manuscript
from publish.model.pages import Item
from publish.model.style import StyleSheet
from publish.pipeline.journal import Journal
from publish.pipeline.letters import DrawnText, missing_letters
from publish.pipeline.report import Step
from publish.pipeline.workers import LostWorkersError, Workers, lost_workers
from publish.writers.pdf.codes import CharacterCodes
from publish.writers.pdf.content import Drawing, Glyphs, GlyphUse, draw_text

_CHUNK_BYTES = 64 << 10  # of units for one call of a worker: about 25 ms of work


class Printing(Enum):
    """Whether pages are drawn, or only looked at because other formats need their numbers."""

    DRAWN = "drawn"
    COUNTED = "counted"


class UnitJob(msgspec.Struct, frozen=True):
    """A unit to be printed, and all that its pages depend on beside the fonts. `codes` are those of rare characters."""

    unit: msgspec.Raw
    style: msgspec.Raw
    printing: Printing
    codes: dict[str, str]


class Printed(msgspec.Struct, frozen=True):
    """A galley with its text drawn, a drawing to a page (none where pages were only counted).

    `missing` counts the letters of the text that are not on the pages.
    """

    galley: Galley
    drawings: tuple[Drawing, ...] = ()
    glyphs: dict[str, Glyphs] = {}
    missing: dict[str, int] = {}
    seconds: dict[str, float] = {}


def printed_units(
    manuscript: Manuscript, printing: Printing, codes: CharacterCodes, workers: Workers
) -> Iterator[Printed]:
    """The pages of all units, in order. Raises PublishError, K502 when workers are lost."""
    style = msgspec.Raw(msgspec.msgpack.encode(manuscript.style))
    texts = [msgspec.msgpack.encode(unit) for unit in units(manuscript)]
    jobs = [UnitJob(msgspec.Raw(text), style, printing, codes.of(str(text, "utf-8", "ignore"))) for text in texts]
    if not workers.worthwhile(sum(map(len, texts))):
        yield from map(print_unit, jobs)
        return
    chunks = [msgspec.msgpack.encode(chunk) for chunk in _chunks(jobs)]
    decoder = msgspec.msgpack.Decoder(tuple[Printed, ...])
    try:
        for result in workers.map(print_chunk, chunks):
            yield from decoder.decode(result)
    except LostWorkersError as problem:
        raise lost_workers(problem) from problem


def _chunks(jobs: list[UnitJob]) -> Iterator[list[UnitJob]]:
    chunk: list[UnitJob] = []
    for job in jobs:
        chunk.append(job)
        if sum(len(each.unit) for each in chunk) >= _CHUNK_BYTES:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def print_chunk(jobs: bytes) -> bytes:
    """What a worker does: UnitJobs to what is Printed of each, both as MessagePack."""
    wanted = msgspec.msgpack.decode(jobs, type=tuple[UnitJob, ...])
    return msgspec.msgpack.encode([print_unit(job) for job in wanted])


def print_unit(job: UnitJob) -> Printed:
    """The pages of a unit."""
    unit = msgspec.msgpack.decode(job.unit, type=Unit)
    sheet, fonts = _looks(bytes(job.style))
    use = GlyphUse(fonts.faces, CharacterCodes(job.codes)) if job.printing is Printing.DRAWN else None
    return print_galley(UnitSetter(unit, sheet, fonts), use)


@cache
def _looks(style: bytes) -> tuple[StyleSheet, FontBook]:
    sheet = msgspec.msgpack.decode(style, type=StyleSheet)
    return sheet, FontBook(sheet.families)


def print_galley(setter: Setter, use: GlyphUse | None) -> Printed:
    """The pages of a galley, drawn as they are made, or not drawn without a `use` of glyphs."""
    journal, shown = Journal(), DrawnText()
    drawings: list[Drawing] = []
    for items in _timed(setter.pages, journal):
        shown.add(items)
        if use:
            with journal.timed(Step.PDF):
                drawings.append(draw_text(items, setter.composer.area.paper[1], setter.elements, use))
    with journal.timed(Step.CHECK):
        missing = missing_letters("\n".join(setter.lines), shown.text)
    return Printed(setter.galley, tuple(drawings), use.take() if use else {}, missing, dict(journal.seconds))


def _timed(pages: Iterator[tuple[Item, ...]], journal: Journal) -> Iterator[tuple[Item, ...]]:
    """The pages, the time that it takes to make them noted."""
    while True:
        with journal.timed(Step.LAYOUT):
            items = next(pages, None)
        if items is None:
            return
        yield items
