"""Hostile sources and a hostile machine, through the whole program: a message or a book, within limits, nothing else.

tests/readers/test_hostile.py has what the readers make of them.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set as on Linux")
PLENTY = 3 << 30  # bytes of address space; fonts, libraries and stacks are mapped into it, too
SECONDS = 120  # of processor time, for all processes of a build each; machines that run tests are slow
SECRET = "暗号：九天揽月"
TEXT = "工作报告\n\n一、主要成效\n全年印发文件四百余份。\n"


class End(NamedTuple):
    code: int
    said: str


def build(home: Path, *options: str, memory: int = PLENTY, file_size: int = -1) -> End:
    """A build under limits of the system."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if file_size >= 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    command = [sys.executable, "-m", "publish", "build", "--quiet", *options]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False, encoding="utf-8", preexec_fn=limit)
    return End(done.returncode, done.stdout + done.stderr)


def collection(home: Path, *names: str) -> Path:
    listed = ", ".join(f"'{name}'" for name in names)
    (home / "collection.yaml").write_text(f"title: 文集\nsources: [{listed}]\nstyle: book\n", "utf-8")
    return home


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_sober(end: End) -> None:
    """A book, or messages with a code; never a fault of the program."""
    assert end.code in (0, 1, 2), end
    assert "Traceback" not in end.said
    assert "K500" not in end.said
    assert (end.code == 0) == ("error " not in end.said)


# --- sources -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, shared / "tools" / "make-hostile.py", folder], check=True, capture_output=True)
    return folder


NAMES = """billion-laughs.docx controls.txt deep-list.md deep-quote.md deep-table.html deep.docx deep.html
duplicate.docx long-line.txt scheme.html symlink.zip traversal.docx traversal.epub xml-bomb.docx xxe.docx xxe.epub
zip-bomb.docx"""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES.split())
def test_hostile_sources(hostile, tmp_path, name):
    home = tmp_path / "home"
    home.mkdir()
    (home / name).write_bytes((hostile / name).read_bytes())
    before = files(tmp_path) | {"home/collection.yaml": b""}
    end = build(collection(home, name))
    assert_sober(end)
    made = {path for path in files(tmp_path) if path not in before}
    assert made <= {f"home/build/文集.{suffix}" for suffix in ("pdf", "docx", "epub")}
    assert all(b"root:x:" not in content for content in files(tmp_path).values())


MARKUP = f"""<html><head><script>alert('{SECRET}')</script><link rel=stylesheet href="http://192.0.2.1/a.css"></head>
<body><h1>通知</h1><p onclick="alert(1)">上午九时<a href="javascript:alert(1)">开会</a>。</p>
<iframe src="http://192.0.2.1/"></iframe><img src="http://192.0.2.1/a.png" alt="会场"><object data="file:///etc/passwd">
</object><svg onload="alert(1)"><text>图</text></svg><p>地点：<a href="https://example.org/">会议室</a>。</p></body></html>"""


def test_no_script_and_nothing_remote_reaches_an_e_book(tmp_path):
    import zipfile

    (tmp_path / "a.html").write_text(MARKUP, "utf-8")
    assert build(collection(tmp_path, "a.html"), "--epub").code == 0
    with zipfile.ZipFile(tmp_path / "build" / "文集.epub") as book:
        content = b"".join(map(book.read, book.namelist())).decode("utf-8", "replace")
    for wrong in ("alert(", "javascript:", "192.0.2.1", "/etc/passwd", "onclick", "onload", SECRET):
        assert wrong not in content
    assert "https://example.org/" in content


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/passwd", "..\\secret.txt", "a/../../secret.txt", "link.png", "\u202egnp.txt"]
)
def test_images_outside_the_folder_of_a_source_stay_outside(tmp_path, name):
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    (home / "link.png").symlink_to(tmp_path / "secret.txt")
    (home / "a.md").write_text(f"# 通知\n\n![图](<{name}>)\n", "utf-8")
    assert_sober(build(collection(home, "a.md"), "--epub"))
    assert SECRET.encode() not in (home / "build" / "文集.epub").read_bytes()


@pytest.mark.parametrize("name", ["../文集", "/tmp/文集", "a/b", "文\u202e集", "con", "." * 3, "x" * 300, "文\0集"])
def test_names_of_outputs_stay_in_their_folder(tmp_path, name):
    home = tmp_path / "home"
    home.mkdir()
    (home / "a.txt").write_text(TEXT, "utf-8")
    quoted = name.replace("\0", "\\0")
    manifest = f'title: 文集\nsources: a.txt\nstyle: book\noutputs: {{name: "{quoted}"}}\n'
    (home / "collection.yaml").write_text(manifest, "utf-8")
    assert_sober(build(home, "--epub"))
    assert {path.parent.name for path in tmp_path.rglob("*.epub")} <= {"build"}


# --- the machine ---------------------------------------------------------------------------------


