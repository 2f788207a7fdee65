"""Other programs find the same headings on the same levels: those of the book that stand alone."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from test_docx_shape import mixed, small
from word_torture import style
from word_torture import text as words

from publish.model.book import Book
from publish.model.document import Heading
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.walk import flow_blocks, inline_text
from publish.writers.docx import write_docx

Tree = list[tuple[int, str]]
PLAIN = small(Heading(1, words("概述")), Heading(2, words("细节")), titles=("甲", "乙"))
PARTED = small(Heading(1, words("概述")), part="上编", titles=("甲", "乙"))
BOOKS = {"plain": PLAIN, "parts": PARTED, "mixed": mixed()}
VALIDATORS = Path(os.environ.get("PUBLISH_VALIDATORS", Path.home() / ".cache/publish-validators"))
MAMMOTH = "import mammoth, sys; print(mammoth.convert_to_html(open(sys.argv[1], 'rb')).value)"

DOCLING = """
import json, pathlib, sys
from docling.backend.msword_backend import MsWordDocumentBackend as Backend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument
file = InputDocument(path_or_stream=pathlib.Path(sys.argv[1]), format=InputFormat.DOCX, backend=Backend)
items = [item for item, _ in file._backend.convert().iterate_items() if item.label == "section_header"]
print(json.dumps([(item.level, item.text) for item in items]))
"""


def headings(book: Book) -> Iterator[tuple[int, str]]:
    """Level and text of each heading that has a paragraph of its own; run-in headings are words of a paragraph."""
    for part in book.parts:
        if part.title:
            yield 1, part.title
        top = 2 if part.title else 1
        for chapter in part.chapters:
            yield top, chapter.metadata.title
            for block in flow_blocks(chapter.blocks):
                if isinstance(block, Heading):
                    yield top + block.level, block.number + inline_text(block.content)


def bare(title: str) -> str:
    return "".join(title.split())


def by_pandoc(path: Path, missing: Callable[[object], None]) -> Tree:
    pandoc = shutil.which("pandoc") or missing("pandoc is not installed")
    blocks = json.loads(shown(str(pandoc), path, "-t", "json"))["blocks"]
    headers = [block["c"] for block in blocks if block["t"] == "Header"]
    return [(level, "".join(item["c"] for item in content if item["t"] == "Str")) for level, _, content in headers]


def by_mammoth(path: Path, missing: Callable[[object], None]) -> Tree:
    python = VALIDATORS / "venv/bin/python"
    if not python.is_file():
        missing(f"there are no validators in {VALIDATORS}")
    html = shown(python, "-c", MAMMOTH, path)
    found = re.findall(r"<h(\d)>(.*?)</h\d>", html, re.DOTALL)
    return [(int(level), unescape(re.sub("<[^>]*>", "", title))) for level, title in found]


def by_docling(path: Path, missing: Callable[[object], None]) -> Tree:
    """Docling is large, so that it is nobody's duty. It takes the title of the contents for a heading."""
    python = os.environ.get("PUBLISH_DOCLING")
    if not python:
        pytest.skip("PUBLISH_DOCLING names no Python that has docling-slim[format-docx]")
    return [(level, title) for level, title in json.loads(shown(python, "-c", DOCLING, path)) if title != "目录"]


def shown(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.fixture(params=[*BOOKS, "office", "seeds"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Tree]:
    """A Word file, and the tree of headings of its book."""
    book = BOOKS.get(request.param)
    if book is None:
        made = request.getfixturevalue(request.param)
        return made.output("docx"), [(level, bare(title)) for level, title in headings(made.book())]
    path = tmp_path / "book.docx"
    path.write_bytes(write_docx(Manuscript(book, style(), {}), Pagination({}, ())).value)
    return path, [(level, bare(title)) for level, title in headings(book)]


@pytest.mark.validators
@pytest.mark.parametrize("program", [by_pandoc, by_mammoth, by_docling])
def test_the_tree_of_headings(program: Callable[..., Tree], case: tuple[Path, Tree], missing) -> None:
    path, expected = case
    assert expected
    assert [(level, bare(title)) for level, title in program(path, missing)] == expected
