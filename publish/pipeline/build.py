"""From the manifest to the files: the stages in their order."""

import hashlib
import os
from pathlib import Path

import msgspec

from publish.assembly import Comparison, Sign, assemble, sign_text
from publish.cache import Cache
from publish.diagnostics import PublishError, error, warning
from publish.manifest.plan import CoverKind, Format, Manifest, Outputs
from publish.model.book import Book
from publish.model.document import Figure
from publish.model.manuscript import Manuscript, WordOptions
from publish.model.raw import Asset
from publish.model.style import StyleSheet
from publish.model.walk import all_blocks
from publish.pipeline.aside import likeness_messages
from publish.pipeline.journal import Journal
from publish.pipeline.keys import build_key
from publish.pipeline.letters import proof_text
from publish.pipeline.material import Material, prepare
from publish.pipeline.memory import Memory, Record, open_memory, signer
from publish.pipeline.report import BuildReport, Listener, OutputFile, RuleCount, Step, say_nothing
from publish.pipeline.revisions import revise_chapters
from publish.pipeline.sources import load_cover
from publish.pipeline.staging import Staging
from publish.pipeline.template import load_reference, with_page
from publish.pipeline.typeset import PDF, Typesetter
from publish.pipeline.unchanged import cover_digest, former_report
from publish.pipeline.workers import ALONE, Workers
from publish.plugins import Tables, load_tables
from publish.stylesheet import load_style

TEXT = "text"
_EPOCH = "SOURCE_DATE_EPOCH"


def build(
    manifest: Manifest,
    formats: tuple[str, ...] = (),
    *,
    text_file: Path | None = None,
    listener: Listener = say_nothing,
    workers: Workers = ALONE,
    cache: Cache | None = None,
) -> BuildReport:
    """Build the collection and write its files: `formats`, or those of the manifest when empty.

    `text_file` takes the text of the book as well, a line for each paragraph, long ones on several. The files are the
    same whoever the workers are, and with or without a cache; with one, what has not changed is not done again.
    Raises PublishError when anything is wrong; no file is written or changed then.
    """
    journal = Journal(listener)
    tables = journal.value(load_tables())
    formats = formats or tuple(manifest.outputs.formats)
    _check_formats(formats, tables)
    reference = load_reference(manifest.word.reference)
    style = with_page(_style(manifest, journal), reference)
    memory = open_memory(cache, tables)
    key = build_key(memory.code, manifest, formats, style, _told(text_file, reference)) if memory else ""
    if memory and (report := former_report(memory, key, manifest, journal)):
        return report
    material = prepare(manifest, tables, journal, workers, memory)
    report = _build(manifest, formats, text_file, style, material, tables, journal, workers, memory)
    if memory:
        memory.record(key, Record(material.made, cover_digest(manifest), report))
    return report


def _build(
    manifest: Manifest,
    formats: tuple[str, ...],
    text_file: Path | None,
    style: StyleSheet,
    material: Material,
    tables: Tables,
    journal: Journal,
    workers: Workers,
    memory: Memory | None,
) -> BuildReport:
    # Comments in the Word file carry all messages: then documents are compared before anything is written.
    comparison = Comparison.NOW if manifest.word.comments else Comparison.LATER
    manuscript = compose(manifest, style, material, journal, comparison, signer(memory))
    if Format.DOCX in formats:
        manuscript = _revised(manuscript, manifest, tables, journal)
    typesetter = Typesetter(manuscript, tables, journal, workers, memory)
    with Staging() as staging, likeness_messages(manifest, material.sources, workers, memory) as messages:
        files = [
            _stage(staging, kind, _target(manifest.outputs, kind), data, journal)
            for kind, data in typesetter.files(formats)
        ]
        if text_file:
            text = proof_text(manuscript.book, manuscript.style.letterheads)
            files.append(_stage(staging, TEXT, text_file, text.encode(), journal))
        if comparison is Comparison.LATER:
            journal.note(messages())
        staging.commit()
    return report_of(manuscript.book, material, typesetter, files, tables, journal)


def _told(text_file: Path | None, reference: bytes) -> tuple[str, ...]:
    """What a build is told besides its manifest."""
    template = hashlib.sha256(reference).hexdigest() if reference else ""
    return str(text_file.absolute()) if text_file else "", os.environ.get(_EPOCH, ""), template


