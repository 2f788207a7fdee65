"""`publish build`: the collection in all its formats."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from msgspec.structs import replace

from publish.cli.guard import guarded
from publish.cli.inputs import manifest_path, read_manifest
from publish.cli.options import AsJson, ClusterAddress, ManifestPath, NoCache, Verbose, WorkerCount
from publish.cli.voices import Voice, chosen_voice, loudness_of

if TYPE_CHECKING:
    from publish.diagnostics import Diagnostic
    from publish.manifest.plan import Manifest
    from publish.pipeline import BuildReport, OutputFile


# A build makes hundreds of thousands of values that live as long as it does and hardly ever refer to each other in a
# circle: looking for circles at every 700 new ones costs 3 % of the time and finds nothing.
_RARELY = 200_000


class _Resources(NamedTuple):
    """What a build may use: processes, 0 for as many as there are processors; a cluster; the cache."""

    workers: int
    cluster: str
    cached: bool


def build_command(
    manifest: ManifestPath = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Make a PDF.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Make a Word file.")] = False,
    epub: Annotated[bool, typer.Option("--epub", help="Make an e-book.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Make a web page, and a site with search (zip).")] = False,
    md: Annotated[bool, typer.Option("--md", help="Make a Markdown file, for archives.")] = False,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="FORMAT", help="Make a format by its suffix, plugins' too.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the files go.", show_default=False)
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FILE", help="Write the plain text, too.", show_default=False),
    ] = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--report", metavar="FILE", help="Report on every change: .html, .json, .md.", show_default=False),
    ] = None,
    workers: WorkerCount = 0,
    cluster: ClusterAddress = "",
    verify_docx: Annotated[
        bool, typer.Option("--verify-docx", help="Compare the contents of the Word file with its pages in LibreOffice.")
    ] = False,
    docx_comments: Annotated[
        bool, typer.Option("--docx-comments", help="Show the remarks on the sources as comments in the Word file.")
    ] = False,
    docx_tracked: Annotated[
        bool, typer.Option("--docx-tracked", help="Show the cleaning as tracked changes in the Word file.")
    ] = False,
    reference: Annotated[
        Path | None,
        typer.Option("--reference", metavar="FILE", help="Take styles and page from a Word file.", show_default=False),
    ] = None,
    no_cache: NoCache = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Verbose = False,
    json: AsJson = False,
) -> None:
    """Build a collection in all formats, or those named."""
    start = time.perf_counter()
    gc.set_threshold(_RARELY)
    flags = {"pdf": pdf, "docx": docx, "epub": epub, "html": html, "site.zip": html, "md": md}
    named = [name for name, wanted in flags.items() if wanted]
    formats = tuple(dict.fromkeys([*named, *(to or ())]))
    voice = chosen_voice(manifest, loudness_of(quiet=quiet, verbose=verbose), json=json)
    with guarded(voice.fail):
        loaded = read_manifest(manifest_path(manifest))
        finish = _reporter(loaded.value, tuple(reports or ()))
        wanted = _with_word(_moved(loaded.value, out), docx_comments, docx_tracked, reference)
        report = _build(wanted, formats, text, voice, _Resources(workers, cluster, cached=not no_cache))
        verified = _verified(report, loaded.value) if verify_docx else ()
        told = replace(report, diagnostics=(*loaded.diagnostics, *report.diagnostics, *verified))
        told = replace(told, files=(*told.files, *finish()))
        voice.close(told, time.perf_counter() - start)


def _reporter(manifest: Manifest, reports: tuple[Path, ...]) -> Callable[[], tuple[OutputFile, ...]]:
    """Writes the reports that are wanted, when it is called. Names that cannot be are refused at once."""
    if not reports:
        return tuple
    from publish.pipeline import Journal, check_reports, write_reports

    check_reports(manifest, reports)
    return lambda: write_reports(manifest, reports, Journal())


def _with_word(manifest: Manifest, comments: bool, tracked: bool, reference: Path | None) -> Manifest:
    """The manifest with what is asked of its Word file here, too."""
    asked = manifest.word
    wanted = replace(
        asked,
        comments=comments or asked.comments,
        tracked=tracked or asked.tracked,
        reference=str(reference.absolute()) if reference else asked.reference,
    )
    return replace(manifest, word=wanted)


def _moved(manifest: Manifest, out: Path | None) -> Manifest:
    """The manifest with its outputs in the folder asked for."""
    if out is None:
        return manifest
    return replace(manifest, outputs=replace(manifest.outputs, folder=str(out.absolute())))


def _build(
    manifest: Manifest, formats: tuple[str, ...], text: Path | None, voice: Voice, use: _Resources
) -> BuildReport:
    from publish.cache import Cache, default_folder
    from publish.pipeline import Workers, available, build  # brings all stages with it

    workers = Workers(use.workers or available(), use.cluster)
    cache = Cache(default_folder()) if use.cached else None
    with voice.progress() as listener:
        return build(manifest, formats, text_file=text, listener=listener, workers=workers, cache=cache)


def _verified(report: BuildReport, manifest: Manifest) -> tuple[Diagnostic, ...]:
    """What LibreOffice says about the contents of the Word files of a build."""
    from publish.stylesheet import load_style
    from publish.writers.docx.verification import verify_docx

    sheet = load_style(manifest.style, Path(manifest.path).parent).value
    files = [Path(file.path) for file in report.files if file.format == "docx"]
    return tuple(told for file in files for told in verify_docx(file.read_bytes(), sheet).diagnostics)
