"""Independent programs judge the outputs. `make validators` installs them; without, these tests are skipped."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import docx
import pytest
import validate
from building import ROOT, run
from PIL import Image

pytestmark = pytest.mark.validators


@pytest.mark.parametrize("validator", validate.VALIDATORS, ids=lambda validator: validator.name)
def test_example(validator, office, missing):
    try:
        assert validate.faults_of(validator, office.output(validator.suffix.removeprefix("."))) == []
    except validate.NotInstalledError as reason:
        missing(reason)


@pytest.mark.parametrize("name", ["qpdf", "ooxml", "epubcheck", "calibre"])
def test_seeds(name, seeds, missing):
    (validator,) = (validator for validator in validate.VALIDATORS if validator.name == name)
    try:
        assert validate.faults_of(validator, seeds.output(validator.suffix.removeprefix("."))) == []
    except validate.NotInstalledError as reason:
        missing(reason)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_example_by_the_shared_validators(suffix, office, shared, missing):
    without = [word for name in ("calibre", "twin", "text") for word in ("--skip", name)]
    assert_valid(office.output(suffix), [*without], shared, missing)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["office", "my-style", "seeds", "seeds in gbt9704"])
def test_pdf_by_the_shared_validators(name, request, tmp_path, shared, missing):
    """PDF/A-2u and PDF/UA-1 rule by rule, no text over text, and every sentence of the book in its order."""
    if name == "my-style":
        manifest = ROOT / "examples" / name / "collection.yaml"
    else:
        manifest = request.getfixturevalue(name.split()[0]).manifest
    if "gbt9704" in name:
        manifest = manifest.with_name("official.yaml")
        manifest.write_text("title: 材料汇编\nsources: seeds\nstyle: gbt9704\n", "utf-8")
    text = tmp_path / "book.txt"
    run("build", manifest, "--pdf", "--no-cache", "--out", tmp_path, "--text", text)
    options = ["--strict", "--profile", "2u", "--profile", "ua1", "--skip", "twin", "--text", str(text)]
    assert_valid(next(tmp_path.glob("*.pdf")), options, shared, missing)


def assert_valid(file: Path, options: list[str], shared: Path, missing: Callable[[object], NoReturn]) -> None:
    script = shared / "tools" / "validate.py"
    if not validate.CACHE.is_dir():
        missing(f"there are no validators in {validate.CACHE}")
    done = subprocess.run(
        [sys.executable, script, "--require", "all", *options, file],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PUBLISH_VALIDATORS": str(validate.CACHE)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


VARIANTS = {
    "changes": "word: {comments: true, tracked: true}\n",
    "index-and-type": "index: {terms: [服务, 群众], documents: true}\nword: {embed_fonts: true}\n",
    "counted": "style: gbt9704\nword: {heading_numbers: automatic}\n",
    "official": "style: gbt9704\nword: {tracked: true}\n",
    "template": "reference: template.docx\nword: {heading_numbers: automatic}\n",
}


def make_template(folder: Path) -> None:
    """A template as offices have them: a badge in the head of its pages."""
    Image.new("RGB", (60, 20), (200, 0, 0)).save(folder / "badge.png")
    template = docx.Document()
    template.sections[0].header.paragraphs[0].add_run("某办公室").add_picture(str(folder / "badge.png"))
    template.save(folder / "template.docx")


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_variants_of_the_word_file(name, tmp_path, missing):
    for path in (ROOT / "examples/office").glob("*"):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    make_template(tmp_path)
    manifest = tmp_path / "collection.yaml"
    given = manifest.read_text("utf-8").splitlines()
    lines = [line for line in given if not line.startswith(("style:", "index:", "word:", "reference:"))]
    manifest.write_text("\n".join([*lines, VARIANTS[name]]), "utf-8")
    run("build", manifest, "--docx", "--no-cache", "--out", tmp_path / "out")
    (made,) = (tmp_path / "out").glob("*.docx")
    (validator,) = (validator for validator in validate.VALIDATORS if validator.name == "ooxml")
    try:
        assert validate.faults_of(validator, made) == []
    except validate.NotInstalledError as reason:
        missing(reason)
