"""Documents that say the same, word for word or nearly: what is said about them, and which of them are printed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

import msgspec

from publish.assembly.grouping import Group, SourceDocument, group_documents
from publish.assembly.likeness import find_likenesses
from publish.assembly.provenance import AssembledSource
from publish.assembly.shingles import plain_text
from publish.assembly.signature import Signature, sign_text
from publish.diagnostics import Diagnostic, Outcome, Span, warning
from publish.manifest.plan import Dedup, Manifest
from publish.model.document import Document
from publish.model.likeness import Kinship, Likeness

LEFT_OUT = "A010"
"""Code of the message that a document is not printed."""

_HINTS = {
    Kinship.SAME: "both are printed; write 'dedup: keep-first' to print one",
    Kinship.NEAR: "both are printed; write 'dedup: keep-longest' to print the longer one only",
    Kinship.INSIDE: "both are printed; leave one out of the sources if that is not meant",
}


Sign = Callable[[str], Signature]
"""Gives the signature of a text without white space: `sign_text`, or what remembers the signatures it gave."""


def compare_documents(documents: Sequence[Document], sign: Sign = sign_text) -> tuple[Likeness, ...]:
    """The documents that have much in common, by their places in the sequence. Titles are not compared."""
    if len(documents) < 2:
        return ()
    return find_likenesses(partial(_text, documents), [sign(plain_text(each.blocks)) for each in documents])


def _text(documents: Sequence[Document], number: int) -> str:
    return plain_text(documents[number].blocks)


class Comparison(StrEnum):
    """When documents are compared: NOW, or LATER beside other work where the book does not depend on it."""

    NOW = "now"
    LATER = "later"


def without_duplicates(
    groups: tuple[Group, ...], choice: Dedup, comparison: Comparison = Comparison.NOW, sign: Sign = sign_text
) -> Outcome[tuple[Group, ...]]:
    """The groups without the documents that `choice` leaves out; a message for each document that has a relative.

    With LATER nothing is compared where all documents are printed anyway: `report_duplicates` gives the messages.
    A document is left out for one that is printed and nearly the same as it, never for a relative of a relative.
    One that stands inside of another is reported and printed: an extract has its reader.
    """
    if comparison is Comparison.LATER and choice is Dedup.REPORT:
        return Outcome(groups)
    documents = [each for group in groups for each in group.documents]
    found = compare_documents([each.document for each in documents], sign)
    dropped = dropped_documents(partial(document_length, documents), found, choice)
    return Outcome(_kept(groups, dropped), report_likenesses(documents, found, dropped))


def report_likenesses(
    documents: Sequence[SourceDocument], found: Sequence[Likeness], dropped: dict[int, Likeness]
) -> tuple[Diagnostic, ...]:
    """A message for each document that has a relative, or is left out for one; only titles and places are needed."""
    messages = [*_reports(documents, found, dropped), *_farewells(documents, dropped)]
    messages.sort(key=lambda each: each[0])
    return tuple(message for _, message in messages)


def report_duplicates(
    manifest: Manifest, sources: tuple[AssembledSource, ...], sign: Sign = sign_text
) -> tuple[Diagnostic, ...]:
    """The messages about documents that are alike, for a book that was assembled without comparing them."""
    if manifest.dedup is not Dedup.REPORT:
        return ()
    groups = group_documents(manifest, sources).value
    return without_duplicates(groups, manifest.dedup, sign=sign).diagnostics


def document_length(documents: Sequence[SourceDocument], number: int) -> int:
    """Characters of one of the documents, without white space."""
    return len(plain_text(documents[number].document.blocks))


def dropped_documents(length_of: Callable[[int], int], found: Sequence[Likeness], choice: Dedup) -> dict[int, Likeness]:
    """The documents that are left out, by their places, and for which likeness; lengths are in characters."""
    relatives: dict[int, list[Likeness]] = defaultdict(list)
    for likeness in found:
        if likeness.kind is not Kinship.INSIDE:
            relatives[likeness.first].append(likeness)
            relatives[likeness.second].append(likeness)
    kept: set[int] = set()
    dropped: dict[int, Likeness] = {}
    for number in _by_preference(sorted(relatives), length_of, choice):
        held = [each for each in relatives[number] if _other(each, number) in kept]
        if held:
            dropped[number] = max(held, key=lambda each: (each.share, -_other(each, number)))
        else:
            kept.add(number)
    return dropped


def _by_preference(numbers: list[int], length_of: Callable[[int], int], choice: Dedup) -> list[int]:
    """The documents, those that should rather stay first; none when all are printed."""
    match choice:
        case Dedup.REPORT:
            return []
        case Dedup.KEEP_FIRST:
            return numbers
        case Dedup.KEEP_LONGEST:
            return sorted(numbers, key=lambda number: -length_of(number))


def _other(likeness: Likeness, number: int) -> int:
    return likeness.second if likeness.first == number else likeness.first


def _kept(groups: tuple[Group, ...], dropped: dict[int, Likeness]) -> tuple[Group, ...]:
    """The groups without the documents dropped; a group that is left empty goes, too."""
    if not dropped:
        return groups
    kept, number = [], 0
    for group in groups:
        numbered = enumerate(group.documents, number)
        documents = tuple(each for place, each in numbered if place not in dropped)
        number += len(group.documents)
        kept.append(msgspec.structs.replace(group, documents=documents))
    return tuple(group for group in kept if group.documents)


def _farewells(documents: Sequence[SourceDocument], dropped: dict[int, Likeness]) -> list[tuple[int, Diagnostic]]:
    messages = []
    for number, likeness in dropped.items():
        other = documents[_other(likeness, number)]
        message = f"'{_title(documents[number])}' is left out; it {_same_as(likeness, other)}"
        hint = "write 'dedup: report' to print both"
        messages.append((number, warning(LEFT_OUT, message, _place(documents[number]), hint)))
    return messages


def closest_relatives(found: Sequence[Likeness]) -> dict[int, Likeness]:
    """For each document that has an earlier relative, or stands in another, the likeness that says most."""
    closest: dict[int, Likeness] = {}
    for likeness in found:
        number = _subject(likeness)
        if number not in closest or _weight(likeness) > _weight(closest[number]):
            closest[number] = likeness
    return closest


def _subject(likeness: Likeness) -> int:
    return likeness.first if likeness.kind is Kinship.INSIDE else likeness.second


def _weight(likeness: Likeness) -> tuple[bool, float, int]:
    return likeness.kind is Kinship.SAME, likeness.share, -_other(likeness, _subject(likeness))


def _reports(
    documents: Sequence[SourceDocument], found: Sequence[Likeness], dropped: dict[int, Likeness]
) -> list[tuple[int, Diagnostic]]:
    """A message for each document that has an earlier relative, or stands in another; the closest one is named."""
    relatives = Counter(map(_subject, found))
    return [
        (number, _report(documents, number, closest, relatives[number] - 1))
        for number, closest in closest_relatives(found).items()
        if number not in dropped and _other(closest, number) not in dropped
    ]


def _report(documents: Sequence[SourceDocument], number: int, likeness: Likeness, more: int) -> Diagnostic:
    subject, other = documents[number], documents[_other(likeness, number)]
    besides = f"; {more} more are like it" if more else ""
    message = f"'{_title(subject)}' {_same_as(likeness, other)}{besides}"
    code = {Kinship.SAME: "A003", Kinship.NEAR: "A008", Kinship.INSIDE: "A009"}[likeness.kind]
    return warning(code, message, _place(subject), _HINTS[likeness.kind])


def _same_as(likeness: Likeness, other: SourceDocument) -> str:
    whom = f"'{_title(other)}' ({_place(other)})"
    share = f"{likeness.share:.0%}"  # figures, years and places are masked, so that it may be all
    match likeness.kind:
        case Kinship.SAME:
            return f"has the same text as {whom}"
        case Kinship.NEAR:
            return f"is nearly the same as {whom}, {share} alike, figures and places aside"
        case Kinship.INSIDE:
            return f"stands to {share} inside of {whom}"


def _title(entry: SourceDocument) -> str:
    return entry.document.metadata.title


def _place(entry: SourceDocument) -> Span:
    return entry.document.span or Span(entry.source)
