"""Layout and PDF writing alone, beside Typst on the same text, and the floor that nothing in Python gets below.

python benchmarks/layout.py COLLECTION [--rounds 5] [--typst PYTHON]

COLLECTION is a folder of the shared benchmark (collection.yaml, collection.typ); PYTHON has the package `typst`. Every
round is a process of its own that is given the book ready to be set: fonts are opened in it, caches are cold. Seconds
are processor time of all processes (with two workers that is more than with one, they share caches) and wall time.
"""

import argparse
import gc
import io
import json
import multiprocessing
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf

from publish.assembly import Comparison
from publish.cli.inputs import manifest_path, read_manifest
from publish.fontbook import FontBook
from publish.model.manuscript import Manuscript
from publish.model.walk import book_lines
from publish.pipeline.build import compose
from publish.pipeline.journal import Journal
from publish.pipeline.material import prepare
from publish.pipeline.typeset import Typesetter
from publish.pipeline.workers import Workers
from publish.plugins import load_tables
from publish.stylesheet import load_style
from publish.writers.pdf.codes import CharacterCodes
from publish.writers.pdf.compact import CompactDocument
from publish.writers.pdf.content import Glyphs
from publish.writers.pdf.fonts import EmbeddedFont

IMPORTS = "import publish.layout, publish.writers.pdf.write"
TYPST = "import sys, typst; typst.compile(sys.argv[1] + '/collection.typ', output=sys.argv[2])"
Seconds = dict[str, float]


def manuscript_of(folder: Path) -> Manuscript:
    """The book of a collection, cleaned and put together."""
    manifest, journal = read_manifest(manifest_path(folder / "collection.yaml")).value, Journal()
    tables = journal.value(load_tables())
    material = prepare(manifest, tables, journal, Workers(os.cpu_count() or 1), None)
    style = journal.value(load_style(manifest.style, Path(manifest.path).parent))
    return compose(manifest, style, material, journal, Comparison.LATER)


def aside(work: Callable[[], bytes | None]) -> tuple[Seconds, bytes]:
    """What work takes in a copy of this process, and what it gives."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def run() -> None:
        before, start = os.times(), time.perf_counter()
        data = work()
        wall, after = time.perf_counter() - start, os.times()
        sender.send_bytes(json.dumps({"wall": wall, "cpu": sum(after[:4]) - sum(before[:4])}).encode())
        sender.send_bytes(data or b"")

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    taken, data = json.loads(receiver.recv_bytes()), receiver.recv_bytes()
    process.join()
    return taken, data


def least(rounds: int, work: Callable[[], bytes | None]) -> tuple[Seconds, bytes]:
    """The least of several rounds."""
    runs = [aside(work) for _ in range(rounds)]
    return {kind: min(taken[kind] for taken, _ in runs) for kind in runs[0][0]}, runs[-1][1]


def compress(streams: list[bytes]) -> None:
    """Compresses the content of all pages once more."""
    for stream in streams:
        zlib.compress(stream, 6)


def page_streams(data: bytes) -> list[bytes]:
    """The content of all pages as it was before it was compressed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = [list(page.obj.Contents) for page in pdf.pages]
        return [part.read_bytes() for parts in contents for part in parts]


def subset(manuscript: Manuscript) -> None:
    """Embeds the face of the text with all characters of the book."""
    fonts = FontBook(manuscript.style.families)
    text = "".join(book_lines(manuscript.book))
    font = EmbeddedFont(fonts.coverage("songti").faces[0], CharacterCodes())
    font.add(Glyphs("".join(sorted(set(text)))))
    font.write(CompactDocument((1, 7), "zh"))


def command(*arguments: str) -> None:
    """Another program."""
    subprocess.run(arguments, check=True)


def main() -> None:
    """Prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("collection", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--typst", metavar="PYTHON", default="")
    told = arguments.parse_args()
    manuscript = manuscript_of(told.collection)
    gc.freeze()
    gc.disable()  # as the program does

    def typeset(workers: int) -> bytes:
        journal = Journal()
        files = Typesetter(manuscript, journal.value(load_tables()), journal, Workers(workers)).files(("pdf",))
        return dict(files)["pdf"]

    rows: list[tuple[str, Seconds]] = []
    for workers in (1, 2):
        taken, data = least(told.rounds, lambda workers=workers: typeset(workers))
        rows.append((f"layout and PDF, workers: {workers}", taken))
    streams = page_streams(data)
    rows.append(("floor: pages compressed", least(told.rounds, lambda: compress(streams))[0]))
    rows.append(("floor: one font embedded", least(told.rounds, lambda: subset(manuscript))[0]))
    rows.append(("start of Python", least(told.rounds, lambda: command(sys.executable, "-c", ""))[0]))
    rows.append(("start and imports", least(told.rounds, lambda: command(sys.executable, "-c", IMPORTS))[0]))
    if told.typst:
        call = (told.typst, "-c", TYPST, str(told.collection), "/dev/null")
        rows.append(("Typst, the whole command", least(told.rounds, lambda: command(*call))[0]))
    print("| step | wall s | CPU s |\n|---|--:|--:|")
    for name, taken in rows:
        print(f"| {name} | {taken['wall']:.2f} | {taken['cpu']:.2f} |")


if __name__ == "__main__":
    main()
