"""The wheel carries everything: in an empty environment, far from the checkout, it builds a collection."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from building import FORMATS, ROOT, build

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]  # one environment for all of them


def pip(python: str | Path, *arguments: str | Path) -> None:
    """Runs pip; a machine without network skips the test, continuous integration fails it."""
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if "connection" in done.stderr.lower() and not os.environ.get("CI"):
        pytest.skip(f"no network: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("publish-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment that has nothing but the wheel and what it asks for."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    pip(home / "bin" / "python", "install", wheel)
    return home / "bin" / "publish"


@pytest.mark.parametrize("example", ["minimal", "my-style"])
def test_the_installed_wheel_builds_an_example(example: str, installed: Path, tmp_path: Path):
    examples = shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("build"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    manifest = examples / example / "collection.yaml"
    done = subprocess.run(
        [installed, "build", manifest],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
        env=environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = {path.suffix.removeprefix("."): path.read_bytes() for path in (manifest.parent / "build").iterdir()}
    assert set(written) == set(FORMATS)
    checkout = build(manifest, tmp_path / "checkout")
    assert {suffix: checkout.output(suffix).read_bytes() for suffix in FORMATS} == written
