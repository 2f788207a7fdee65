"""A catalogue of all finished books in a folder, to which reading programs subscribe."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import msgspec

from publish.diagnostics import Outcome, PublishError, error
from publish.pipeline.bundle import LIST_FILE, BundledFile, BundleList, Use
from publish.pipeline.journal import Journal
from publish.pipeline.report import OutputFile
from publish.pipeline.staging import Staging
from publish.stylesheet import load_style
from publish.writers.cover import cover_png
from publish.writers.opds import (
    Catalogue,
    EbookRecord,
    Publication,
    ShelfFile,
    read_ebook,
    unreadable,
    write_atom,
    write_feed,
    write_publication,
)

ATOM_FILE, FEED_FILE = "catalog.xml", "catalog.json"
RECORDS = "catalog"
_RECORD = re.compile(r"[0-9a-f]{16}\.(png|json)")
_COVER_WIDTH = 600
_ADDRESS = "%:/?#[]@!$&'()*+,;="  # what stands for itself in a URL (RFC 3986, 2.2)
_MEDIA_TYPES = {
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_USES = {Use.EBOOK: "EPUB", Use.PRINT: "PDF", Use.SMALL_SCREEN: "PDF, small screen", Use.EDITING: "Word"}
_BY_SUFFIX = {".epub": Use.EBOOK, ".pdf": Use.PRINT, ".docx": Use.EDITING}


class CatalogPlan(msgspec.Struct, frozen=True):
    """What is wanted. `url` is where the folder can be reached; empty: addresses are relative to the catalogue."""

    title: str = ""
    url: str = ""


class CatalogReport(msgspec.Struct, frozen=True):
    """What was written, and the titles that are in it."""

    titles: tuple[str, ...]
    files: tuple[OutputFile, ...]


class _Found(msgspec.Struct, frozen=True):
    """A book in the folder: its e-book's record and all of its files, by use."""

    record: EbookRecord
    files: tuple[tuple[Use, Path], ...]


def catalog(folder: Path, plan: CatalogPlan, journal: Journal) -> CatalogReport:
    """Write the catalogue of a folder into it: `catalog.xml` (OPDS 1.2), `catalog.json` (2.0), and `catalog/`.

    A book is an EPUB anywhere in the folder, with what lies beside it under the same name or in the same bundle; the
    single documents of a bundle are left out. Raises PublishError W411 when there is no book; nothing is written then.
    """
    books = _distinct(_books(folder, journal))
    if not books:
        advice = "name a folder with outputs of 'publish build' or 'publish bundle'"
        problem = error("W411", f"there is no e-book in '{folder}' that can be read", hint=advice)
        raise PublishError([*journal.diagnostics, problem])
    base = f"{quote(plan.url.rstrip('/'), safe=_ADDRESS)}/" if plan.url else ""
    covers = {_key(book): _cover(book.record, journal) for book in books}
    publications = tuple(_publication(book, folder, base) for book in books)
    shelf = Catalogue(plan.title or folder.resolve().name, publications, base + ATOM_FILE, base + FEED_FILE)
    parts = {ATOM_FILE: write_atom(shelf), FEED_FILE: write_feed(shelf)}
    parts |= {f"{RECORDS}/{key}.png": data for key, data in covers.items()}
    for book, publication in zip(books, publications, strict=True):
        parts[f"{RECORDS}/{_key(book)}.json"] = write_publication(publication)
    files = _write(parts, folder)
    return CatalogReport(tuple(each.metadata.title for each in publications), tuple(files))


def _books(folder: Path, journal: Journal) -> Iterator[_Found]:
    """All books, those of bundles first: they have more files."""
    paths = [path for path in sorted(folder.rglob("*.epub")) if not _is_hidden(path, folder)]
    bundles = {path.parent: bundled for path in paths if (bundled := _bundled(path.parent))}
    singles = {home / file.path for home, files in bundles.items() for file in files if file.use is Use.DOCUMENT}
    whole = [path for path in paths if path not in singles]
    for path in sorted(whole, key=lambda path: path.parent not in bundles):
        record = journal.value(_record(path, path.relative_to(folder).as_posix()))
        if record:
            yield _Found(record, tuple(_files(path, bundles.get(path.parent, ()))))


def _record(path: Path, name: str) -> Outcome[EbookRecord | None]:
    try:
        return read_ebook(path.read_bytes(), name)
    except OSError as problem:  # not ours to open, or a folder: an e-book that was unpacked
        return Outcome(None, (unreadable(name, problem.strerror),))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _bundled(home: Path) -> tuple[BundledFile, ...]:
    try:
        return msgspec.json.decode((home / LIST_FILE).read_bytes(), type=BundleList).files
    except (OSError, msgspec.DecodeError):
        return ()


def _files(ebook: Path, bundled: Iterable[BundledFile]) -> Iterator[tuple[Use, Path]]:
    """The e-book, and what else there is of the same book."""
    listed = {file.path: file.use for file in bundled if file.use in _USES}
    if ebook.name in listed:
        yield from ((use, ebook.parent / path) for path, use in listed.items() if (ebook.parent / path).is_file())
        return
    for suffix, use in _BY_SUFFIX.items():
        if (path := ebook.with_suffix(suffix)).is_file():
            yield use, path


def _distinct(books: Iterable[_Found]) -> list[_Found]:
    """The books in order of their titles; of those with one identifier the first."""
    found: dict[str, _Found] = {}
    for book in books:
        found.setdefault(_key(book), book)
    return sorted(found.values(), key=lambda book: (book.record.metadata.title, _key(book)))


def _key(book: _Found) -> str:
    about = book.record.metadata
    return hashlib.sha256((about.identifier or about.title).encode()).hexdigest()[:16]


def _publication(book: _Found, folder: Path, base: str) -> Publication:
    files = [
        ShelfFile(base + _href(path, folder), _MEDIA_TYPES[path.suffix.lower()], path.stat().st_size, _USES[use])
        for use, path in book.files
    ]
    record = f"{base}{RECORDS}/{_key(book)}"
    return Publication(book.record.metadata, tuple(files), f"{record}.png", f"{record}.json")


def _href(path: Path, folder: Path) -> str:
    return quote(PurePosixPath(path.relative_to(folder)).as_posix())


def _cover(record: EbookRecord, journal: Journal) -> bytes:
    """The cover as a PNG image of a handy size; one drawn from the metadata where the book has none."""
    from PIL import Image

    given = record.cover or cover_png(record.metadata, journal.value(load_style("book", Path())))
    try:
        return _small(given)
    except (OSError, ValueError, Image.DecompressionBombError):
        return _small(cover_png(record.metadata, journal.value(load_style("book", Path()))))


def _small(picture: bytes) -> bytes:
    from PIL import Image

    target = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        height = max(1, round(image.height * _COVER_WIDTH / image.width))
        image.convert("RGB").resize((_COVER_WIDTH, height)).save(target, "PNG")
    return target.getvalue()


def _write(parts: dict[str, bytes], folder: Path) -> list[OutputFile]:
    """All files or none; records of books that are gone are taken away."""
    with Staging() as staging:
        files = [staging.add(PurePosixPath(name).suffix[1:], folder / name, data) for name, data in parts.items()]
        staging.commit()
    for path in sorted((folder / RECORDS).iterdir()):
        if _RECORD.fullmatch(path.name) and f"{RECORDS}/{path.name}" not in parts:
            with suppress(OSError):
                path.unlink()
    return files