def _check_formats(formats: tuple[str, ...], tables: Tables) -> None:
    known = [PDF, *tables.writers]
    unknown = [name for name in formats if name not in known]
    advice = f"the formats are {', '.join(known)}"
    if unknown:
        raise PublishError([error("M082", f"there is no output format '{name}'", hint=advice) for name in unknown])


def _style(manifest: Manifest, journal: Journal) -> StyleSheet:
    return journal.value(load_style(manifest.style, Path(manifest.path).parent))


def compose(
    manifest: Manifest,
    style: StyleSheet,
    material: Material,
    journal: Journal,
    comparison: Comparison = Comparison.NOW,
    sign: Sign = sign_text,
) -> Manuscript:
    """The book with its looks and images, ready to be laid out. Raises PublishError when there is no document."""
    with journal.timed(Step.ASSEMBLE):
        journal.progress(Step.ASSEMBLE, 0, 1)
        cover = load_cover(manifest.cover.path) if manifest.cover.kind is CoverKind.IMAGE else None
        digest = cover.digest if cover else ""
        epoch = _epoch(journal)
        assembled = assemble(manifest, material.sources, cover=digest, epoch=epoch, comparison=comparison, sign=sign)
        book = journal.value(assembled)
        assets = _used(book, {**material.assets, digest: cover} if cover else material.assets)
    journal.stop_if_failed()
    remarks = journal.diagnostics if manifest.word.comments else ()
    word = manifest.word
    options = WordOptions(load_reference(word.reference), word.embed_fonts, word.heading_numbers)
    return Manuscript(book, style, assets, remarks, word=options)


def _revised(manuscript: Manuscript, manifest: Manifest, tables: Tables, journal: Journal) -> Manuscript:
    """The manuscript with what was changed in its sources, if that is to be shown."""
    if not manifest.word.tracked:
        return manuscript
    revisions = journal.value(revise_chapters(manifest, manuscript.book, tables))
    return msgspec.structs.replace(manuscript, revisions=revisions)


def _used(book: Book, assets: dict[str, Asset]) -> dict[str, Asset]:
    """The images that the book shows, in the order in which it shows them; cleaning takes some away."""
    if not assets:
        return {}
    chapters = [chapter for part in book.parts for chapter in part.chapters]
    figures = [block for chapter in chapters for block in all_blocks(chapter.blocks) if isinstance(block, Figure)]
    digests = [book.cover.digest if book.cover else "", *(figure.digest for figure in figures)]
    return {digest: assets[digest] for digest in digests if digest in assets}


def _epoch(journal: Journal) -> int | None:
    """SOURCE_DATE_EPOCH, when it is set and a number."""
    told = os.environ.get(_EPOCH, "")
    if not told:
        return None
    if told.isdecimal() and len(told) <= 11:
        return int(told)
    journal.note([warning("M083", f"SOURCE_DATE_EPOCH is '{told}', no number of seconds; it is not used")])
    return None


def _target(outputs: Outputs, kind: str) -> Path:
    name = outputs.file_name(Format(kind)) if kind in set(Format) else f"{outputs.name}.{kind}"
    return Path(outputs.folder) / name


def _stage(staging: Staging, kind: str, target: Path, data: bytes, journal: Journal) -> OutputFile:
    with journal.timed(Step.SAVE):
        return staging.add(kind, target, data)


def report_of(
    book: Book, material: Material, typesetter: Typesetter, files: list[OutputFile], tables: Tables, journal: Journal
) -> BuildReport:
    """What there is to tell about files that were written."""
    names = {**material.reasons, **{rule.code: rule.name for rule in tables.rules}}
    return BuildReport(
        title=book.metadata.title,
        sources=len(material.sources),
        documents=sum(len(part.chapters) for part in book.parts),
        characters=typesetter.characters,
        pages=typesetter.pages,
        edits=tuple(RuleCount(code, names[code], count) for code, count in sorted(material.edits.items())),
        files=tuple(files),
        seconds={step: round(seconds, 4) for step, seconds in journal.seconds.items()},
        diagnostics=journal.diagnostics,
    )
