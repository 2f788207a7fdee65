"""Independent programs judge the torture book. `make validators` installs them; without, these tests are skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import validate
from epub_torture import ASSETS, torture

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
