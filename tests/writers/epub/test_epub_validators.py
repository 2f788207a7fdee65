"""Independent programs judge the torture book. `make validators` installs them; without, these tests are skipped."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import validate
from building import run
from epub_torture import ASSETS, NOTES, SMALL, WIDE, torture

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.model.style import Writing
from publish.writers.epub import write_epub

pytestmark = pytest.mark.validators


FAST = tuple(word for name in ("zip", "pandoc", "epubcheck") for word in ("--only", name))


def judge(path: Path, shared: Path, missing, *options: str) -> None:
    """The shared validators find nothing at all: warnings fail too."""
    if not validate.CACHE.is_dir():
        missing(f"there are no validators in {validate.CACHE}")
    done = subprocess.run(
        [sys.executable, shared / "tools" / "validate.py", "--strict", *options, path],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PUBLISH_VALIDATORS": str(validate.CACHE)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def faults(validator, path: Path, work: Path, missing) -> list[str]:
    """What a validator of ours finds."""
    try:
        return list(validator(path, work))
    except validate.NotInstalledError as reason:
        missing(reason)


@pytest.mark.slow
def test_a_large_book(write, missing, tmp_path):
    path = tmp_path / "large.epub"
    path.write_bytes(write(torture(600), ASSETS).data)
    assert faults(validate.epubcheck, path, tmp_path, missing) == []


@pytest.mark.slow
def test_the_corpus_as_one_collection(shared, missing, tmp_path):
    manifest = tmp_path / "collection.yaml"
    manifest.write_text(f"title: 语料\nsources: {json.dumps(str(shared / 'corpus/docs'))}\n", "utf-8")
    run("build", manifest, "--epub", "--out", tmp_path)
    (path,) = tmp_path.glob("*.epub")
    judge(path, shared, missing, *FAST)
    assert faults(validate.calibre, path, tmp_path, missing) == []


@pytest.mark.slow
def test_all_shared_validators(awkward, shared, missing, tmp_path):
    """Outline of the headings, accessibility (Ace), every page at the width of a phone, Calibre where it is."""
    path = tmp_path / "awkward.epub"
    path.write_bytes(awkward.data)
    judge(path, shared, missing)


@pytest.mark.slow
@pytest.mark.parametrize("writing", Writing)
def test_pages_turn_and_no_word_is_cut_on_a_phone(style, writing, missing, tmp_path):
    """In a real engine, 360 px wide, by day and by night: pages, pop-up notes, contents, list of pages, colours."""
    style = msgspec.structs.replace(style, ebook=msgspec.structs.replace(style.ebook, writing=writing))
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
