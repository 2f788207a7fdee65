"""Work shared among processes: the same files and the same messages, whoever does it and whatever happens to them."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import msgspec
import pytest

from publish.diagnostics import PublishError, error
from publish.manifest.plan import SourceFile
from publish.model.ports import Cleaning
from publish.pipeline.branch import Branch
from publish.pipeline.material import CHUNK_BYTES, Job, Task, share_out
from publish.pipeline.workers import LostWorkersError, Workers
from publish.plugins import load_tables

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
PARAGRAPH = "全年印发文件四百余份，办理来文两千余份，组织调研一十二次。\n"


@pytest.fixture
def home(tmp_path):
    """Enough text to be shared out, with a warning in every source."""
    (tmp_path / "docs").mkdir()
    for number in range(12):
        text = f"# 第{number}号报告\n\n## 一、成效\n\n![图](missing{number}.png)\n\n" + f"{number}{PARAGRAPH}\n" * 300
        (tmp_path / "docs" / f"{number:02}.md").write_text(text, "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: docs\nstyle: book\n", "utf-8")
    return tmp_path


def build(home: Path, *options: str, code: str = "from publish.cli import main; main()", cached: bool = False):
    command = [sys.executable, "-c", code, "build", *(() if cached else ("--no-cache",)), "--json", *options]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False, timeout=300)
    return json.loads(done.stdout)


def told(report):
    """What does not depend on time or place."""
    return {key: value for key, value in report.items() if "seconds" not in key and key != "files"}


def digests(report):
    return {file["format"]: file["sha256"] for file in report["files"]}


def test_any_number_of_workers_makes_the_same_files_and_says_the_same(home):
    alone, *shared = (build(home, "--workers", count, "--out", count) for count in ("1", "2", "3"))
    assert alone["ok"]
    assert sum(each["code"] == "R020" for each in alone["diagnostics"]) == 12
    for report in shared:
        assert digests(report) == digests(alone)
        assert told(report) == told(alone)


def test_pages_that_are_remembered_go_between_those_that_workers_make(home, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    build(home, "--pdf", "--workers", "1", cached=True)
    for number in (1, 2, 3, 7, 8, 11):
        path = home / "docs" / f"{number:02}.md"
        path.write_text(path.read_text("utf-8").replace("四百", "五百"), "utf-8")
    known = build(home, "--pdf", "--workers", "2", cached=True)
    assert digests(known) == digests(build(home, "--pdf", "--workers", "2"))


def test_all_problems_of_all_sources_are_told_in_order(home):
    for name in ("03", "09"):
        (home / "docs" / f"{name}.md").write_bytes(b"\xff\xfe\x00\xd8" * 5)
    alone, shared = (build(home, "--workers", count) for count in ("1", "2"))
    assert not alone["ok"]
    assert told(alone) == told(shared)


def whose(file, cleaning, tables, memory, told):
    """The process that works on a file."""
    return os.getpid()


@pytest.mark.parametrize(("size", "here"), [(1000, 1), (CHUNK_BYTES + 1, 0)])
def test_a_small_first_file_is_worked_on_here_so_that_copies_need_not_begin_anew(tmp_path, monkeypatch, size, here):
    monkeypatch.setattr("publish.pipeline.workers.can_fork", lambda: True)  # threads of other tests may be left
    paths = [tmp_path / f"{number}.txt" for number in range(4)]
    for path, length in zip(paths, [size, *[200_000] * 3], strict=True):
        path.write_bytes(b"x" * length)
    job = Job(tuple(Task(SourceFile(str(path), path.name)) for path in paths), Cleaning())
    told: list[str] = []
    decoder = msgspec.msgpack.Decoder(tuple[int, ...])
    shared = share_out(job, load_tables().value, Workers(2), whose, decoder, partial(told.append, "meanwhile"))
    assert [process == os.getpid() for process in shared] == [True] * here + [False] * (4 - here)
    assert told == ["meanwhile"]


DEADLY = """
import os, signal, publish.pipeline.sources as sources
main_process, infer = os.getpid(), sources.infer

