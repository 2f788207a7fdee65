"""What a user sees: output, messages, exit codes."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.cli.app import app
from publish.cli.show import StageName
from publish.pipeline import Stage

REPORT = "工作报告\n\n一、主要成效\n全年印发文件四百余份，办理来文两千余份。\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: a.txt\nstyle: book\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def publish(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


# --- build ---------------------------------------------------------------------------------------


def test_build_takes_the_manifest_of_the_folder_and_makes_every_format(home):
    done = publish("build")
    assert done.exit_code == 0, done.output
    assert sorted(path.suffix for path in (home / "build").iterdir()) == [".docx", ".epub", ".pdf"]
    words = done.stdout.split()
    assert words[0] == "文集"
    assert {"documents", "characters", "pages", "edits", "files", "time", "build/文集.pdf"} <= set(words)


def test_build_makes_the_formats_asked_for_where_it_is_told_to(home):
    done = publish("build", home / "collection.yaml", "--epub", "--to", "docx", "--out", "elsewhere", "--quiet")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in (home / "elsewhere").iterdir()) == ["文集.docx", "文集.epub"]
    assert not (home / "build").exists()


def test_build_takes_a_folder_for_the_manifest_in_it(home, monkeypatch):
    monkeypatch.chdir(home.parent)
    assert publish("build", home, "--epub", "--quiet").exit_code == 0


def test_json_is_one_object_and_nothing_else(home):
    done = publish("build", "--json", "--text", "book.txt")
    told = json.loads(done.stdout)
    assert done.stderr == ""
    assert (told["schema"], told["version"], told["ok"]) == ("publish-report", [1, 0], True)
    assert (told["title"], told["sources"], told["documents"]) == ("文集", 1, 1)
    assert [file["format"] for file in told["files"]] == ["pdf", "docx", "epub", "text"]
    assert all(re.fullmatch(r"[0-9a-f]{64}", file["sha256"]) for file in told["files"])
    assert told["pages"] > 0
    assert told["characters"] > 0
    assert set(told["seconds"]) >= {"read", "clean", "structure", "layout", "pdf", "docx", "epub"}
    assert isinstance(told["edits"], list)
    assert isinstance(told["diagnostics"], list)
    assert (home / "book.txt").read_text("utf-8").startswith("工作报告\n一、主要成效\n")


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_slip_in_the_manifest_is_told_with_its_place_and_code_2(home):
    (home / "collection.yaml").write_text("title: 文集\nsorces: a.txt\nstyle: book\n", "utf-8")
    done = publish("build")
    assert done.exit_code == 2
    assert re.search(r"^collection\.yaml:2:1: error M\d\d\d: .*sorces", done.stderr, re.MULTILINE)
    assert "sources" in done.stderr
    assert done.stdout == ""


def test_json_tells_of_failures_too(home):
    (home / "collection.yaml").write_text("title: 文集\nsorces: a.txt\n", "utf-8")
    done = publish("build", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 2
    assert done.stderr == ""
    assert told["ok"] is False
    assert told["diagnostics"][0]["severity"] == "error"
    assert told["diagnostics"][0]["span"]["line"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "nowhere.yaml"],
        ["build", "--to", "rtf"],
        ["build", "--nonsense"],
        ["build", "--quiet", "--verbose"],
        ["bundle", "--quiet", "--verbose"],
        ["nonsense"],
        ["show", "nowhere.txt"],
        ["show", "a.txt", "collection.yaml"],
        ["show", "a.txt", "--stage", "raw", "--as", "neutral"],
    ],
)
def test_arguments_that_make_no_sense(home, arguments):
    done = publish(*arguments)
    assert done.exit_code == 2
    assert done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_no_manifest_far_and_wide(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = publish("build")
    assert done.exit_code == 2
    assert "M084: there is no collection.yaml in the current folder" in done.stderr


def test_a_build_that_fails_has_code_1(home):
    (home / "a.txt").write_bytes(b"")
    (home / "b.docx").write_bytes(b"PK no Word file")
    (home / "collection.yaml").write_text("title: 文集\nsources: [a.txt, b.docx]\nstyle: book\n", "utf-8")
    done = publish("build")
    assert done.exit_code == 1
    assert "b.docx:1:1: error R" in done.stderr
    assert not (home / "build").exists()


def test_faults_of_the_program_are_told_without_a_traceback(home, monkeypatch):
    def fail(document, plan):
        raise RuntimeError("不该如此")

    monkeypatch.setattr("publish.pipeline.sources.infer", fail)
    done = publish("build")
    assert done.exit_code == 1
    assert "K500: the program has a fault: RuntimeError: 不该如此, while working on a.txt" in done.stderr
    assert "Traceback" not in done.stderr
    monkeypatch.setenv("PUBLISH_DEBUG", "1")
    assert "Traceback" in publish("build").stderr


def test_ctrl_c(home, monkeypatch):
    def interrupt(document, plan):
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.pipeline.sources.infer", interrupt)
    done = publish("build")
    assert done.exit_code == 130
    assert "interrupted; nothing was written" in done.stderr


def test_many_warnings_of_a_kind_are_told_by_a_few(home):
    lost = "\n\n".join(f"详见下图。![图](missing{number}.png)" for number in range(9))
    (home / "b.md").write_text(f"# 通知\n\n我们XX区委办公室全年工作圆满完成。\n\n{lost}\n", "utf-8")
    (home / "collection.yaml").write_text("title: 文集\nsources: b.md\nstyle: book\n", "utf-8")
    told = publish("build", "--epub").stderr
    assert told.count("warning R020") == 3
    assert "more like these: 6 of R020" in told
    assert re.search(r"remarks besides: \d+ \(--verbose prints them\)", told)
    assert publish("build", "--epub", "--verbose").stderr.count("warning R020") == 9
    assert publish("build", "--epub", "--quiet").stderr == ""


# --- the other commands --------------------------------------------------------------------------


def test_show_prints_the_documents_of_files(home):
    done = publish("show", "a.txt")
    shown = json.loads(done.stdout)
    assert done.exit_code == 0
    assert shown["kind"] == "Structured"
    assert shown["value"]["documents"][0]["metadata"]["title"] == "工作报告"


def test_show_neutral(home):
    shown = json.loads(publish("show", "a.txt", "--stage", "document", "--as", "neutral").stdout)
    (document,) = shown["documents"]
    assert document["title"] == "工作报告"
    assert [block["type"] for block in document["blocks"]] == ["heading", "paragraph"]


def test_show_takes_a_manifest(home):
    shown = json.loads(publish("show", "collection.yaml", "--stage", "book").stdout)
    assert shown["value"]["metadata"]["title"] == "文集"


def test_the_stages_of_the_command_line_are_those_of_the_pipeline():
    assert [stage.value for stage in StageName] == [stage.value for stage in Stage]


def test_schemas():
    assert "sources" in json.loads(publish("schema").stdout)["properties"]
    assert "roles" in json.loads(publish("schema", "style").stdout)["properties"]


def test_explain_a_rule_and_all_of_them():
    rule = publish("explain", "C101").stdout
    assert rule.startswith("C101 ")
    assert "before:" in rule
    assert len(publish("explain").stdout.splitlines()) > 10
    lost = publish("explain", "C999")
    assert lost.exit_code != 0
    assert "there is no cleaning rule 'C999'" in lost.stderr


def test_version_and_help():
    assert re.fullmatch(r"publish \d+\.\d+\.\d+\n", publish("--version").stdout)
    assert "build" in publish("--help").stdout


def test_docs_name_every_option_and_command():
    text = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    for command in ("build", "show", "schema", "explain"):
        assert f"publish {command}" in text
        for option in re.findall(r"--[a-z]+", publish(command, "--help").stdout):
            assert option in text, (command, option)
