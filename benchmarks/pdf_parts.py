"""Whether tables, notes or images slow the PDF down: each part at two sizes, the time of one beside the other.

python benchmarks/pdf_parts.py [--scale 0.1]
"""

import argparse
import io
import resource
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block, Cell, Figure, Metadata, Note, Paragraph, Row, Table, Text
from publish.model.manuscript import Manuscript
from publish.model.raw import Asset
from publish.stylesheet import load_style
from publish.writers.pdf.write import write_pdf

SENTENCE = "为了把工作做得更好，我们认真听取各方面的意见，并逐项落实。"
PER_CHAPTER = 50
Parts = tuple[list[Block], dict[str, Asset]]


def paragraph(text: str, *notes: Note) -> Paragraph:
    """A paragraph with its notes at the end."""
    return Paragraph((Text(text), *notes))


def tables(count: int) -> Parts:
    """Tables of 6 rows and 4 columns, one of them numbers."""
    blocks: list[Block] = []
    for number in range(count):
        head = Row(tuple(Cell((paragraph(text),), header=True) for text in ("序号", "单位", "事项", "金额")))
        rows = (
            Row(tuple(Cell((paragraph(text),)) for text in (str(at), "办公室", SENTENCE[:14], f"{number + at * 7}.5")))
            for at in range(1, 6)
        )
        blocks.extend((paragraph(SENTENCE), Table((head, *rows), header_rows=1, caption=(Text(f"表{number + 1}"),))))
    return blocks, {}


def one_table(rows: int) -> Parts:
    """A single table of so many rows."""
    cells = (Row(tuple(Cell((paragraph(text),)) for text in (str(at), "办公室", SENTENCE[:14]))) for at in range(rows))
    return [Table(tuple(cells))], {}


def notes(count: int) -> Parts:
    """Paragraphs with a note each, every tenth one longer."""
    blocks = [
        paragraph(SENTENCE * 2, Note((paragraph(SENTENCE * (8 if number % 10 == 0 else 1)),)))
        for number in range(count)
    ]
    return list(blocks), {}


def images(count: int) -> Parts:
    """Different pictures of 640 by 400 pixels with captions."""
    blocks: list[Block] = []
    assets = {}
    for number in range(count):
        buffer = io.BytesIO()
        Image.linear_gradient("L").resize((640, 400)).rotate(number % 360).save(buffer, "JPEG", quality=80)
        digest = f"{number:064x}"
        assets[digest] = Asset(digest, "image/jpeg", buffer.getvalue(), 640, 400)
        blocks.extend((paragraph(SENTENCE * 2), Figure(digest, alt="图", caption=(Text(f"图{number + 1}"),))))
    return blocks, assets


PARTS: tuple[tuple[str, Callable[[int], Parts], int], ...] = (
    ("tables", tables, 1_000),
    ("rows of one table", one_table, 5_000),
    ("notes", notes, 10_000),
    ("images", images, 500),
)


def measure(make: Callable[[int], Parts], count: int) -> tuple[float, int, float]:
    """Seconds of processor time, pages and megabytes of a book made of so many parts."""
    blocks, assets = make(count)
    chapters = tuple(
        Chapter(f"d{at}", Metadata(title=f"第{at // PER_CHAPTER + 1}篇"), tuple(blocks[at : at + PER_CHAPTER]))
        for at in range(0, len(blocks), PER_CHAPTER)
    )
    sheet = load_style("book", Path.cwd()).value
    manuscript = Manuscript(Book(BookMetadata("汇编"), (Part("p1", "", chapters),), ()), sheet, assets)
    fonts = FontBook(sheet.families)
    layout = lay_out(manuscript, fonts)
    start = time.process_time()
    data = write_pdf(manuscript, layout, fonts).value
    return time.process_time() - start, len(layout.pagination.labels), len(data) / 1e6


def main() -> None:
    """Prints a table; a last column of about 1 means that twice as many parts take twice as long."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--scale", type=float, default=1.0, help="of the counts")
    scale = arguments.parse_args().scale
    print("| part | count | pages | seconds | MB | ms each | against half as many |\n|---|--:|--:|--:|--:|--:|--:|")
    for name, make, full in PARTS:
        count = max(2, round(full * scale))
        half, _, _ = measure(make, count // 2)
        seconds, pages, size = measure(make, count)
        growth = seconds / half / 2
        print(
            f"| {name} | {count} | {pages} | {seconds:.2f} | {size:.1f} | {seconds / count * 1e3:.2f} | {growth:.2f} |"
        )
    print(f"\npeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
