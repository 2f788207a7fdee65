"""`publish watch` and `publish licences`, as processes of their own."""

import signal
import subprocess
import sys
import time

import pytest

BLOCKED = "import sys; sys.modules['watchfiles'] = None; from publish.cli import main; main()"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "a.txt").write_text("工作报告\n\n一、主要成效\n全年工作圆满完成。\n", "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: a.txt\nstyle: book\n", "utf-8")
    return tmp_path


class Watch:
    """A running `publish watch` and what it says, line by line."""

    def __init__(self, process):
        self.process = process

    def until(self, text):
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if text in line:
                return "".join(lines)
        raise AssertionError("".join(lines))

    def end(self):
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=60)
        assert "Traceback" not in said
        return self.process.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent like that on Windows")
@pytest.mark.parametrize("code", [BLOCKED, "from publish.cli import main; main()"], ids=["polling", "as installed"])
def test_what_is_saved_is_built(home, code, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))  # what each build changes there is no reason for another
    command = [sys.executable, "-c", code, "watch", "--to", "epub"]
    with subprocess.Popen(
        command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        watch = Watch(process)
        watch.until("watching")
        first = (home / "build" / "文集.epub").read_bytes()
        time.sleep(0.5)
        (home / "a.txt").write_text("工作报告\n\n一、主要成效\n全年工作顺利完成。\n", "utf-8")
        assert "changed: a.txt" in watch.until("watching")
        second = (home / "build" / "文集.epub").read_bytes()
        assert second != first
        time.sleep(0.5)
        (home / "collection.yaml").write_text("title: 文集\nsorces: a.txt\n", "utf-8")
        told = watch.until("watching")
        assert "changed: collection.yaml" in told
        assert "unknown key 'sorces'" in told
        assert (home / "build" / "文集.epub").read_bytes() == second
        assert watch.end() == 0


def test_without_a_manifest_there_is_a_message(tmp_path):
    command = [sys.executable, "-m", "publish", "watch"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert "error M084: there is no collection.yaml in the current folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_is_no_manifest(home):
    command = [sys.executable, "-m", "publish", "build", "a.txt"]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert "error M084: 'a.txt' is a source, no manifest" in done.stderr
    assert "'publish clean' takes sources alone" in done.stderr


def test_licences():
    done = subprocess.run([sys.executable, "-m", "publish", "licences"], capture_output=True, check=True)
    rows = [line.split(maxsplit=2) for line in done.stdout.decode().splitlines()]
    assert all(len(row) == 3 for row in rows)
    named = {name.lower(): licence for name, _, licence in rows}
    assert named["publish"] == "Apache-2.0"
    assert "Affero" in named["ebooklib"]
    assert "hypothesis" not in named  # needed for work on the program only
    assert "not stated" not in named.values()
