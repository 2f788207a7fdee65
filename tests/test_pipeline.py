"""The whole way through, on a collection of two short files."""

import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import plugins
from publish.assembly import assemble
from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.pipeline import Progress, Stage, Step, build, plan_for, show
from publish.pipeline.build import _used
from publish.pipeline.journal import Journal
from publish.pipeline.letters import missing_letters, refuse_missing
from publish.pipeline.material import prepare
from publish.pipeline.staging import Staging

REPORT = """工作报告

同志们：
现将一年来的工作报告如下。
一、主要成效
全年印发文件四百余份，办理来文两千余份。
二、下步打算
继续抓好各项工作的落实。
"""
NOTICE = (
    "# 会议通知\n\n定于下周召开会议，详见[附件](missing.xlsx)。\n\n## 一、时间\n\n上午九时。\n\n![会场](missing.png)\n"
)
PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
MANIFEST = "title: 文集\nsources: [a.txt, b.md]\nstyle: book\n"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "文集"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.md").write_text(NOTICE, "utf-8")
    (folder / "collection.yaml").write_text(MANIFEST, "utf-8")
    return folder


def manifest_of(home):
    return load_manifest(home / "collection.yaml").value


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else None


def test_a_build_makes_every_format_and_tells_about_it(home):
    heard: list[Progress] = []
    report = build(manifest_of(home), listener=heard.append)
    assert files_in(home / "build") == ["文集.docx", "文集.epub", "文集.pdf"]
    assert (report.title, report.sources, report.documents) == ("文集", 2, 2)
    assert report.characters > 80
    assert report.pages >= 5
    assert [file.format for file in report.files] == ["pdf", "docx", "epub"]
    assert all(file.size == Path(file.path).stat().st_size for file in report.files)
    assert "R020" in [diagnostic.code for diagnostic in report.diagnostics]
    assert {"read", "layout", "pdf", "epub"} <= set(report.seconds)
    assert {Step.READ, Step.LAYOUT, Step.EPUB} <= {each.step for each in heard}


def test_formats_asked_for(home):
    report = build(manifest_of(home), ("epub",), text_file=home / "out" / "book.txt")
    assert files_in(home / "build") == ["文集.epub"]
    assert [file.format for file in report.files] == ["epub", "text"]
    text = (home / "out" / "book.txt").read_text("utf-8")
    assert text.startswith("工作报告\n同志们：\n")
    assert "定于下周召开会议，详见附件。\n" in text


def test_formats_that_nobody_knows(home):
    with pytest.raises(PublishError, match=r"M082.*'rtf'.*pdf, docx, epub"):
        build(manifest_of(home), ("rtf",))


def test_every_format_has_the_same_page_numbers(home):
    """The contents of the Word file are those of the layout even when no PDF is made."""
    build(manifest_of(home))
    with_pdf = (home / "build" / "文集.docx").read_bytes()
    build(manifest_of(home), ("docx",))
    assert (home / "build" / "文集.docx").read_bytes() == with_pdf


def test_two_builds_are_equal(home, tmp_path):
    first = build(manifest_of(home))
    again = build(manifest_of(home))
    assert [file.sha256 for file in first.files] == [file.sha256 for file in again.files]


