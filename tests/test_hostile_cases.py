"""Every case of `hostile`, through the whole program: what must be said is said, and no output does anybody's bidding.

benchmarks/hostile.py tries the same and writes the table in docs/hostile.md.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import hostile
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits are set as on Linux"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the listener lives as long as the process
]
MEMORY = 3 << 30  # bytes of address space; LibreOffice maps more
SECONDS = 120  # of processor time


class Tried(NamedTuple):
    """How a build of hostile files ended."""

    code: int
    diagnostics: list[dict[str, str]]
    outputs: list[Path]


def build(home: Path, memory: int = MEMORY) -> Tried:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-m", "publish", "build", "--json", "--pdf", "--docx", "--epub", "--to", "html"]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False, preexec_fn=limit)
    assert b"Traceback" not in done.stderr
    outputs = sorted((home / "build").glob("*")) if (home / "build").exists() else []
    return Tried(done.returncode, json.loads(done.stdout)["diagnostics"], outputs)


@pytest.mark.parametrize("name", hostile.CASES)
def test_what_means_harm_does_none(name, tmp_path):
    case = hostile.CASES[name]
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.txt").write_text(hostile.SECRET, "utf-8")
    hostile.lay_out(case, home)
    before = {path.name for path in (*tmp_path.iterdir(), *home.iterdir())}
    tried = build(home, -1 if "LibreOffice" in case.what else MEMORY)
    assert {path.name for path in (*tmp_path.iterdir(), *home.iterdir())} <= before | {"build"}
    assert hostile.callers() == 0
    said = {each["code"] for each in tried.diagnostics}
    assert said & set(case.codes.split()) if case.codes else tried.code == 0
    assert "K500" not in said
    assert (tried.code == 0) == bool(tried.outputs) == all(each["severity"] != "error" for each in tried.diagnostics)
    assert all(each.get("hint") for each in tried.diagnostics if each["severity"] == "error")
    assert [(output.name, hostile.wrongs(output)) for output in tried.outputs if hostile.wrongs(output)] == []


def test_the_look_at_outputs_sees_what_it_looks_for(tmp_path):
    import zipfile

    for number, markup in enumerate(
        (
            "<script>x</script>",
            '<a href="javascript:x">',
            '<img src="http://a/b.png"/>',
            '<p onclick="x">',
            hostile.SECRET,
        )
    ):
        with zipfile.ZipFile(tmp_path / f"{number}.epub", "w") as archive:
            archive.writestr("a.xhtml", markup)
        assert hostile.wrongs(tmp_path / f"{number}.epub")
