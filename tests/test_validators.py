"""Independent programs judge the outputs. `make validators` installs them; without, these tests are skipped."""

import os
import subprocess
import sys

import pytest
import validate

pytestmark = pytest.mark.validators


@pytest.mark.parametrize("validator", validate.VALIDATORS, ids=lambda validator: validator.name)
def test_example(validator, office, missing):
    try:
        assert validate.faults_of(validator, office.output(validator.suffix.removeprefix("."))) == []
    except validate.NotInstalledError as reason:
        missing(reason)


@pytest.mark.parametrize("name", ["qpdf", "ooxml", "epubcheck"])
def test_seeds(name, seeds, missing):
    (validator,) = (validator for validator in validate.VALIDATORS if validator.name == name)
    try:
        assert validate.faults_of(validator, seeds.output(validator.suffix.removeprefix("."))) == []
    except validate.NotInstalledError as reason:
        missing(reason)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["pdf", "docx", "epub"])
def test_example_by_the_shared_validators(suffix, office, shared, missing):
    script = shared / "tools" / "validate.py"
    if not validate.CACHE.is_dir():
        missing(f"there are no validators in {validate.CACHE}")
    # Text and twin are the subject of test_outputs, which knows where notes stand.
    options = ["--require", "all", *(word for name in ("calibre", "twin", "text") for word in ("--skip", name))]
    done = subprocess.run(
        [sys.executable, script, *options, office.output(suffix)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PUBLISH_VALIDATORS": str(validate.CACHE)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
