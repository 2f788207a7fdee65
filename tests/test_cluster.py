"""Sources read and cleaned by a Dask cluster: the same bytes as at home, also when a worker is killed."""

import os
import signal

import pytest

from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.pipeline import Progress, Step, Workers, build

SOURCES = 60


@pytest.fixture
def manifest(tmp_path):
    (tmp_path / "docs").mkdir()
    for number in range(SOURCES):
        line = f"第{number}次会议听取了工作情况汇报，研究了下步安排。\n\n"
        text = f"# 第{number}号纪要\n\n## 一、议定事项\n\n![图](missing.png)\n\n{line * 150}"
        (tmp_path / "docs" / f"{number:03}.md").write_text(text, "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: docs\nstyle: book\n", "utf-8")
    return load_manifest(tmp_path / "collection.yaml").value


def result(report):
    return [(file.format, file.sha256) for file in report.files], report.diagnostics, report.edits


def test_without_the_package_a_message_says_what_to_install(manifest, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(PublishError, match=r"M085.*publish\[cluster\]"):
        build(manifest, ("epub",), workers=Workers(1, "tcp://127.0.0.1:1"))


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("killed", [0, 1], ids=["all stay", "one is killed"])
def test_a_cluster_builds_the_same(manifest, killed):
    distributed = pytest.importorskip("distributed", reason="pip install 'publish[cluster]'")
    alone = result(build(manifest))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            processes = list(client.run(os.getpid).values())
        waiting = processes[:killed]

        def kill(progress: Progress) -> None:
            if progress.step is Step.READ and progress.done and waiting:
                os.kill(waiting.pop(), signal.SIGKILL)

        shared = result(build(manifest, workers=Workers(1, cluster.scheduler_address), listener=kill))
        assert waiting == []
    assert len(processes) == 2
    assert shared == alone


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_an_address_without_a_cluster(manifest):
    pytest.importorskip("distributed", reason="pip install 'publish[cluster]'")
    with pytest.raises(PublishError, match=r"M086: no cluster at tcp://127\.0\.0\.1:9"):
        build(manifest, ("epub",), workers=Workers(1, "tcp://127.0.0.1:9"))
