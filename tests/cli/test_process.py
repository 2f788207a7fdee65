"""The program as a process of its own: signals, encodings, what it loads."""

import os
import signal
import subprocess
import sys

import pytest

SLOW = """
import sys, time
from functools import partial
import publish.writers.epub
from publish.cli import main

def write_slowly(manuscript, pagination):
    print("writing", flush=True)
    time.sleep(60)

publish.writers.epub.write_epub = write_slowly
publish.writers.epub.begin_epub = lambda manuscript: partial(write_slowly, manuscript)  # beside the layout
sys.argv = ["publish", "build", "--pdf", "--epub"]
main()
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "a.txt").write_text("工作报告\n\n一、主要成效\n全年工作圆满完成。\n", "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: a.txt\nstyle: book\n", "utf-8")
    return tmp_path


def python(*arguments, **options):
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=False, **options)


@pytest.mark.skipif(os.name == "nt", reason="signals are not sent like that on Windows")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_a_file_is_being_written(home, sent):
    former = home / "build" / "文集.pdf"
    former.parent.mkdir()
    former.write_text("former")
    command = [sys.executable, "-c", SLOW]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(sent)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted; nothing was written" in told
    assert b"Traceback" not in told
    assert [path.name for path in former.parent.iterdir()] == ["文集.pdf"]
    assert former.read_text() == "former"


def test_output_is_utf_8_whatever_the_locale(home):
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "cp1252"}
    done = python("-m", "publish", "build", "--epub", cwd=home, env=env)
    assert done.returncode == 0, done.stderr
    assert "build/文集.epub" in done.stdout.decode("utf-8")


def test_help_loads_none_of_the_stages():
    code = (
        "import sys, publish.cli.app; "
        "print(sorted(set(sys.modules) & {'rich', 'reportlab', 'docx', 'lxml', 'ebooklib', 'uharfbuzz', "
        "'publish.pipeline', 'publish.cleaners', 'publish.layout', 'importlib.metadata'}))"
    )
    assert python("-c", code).stdout.split() == [b"[]"]


def test_a_build_loads_the_layout_while_workers_are_at_its_sources():
    code = "import sys, publish.pipeline; print(sorted(set(sys.modules) & {'publish.layout', 'publish.fontbook'}))"
    assert python("-c", code).stdout.split() == [b"[]"]


@pytest.mark.parametrize(("option", "code"), [("--version", 0), ("--nonsense", 2)])
def test_a_process_ends_without_taking_its_values_apart(option, code):
    done = python("-c", "import atexit; atexit.register(print, 'late'); from publish.cli import main; main()", option)
    assert done.returncode == code
    assert done.stdout or done.stderr
    assert b"late" not in done.stdout


def test_a_reader_that_goes_away(home):
    """`publish show … | head -c 1`"""
    (home / "a.txt").write_text("工作报告\n\n" + "全年工作圆满完成。\n\n" * 20000, "utf-8")
    command = [sys.executable, "-m", "publish", "show", "a.txt", "--stage", "raw"]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(1)
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told
    assert b"BrokenPipe" not in told
