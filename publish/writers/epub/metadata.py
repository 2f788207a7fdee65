"""What the package document says about the book: Dublin Core, and schema.org's words on accessibility."""

import re
import uuid
from collections.abc import Iterator

import msgspec

from publish.model.book import BookMetadata
from publish.writers.xhtml.draft import Surroundings
from publish.writers.xhtml.labels import is_language
from publish.writers.xhtml.titles import one_line

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_UNDETERMINED = "und"


class Statement(msgspec.Struct, frozen=True):
    """One element of the metadata: Dublin Core's `name`, or a `meta` of this property when `name` is 'meta'."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


def language_of(metadata: BookMetadata, book: Surroundings) -> str:
    """The book's language tag; 'und' with a warning where the metadata holds none that is well formed."""
    if is_language(metadata.language):
        return metadata.language
    book.findings.warn("W309", f"'{metadata.language}' is no language tag", hint="write one such as zh-CN or en")
    return _UNDETERMINED


def identifier_of(metadata: BookMetadata) -> str:
    """The identifier, else one made of title, subtitle and organisation: the same in every build of the book."""
    told = "\n".join([metadata.title, metadata.subtitle, metadata.organisation])
    return (
        metadata.identifier.strip()
        or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told.encode('utf-8', 'replace').decode())}"
    )


def modified_of(metadata: BookMetadata, book: Surroundings) -> str:
    """The time of last modification in the only form that is allowed (EPUB 3.3, 5.5.6)."""
    if _MODIFIED.fullmatch(metadata.modified):
        return metadata.modified
    fallback = BookMetadata("").modified
    book.findings.warn("W310", f"'{metadata.modified}' is not a time in UTC; {fallback} is written instead")
    return fallback


def statements(
    metadata: BookMetadata, language: str, book: Surroundings, *, paged: bool = False
) -> tuple[Statement, ...]:
    """All metadata but the identifier and the time of modification; empty values are left out.

    `paged` says that the pages of the printed book are marked.
    """
    described = [*_bibliographic(metadata, language, book), *_accessibility(language, book, paged=paged)]
    if paged:
        described += _printed(metadata)
    legal = (msgspec.structs.replace(each, value=book.findings.legal(each.value).strip()) for each in described)
    return tuple(each for each in legal if each.value)


def _bibliographic(metadata: BookMetadata, language: str, book: Surroundings) -> Iterator[Statement]:
    yield Statement("title", one_line(metadata.title) or book.labels.untitled, (("id", "about-title"),))
    yield _meta("main", "title-type", "about-title")
    if metadata.subtitle.strip():
        yield Statement("title", one_line(metadata.subtitle), (("id", "about-subtitle"),))
        yield _meta("subtitle", "title-type", "about-subtitle")
    yield Statement("language", language)
    yield from _editors(metadata)
    yield Statement("publisher", metadata.organisation)
    yield Statement("date", _date(metadata, book))
    yield Statement("rights", metadata.rights)
    yield Statement("description", metadata.description)
    for subject in metadata.subjects:
        yield Statement("subject", subject)


def _editors(metadata: BookMetadata) -> Iterator[Statement]:
    """The editors, with the code of their role in MARC's list of relators."""
    for number, editor in enumerate(filter(str.strip, metadata.editors), 1):
        yield Statement("creator", editor, (("id", f"about-creator-{number}"),))
        yield _meta("edt", "role", f"about-creator-{number}", "marc:relators")


def _date(metadata: BookMetadata, book: Surroundings) -> str:
    if metadata.date and not _DATE.fullmatch(metadata.date):
        book.findings.warn(
            "W311", f"the date '{metadata.date}' is left out of the e-book's metadata", hint="write it as 2024-05-31"
        )
        return ""
    return metadata.date


def _printed(metadata: BookMetadata) -> Iterator[Statement]:
    """Whose page numbers the book has: those of the PDF that is made with it (EPUB Accessibility 1.1, 3.2)."""
    printed = f"{identifier_of(metadata)}#pdf"
    yield Statement("source", printed, (("id", "about-pages"),))
    yield _meta("pagination", "source-of", "about-pages")
    yield _property("pageBreakSource", printed)


def _accessibility(language: str, book: Surroundings, *, paged: bool) -> Iterator[Statement]:
    """Only what is true of this book (EPUB Accessibility 1.1, 2.2); conformance is not for a program to certify."""
    images = book.images.files()
    described = book.images.described
    yield _property("schema:accessMode", "textual")
    if images:
        yield _property("schema:accessMode", "visual")
    if described:
        yield _property("schema:accessModeSufficient", "textual")
    if images:
        yield _property("schema:accessModeSufficient", "textual,visual")
    for feature in (*_features(book), *(("pageBreakMarkers", "pageNavigation") if paged else ())):
        yield _property("schema:accessibilityFeature", feature)
    moving = any(image.media_type in ("image/gif", "image/webp") for image in images)
    yield _property("schema:accessibilityHazard", "unknown" if moving else "none")
    labels = book.labels
    about_images = (labels.described if described else labels.undescribed) if images else ""
    yield Statement(
        "meta",
        " ".join(filter(None, (labels.summary, about_images))),
        (("property", "schema:accessibilitySummary"), ("{http://www.w3.org/XML/1998/namespace}lang", language)),
    )


def _features(book: Surroundings) -> Iterator[str]:
    yield from (
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    )
    if book.images.files() and book.images.described:
        yield "alternativeText"
    if book.has_ruby:
        yield "rubyAnnotations"


def _meta(value: str, name: str, refined: str, scheme: str = "") -> Statement:
    known = (("refines", f"#{refined}"), ("property", name))
    return Statement("meta", value, (*known, ("scheme", scheme)) if scheme else known)


def _property(name: str, value: str) -> Statement:
    return Statement("meta", value, (("property", name),))
