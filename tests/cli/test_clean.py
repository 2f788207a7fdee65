"""publish clean, publish restore, publish build --report: what is written where, and what is never written over."""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from publish.cli.app import app
from publish.cli.diff import print_edits
from publish.reports import load_report

DIRTY = (
    "\ufeff工作报告\r\n\r\n来源：某某网　阅读：20996次\r\n一、主要成效\r\n"
    "全年印发文\u200b件四百余份，办理来文两千余份。\r\n- 1 -\r\n"
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(DIRTY.encode())
    (tmp_path / "b.txt").write_bytes("另一份报告\n\n正文很短。\n".encode("gb18030"))
    (tmp_path / "collection.yaml").write_text("title: 文集\nsources: [a.txt, b.txt]\nstyle: book\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def publish(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- clean ---------------------------------------------------------------------------------------


def test_clean_writes_markdown_and_the_way_back_beside_the_source(home):
    done = publish("clean", "a.txt")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    expected = "# 工作报告\n\n## 一、主要成效\n\n全年印发文件四百余份，办理来文两千余份。\n"
    assert (home / "a.txt.clean.md").read_text("utf-8") == expected
    assert names(home) == ["a.txt", "a.txt.clean.json", "a.txt.clean.md", "b.txt", "collection.yaml"]
    assert (home / "a.txt").read_bytes() == DIRTY.encode()


def test_clean_again_gives_the_same_bytes(home):
    publish("clean", "a.txt", "b.txt")
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    assert publish("clean", "a.txt", "b.txt").exit_code == 0
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def test_clean_takes_a_folder_a_file_or_a_manifest(home):
    assert publish("clean", "collection.yaml", "--out", "clean").exit_code == 0
    assert [name for name in names(home / "clean") if name.endswith(".md")] == ["a.txt.clean.md", "b.txt.clean.md"]
    assert publish("clean", "a.txt", "--out", "mine/neu.md").exit_code == 0
    assert names(home / "mine") == ["neu.json", "neu.md"]


def test_a_profile_of_ones_own(home):
    publish("clean", "a.txt", "--profile", "off", "--quiet")
    assert "- 1 -" in (home / "a.txt.clean.md").read_text("utf-8").replace("\\", "")


def test_diff_without_colours_where_there_is_no_terminal(home):
    done = publish("clean", "a.txt", "--diff", "--quiet")
    assert "a.txt:5:6: C101 invisible-character\n    全年印发文[-⟨U+200B⟩-]件四百余份" in done.stdout
    assert "\x1b[" not in done.stdout


def test_diff_in_colours_on_a_terminal(home):
    publish("clean", "a.txt", "--report", "r.json", "--quiet")
    console = Console(force_terminal=True, color_system="standard", file=io.StringIO(), width=80, markup=False)
    print_edits(console, load_report((home / "r.json").read_bytes(), "r.json"))
    assert "\x1b[9;31m⟨U+200B⟩\x1b[0m" in console.file.getvalue()


def test_work_of_the_editor_is_not_written_over(home):
    publish("clean", "a.txt")
    (home / "a.txt.clean.md").write_text("von Hand geändert", "utf-8")
    done = publish("clean", "a.txt")
    assert (done.exit_code, (home / "a.txt.clean.md").read_text("utf-8")) == (2, "von Hand geändert")
    assert "M090" in done.stderr
    assert publish("clean", "a.txt", "--force").exit_code == 0
    assert (home / "a.txt.clean.md").read_text("utf-8").startswith("# 工作报告")


def test_a_source_is_never_written_over(home):
    (home / "c.md").write_text("# 报告\n\n正文。\n", "utf-8")
    for arguments in (("c.md", "--out", "c.md"), ("c.md", "--report", "c.md"), ("a.txt", "c.md", "--report", "./c.md")):
        done = publish("clean", *arguments, "--force")
        assert (done.exit_code, "M089" in done.stderr) == (2, True)
    assert names(home) == ["a.txt", "b.txt", "c.md", "collection.yaml"]


def test_nothing_is_written_when_one_source_cannot_be_read(home):
    (home / "bad.docx").write_bytes(b"no zip")
    done = publish("clean", "a.txt", "bad.docx", "--report", "r.html")
    assert done.exit_code == 1
    assert names(home) == ["a.txt", "b.txt", "bad.docx", "collection.yaml"]


def test_two_sources_of_one_name_need_two_folders(home):
    (home / "sub").mkdir()
    (home / "sub/a.txt").write_bytes(DIRTY.encode())
    assert "M091" in publish("clean", "a.txt", "sub/a.txt", "--out", "clean").stderr
    assert publish("clean", "a.txt", "sub/a.txt").exit_code == 0


def test_a_report_needs_a_form(home):
    done = publish("clean", "a.txt", "--report", "report.pdf")
    assert (done.exit_code, "M087" in done.stderr) == (2, True)


# --- reports -------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What an HTML page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs


def test_the_page_stands_alone_and_shows_every_edit_by_its_rule(home):
    (home / "x.txt").write_bytes("<script>alert(1)</script>标题\n\n正文<b>一</b>。\u200b\n".encode())
    publish("clean", "a.txt", "x.txt", "--report", "r.html", "--report", "r.json")
    page = Page((home / "r.html").read_text("utf-8"))
    assert page.elements[:3] == ["html", "head", "meta"]
    assert {"script", "link", "img", "b"} & set(page.elements) == set()
    assert {"del", "ins", "details", "summary", "caption", "main", "h1"} <= set(page.elements)
    assert not [
        value for name, value in page.attributes if name in ("src", "onclick") or (value or "").startswith("http")
    ]
    told = json.loads((home / "r.json").read_text("utf-8"))
    edits = [edit for source in told["sources"] for edit in (*source["edits"], *source["joins"])]
    assert page.elements.count("details") == len(told["rules"]) == len({edit["rule"] for edit in edits})
    assert sum(rule["count"] for rule in told["rules"]) == len(edits)
    assert all(rule["meaning"] and rule["reason"] for rule in told["rules"] if rule["code"].startswith("C"))


def test_the_report_as_text(home):
    publish("clean", "a.txt", "--report", "r.md")
    text = (home / "r.md").read_text("utf-8")
    assert re.search(r"^## C101 invisible-character \(1\)$", text, re.MULTILINE)
    assert "a.txt:5:6: 全年印发文**\\[-⟨U+200B⟩-\\]**件四百余份" in text.replace("[-", "\\[-").replace("-]", "-\\]")


def test_build_reports_on_the_whole_collection(home):
    body = "".join(f"第{word}项工作按计划推进，责任落实到人，成效较为明显。" for word in "甲乙丙丁戊己庚辛")
    for year in (2022, 2023):
        (home / f"{year}.txt").write_text(f"关于{year}年工作的报告\n\n{body}全年共办理{year}件。\n", "utf-8")
    manifest = "title: 文集\nsources: ['20*.txt']\nstyle: book\ndedup: keep-first\n"
    (home / "collection.yaml").write_text(manifest, "utf-8")
    done = publish("build", "--epub", "--report", "r/report.html", "--report", "r/report.json", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0, done.output
    assert told["documents"] == 1
    assert [file["format"] for file in told["files"]] == ["epub", "html", "json"]
    (comparison,) = json.loads((home / "r/report.json").read_text("utf-8"))["comparisons"]
    assert (comparison["kind"], comparison["left_out"]) == ("near", 2)
    assert publish("build", "--epub", "--no-cache").stdout.split("left out")[1].split()[:2] == ["1", "nearly"]
    assert [piece["text"] for piece in comparison["rows"][0]["right"] if piece.get("changed")] == ["3"]
    assert "<ins>3</ins>" in (home / "r/report.html").read_text("utf-8")


def test_build_refuses_a_report_in_the_place_of_a_source_before_it_begins(home):
    (home / "c.md").write_text("# 报告\n\n正文。\n", "utf-8")
    (home / "collection.yaml").write_text("title: 文集\nsources: c.md\nstyle: book\n", "utf-8")
    assert "M089" in publish("build", "--report", "c.md").stderr
    assert not (home / "build").exists()


# --- restore -------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["a.txt.clean.md", "a.txt.clean.json"])
def test_restore_gives_every_byte_back(home, named):
    publish("clean", "a.txt")
    (home / "a.txt").unlink()
    assert publish("restore", named).exit_code == 0
    assert (home / "a.restored.txt").read_bytes() == DIRTY.encode()


def test_all_samples_come_back_from_their_reports(shared, tmp_path):
    samples = sorted([*(shared / "seeds").glob("*.txt"), *(shared / "corpus/docs").glob("*.txt")])
    assert publish("clean", *samples, "--out", tmp_path, "--quiet").exit_code == 0
    for sample in samples:
        assert publish("restore", tmp_path / f"{sample.name}.clean.md").exit_code == 0
        assert (tmp_path / f"{sample.stem}.restored.txt").read_bytes() == sample.read_bytes()
    assert len(samples) == 30


def test_restore_gives_all_sources_of_a_collection_back(home):
    publish("build", "--epub", "--quiet", "--report", "r.json")
    assert publish("restore", "r.json", "--out", home).exit_code == 0
    assert (home / "a.restored.txt").read_bytes() == (home / "a.txt").read_bytes()
    assert (home / "b.restored.txt").read_bytes() == (home / "b.txt").read_bytes()


def test_restore_writes_over_no_other_file(home):
    publish("clean", "a.txt")
    done = publish("restore", "a.txt.clean.md", "--out", "b.txt")
    assert (done.exit_code, "M090" in done.stderr) == (2, True)
    assert publish("restore", "a.txt.clean.md", "--out", "a.txt").exit_code == 0  # the same bytes
    assert publish("restore", "a.txt.clean.md", "--out", "b.txt", "--force").exit_code == 0
    assert (home / "b.txt").read_bytes() == DIRTY.encode()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"schema":"x"}', b"\xff\xfe", b"nonsense"])
def test_what_is_no_report_is_refused(home, content):
    (home / "r.json").write_bytes(content)
    done = publish("restore", "r.json")
    assert (done.exit_code, "M088" in done.stderr) == (2, True)


def test_a_clean_file_without_its_report_is_told(home):
    (home / "z.clean.md").write_text("x", "utf-8")
    assert "M092" in publish("restore", "z.clean.md").stderr


def test_a_report_leads_nowhere_outside_of_its_folder(home):
    publish("clean", "a.txt")
    report = (home / "a.txt.clean.json").read_text("utf-8").replace('"path": "a.txt"', '"path": "../../c:/evil.txt"')
    (home / "sub").mkdir()
    (home / "sub/r.json").write_text(report, "utf-8")
    assert publish("restore", "sub/r.json").exit_code == 0
    assert names(home / "sub") == ["evil.restored.txt", "r.json"]


@pytest.mark.parametrize("command", ["clean", "restore"])
def test_docs_name_every_option(command):
    text = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    assert f"## publish {command}" in text
    assert [option for option in re.findall(r"--[a-z]+", publish(command, "--help").stdout) if option not in text] == []
