"""collection.yaml → Manifest, or every mistake in it."""

import os
from pathlib import Path

from publish.diagnostics import Outcome, PublishError, Span
from publish.manifest import checks
from publish.manifest.expand import MISSING_FILE, Ground, is_file, missing_hint
from publish.manifest.file import CleaningEntry, ContentsEntry, IndexEntry, ManifestFile, NamesEntry, OutputsEntry
from publish.manifest.naming import safe_name
from publish.manifest.plan import (
    PRINCIPAL,
    ContentsPlan,
    CoverKind,
    CoverPlan,
    Format,
    IndexPlan,
    Manifest,
    Outputs,
    WordPlan,
)
from publish.manifest.sources import resolve_sources
from publish.model.book import BookMetadata
from publish.model.ports import Cleaning, Profile
from publish.settings import Mistakes, fit, load_tree
from publish.settings.mistakes import advice, nearest
from publish.settings.shape import Path as Place
from publish.settings.styles import builtin_styles, known_styles, own_style

UNKNOWN_STYLE = 27
COVER_FORMAT = 28
UNKNOWN_RULE = 29
FOLDER_TAKEN = 30
REFERENCE_FORMAT = 32

SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".epub", ".pdf"}
)
REFERENCE_SUFFIXES = (".docx", ".dotx")
COVER_SUFFIXES = (".jpeg", ".jpg", ".png")

Places = dict[Place, Span]


def load_manifest(
    path: Path, suffixes: frozenset[str] = SUFFIXES, rules: frozenset[str] | None = None
) -> Outcome[Manifest]:
    """The manifest in the YAML file `path`, its sources found and put in order.

    `suffixes` are the formats that can be read; `rules` the codes and names of all cleaning rules, by which those of
    the manifest are checked if given. Nothing but the manifest itself is opened. The diagnostics are notes about
    files that were left out.

    Raises PublishError (M0xx) with every mistake, in the order of their places.
    """
    mistakes = Mistakes(str(path), "M0")
    tree = load_tree(path, mistakes)
    if tree is None:
        raise PublishError(mistakes.found)
    shaped = fit(tree, ManifestFile, mistakes)
    file, places = shaped.value, shaped.places
    where = Path(os.path.normpath(path.absolute()))
    outputs = _outputs(file, where, places, mistakes)
    ground = Ground(where.parent, suffixes, Path(outputs.folder))
    manifest = Manifest(
        path=str(where),
        metadata=_metadata(file),
        parts=resolve_sources(file, places, ground, mistakes),
        style=_style(file, where.parent, places, mistakes),
        outputs=outputs,
        cover=_cover(file, ground, places, mistakes),
        title_page=file.title_page,
        colophon=file.colophon,
        contents=_contents(file),
        numbering=file.numbering,
        cleaning=_cleaning(file, rules, places, mistakes),
        dedup=file.dedup,
        index=_index(file),
        lists=file.lists,
        word=_word(file, ground, places, mistakes),
    )
    mistakes.stop_if_any()
    return Outcome(manifest, mistakes.found)


def _metadata(file: ManifestFile) -> BookMetadata:
    return BookMetadata(
        title=checks.one_line(file.title),
        subtitle=checks.one_line(file.subtitle),
        editors=_several(file.editors),
        organisation=checks.one_line(file.organisation),
        date=checks.iso_date(file.date) if file.date else "",
        language=file.language,
        identifier=checks.one_line(file.identifier),
        rights=checks.one_line(file.rights),
        description=file.description.strip(),
        subjects=_several(file.subjects),
    )


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else value
    return tuple(checks.one_line(text) for text in values)


def _style(file: ManifestFile, folder: Path, places: Places, mistakes: Mistakes) -> str:
    """The absolute path of a style of one's own, or the name of a built-in one."""
    own = own_style(file.style, folder)
    if own is None and file.style not in builtin_styles():
        hint = advice(file.style, known_styles(folder))
        mistakes.add(UNKNOWN_STYLE, f"there is no style '{file.style}'", places["style",], hint)
    return str(own) if own else file.style


