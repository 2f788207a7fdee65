"""Other programs find the same headings on the same levels."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_docx_shape import mixed, outline, small
from word_package import WordFile
from word_torture import style
from word_torture import text as words

from publish.model.book import Book
from publish.model.document import Heading
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.writers.docx import write_docx

PLAIN = small(Heading(1, words("概述")), Heading(2, words("细节")), titles=("甲", "乙"))
PARTED = small(Heading(1, words("概述")), part="上编", titles=("甲", "乙"))
BOOKS = pytest.mark.parametrize("book", [PLAIN, PARTED, mixed()], ids=["plain", "parts", "mixed"])
VALIDATORS = Path(os.environ.get("PUBLISH_VALIDATORS", Path.home() / ".cache/publish-validators"))
MAMMOTH = "import mammoth, sys; print(mammoth.convert_to_html(open(sys.argv[1], 'rb')).value)"


def written(book: Book, folder: Path) -> tuple[Path, list[tuple[int, str]]]:
    data = write_docx(Manuscript(book, style(), {}), Pagination({}, ())).value
    path = folder / "book.docx"
    path.write_bytes(data)
    return path, outline(WordFile(data))


def shown(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.validators
@BOOKS
def test_pandoc(book: Book, tmp_path: Path, missing) -> None:
    pandoc = shutil.which("pandoc") or missing("pandoc is not installed")
    path, expected = written(book, tmp_path)
    blocks = json.loads(shown(pandoc, path, "-t", "json"))["blocks"]
    headers = [block["c"] for block in blocks if block["t"] == "Header"]
    found = [(level, "".join(item.get("c", "") for item in content)) for level, _, content in headers]
    assert found == expected


@pytest.mark.validators
@BOOKS
def test_mammoth(book: Book, tmp_path: Path, missing) -> None:
    python = VALIDATORS / "venv/bin/python"
    if not python.is_file():
        missing(f"there are no validators in {VALIDATORS}")
    path, expected = written(book, tmp_path)
    html = shown(python, "-c", MAMMOTH, path)
    found = [(int(level), re.sub("<[^>]*>", "", title)) for level, title in re.findall(r"<h(\d)>(.*?)</h\d>", html)]
    assert found == expected
