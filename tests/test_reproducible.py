"""The same bytes from whatever folder, with whatever hashes, time zone, language and number of processes."""

import shutil
from pathlib import Path

import pytest
from building import ROOT, run

ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"}
LINES = "".join(f"全年印发文件{number * 7}份，办结来信{number}件，件件有着落、事事有回音。\n" for number in range(900))


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    """The example, twice, with sources enough to be worth sharing among processes."""
    one = shutil.copytree(ROOT / "examples" / "office", tmp_path / "here")
    (one / "台账").mkdir()
    for number in range(5):
        (one / "台账" / f"{number}.txt").write_text(f"第{number}季工作台账\n\n{LINES}", "utf-8")
    manifest = one / "collection.yaml"
    more = "\nsources:\n  - part: 台账\n    sources: [台账]\n"
    manifest.write_text(manifest.read_text("utf-8").replace("\nsources:\n", more), "utf-8")
    return one, shutil.copytree(one, tmp_path / "别处 elsewhere")


def outputs(home: Path, *command: str, **env: str) -> dict[str, bytes]:
    """All files that the command makes, by their paths in the output folder."""
    out = home / "out"
    shutil.rmtree(out, ignore_errors=True)
    run(*command, "--no-cache", "--quiet", "--out", "out", folder=home, **env)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_all_formats_are_the_same_with_any_number_of_processes(homes: tuple[Path, Path]):
    formats = ("--pdf", "--docx", "--epub", "--html", "--md")
    alone = outputs(homes[0], "build", *formats, "--workers", "1")
    suffixes = {name.partition(".")[2] for name in alone}
    assert suffixes == {"pdf", "docx", "epub", "html", "site.zip", "md"}
    assert outputs(homes[1], "build", *formats, "--workers", "3", **ELSEWHERE) == alone
    assert outputs(homes[1], "build", *formats, "--workers", "2", **ELSEWHERE, SOURCE_DATE_EPOCH="1700000000") != alone


@pytest.mark.slow
@pytest.mark.parametrize("container", [(), ("--zip",)], ids=["folder", "zip"])
def test_bundles_are_the_same(homes: tuple[Path, Path], container: tuple[str, ...]):
    first = outputs(homes[0], "bundle", *container)
    assert first
    assert outputs(homes[1], "bundle", *container, **ELSEWHERE) == first
