"""What people hand on: all files of a collection together, with their checksums and a list that programs can read."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePosixPath

import msgspec

from publish.assembly.single import single_books
from publish.cache import Cache
from publish.manifest.naming import safe_name
from publish.manifest.plan import Manifest
from publish.model.book import Book, BookMetadata
from publish.model.manuscript import Manuscript
from publish.model.style import StyleSheet
from publish.pipeline.build import compose, report_of
from publish.pipeline.journal import Journal
from publish.pipeline.material import prepare
from publish.pipeline.memory import open_memory
from publish.pipeline.report import BuildReport, Listener, OutputFile, Step, say_nothing
from publish.pipeline.staging import Staging
from publish.pipeline.typeset import Typesetter
from publish.pipeline.workers import ALONE, Workers
from publish.plugins import Tables, load_tables
from publish.stylesheet import load_style
from publish.writers.archive import pack

LIST_FILE = "manifest.json"
SUMS_FILE = "SHA256SUMS"
SMALL_STYLE = "ereader"
_FORMATS = ("epub", "pdf", "docx")
_MEDIA_TYPES = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
}


class Container(StrEnum):
    """How the files are kept together."""

    FOLDER = "folder"
    ZIP = "zip"


class Splitting(StrEnum):
    """Whether each document is given as files of its own, too."""

    WHOLE = "whole"
    DOCUMENTS = "documents"


class BundlePlan(msgspec.Struct, frozen=True):
    """What is wanted. `small_style` is the style of the PDF for small screens."""

    container: Container = Container.FOLDER
    splitting: Splitting = Splitting.WHOLE
    small_style: str = SMALL_STYLE


class Use(StrEnum):
    """What a file of a bundle is for."""

    EBOOK = "ebook"
    PRINT = "print"
    SMALL_SCREEN = "small-screen"
    EDITING = "editing"
    COVER = "cover"
    DOCUMENT = "document"  # a single one


_USES = {"epub": Use.EBOOK, "pdf": Use.PRINT, "docx": Use.EDITING}


class BundledFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file as `manifest.json` lists it. `path` is relative to the bundle; `title` is that of a single document."""

    path: str
    use: Use
    media_type: str
    size: int
    sha256: str
    title: str = ""


class BundleList(msgspec.Struct, frozen=True):
    """`manifest.json`: what the collection is, and its files."""

    schema: str
    version: tuple[int, int]
    documents: int
    pages: int
    metadata: BookMetadata
    files: tuple[BundledFile, ...]


class _Piece(msgspec.Struct, frozen=True):
    path: str
    use: Use
    data: bytes
    title: str = ""


def bundle(
    manifest: Manifest,
    plan: BundlePlan | None = None,
    *,
    listener: Listener = say_nothing,
    workers: Workers = ALONE,
    cache: Cache | None = None,
) -> BuildReport:
    """Make the bundle of a collection in its output folder: a folder or a zip archive named as its files are.

    With a cache, sources that have not changed are not read and cleaned again.
    Raises PublishError when anything is wrong; no file is written or changed then.
    """
    plan = plan or BundlePlan()
    journal = Journal(listener)
    tables = journal.value(load_tables())
    home = Path(manifest.path).parent
    style, small = (journal.value(load_style(name, home)) for name in (manifest.style, plan.small_style))
    memory = open_memory(cache, tables)
    material = prepare(manifest, tables, journal, workers, memory)
    manuscript = compose(manifest, style, material, journal)
    typesetter = Typesetter(manuscript, tables, journal, workers, memory)
    name = manifest.outputs.name
    pieces = list(_whole(typesetter, manuscript, small, name, tables, journal))
    if plan.splitting is Splitting.DOCUMENTS:
        pieces += _singles(manuscript, tables, journal)
    parts = _listed(pieces, manuscript.book, typesetter.pages)
    files = _write(parts, Path(manifest.outputs.folder) / name, plan.container, journal)
    book = manuscript.book
    return report_of(book, material, typesetter, files, tables, journal)


def _whole(
    typesetter: Typesetter, manuscript: Manuscript, small: StyleSheet, name: str, tables: Tables, journal: Journal
) -> Iterator[_Piece]:
    """The files of the whole collection."""
    from publish.writers.cover import shelf_cover  # its fonts take long to load, and builds make no bundle

    for kind, data in typesetter.files(_FORMATS):
        yield _Piece(f"{name}.{kind}", _USES[kind], data)
    for_screens = Typesetter(msgspec.structs.replace(manuscript, style=small), tables, journal)
    for kind, data in for_screens.files(("pdf",)):
        yield _Piece(f"{name}-{small.name}.{kind}", Use.SMALL_SCREEN, data)
    yield _Piece("cover.png", Use.COVER, shelf_cover(manuscript))


def _singles(manuscript: Manuscript, tables: Tables, journal: Journal) -> Iterator[_Piece]:
    """The files of each document, numbered in the order of the book."""
    books = list(single_books(manuscript.book))
    digits = len(str(len(books)))
    for number, book in enumerate(books, 1):
        title = " ".join(book.metadata.title.split())
        stem = safe_name(f"{number:0{digits}} {title}", f"{number:0{digits}}")
        for kind, data in Typesetter(msgspec.structs.replace(manuscript, book=book), tables, journal).files(_FORMATS):
            yield _Piece(f"documents/{stem}.{kind}", Use.DOCUMENT, data, title)


def _listed(pieces: Iterable[_Piece], book: Book, pages: int) -> dict[str, bytes]:
    """The files by name, with the list of them and their checksums."""
    parts = {piece.path: piece.data for piece in pieces}
    files = tuple(_entry(piece) for piece in pieces)
    documents = sum(len(part.chapters) for part in book.parts)
    told = BundleList("publish-bundle", (1, 0), documents, pages, book.metadata, files)
    parts[LIST_FILE] = msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"
    parts[SUMS_FILE] = "".join(f"{_digest(data)}  {path}\n" for path, data in sorted(parts.items())).encode()
    return parts


def _entry(piece: _Piece) -> BundledFile:
    media_type = _MEDIA_TYPES[piece.path.rpartition(".")[2]]
    return BundledFile(piece.path, piece.use, media_type, len(piece.data), _digest(piece.data), piece.title)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(parts: dict[str, bytes], target: Path, container: Container, journal: Journal) -> list[OutputFile]:
    """All files or none; what a former bundle had and this one has not is taken away at the end."""
    with journal.timed(Step.SAVE), Staging() as staging:
        if container is Container.ZIP:
            files = [staging.add("zip", target.with_name(f"{target.name}.zip"), pack(parts))]
            staging.commit()
            return files
        former = _former(target)
        files = [staging.add(_suffix(path), target / path, data) for path, data in parts.items()]
        staging.commit()
    _sweep(target, [file for file in former if file.path not in parts])
    return files


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.removeprefix(".") or "text"


def _former(target: Path) -> tuple[BundledFile, ...]:
    """The files of the bundle that is there already."""
    try:
        return msgspec.json.decode((target / LIST_FILE).read_bytes(), type=BundleList).files
    except (OSError, msgspec.DecodeError):
        return ()


def _sweep(target: Path, files: Iterable[BundledFile]) -> None:
    """Takes files of a former bundle away, if they are in it and still as it made them."""
    for file in files:
        path = target / file.path
        if ".." in PurePosixPath(file.path).parts or not path.is_relative_to(target):
            continue
        with suppress(OSError):
            if _digest(path.read_bytes()) == file.sha256:
                path.unlink()
                path.parent.rmdir()