@pytest.fixture
def built(tmp_path):
    """A collection with its outputs, and a change in its source."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert build(collection(tmp_path, "a.txt")).code == 0
    (tmp_path / "a.txt").write_text(TEXT.replace("四百", "五百") * 50, "utf-8")
    return tmp_path


@pytest.mark.parametrize("size", [0, 1000, 20_000])
def test_a_full_disk(built, size):
    former = files(built / "build")
    end = build(built, file_size=size)
    assert end.code == 1
    assert "W901" in end.said
    assert files(built / "build") == former
    assert build(built).code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write and read everything")
def test_a_folder_that_may_not_be_written(built):
    former = files(built / "build")
    (built / "build").chmod(0o500)
    end = build(built)
    (built / "build").chmod(0o700)
    assert (end.code, "W901" in end.said) == (1, True)
    assert files(built / "build") == former


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write and read everything")
def test_sources_that_may_not_be_read(built):
    (built / "a.txt").chmod(0)
    assert_sober(build(built))


def test_a_source_that_goes_away_or_is_no_file(built):
    (built / "a.txt").unlink()
    assert_sober(build(built))
    (built / "a.txt").mkdir()
    assert_sober(build(built))


def test_a_pipe_instead_of_a_file_does_not_hold_up_the_build(built):
    (built / "a.txt").unlink()
    os.mkfifo(built / "a.txt")
    command = [sys.executable, "-m", "publish", "build", "--quiet"]
    done = subprocess.run(command, cwd=built, capture_output=True, check=False, encoding="utf-8", timeout=SECONDS)
    assert_sober(End(done.returncode, done.stdout + done.stderr))


@pytest.mark.parametrize("megabytes", [100, 80])
def test_little_memory(built, megabytes):
    former = files(built / "build")
    end = build(built, "--no-cache", memory=megabytes << 20)
    assert end.code != 0
    assert files(built / "build") == former
    assert build(built).code == 0


def test_a_source_that_changes_while_it_is_read(tmp_path):
    """Whatever was read is one state of the file, and what is remembered of it is not taken for another."""
    first, second = TEXT, TEXT.replace("四百", "五百") * 20
    (tmp_path / "a.txt").write_text(first, "utf-8")
    collection(tmp_path, "a.txt")
    command = [sys.executable, "-m", "publish", "build", "--quiet", "--epub"]
    end = time.monotonic() + 4
    while time.monotonic() < end:
        process = subprocess.Popen(command, cwd=tmp_path)
        for number in range(200):
            (tmp_path / "a.txt").write_text((first, second)[number % 2], "utf-8")
        assert process.wait() in (0, 1)
    for text in (first, second):
        (tmp_path / "a.txt").write_text(text, "utf-8")
        digests = []
        for options in ((), ("--no-cache",)):
            assert build(tmp_path, "--epub", *options).code == 0
            digests.append((tmp_path / "build" / "文集.epub").read_bytes())
        assert digests[0] == digests[1]


@pytest.mark.parametrize("key", ["style: {}.yaml", "reference: {}.docx", "cover: {}.png"])
def test_a_pipe_that_the_manifest_names_is_refused(built, key):
    name = key.format("pipe").partition(": ")[2]
    os.mkfifo(built / name)
    (built / "collection.yaml").write_text(f"title: 文集\nsources: a.txt\n{key.format('pipe')}\n", "utf-8")
    end = build(built)
    assert_sober(end)
    assert (end.code, f"did you mean '{name}'" in end.said) == (2, False)


@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
def test_a_pipe_or_a_device_is_no_manifest_and_no_template(built, name):
    os.mkfifo(built / "pipe")
    for options in ((name,), ("--reference", name)):
        command = [sys.executable, "-m", "publish", "build", "--quiet", *options]
        done = subprocess.run(command, cwd=built, capture_output=True, check=False, encoding="utf-8", timeout=SECONDS)
        assert_sober(End(done.returncode, done.stderr))
        assert done.returncode


def test_pipes_and_devices_are_not_replaced_by_outputs(built):
    os.mkfifo(built / "pipe")
    for name in ("pipe", "/dev/publish-text"):
        end = build(built, "--text", name)
        assert (end.code, "W901" in end.said) == (1, True)
    assert (built / "pipe").is_fifo()


def test_names_that_the_system_cannot_write(built, monkeypatch):
    folder = built / os.fsdecode("文集".encode("gbk"))
    folder.mkdir()
    (built / "a.txt").rename(folder / "a.txt")
    end = build(collection(folder, "a.txt"))
    assert_sober(end)
    assert "K503" in end.said
    (folder / "a.txt").rename(built / "a.txt")
    for variable, value in {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(variable, value)
    end = build(built, "--no-cache")
    assert_sober(end)
    assert "K503" in end.said


def test_memory_that_runs_out_and_a_full_standard_output_are_told_as_that(built):
    assert "K504: memory ran out" in build(built, "--no-cache", memory=100 << 20).said
    command = [sys.executable, "-m", "publish", "check"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=built, stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert (done.returncode, "K505" in done.stderr) == (1, True)


def test_a_terminal_that_goes_away_leaves_nothing_behind(built):
    (built / "a.txt").write_text(TEXT * 20_000, "utf-8")
    former = files(built / "build")
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", "build", "--no-cache"], cwd=built, stderr=subprocess.DEVNULL
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGHUP)
    assert process.wait(SECONDS) == 130
    assert files(built / "build") == former
