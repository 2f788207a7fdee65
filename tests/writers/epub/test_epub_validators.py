"""Independent programs judge the torture book. `make validators` installs them; without, these tests are skipped."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import validate
from epub_torture import ASSETS, NOTES, SMALL, WIDE, torture

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.writers.epub import write_epub

pytestmark = pytest.mark.validators


def judged(name: str, book: Path, missing) -> list[str]:
    (validator,) = (validator for validator in validate.VALIDATORS if validator.name == name)
    try:
        return validate.faults_of(validator, book)
    except validate.NotInstalledError as reason:
        missing(reason)


def test_epubcheck_on_a_large_book(write, missing, tmp_path):
    path = tmp_path / "large.epub"
    path.write_bytes(write(torture(600), ASSETS).data)
    assert judged("epubcheck", path, missing) == []


@pytest.mark.slow
def test_all_shared_validators(awkward, shared, missing, tmp_path):
    """Warnings fail too: outline of the headings, accessibility, every page at the width of a phone."""
    if not validate.CACHE.is_dir():
        missing(f"there are no validators in {validate.CACHE}")
    path = tmp_path / "awkward.epub"
    path.write_bytes(awkward.data)
    done = subprocess.run(
        [sys.executable, shared / "tools" / "validate.py", "--strict", path],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PUBLISH_VALIDATORS": str(validate.CACHE)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_pages_turn_and_no_word_is_cut_on_a_phone(style, missing, tmp_path):
    """In a real engine, 360 px wide, by day and by night: pages, notes, contents, list of pages, colours."""
    modules, browser = validate.CACHE / "node" / "node_modules", shutil.which("chromium")
    if not browser or not (modules / "foliate-js").is_dir():
        missing(f"chromium or foliate-js ({modules}) is not there")
    manuscript = Manuscript(torture(12), style, {each.digest: each for each in (SMALL, WIDE)})
    layout = lay_out(manuscript, FontBook(style.families))
    for _ in layout.pages:
        pass
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(manuscript, layout.pagination).value)
    script = Path(__file__).with_name("phone.mjs")
    done = subprocess.run(["node", script, modules, browser, path], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    for told in json.loads(done.stdout).values():
        assert told["faults"] == []
        assert told["turns"] > told["sections"]
        assert told["last"] == told["sections"] - 1
        assert told["pages"] == len(layout.pagination.starts)
        assert told["notes"] == NOTES - 1
