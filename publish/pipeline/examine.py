"""Sources looked at closely: everything is kept that cleaning and structure did, for those who want to see it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from publish.assembly import (
    AssembledSource,
    SourceDocument,
    closest_relatives,
    compare_documents,
    document_length,
    dropped_documents,
    group_documents,
)
from publish.cleaners import confer
from publish.cleaners.damage import quote_damage
from publish.diagnostics import Diagnostic, PublishError, Span
from publish.manifest.plan import Manifest, SourceFile
from publish.model.document import Block, Structured
from publish.model.likeness import Kinship, Likeness
from publish.model.ports import Cleaned, Cleaning, Evidence, Testimony
from publish.model.raw import RawDocument, Reading
from publish.pipeline.journal import Journal
from publish.pipeline.material import source_files
from publish.pipeline.sources import clean_source, hear_source, infer_source, read_source, source_bytes
from publish.plugins import Tables
from publish.reports import (
    CleaningReport,
    Comparison,
    DocumentPlace,
    RuleReport,
    SourceReport,
    compare,
    keep_original,
    place_edits,
)
from publish.structure import neutral_form

_REPAIRED = ("C60", "C702")  # rules that repair what the author wrote or a filter masked, not what a site added
_QUOTED = 2  # characters beside a repair that are quoted with it


class Examined(msgspec.Struct, frozen=True):
    """A source with all that its stages made of it and said about it."""

    file: SourceFile
    data: bytes
    reading: Reading
    cleaned: Cleaned
    structured: Structured
    diagnostics: tuple[Diagnostic, ...]


def examine(manifest: Manifest, tables: Tables, journal: Journal) -> list[Examined]:
    """All sources of the manifest, in its order.

    Raises PublishError when a source cannot be read, after all of them were tried, with everything there is to say.
    """
    found = list(examine_readable(manifest, tables, journal))
    journal.stop_if_failed()
    return found


def examine_readable(manifest: Manifest, tables: Tables, journal: Journal) -> Iterator[Examined]:
    """The sources that can be read, in the manifest's order; why others cannot, the journal is told."""
    files = source_files(manifest)
    readings = [_read(file, manifest.cleaning, tables) for file in files]
    told = confer([heard.testimony for heard in readings])
    for file, heard, evidence in zip(files, readings, told, strict=True):
        examined = _examined(file, manifest.cleaning, tables, heard, evidence, journal)
        if examined:
            yield examined


class _Read(msgspec.Struct, frozen=True):
    """A source that was read, what it tells of its dirt, and what there is to say about it."""

    data: bytes
    reading: Reading | None
    testimony: Testimony
    diagnostics: tuple[Diagnostic, ...]


def _read(file: SourceFile, cleaning: Cleaning, tables: Tables) -> _Read:
    own = Journal()
    try:
        data = source_bytes(file)
        reading = read_source(file, data, tables, own)
        return _Read(data, reading, hear_source(reading, cleaning, tables, own), own.diagnostics)
    except PublishError as problem:
        own.note(problem.diagnostics)
        return _Read(b"", None, Testimony(), own.diagnostics)


def _examined(
    file: SourceFile, cleaning: Cleaning, tables: Tables, heard: _Read, told: Evidence, journal: Journal
) -> Examined | None:
    own = Journal()
    own.note(heard.diagnostics)
    try:
        if heard.reading is None:
            return None
        cleaned = clean_source(heard.reading, cleaning, tables, own, told)
        structured = infer_source(file, cleaned, own)
    except PublishError as problem:
        own.note(problem.diagnostics)
        return None
    finally:
        journal.note(own.diagnostics)
    return Examined(file, heard.data, heard.reading, cleaned, structured, own.diagnostics)


def report_source(examined: Examined, clean_file: bytes = b"") -> SourceReport:
    """The report of one source; `clean_file` is the Markdown file that was made of it, if there is one."""
    raw, cleaned = examined.reading.document, examined.cleaned
    edits, joins = place_edits(raw, cleaned.edits, examined.structured.edits)
    return SourceReport(
        path=examined.file.name,
        format=raw.format,
        sha256=hashlib.sha256(examined.data).hexdigest(),
        characters=(_length(raw), _length(cleaned.document)),
        edits=edits,
        joins=joins,
        diagnostics=examined.diagnostics,
        original=keep_original(examined.data, raw, cleaned.document),
        encoding=raw.encoding,
        clean_sha256=hashlib.sha256(clean_file).hexdigest() if clean_file else "",
    )


