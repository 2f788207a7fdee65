"""Sources read, cleaned, given structure and compared with each other, without making a book of them.

However large the collection is, few documents are in memory at a time: of each stays its title, and on the disk its
text and what the search for documents that are alike needs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from publish.assembly import (
    Signature,
    dropped_documents,
    find_likenesses,
    group_documents,
    report_likenesses,
    titled_documents,
)
from publish.assembly.shingles import plain_text
from publish.cache import Cache
from publish.cleaners import NO_EVIDENCE
from publish.diagnostics import Diagnostic
from publish.manifest.plan import Manifest, SourceFile
from publish.model.ports import Cleaning, Evidence
from publish.pipeline.journal import Journal
from publish.pipeline.material import Job, Material, consult, gather, share_out, source_files
from publish.pipeline.memory import Memory, Prepared, open_memory, signer
from publish.pipeline.report import BuildReport, Listener, RuleCount, Step, say_nothing
from publish.pipeline.sources import prepare_source
from publish.pipeline.spool import Spool
from publish.pipeline.workers import ALONE, Workers
from publish.plugins import Tables, load_tables


class Checked(msgspec.Struct, frozen=True):
    """A source whose documents have only their titles left; the text of each without white space, its signature."""

    prepared: Prepared
    texts: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


class _Shelf:
    """The texts of the documents of all `files` and their signatures, on the disk."""

    def __init__(self, files: list[SourceFile], texts: Spool, signatures: Spool) -> None:
        self._files = files
        self._texts = texts
        self._signatures = signatures
        self._decoder = msgspec.msgpack.Decoder(Signature)
        # Of each source: the first of its documents, how many they are, and how long together.
        self._firsts, self._counts, self._lengths = (array("Q", bytes(8 * len(files))) for _ in range(3))

    def put(self, number: int, checked: Checked) -> Prepared:
        """The source without what is put on the shelf; what was there of the source of this number counts no more."""
        first = len(self._texts)
        for text, signature in zip(checked.texts, checked.signatures, strict=True):
            self._texts.append(text.encode("utf-8", "surrogatepass"))
            self._signatures.append(msgspec.msgpack.encode(signature))
        self._firsts[number], self._counts[number] = first, len(checked.texts)
        self._lengths[number] = sum(map(len, checked.texts))
        source = checked.prepared.source  # with the very file that is in memory already, not one equal to it
        return replace(checked.prepared, source=replace(source, file=self._files[number]) if source else None)

    @property
    def characters(self) -> int:
        """Those of all documents."""
        return sum(self._lengths)

    @cached_property
    def _order(self) -> array[int]:
        """Where the documents are, in their order; asked when all of them are there."""
        stretches = zip(self._firsts, self._counts, strict=True)
        return array("Q", [place for first, count in stretches for place in range(first, first + count)])

    def text(self, number: int) -> str:
        """The text of a document."""
        return self._texts[self._order[number]].decode("utf-8", "surrogatepass")

    def __getitem__(self, number: int) -> Signature:
        return self._decoder.decode(self._signatures[self._order[number]])

    def __iter__(self) -> Iterator[Signature]:
        return map(self.__getitem__, range(len(self._order)))


def check(
    manifest: Manifest, *, listener: Listener = say_nothing, workers: Workers = ALONE, cache: Cache | None = None
) -> BuildReport:
    """What there is to say about the sources of a collection; nothing is written. The report has no pages and files.

    Raises PublishError when a source cannot be read, or there is no document.
    """
    journal = Journal(listener)
    tables = journal.value(load_tables())
    memory = open_memory(cache, tables)
    decoder = msgspec.msgpack.Decoder(tuple[Checked, ...])

    def work(job: Job) -> Iterator[Checked]:
        return share_out(job, tables, workers, check_source, decoder)

    with Spool() as texts, Spool() as signatures:
        shelf = _Shelf(source_files(manifest), texts, signatures)
        material = gather(consult(manifest, work, shelf.put, memory, journal), journal)
        with journal.timed(Step.COMPARE):
            journal.progress(Step.COMPARE, 0, 0)
            journal.note(_compared(manifest, material, shelf))
        return _report(manifest, material, shelf, tables, journal)


def check_source(
    file: SourceFile, cleaning: Cleaning, tables: Tables, memory: Memory | None = None, told: Evidence = NO_EVIDENCE
) -> Checked:
    """One source, prepared as for a book, of which only what is compared is kept."""
    prepared = prepare_source(file, cleaning, tables, memory, told)
    if prepared.source is None:
        return Checked(prepared)
    structured = prepared.source.structured
    texts = tuple(plain_text(document.blocks) for document in structured.documents)
    titled = titled_documents(file, structured)
    bare = tuple(replace(document, blocks=()) for document in titled.value)
    source = replace(prepared.source, structured=replace(structured, documents=bare), digest="")
    diagnostics = (*prepared.diagnostics, *titled.diagnostics)
    kept = replace(prepared, source=source, assets=(), diagnostics=diagnostics, key="", consulted={})
    return Checked(kept, texts, tuple(map(signer(memory), texts)))


def _compared(manifest: Manifest, material: Material, shelf: _Shelf) -> tuple[Diagnostic, ...]:
    grouped = group_documents(manifest, material.sources)
    documents = [document for group in grouped.value for document in group.documents]
    found = find_likenesses(shelf.text, shelf)
    dropped = dropped_documents(lambda number: len(shelf.text(number)), found, manifest.dedup)
    return (*grouped.diagnostics, *report_likenesses(documents, found, dropped))


def _report(manifest: Manifest, material: Material, shelf: _Shelf, tables: Tables, journal: Journal) -> BuildReport:
    names = {**material.reasons, **{rule.code: rule.name for rule in tables.rules}}
    return BuildReport(
        title=manifest.metadata.title,
        sources=len(material.sources),
        documents=sum(len(source.structured.documents) for source in material.sources),
        characters=shelf.characters,
        pages=0,
        edits=tuple(RuleCount(code, names[code], count) for code, count in sorted(material.edits.items())),
        files=(),
        seconds={step: round(seconds, 4) for step, seconds in journal.seconds.items()},
        diagnostics=journal.diagnostics,
    )
