"""Units of the book as drawn pages without numbers: set, made up, drawn, every letter looked for on them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import chain

import msgspec
from msgspec.structs import replace

from publish.fontbook import FontBook
from publish.layout import Galley, Setter, Unit, UnitSetter, units
from publish.model.manuscript import Manuscript
from publish.model.pages import Item
from publish.model.style import StyleSheet
from publish.pipeline.journal import Journal
from publish.pipeline.keys import ground_key, unit_key
from publish.pipeline.letters import DrawnText, missing_letters
from publish.pipeline.memory import Memory
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
    """A unit to be printed, and all that its pages depend on beside the fonts. `codes` are those of rare characters.

    The pages of the unit are to be remembered in `memory` under `key`; `known` is the key under which they are there.
    """

    unit: msgspec.Raw
    style: msgspec.Raw
    printing: Printing
    codes: dict[str, str]
    memory: Memory | None = None
    key: str = ""
    known: str = ""


class Printed(msgspec.Struct, frozen=True):
    """A galley with its text drawn, a drawing to a page (none where pages were only counted).

    `characters` counts those of the text, white space apart, `missing` its letters that are not on the pages.
    """

    galley: Galley
    drawings: tuple[Drawing, ...] = ()
    glyphs: dict[str, Glyphs] = {}
    characters: int = 0
    missing: dict[str, int] = {}
    seconds: dict[str, float] = {}


def printed_units(
    manuscript: Manuscript, printing: Printing, codes: CharacterCodes, workers: Workers, memory: Memory | None = None
) -> Iterator[Printed]:
    """The pages of all units, in order; those that are remembered are not made again.

    Raises PublishError, K502 when workers are lost.
    """
    jobs = _jobs(manuscript, printing, codes, memory)
    if not workers.several:
        yield from map(_taken, jobs)
        return
    begun: list[UnitJob] = []
    size = 0
    for job in jobs:
        begun.append(job)
        size += 0 if job.known else len(job.unit)
        if workers.worthwhile(size):
            if workers.copied:  # the fonts that are read for it, copies of this process have then
                yield _taken(begun.pop(0))
            yield from _shared_out(chain(begun, jobs), workers)
            return
    yield from map(_taken, begun)


def _jobs(
    manuscript: Manuscript, printing: Printing, codes: CharacterCodes, memory: Memory | None
) -> Iterator[UnitJob]:
    style = msgspec.Raw(msgspec.msgpack.encode(manuscript.style))
    ground = ground_key(memory.code, manuscript.style) if memory else ""
    modes = dict.fromkeys((Printing.DRAWN, printing))  # who counts pages may as well take drawn ones
    for unit in units(manuscript):
        text = msgspec.msgpack.encode(unit)
        job = UnitJob(msgspec.Raw(text), style, printing, codes.of(str(text, "utf-8", "ignore")))
        if memory and ground:
            keys = [unit_key(ground, mode.value, text, job.codes) for mode in modes]
            known = next((key for key in keys if memory.has(key)), "")
            job = replace(job, memory=memory, key=keys[-1], known=known)
        yield job


def _taken(job: UnitJob) -> Printed:
    """The pages of a unit from memory; made now if they are not there or damaged."""
    known = job.memory.value(job.known, Printed) if job.memory and job.known else None
    return known or print_unit(job)


def _shared_out(jobs: Iterable[UnitJob], workers: Workers) -> Iterator[Printed]:
    """Units printed by workers, what is remembered put in between; units are told apart while others are at work."""
    remembered: deque[list[UnitJob | None]] = deque()  # of each chunk, at their places

    def messages() -> Iterator[bytes]:
        for chunk in _chunks(jobs):
            remembered.append([job if job.known else None for job in chunk])
            yield msgspec.msgpack.encode([job for job in chunk if not job.known])

    decoder = msgspec.msgpack.Decoder(tuple[Printed, ...])
    try:
        for result in workers.map(print_chunk, messages()):
            made = iter(decoder.decode(result))
            for job in remembered.popleft():
                yield _taken(job) if job else next(made)
    except LostWorkersError as problem:
        raise lost_workers(problem) from problem


def _chunks(jobs: Iterable[UnitJob]) -> Iterator[list[UnitJob]]:
    chunk: list[UnitJob] = []
    size = 0
    for job in jobs:
        chunk.append(job)
        size += len(job.unit)
        if size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def print_chunk(jobs: bytes) -> bytes:
    """What a worker does: UnitJobs to what is Printed of each, both as MessagePack."""
    wanted = msgspec.msgpack.decode(jobs, type=tuple[UnitJob, ...])
    return msgspec.msgpack.encode([print_unit(job) for job in wanted])


def print_unit(job: UnitJob) -> Printed:
    """The pages of a unit, which are then remembered."""
    unit = msgspec.msgpack.decode(job.unit, type=Unit)
    sheet, fonts = _looks(bytes(job.style))
    use = GlyphUse(fonts.faces, CharacterCodes(job.codes)) if job.printing is Printing.DRAWN else None
    printed = print_galley(UnitSetter(unit, sheet, fonts), use)
    if job.memory and not printed.missing:
        job.memory.put(job.key, replace(printed, seconds={}))
    return printed


def print_closing(
    setter: Setter, use: GlyphUse | None, codes: CharacterCodes, style: StyleSheet, memory: Memory | None
) -> Printed:
    """The pages of what comes after the units; those that are remembered are not made again."""
    ground = ground_key(memory.code, style) if memory and setter.made_of else ""
    if not memory or not ground:
        return print_galley(setter, use)
    mode = Printing.DRAWN if use else Printing.COUNTED
    key = unit_key(ground, f"list {mode.value}", setter.made_of, codes.of(str(setter.made_of, "utf-8", "ignore")))
    printed = memory.value(key, Printed)
    if printed is None:
        printed = print_galley(setter, use)
        memory.put(key, replace(printed, seconds={}))
    return printed


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
        text = "\n".join(setter.lines)
        missing, characters = missing_letters(text, shown.text), len("".join(text.split()))
    glyphs = use.take() if use else {}
    return Printed(setter.galley, tuple(drawings), glyphs, characters, missing, dict(journal.seconds))


def _timed(pages: Iterator[tuple[Item, ...]], journal: Journal) -> Iterator[tuple[Item, ...]]:
    """The pages, the time that it takes to make them noted."""
    while True:
        with journal.timed(Step.LAYOUT):
            items = next(pages, None)
        if items is None:
            return
        yield items