def test_source_date_epoch(home, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(manifest_of(home), ("epub",))
    with zipfile.ZipFile(home / "build" / "文集.epub") as ebook:
        package = next(ebook.read(name).decode() for name in ebook.namelist() if name.endswith(".opf"))
    assert "2023-11-14T22:13:20Z" in package
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "M083" in [diagnostic.code for diagnostic in build(manifest_of(home), ("epub",)).diagnostics]


def test_all_problems_of_all_sources_are_told_and_nothing_is_written(home):
    manifest = manifest_of(home)
    (home / "a.txt").unlink()
    (home / "b.md").unlink()
    with pytest.raises(PublishError) as failed:
        build(manifest)
    assert [str(each.span) for each in failed.value.diagnostics] == ["a.txt:1:1", "b.md:1:1"]
    assert files_in(home / "build") is None


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_writer_that_fails_leaves_everything_as_it_was(home, monkeypatch, fault):
    build(manifest_of(home))
    former = {path: path.read_bytes() for path in (home / "build").iterdir()}
    (home / "a.txt").write_text(REPORT.replace("四百", "五百"), "utf-8")

    def fail(manuscript, pagination):
        raise fault

    monkeypatch.setattr("publish.writers.epub.write_epub", fail)
    with pytest.raises(fault):
        build(manifest_of(home))
    assert {path: path.read_bytes() for path in (home / "build").iterdir()} == former


def test_a_first_build_that_fails_leaves_no_folder_behind(home, monkeypatch):
    monkeypatch.setitem(plugins._BUILT_IN_WRITERS, "epub", ("publish.nowhere", "write"))
    with pytest.raises(ModuleNotFoundError):
        build(manifest_of(home))
    assert files_in(home) == ["a.txt", "b.md", "collection.yaml"]


def test_faults_name_the_source_that_brought_them_out(home, monkeypatch):
    def fail(document, plan):
        raise RuntimeError("不该如此")

    monkeypatch.setattr("publish.pipeline.sources.infer", fail)
    with pytest.raises(RuntimeError) as failed:
        build(manifest_of(home))
    assert failed.value.__notes__ == ["while working on a.txt"]


def test_only_images_that_the_book_shows_are_taken_along(home):
    (home / "b.md").write_text(f"# 图\n\n![红点]({PIXEL})\n", "utf-8")
    material = prepare(manifest_of(home), plugins.load_tables().value, Journal())
    (digest,) = material.assets
    book = assemble(manifest_of(home), material.sources).value
    assert list(_used(book, {**material.assets, "other": material.assets[digest]})) == [digest]


# --- the letters of the book ---------------------------------------------------------------------


def test_lost_letters_stop_the_build(home, monkeypatch):
    monkeypatch.setattr("publish.layout.galley.unit_lines", lambda unit: ("龘",))
    with pytest.raises(PublishError, match=r"K001.* letters.*龘"):
        build(manifest_of(home))
    assert files_in(home / "build") is None


def test_marks_and_white_space_may_change_letters_may_not():
    assert not missing_letters("甲，乙 丙。", "甲乙丙")
    missing = missing_letters("甲乙丙", "甲乙")
    assert missing == {"丙": 1}
    with pytest.raises(PublishError, match=r"K001: 1 letters.*丙"):
        refuse_missing(missing)


def test_text_for_proofreading_has_long_paragraphs_on_several_lines_and_notes_after_their_paragraph(tmp_path):
    sentence = "我们认真听取各方面的意见，他说：“好！”"
    text = f"# 年度报告\n\n第一句[^1]，第二句；见 Mr. Li.\n\n{sentence * 20}\n\n[^1]: 注文。有两句。\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: a.md\nstyle: book\n", "utf-8")
    build(load_manifest(tmp_path / "collection.yaml").value, formats=("md",), text_file=tmp_path / "book.txt")
    *_, first, second, note, long, rest = (tmp_path / "book.txt").read_text("utf-8").splitlines()
    assert (first, second, note) == ("第一句", "，第二句；见 Mr. Li.", "注文。有两句。")
    assert long + rest == sentence * 20
    assert long == sentence * (240 // len(sentence))


@given(st.lists(st.text("甲乙丙丁戊己", max_size=8), max_size=8), st.text("甲乙丙丁0123", max_size=12), st.randoms())
def test_letters_may_be_drawn_in_any_order_among_others_but_not_be_missing(lines, others, random):
    text = "\n".join(lines)
    drawn = [*text.replace("\n", ""), *others]
    random.shuffle(drawn)
    assert not missing_letters(text, "".join(drawn))
    assert not missing_letters(text, others + text.replace("\n", others))
    if text.strip():
        assert missing_letters(text + "龘", "".join(drawn)) == {"龘": 1}


# --- files whole or not at all -------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"former {name}")
    return tmp_path


def contents(folder):
    return {path.name: path.read_text() for path in sorted(folder.iterdir()) if path.is_file()}


FORMER = {"a": "former a", "b": "former b", "c": "former c"}


def stage(folder, *names):
    with Staging() as staging:
        for name in names:
            staging.add("text", folder / name, b"new")
        staging.commit()


def test_files_appear_together(shelf):
    with Staging() as staging:
        for name in ("a", "b", "new"):
            staging.add("text", shelf / name, f"new {name}".encode())
            assert {name: text for name, text in contents(shelf).items() if not name.startswith(".")} == FORMER
        staging.commit()
    assert contents(shelf) == {"a": "new a", "b": "new b", "c": "former c", "new": "new new"}


@pytest.mark.parametrize("links", ["hard links", "no hard links"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError("disk")])
@pytest.mark.parametrize("survived", [0, 1, 2])
def test_when_one_cannot_take_its_place_none_does(shelf, monkeypatch, survived, fault, links):
    replace, done = Path.replace, []

    def failing(self, target):
        if self.suffix == ".new":
            if len(done) == survived:
                raise fault
            done.append(target)
        return replace(self, target)

    def unsupported(source, target):
        raise OSError

    monkeypatch.setattr(Path, "replace", failing)
    if links == "no hard links":
        monkeypatch.setattr(os, "link", unsupported)
    with pytest.raises((KeyboardInterrupt, PublishError)):
        stage(shelf, "a", "new", "b")
    assert contents(shelf) == FORMER


def test_a_folder_in_the_way(shelf):
    (shelf / "book.pdf").mkdir()
    with pytest.raises(PublishError, match=r"W901.*book\.pdf"):
        stage(shelf, "a", "book.pdf")
    assert contents(shelf) == FORMER


def test_a_file_where_the_folder_should_be(shelf):
    with pytest.raises(PublishError, match=r"W901.*exists"):
        stage(shelf, "b", "a/book.pdf")
    assert contents(shelf) == FORMER


# --- stages as JSON ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [("raw", ["RawDocument"] * 2), ("clean", ["Cleaned"] * 2), ("document", ["Structured"] * 2), ("book", ["Book"])],
)
def test_stages_are_shown_as_json(home, stage, kinds):
    shown = [json.loads(line) for line in show(manifest_of(home), Stage(stage), Journal())]
    assert [(each["schema"], each["kind"]) for each in shown] == [("publish-model", kind) for kind in kinds]


def test_pages_are_shown_one_by_one(home):
    shown = [json.loads(line) for line in show(plan_for((home / "a.txt",), "book"), Stage.PAGES, Journal())]
    assert {each["kind"] for each in shown} == {"Page"}
    texts = "".join(item.get("text", "") for each in shown for item in each["value"]["text"])
    assert re.search("全年印发文件四百余份", texts)


def test_what_can_be_shown_is_shown_before_a_source_fails(home):
    manifest = manifest_of(home)
    (home / "a.txt").unlink()
    shown = show(manifest, Stage.RAW, Journal())
    assert json.loads(next(shown))["value"]["path"] == "b.md"
    with pytest.raises(PublishError, match=r"a\.txt"):
        next(shown)