def _cover(file: ManifestFile, ground: Ground, places: Places, mistakes: Mistakes) -> CoverPlan:
    if isinstance(file.cover, bool) or file.cover in {CoverKind.GENERATED, CoverKind.NONE}:
        return CoverPlan(CoverKind.GENERATED if file.cover in {True, "generated"} else CoverKind.NONE)
    path = Path(os.path.normpath(ground.folder / file.cover))
    if not is_file(path):
        hint = missing_hint(file.cover, path, ground)
        mistakes.add(MISSING_FILE, f"there is no image '{file.cover}'", places["cover",], hint)
    elif path.suffix.lower() not in COVER_SUFFIXES:
        hint = f"supported are {', '.join(COVER_SUFFIXES)}"
        mistakes.add(COVER_FORMAT, f"'{file.cover}' cannot be the cover", places["cover",], hint)
    return CoverPlan(CoverKind.IMAGE, str(path))


def _word(file: ManifestFile, ground: Ground, places: Places, mistakes: Mistakes) -> WordPlan:
    told = file.word
    reference = _reference(file.reference, ground, places, mistakes)
    return WordPlan(told.comments, told.tracked, reference, told.embed_fonts, told.heading_numbers)


def _reference(text: str, ground: Ground, places: Places, mistakes: Mistakes) -> str:
    """The absolute path of the template for Word files, if there is one."""
    if not text:
        return ""
    path = Path(os.path.normpath(ground.folder / text))
    if not is_file(path):
        hint = missing_hint(text, path, ground)
        mistakes.add(MISSING_FILE, f"there is no Word file '{text}'", places["reference",], hint)
    elif path.suffix.lower() not in REFERENCE_SUFFIXES:
        hint = f"supported are {', '.join(REFERENCE_SUFFIXES)}"
        mistakes.add(REFERENCE_FORMAT, f"'{text}' cannot be the reference", places["reference",], hint)
    return str(path)


def _contents(file: ManifestFile) -> ContentsPlan:
    match file.toc:
        case bool():
            return ContentsPlan() if file.toc else ContentsPlan(depth=0)
        case int():
            return ContentsPlan(depth=file.toc)
        case ContentsEntry():
            return ContentsPlan(file.toc.depth, checks.one_line(file.toc.title))


def _index(file: ManifestFile) -> IndexPlan:
    entry = file.index if isinstance(file.index, IndexEntry) else IndexEntry(terms=file.index)
    return IndexPlan(_several(entry.terms), entry.documents, checks.one_line(entry.title))


def _cleaning(file: ManifestFile, rules: frozenset[str] | None, places: Places, mistakes: Mistakes) -> Cleaning:
    match file.clean:
        case bool():
            return Cleaning(Profile.STANDARD if file.clean else Profile.OFF)
        case Profile():
            return Cleaning(file.clean)
        case CleaningEntry(profile, on, off, patterns):
            for key, names in (("on", on), ("off", off)):
                for index, name in enumerate(names):
                    if rules is not None and name not in rules:
                        meant = nearest(name, rules)
                        hint = f"did you mean '{meant}'?" if meant else "'publish explain' lists the rules"
                        place = places["clean", key, index]
                        mistakes.add(UNKNOWN_RULE, f"there is no cleaning rule '{name}'", place, hint)
            return Cleaning(profile, on, off, patterns)


def _outputs(file: ManifestFile, where: Path, places: Places, mistakes: Mistakes) -> Outputs:
    entry = file.outputs if isinstance(file.outputs, OutputsEntry) else OutputsEntry(formats=file.outputs)
    formats = (entry.formats,) if isinstance(entry.formats, Format) else tuple(dict.fromkeys(entry.formats))
    name = entry.name if isinstance(entry.name, str) else ""
    folder = Path(os.path.normpath(where.parent / entry.folder))
    if folder.exists() and not folder.is_dir():
        place = places.get(("outputs", "folder"), Span(mistakes.path))
        mistakes.add(
            FOLDER_TAKEN, f"'{entry.folder}' is a file, not a folder", place, "name another folder with outputs.folder"
        )
    return Outputs(
        formats=formats or PRINCIPAL,
        folder=str(folder),
        name=_without_suffix(name) or safe_name(file.title, where.stem),
        names=_names(entry.name) if isinstance(entry.name, NamesEntry) else {},
    )


def _names(entry: NamesEntry) -> dict[Format, str]:
    named = {output: _without_suffix(getattr(entry, output.value)) for output in Format}
    return {output: name for output, name in named.items() if name}


def _without_suffix(name: str) -> str:
    """The name without the suffix of an output, which is added when the file is written."""
    stem, dot, suffix = name.strip().rpartition(".")
    return stem if dot and suffix.lower() in set(Format) else name.strip()
