"""Which documents stand together under which title."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import msgspec

from publish.assembly.provenance import AssembledSource
from publish.assembly.titles import titled_documents
from publish.diagnostics import Diagnostic, Outcome, PublishError, Span, error, info, warning
from publish.manifest.plan import Manifest
from publish.model.document import Document


class SourceDocument(msgspec.Struct, frozen=True):
    """A document, and the name of the source that it comes from."""

    source: str
    document: Document


class Group(msgspec.Struct, frozen=True):
    """Documents that will be a part; the title is empty where they are not set apart."""

    title: str
    documents: tuple[SourceDocument, ...]


_Place = tuple[int, str, str]  # number of the manifest's part, path of a source that is a part of its own, title


def group_documents(manifest: Manifest, sources: tuple[AssembledSource, ...]) -> Outcome[tuple[Group, ...]]:
    """The documents of all sources in the order of the manifest, grouped as it asks.

    Raises PublishError when there is no document at all.
    """
    diagnostics: list[Diagnostic] = []
    placed: list[tuple[_Place, SourceDocument]] = []
    own_parts = _with_own_part(manifest, sources)
    by_path = {source.file.path: source for source in sources}
    for number, part in enumerate(manifest.parts):
        for file in part.sources:
            source = by_path[file.path]
            own = file.path in own_parts
            place = (number, file.path, _common_title(source)) if own else (number, "", part.title)
            found = titled_documents(file, source.structured)
            placed += [(place, SourceDocument(file.name, document)) for document in found.value]
            diagnostics += [*found.diagnostics, *_remarks(source, printed=own)]
    if not placed:
        hint = "see that they hold text, and that cleaning leaves some of it: publish show FILE --stage clean"
        message = "the sources hold no document; there is nothing to build"
        problem = error("A005", message, Span(manifest.path), hint)
        raise PublishError([*diagnostics, problem])
    return Outcome(tuple(_grouped(placed)), tuple(diagnostics))


def _grouped(placed: list[tuple[_Place, SourceDocument]]) -> Iterator[Group]:
    for (_, _, title), group in groupby(placed, key=itemgetter(0)):
        yield Group(title, tuple(document for _, document in group))


def _common_title(source: AssembledSource) -> str:
    """The title over the documents of a compilation: the manifest's word for it before its own."""
    return source.file.title or source.structured.collection_title


def _is_compilation(source: AssembledSource) -> bool:
    return len(source.structured.documents) > 1 and bool(_common_title(source))


def _with_own_part(manifest: Manifest, sources: tuple[AssembledSource, ...]) -> frozenset[str]:
    """Paths of the compilations that become parts under their own title.

    Only where the manifest makes no parts itself and has several sources (the only source of a book is the book),
    and only when no single document comes after: it would seem to belong to the part before it.
    """
    if len(sources) < 2 or any(part.title for part in manifest.parts):
        return frozenset()
    by_path = {source.file.path: source for source in sources}
    in_order = [by_path[file.path] for part in manifest.parts for file in part.sources]
    compilations = [_is_compilation(source) for source in in_order]
    first = compilations.index(True) if any(compilations) else len(compilations)
    if not all(compilations[first:]):
        return frozenset()
    return frozenset(source.file.path for source in in_order[first:])


def _remarks(source: AssembledSource, *, printed: bool) -> list[Diagnostic]:
    """What is to be said when a source has no document, or a title over its documents that is not printed."""
    where = Span(source.file.name)
    if not source.structured.documents:
        return [warning("A006", "the source holds no document", where, hint="take it out of the manifest")]
    title = _common_title(source)
    if printed or not title or len(source.structured.documents) == 1:
        return []
    advice = "group sources under 'part' in the manifest to print a title over several documents"
    return [
        info(
            "A007",
            f"'{title}', the title over {len(source.structured.documents)} documents, is not printed",
            where,
            advice,
        )
    ]