def _length(document: RawDocument) -> int:
    return sum(len(block.text) for block in document.blocks)


def report_collection(
    title: str, manifest: Manifest, examined: Sequence[Examined], sources: Sequence[SourceReport], tables: Tables
) -> CleaningReport:
    """The report of several sources: their edits by rule, and their documents that have much in common."""
    comparisons = tuple(_comparisons(manifest, examined))
    return CleaningReport(title, tuple(sources), tuple(_rules(sources, tables)), comparisons)


def report_alone(source: SourceReport, tables: Tables) -> CleaningReport:
    """The report of one source by itself."""
    return CleaningReport(source.path, (source,), tuple(_rules((source,), tables)))


def _rules(sources: Iterable[SourceReport], tables: Tables) -> Iterator[RuleReport]:
    """The rules that made edits, in order of their codes. Structure's rules are named by their reason."""
    counts: dict[str, int] = {}
    reasons: dict[str, str] = {}
    for source in sources:
        for edit in (*source.edits, *source.joins):
            counts[edit.rule] = counts.get(edit.rule, 0) + 1
            reasons.setdefault(edit.rule, edit.reason)
    known = {rule.code: rule for rule in tables.rules}
    for code in sorted(counts):
        rule = known.get(code)
        if rule:
            yield RuleReport(code, rule.name, counts[code], rule.meaning, rule.reason)
        else:
            yield RuleReport(code, reasons[code], counts[code])


def _comparisons(manifest: Manifest, examined: Sequence[Examined]) -> Iterator[Comparison]:
    """Each document that has relatives beside its closest one, or beside the one that is printed instead of it."""
    documents = _documents(manifest, examined)
    likenesses = compare_documents([each.document for each in documents])
    dropped = dropped_documents(partial(document_length, documents), likenesses, manifest.dedup)
    shown = {*closest_relatives(likenesses).values(), *dropped.values()}
    for likeness in sorted(shown, key=_place_in_book):
        first, second = documents[likeness.first], documents[likeness.second]
        left_out = 1 if likeness.first in dropped else 2 if likeness.second in dropped else 0
        yield compare(likeness, _side(first), _side(second), left_out=left_out)


def _place_in_book(likeness: Likeness) -> tuple[int, int]:
    return likeness.first, likeness.second


def _documents(manifest: Manifest, examined: Sequence[Examined]) -> list[SourceDocument]:
    """The documents with their titles, in the order of the book; none when the sources hold none."""
    sources = tuple(AssembledSource(each.file, each.structured, "") for each in examined)
    if not any(each.structured.documents for each in examined):
        return []
    return [document for group in group_documents(manifest, sources).value for document in group.documents]


def _side(entry: SourceDocument) -> tuple[DocumentPlace, tuple[Block, ...]]:
    document = entry.document
    return DocumentPlace(document.metadata.title, document.span or Span(entry.source)), document.blocks


def neutral(examined: Sequence[Examined]) -> dict[str, object]:
    """The documents in the plain form, the pairs that are nearly the same, and the damage that was found."""
    documents = [document for each in examined for document in each.structured.documents]
    likenesses = compare_documents(documents)
    pairs = [[each.first, each.second] for each in likenesses if each.kind is not Kinship.INSIDE]
    issues = [{"kind": kind, "quote": quote} for each in examined for kind, quote in _issues(each)]
    plain = neutral_form(tuple(each.structured for each in examined))
    return {**plain, "near_duplicates": pairs, "issues": issues}


def _issues(examined: Examined) -> Iterator[tuple[str, str]]:
    """Damage that stays, then damage that was repaired, each quoted with what stands around it."""
    for kind, quote in quote_damage(examined.cleaned.document):
        yield kind.what, quote
    (edits,) = place_edits(examined.reading.document, examined.cleaned.edits)
    for edit in edits:
        if edit.rule.startswith(_REPAIRED):
            left, right = edit.left.rpartition("\n")[2], edit.right.partition("\n")[0]
            yield edit.reason, left[-_QUOTED:] + edit.before + right[:_QUOTED]