def fatal(document, plan):
    if os.getpid() != main_process and "07" in document.path:
        {act}
    return infer(document, plan)

sources.infer = fatal
from publish.cli import main
main()
"""


def test_a_worker_that_is_killed_ends_the_build(home):
    report = build(home, "--workers", "2", code=DEADLY.format(act="os.kill(os.getpid(), signal.SIGKILL)"))
    assert [each["code"] for each in report["diagnostics"] if each["severity"] == "error"] == ["K502"]
    assert not (home / "build").exists()


def test_a_fault_in_a_worker_names_its_source(home):
    report = build(home, "--workers", "2", code=DEADLY.format(act="raise RuntimeError('不该如此')"))
    (fault,) = (each["message"] for each in report["diagnostics"] if each["code"] == "K500")
    assert "RuntimeError: 不该如此" in fault
    assert "while working on docs/07.md" in fault


SLOW = """
import os, time, publish.pipeline.sources as sources
main_process, infer = os.getpid(), sources.infer

def slow(document, plan):
    if os.getpid() == main_process:
        return infer(document, plan)
    print("working", flush=True)
    time.sleep(60)

sources.infer = slow
from publish.cli import main
main()
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_do_not_outlive_a_build_that_is_stopped(home, sent):
    command = [sys.executable, "-c", SLOW, "build", "--no-cache", "--workers", "2"]
    with subprocess.Popen(
        command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        process.stdout.readline()
        os.kill(process.pid, sent)
        _, said = process.communicate(timeout=60)  # ends when the last process has closed its end
    assert b"Traceback" not in said
    assert process.returncode == {signal.SIGKILL: -9}.get(sent, 130)
    assert not (home / "build").exists()


# --- branches ------------------------------------------------------------------------------------


def test_a_branch_works_on_what_it_is_sent():
    with Branch(lambda received: b"+".join(received)) as branch:
        for message in (b"a", b"b" * 300_000, b"c"):
            branch.send(message)
        branch.close()
        assert branch.result() == b"a+" + b"b" * 300_000 + b"+c"


def test_what_a_branch_raises_is_raised():
    def refuse(received):
        raise PublishError([error("W123", "不行")])

    with Branch(refuse) as branch, pytest.raises(PublishError, match="W123: 不行"):
        branch.result()


def test_a_branch_that_fails_does_not_hold_up_its_sender():
    with Branch(lambda received: b"%d" % (1 // 0)) as branch:
        for _ in range(100):
            branch.send(b"x" * 300_000)
        branch.close()
        with pytest.raises(ZeroDivisionError):
            branch.result()


def test_exceptions_that_cannot_travel_arrive_as_text():
    class OddError(Exception):
        def __init__(self, one, two):
            super().__init__(f"{one} {two}")

    def fail(received):
        raise OddError("甲", "乙")

    with Branch(fail) as branch, pytest.raises(RuntimeError, match="OddError: 甲 乙"):
        branch.result()


def test_a_branch_that_is_killed():
    def die(received):
        os.kill(os.getpid(), signal.SIGKILL)

    with Branch(die) as branch, pytest.raises(PublishError, match="K502"):
        branch.result()


def test_a_branch_is_ended_with_its_context():
    with Branch(lambda received: time.sleep(60) or b"") as branch:
        process = branch._process
    assert not process.is_alive()


# --- other executors -----------------------------------------------------------------------------


def shout(job: bytes) -> bytes:
    return job.upper()


def die_once(job: bytes) -> bytes:
    """Kills the worker that gets the job `d` first."""
    flag = Path(os.environ["TEST_FLAG"])
    if job == b"d" and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job.upper()


def test_results_come_in_the_order_of_the_jobs():
    assert list(Workers(2).map(shout, [b"%d" % number for number in range(50)])) == [b"%d" % n for n in range(50)]


def test_workers_that_are_lost(tmp_path, monkeypatch):
    monkeypatch.setenv("TEST_FLAG", str(tmp_path / "flag"))
    with pytest.raises(LostWorkersError):
        list(Workers(2).map(die_once, [b"a", b"d"]))
