"""`publish check`: what a build would say about its sources, however many there are, without making a book."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.pipeline import Workers, build, check
from publish.pipeline.spool import Spool

WORDS = "推进落实加强管理群众服务工作完善机制提高质量会议部署检查整改责任清单项目资金建设社区平台数据窗口培训考核"


def body(seed: int, length: int = 900) -> str:
    picker = random.Random(seed)
    lines = ("".join(picker.choice(WORDS) for _ in range(60)) for _ in range(length // 60))
    return "\n\n".join(f"{line}。" for line in lines)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A version of a document, an extract, one without a title, an image that is missing, dirt, a compilation."""
    (tmp_path / "a.md").write_text(f"# 甲\n\n{body(1)}\n\n![图](missing.png)\n", "utf-8")
    (tmp_path / "b.md").write_text(f"# 乙\n\n{body(1)}\n\n另有一句。\n", "utf-8")
    (tmp_path / "c.md").write_text(f"# 丙\n\n{body(2)}\n\n{body(3)}\n", "utf-8")
    (tmp_path / "d.txt").write_text(f"{body(2)}\n\n上一页 1 2 3 下一页\n", "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: [a.md, b.md, c.md, d.txt]\nstyle: book\n", "utf-8")
    return tmp_path


def plan(home: Path, more: str = ""):
    path = home / "collection.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return load_manifest(path).value


@pytest.mark.parametrize("more", ["", "dedup: keep-first\n", "dedup: keep-longest\n"])
def test_a_check_says_of_the_sources_what_a_build_says(home, more):
    manifest = plan(home, more)
    checked, built = check(manifest), build(manifest, ("epub",))
    of_sources = {each for each in built.diagnostics if each.code[0] in "RCSA"}
    assert set(checked.diagnostics) == of_sources
    assert {"A008", "A009"} & {each.code for each in of_sources} or more
    assert checked.edits == built.edits
    assert (checked.sources, checked.pages, checked.files) == (built.sources, 0, ())


def test_a_check_writes_nothing(home):
    before = sorted(home.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "publish", "check", "--json"], cwd=home, capture_output=True, check=True
    )
    told = json.loads(done.stdout)
    assert (told["ok"], told["sources"], told["files"]) == (True, 4, [])
    assert sorted(home.rglob("*")) == before


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_any_number_of_workers_says_the_same(home, monkeypatch):
    monkeypatch.setattr("publish.pipeline.workers._WORTH_FORKING", 0)
    monkeypatch.setattr("publish.pipeline.workers._WORTH_STARTING", 0)
    monkeypatch.setattr("publish.pipeline.material.CHUNK_FILES", 1)
    alone, shared = (check(plan(home), workers=Workers(count)) for count in (1, 2))
    assert (shared.diagnostics, shared.edits, shared.characters) == (alone.diagnostics, alone.edits, alone.characters)


def test_all_that_cannot_be_read_is_told(home):
    for name in ("a.md", "c.md"):
        (home / name).write_bytes(b"\xff\xfe\x00\xd8" * 5)
    with pytest.raises(PublishError) as refused:
        check(plan(home))
    assert {each.span.path for each in refused.value.diagnostics if each.severity == "error"} == {"a.md", "c.md"}


def test_sources_larger_than_the_limit_are_refused_until_it_is_raised(home):
    (home / "c.md").write_text("# 丙\n\n" + "文字\n" * 200_000, "utf-8")
    with pytest.raises(
        PublishError, match=r"c\.md:1:1: error R003: the file is larger than 1 MB .*raise limits\.file_mb"
    ):
        check(plan(home, "limits: {file_mb: 1}\n"))
    (home / "collection.yaml").write_text("title: 文集\nsources: c.md\nlimits: {file_mb: 2}\n", "utf-8")
    assert check(plan(home)).documents == 1


def test_a_spool_gives_back_what_was_put_in():
    values = [b"", b"x", "文".encode() * 100_000, b"\0" * 10]
    with Spool() as spool:
        for value in values:
            spool.append(value)
        assert [spool[number] for number in (3, 1, 0, 2)] == [values[3], values[1], values[0], values[2]]
        assert list(spool) == values
        with pytest.raises(IndexError):
            spool[4]


def test_a_spool_without_room(monkeypatch, tmp_path):
    class Full:
        def seek(self, place):
            raise OSError(28, "No space left on device")

        def close(self):
            pass

    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: Full())
    with Spool() as spool, pytest.raises(PublishError, match=r"W902: .*No space left on device.*TMPDIR"):
        spool.append(b"x")
