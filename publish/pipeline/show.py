"""Any stage of the work as JSON, to be looked at, compared or used by other programs."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from publish.diagnostics import PublishError
from publish.manifest.plan import PRINCIPAL, Manifest, Outputs, PartPlan, SourceFile
from publish.model.book import BookMetadata
from publish.model.codec import dump_model
from publish.model.manuscript import Manuscript
from publish.pipeline.build import compose
from publish.pipeline.examine import examine, examine_readable, neutral
from publish.pipeline.journal import Journal
from publish.pipeline.material import prepare, source_files
from publish.pipeline.sources import read_source, source_bytes
from publish.pipeline.template import load_reference, with_page
from publish.plugins import load_tables
from publish.stylesheet import load_style


class Stage(StrEnum):
    """What can be shown, in the order of the work."""

    RAW = "raw"
    CLEAN = "clean"
    DOCUMENT = "document"
    BOOK = "book"
    PAGES = "pages"


def plan_for(paths: tuple[Path, ...], style: str) -> Manifest:
    """A manifest for single files, for those who have none: everything as by default."""
    files = tuple(SourceFile(str(path.resolve()), path.as_posix()) for path in paths)
    folder = paths[0].resolve().parent
    name = paths[0].stem
    outputs = Outputs(PRINCIPAL, str(folder / "build"), name)
    return Manifest(str(folder / "collection.yaml"), BookMetadata(name), (PartPlan("", files),), style, outputs)


def show(manifest: Manifest, stage: Stage, journal: Journal) -> Iterator[bytes]:
    """One JSON object for each source (raw, clean, document), for the book, or for each page.

    Each is a value of the model in the envelope of `model.codec`: RawDocument, Cleaned, Structured, Book or Page.
    Raises PublishError when a stage fails.
    """
    match stage:
        case Stage.RAW:
            yield from _readings(manifest, journal)
        case Stage.CLEAN | Stage.DOCUMENT:
            for each in examine_readable(manifest, journal.value(load_tables()), journal):
                yield dump_model(each.cleaned if stage is Stage.CLEAN else each.structured)
            journal.stop_if_failed()
        case Stage.BOOK:
            yield dump_model(_manuscript(manifest, journal).book)
        case Stage.PAGES:
            yield from _pages(_manuscript(manifest, journal), journal)


def show_neutral(manifest: Manifest, journal: Journal) -> bytes:
    """The documents of all sources in the plain form that results are compared in, with the pairs that are nearly the
    same and the damage that was found. Raises PublishError.
    """
    return msgspec.json.encode(neutral(examine(manifest, journal.value(load_tables()), journal)))


def _readings(manifest: Manifest, journal: Journal) -> Iterator[bytes]:
    tables = journal.value(load_tables())
    for file in source_files(manifest):
        try:
            value = read_source(file, source_bytes(file), tables, journal).document
        except PublishError as problem:
            journal.note(problem.diagnostics)
        else:
            yield dump_model(value)
    journal.stop_if_failed()


def _manuscript(manifest: Manifest, journal: Journal) -> Manuscript:
    tables = journal.value(load_tables())
    style = journal.value(load_style(manifest.style, Path(manifest.path).parent))
    style = with_page(style, load_reference(manifest.word.reference))
    return compose(manifest, style, prepare(manifest, tables, journal), journal)


def _pages(manuscript: Manuscript, journal: Journal) -> Iterator[bytes]:
    from publish.fontbook import FontBook  # the other stages need neither, and builds none of this
    from publish.layout import lay_out

    fonts = FontBook(manuscript.style.families)
    layout = lay_out(manuscript, fonts)
    yield from map(dump_model, layout.pages)
    journal.note((*layout.diagnostics, *fonts.diagnostics()))
    journal.stop_if_failed()
