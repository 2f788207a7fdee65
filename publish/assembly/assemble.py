"""Documents and manifest to a Book."""

from msgspec.structs import replace

from publish.assembly.colophon import colophon, colophon_title
from publish.assembly.duplicates import Comparison, Sign, without_duplicates
from publish.assembly.grouping import Group, group_documents
from publish.assembly.headings import regular_headings
from publish.assembly.identity import identifier, modified, printed_date
from publish.assembly.index import caption_lists, find_index
from publish.assembly.links import PlacedChapter, resolve_links
from publish.assembly.outline import contents, outline
from publish.assembly.provenance import AssembledSource
from publish.assembly.signature import sign_text
from publish.diagnostics import Outcome
from publish.manifest.plan import CoverKind, CoverPlan, Manifest, Numbering
from publish.model.book import Book, BookMetadata, Chapter, Cover, Part
from publish.model.document import Document


def assemble(
    manifest: Manifest,
    sources: tuple[AssembledSource, ...],
    *,
    cover: str = "",
    epoch: int | None = None,
    comparison: Comparison = Comparison.NOW,
    sign: Sign = sign_text,
) -> Outcome[Book]:
    """The book of these sources, in the manifest's order; there must be one for each of the manifest's files.

    `cover` is the digest of the cover image, where the manifest names one; `epoch` is SOURCE_DATE_EPOCH.
    With `comparison` LATER the messages about documents that are alike are left to `report_duplicates`; `sign` gives
    what is compared.
    Anchors are 'p2' for a part, 'd12' for the twelfth document, 'd12-3' for its third heading.
    Raises PublishError when there is no document at all.
    """
    metadata = _metadata(manifest, epoch)
    grouped = group_documents(manifest, sources)
    groups = without_duplicates(grouped.value, manifest.dedup, comparison, sign)
    names = {(each.file.name, name): words for each in sources for name, words in each.structured.names}
    placed = resolve_links(_placed(groups.value, manifest.numbering), names)
    parts = _parts(groups.value, tuple(each.chapter for each in placed.value))
    entries = outline(parts)
    book = Book(
        metadata=metadata,
        parts=parts,
        outline=entries,
        contents=contents(manifest.contents, entries, metadata.language),
        cover=_cover(manifest.cover, cover),
        title_page=manifest.title_page,
        colophon=colophon(metadata, sources, len(placed.value)) if manifest.colophon else (),
        colophon_title=colophon_title(metadata.language) if manifest.colophon else "",
        index=find_index(manifest.index, parts, metadata.language),
        lists=caption_lists(manifest.lists, parts, metadata.language),
    )
    return Outcome(book, (*grouped.diagnostics, *groups.diagnostics, *placed.diagnostics))


def _metadata(manifest: Manifest, epoch: int | None) -> BookMetadata:
    told = manifest.metadata
    printed = printed_date(told.date, told.language)
    return replace(told, identifier=identifier(manifest), modified=modified(told.date, epoch), printed_date=printed)


def _cover(plan: CoverPlan, digest: str) -> Cover | None:
    match plan.kind:
        case CoverKind.NONE:
            return None
        case CoverKind.GENERATED:
            return Cover()
        case CoverKind.IMAGE:
            return Cover(digest)


def _placed(groups: tuple[Group, ...], numbering: Numbering) -> list[PlacedChapter]:
    documents = [each for group in groups for each in group.documents]
    return [
        PlacedChapter(each.source, _chapter(each.document, f"d{number}", numbering))
        for number, each in enumerate(documents, 1)
    ]


def _chapter(document: Document, anchor: str, numbering: Numbering) -> Chapter:
    blocks = regular_headings(document.blocks, numbering, anchor)
    return Chapter(anchor, document.metadata, blocks, document.span)


def _parts(groups: tuple[Group, ...], chapters: tuple[Chapter, ...]) -> tuple[Part, ...]:
    parts = []
    start = 0
    for number, group in enumerate(groups, 1):
        end = start + len(group.documents)
        parts.append(Part(f"p{number}", group.title, chapters[start:end]))
        start = end
    return tuple(parts)
