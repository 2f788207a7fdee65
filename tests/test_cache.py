"""What is remembered of former builds: never anything wrong, and nothing that may not be deleted."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import cache as cache_module
from publish.cache import Cache, Survey, default_folder
from publish.layout import UnitSetter
from publish.manifest import load_manifest
from publish.pipeline import build
from publish.pipeline.report import FileState

KEY = "ab" * 32
PIXELS = {
    "red": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "grey": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
}


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def entry(cache):
    (path,) = cache.folder.glob("*/*")
    return path


# --- entries -------------------------------------------------------------------------------------


@given(st.binary(max_size=200))
def test_what_is_put_in_comes_out(value):
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        assert cache.get(KEY) is None
        cache.put(KEY, value)
        assert cache.get(KEY) == value
        cache.drop(KEY)
        assert cache.get(KEY) is None


@given(st.data())
def test_an_entry_with_one_byte_changed_is_none(data):
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        cache.put(KEY, b"some value")
        path = entry(cache)
        content = bytearray(path.read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content)
        assert cache.get(KEY) is None
        assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"publish cache 1\n", b"something else entirely" * 10])
def test_what_something_else_put_there_is_no_entry(cache, content):
    cache.put(KEY, b"value")
    entry(cache).write_bytes(content)
    assert cache.get(KEY) is None


def test_an_entry_under_the_name_of_another_is_none(cache):
    cache.put(KEY, b"value")
    other = KEY[:2] + "00" * 31
    entry(cache).rename(cache.folder / KEY[:2] / f"{other}.entry")
    assert cache.get(other) is None


def test_a_cache_that_cannot_be_written_remembers_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEY, b"value")
    assert cache.get(KEY) is None
    assert cache.survey() == Survey(0, 0)


def test_clearing_leaves_what_belongs_to_others(cache):
    cache.put(KEY, b"value")
    (cache.folder / "ab" / "notes.txt").write_text("mine")
    (cache.folder / "ab" / f"{KEY}.4711.new").write_text("left by a writer that was killed")
    assert cache.clear() == Survey(1, 5 + cache_module._HEAD)
    assert [path.name for path in cache.folder.rglob("*.*")] == ["notes.txt"]


def test_trimming_removes_what_was_not_used_for_longest(cache):
    keys = [f"{number:02x}" * 32 for number in range(10)]
    for age, key in enumerate(reversed(keys)):
        cache.put(key, b"x" * 1000)
        os.utime(cache._path(key), (age, age))
    assert cache.get(keys[-1]) is not None  # the oldest is used, and so is the newest
    cache.trim(limit=5 * 1100)
    left = [key for key in keys if cache._path(key).exists()]
    assert left == [*keys[:2], keys[-1]]


def test_the_folder_is_where_the_system_wants_it(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/me")
    assert default_folder() == Path("/var/cache/me/publish")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert default_folder() != Path("not/absolute/publish")


# --- builds --------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "文集"
    folder.mkdir()
    (folder / "a.txt").write_text("工作报告\n\n一、主要成效\n全年印发文件四百余份。\n", "utf-8")
    (folder / "b.md").write_text("# 通知\n\n上午九时开会。\n\n![会场](place.png)\n", "utf-8")
    (folder / "collection.yaml").write_text("title: 文集\nsources: [a.txt, b.md]\nstyle: book\n", "utf-8")
    return folder


def run(home, cache, formats=("pdf", "epub")):
    return build(load_manifest(home / "collection.yaml").value, formats, cache=cache)


def states(report):
    return {file.state for file in report.files}


def digests(report):
    return [file.sha256 for file in report.files]


def paint(home, colour):
    import base64

    (home / "place.png").write_bytes(base64.b64decode(PIXELS[colour]))


def edit(home, name, before, after):
    path = home / name
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")


def test_with_and_without_a_cache_the_files_are_the_same(home, cache):
    without = run(home, None)
    first = run(home, cache)
    for file in first.files:
        Path(file.path).unlink()
    recalled = run(home, cache)
    assert digests(without) == digests(first) == digests(recalled)
    assert states(recalled) == {FileState.WRITTEN}
    assert without.diagnostics == first.diagnostics == recalled.diagnostics
    assert without.edits == recalled.edits


def test_a_build_with_nothing_new_leaves_its_files(home, cache):
    first = run(home, cache)
    before = [Path(file.path).stat().st_mtime_ns for file in first.files]
    again = run(home, cache)
    assert states(again) == {FileState.UNCHANGED}
    assert [Path(file.path).stat().st_mtime_ns for file in again.files] == before
    assert (again.pages, again.characters, again.diagnostics) == (first.pages, first.characters, first.diagnostics)
    assert digests(again) == digests(first)


CHANGES = {
    "a source": lambda home: edit(home, "a.txt", "四百", "五百"),
    "an image": lambda home: paint(home, "grey"),
    "a missing image": lambda home: (home / "place.png").unlink(),
    "the manifest": lambda home: edit(home, "collection.yaml", "title: 文集", "title: 文集二"),
    "the style": lambda home: edit(home, "collection.yaml", "style: book", "style: gbt9704"),
    "the cleaning": lambda home: edit(home, "collection.yaml", "style: book", "style: book\nclean: {profile: careful}"),
    "an output": lambda home: (home / "build" / "文集.epub").write_bytes(b"damaged"),
    "a lost output": lambda home: (home / "build" / "文集.pdf").unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_done_again(home, cache, what):
    paint(home, "red")
    run(home, cache)
    CHANGES[what](home)
    again = run(home, cache)
    assert states(again) == {FileState.WRITTEN}
    assert digests(again) == digests(run(home, None))


@pytest.fixture
def printed(monkeypatch):
    """The titles of the chapters that are set, as they are."""
    titles = []

    def setting(unit, sheet, fonts):
        titles.extend(chapter.metadata.title for part in unit.parts for chapter in part.chapters)
        return UnitSetter(unit, sheet, fonts)

    monkeypatch.setattr("publish.pipeline.printing.UnitSetter", setting)
    return titles


def test_only_what_has_changed_is_set_again(home, cache, printed):
    run(home, cache)
    others = printed[1:]
    edit(home, "a.txt", "四百", "五百")
    again = run(home, cache)
    assert printed == ["工作报告", *others, "工作报告"]
    assert digests(again) == digests(run(home, None))


def test_what_follows_is_not_set_again_when_a_text_grows_by_a_page(home, cache, printed):
    run(home, cache)
    others = printed[1:]
    edit(home, "a.txt", "四百余份。", "四百余份。\n\n" + "全年印发文件四百余份。\n\n" * 50)
    again = run(home, cache)
    assert printed == ["工作报告", *others, "工作报告"]
    assert digests(again) == digests(run(home, None))


def test_pages_that_were_drawn_are_known_where_they_are_only_counted_and_not_the_other_way_round(home, cache, printed):
    counted = run(home, cache, ("epub",))
    run(home, cache, ("pdf",))
    assert printed == printed[:2] * 2
    cache.clear()
    run(home, cache, ("pdf",))
    assert digests(run(home, cache, ("epub",))) == digests(counted)
    assert printed == printed[:2] * 3


def test_pages_whose_entries_are_damaged_are_made_again(home, cache, printed):
    first = run(home, cache)
    for path in cache.folder.glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert digests(run(home, cache)) == digests(first)
    assert printed == printed[:2] * 2


def test_pages_with_fonts_of_the_computer_are_not_remembered(home, cache, printed):
    edit(home, "collection.yaml", "style: book", "style: own")
    (home / "own.yaml").write_text("extends: book\nsystem-fonts: last\n", "utf-8")
    run(home, cache)
    edit(home, "a.txt", "四百", "五百")
    run(home, cache)
    assert printed == printed[:2] * 2


def test_an_image_that_appears(home, cache):
    assert "R020" in {each.code for each in run(home, cache).diagnostics}
    paint(home, "red")
    assert "R020" not in {each.code for each in run(home, cache).diagnostics}


def test_the_same_collection_elsewhere_has_its_own_images(home, cache, tmp_path):
    """Sources with the same name and bytes are the same, what they name beside them need not be."""
    import shutil

    paint(home, "red")
    run(home, cache)
    elsewhere = Path(shutil.copytree(home, tmp_path / "elsewhere"))
    paint(elsewhere, "grey")
    assert digests(run(elsewhere, cache)) == digests(run(elsewhere, None))


def test_source_date_epoch_counts(home, cache, monkeypatch):
    run(home, cache)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert states(run(home, cache)) == {FileState.WRITTEN}


def test_a_damaged_cache_is_noticed(home, cache):
    first = run(home, cache)
    for path in cache.folder.rglob("*.entry"):
        path.write_bytes(path.read_bytes()[:-7])
    again = run(home, cache)
    assert states(again) == {FileState.WRITTEN}
    assert digests(again) == digests(first)


def test_entries_of_another_kind_are_noticed(home, cache):
    """Sound entries whose value is none of ours."""
    first = run(home, cache)
    for path in cache.folder.rglob("*.entry"):
        cache.put(path.stem, b"\x81\xa1a\x01")
    assert digests(run(home, cache)) == digests(first)


def test_another_version_of_the_program_remembers_nothing(home, cache, monkeypatch):
    run(home, cache)
    monkeypatch.setattr("publish.pipeline.memory.code_digest", lambda: "another")
    assert states(run(home, cache)) == {FileState.WRITTEN}


def test_two_builds_at_once_in_one_folder(home):
    command = [sys.executable, "-m", "publish", "build", "--quiet"]
    running = [subprocess.Popen(command, cwd=home, stderr=subprocess.PIPE) for _ in range(3)]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert sorted(path.name for path in (home / "build").iterdir()) == ["文集.docx", "文集.epub", "文集.pdf"]


def test_the_command_shows_and_clears(home):
    def publish(*arguments):
        done = subprocess.run([sys.executable, "-m", "publish", *arguments], cwd=home, capture_output=True, check=True)
        return done.stdout.decode()

    publish("build", "--epub", "--quiet")
    entries = publish("cache").split(": ")[1].split(" ")[0]
    assert int(entries) > 4  # a build, its sources, their pages, the text of the book
    assert "(unchanged)" in publish("build", "--epub")
    assert "(unchanged)" not in publish("build", "--epub", "--no-cache")
    assert f"removed {entries} entries" in publish("cache", "--clear")
    assert "0 entries, 0 B" in publish("cache")
