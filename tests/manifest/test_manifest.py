"""Manifests that are right: what they come to."""

import os
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml_cases import Case, cases

from publish.manifest import load_manifest, manifest_schema
from publish.manifest.checks import iso_date
from publish.manifest.naming import safe_name
from publish.manifest.order import natural_key
from publish.manifest.plan import Format, Manifest, PartPlan

CASES = Path(__file__).parent / "cases"
ALL = cases(CASES / "plans.md", "collection.yaml")


def as_json(value: object) -> Any:
    """The value as plain data."""
    return msgspec.json.decode(msgspec.json.encode(value))


def told(manifest: Manifest, folder: Path) -> str:
    """What differs from the defaults, a line for each value, paths relative to the folder; sources part by part."""
    plain = as_json(manifest)
    metadata, parts = plain.pop("metadata"), manifest.parts
    lines = [f"{key}: {value}" for key, value in metadata.items() if (key, value) != ("language", "zh-CN")]
    defaults = as_json(Manifest("", manifest.metadata, (), "book", manifest.outputs))
    for key, value in plain.items():
        if key not in {"path", "parts", "outputs"} and value != defaults[key]:
            lines.append(f"{key}: {value}")
    outputs = manifest.outputs
    lines += [f"output: {Path(outputs.folder, outputs.file_name(output))}" for output in outputs.formats]
    for part in parts:
        lines += [f"part: {part.title or '-'}", *(f"  {line}" for line in sources(part))]
    return "".join(f"{line}\n" for line in lines).replace(f"{folder}{os.sep}", "").replace(str(folder.parent), "FOLDER")


def sources(part: PartPlan) -> list[str]:
    lines = []
    for source in part.sources:
        assert Path(source.path).is_absolute()
        overrides = {key: value for key, value in as_json(source).items() if value}
        overrides.pop("path")
        name = overrides.pop("name")
        if overrides["split"] == {"mode": "auto", "starts": []}:
            del overrides["split"]
        lines.append(" ".join([name, *(f"{key}={value}" for key, value in overrides.items())]))
    return lines


@pytest.mark.parametrize("case", ALL)
def test_a_plan_is_what_the_manifest_says(case: Case, tmp_path: Path):
    path = case.lay_out(tmp_path / "work")
    outcome = load_manifest(path)
    assert told(outcome.value, path.parent) == case.expected


@pytest.mark.parametrize("case", ALL)
def test_the_schema_accepts_what_the_loader_accepts(case: Case):
    data = YAML(typ="safe", pure=True).load(case.texts["collection.yaml"])
    data = {key: str(value) if key == "date" else value for key, value in data.items()}  # JSON has no dates
    jsonschema.Draft202012Validator(manifest_schema()).validate(data)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(manifest_schema())


def test_the_plan_does_not_depend_on_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "collection.yaml").write_text("title: t\nsources: a.md\n")
    far = load_manifest(tmp_path / "collection.yaml").value
    monkeypatch.chdir(tmp_path)
    assert load_manifest(Path("collection.yaml")).value == far


def test_files_of_other_formats_are_mentioned_and_built_ones_passed_over(tmp_path: Path):
    for name in ("docs/a.md", "docs/b.png", "docs/.c.md", "docs/~$d.docx", "build/t.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "collection.yaml").write_text("title: t\nsources: .\n")
    outcome = load_manifest(tmp_path / "collection.yaml")
    assert [source.name for source in outcome.value.parts[0].sources] == ["docs/a.md"]
    assert [message.message for message in outcome.diagnostics] == [
        "the folder '.': 2 files of other formats left out: 'collection.yaml', 'docs/b.png'"
    ]


def test_what_publish_clean_wrote_beside_a_source_is_no_source(tmp_path: Path):
    for name in ("a.txt", "a.txt.clean.md", "a.txt.clean.json", "own.clean.md"):
        (tmp_path / name).write_text("正文。\n", "utf-8")
    (tmp_path / "collection.yaml").write_text("title: 书\nsources: [.]\n", "utf-8")
    plan = load_manifest(tmp_path / "collection.yaml").value
    assert [source.name for source in plan.parts[0].sources] == ["a.txt", "own.clean.md"]


def test_a_style_of_ones_own_goes_before_the_built_in(tmp_path: Path):
    for name in ("a.md", "book.yaml"):
        (tmp_path / name).write_text("x")
    (tmp_path / "collection.yaml").write_text("title: t\nsources: a.md\nstyle: book\n")
    assert load_manifest(tmp_path / "collection.yaml").value.style == str(tmp_path / "book.yaml")


def test_the_collections_of_the_benchmark_are_manifests(shared: Path, tmp_path: Path):
    (tmp_path / "docs").mkdir()
    for number in range(1, 4):
        (tmp_path / f"docs/{number:04}.md").write_text("x")
    text = "title: 办公室材料汇编（S）\nlanguage: zh-CN\nstyle: book\ntoc:\n  depth: 2\nsources:\n  - docs/*.md\n"
    assert "language: zh-CN" in (shared / "bench/workload.py").read_text("utf-8")
    (tmp_path / "collection.yaml").write_text(text, "utf-8")
    plan = load_manifest(tmp_path / "collection.yaml").value
    assert plan.outputs.file_name(Format.PDF) == "办公室材料汇编（S）.pdf"
    assert len(plan.parts[0].sources) == 3


@pytest.mark.parametrize(
    "names",
    [
        ["2.md", "10.md"],
        ["报告2.md", "报告10.md"],
        ["第一讲.md", "第二讲.md", "第三讲.md", "第十讲.md", "第十一讲.md", "第二十讲.md", "第一百零二讲.md"],
        ["一、总则.md", "二、职责.md", "十、附则.md"],
        ["（一）.md", "（二）.md", "（十）.md"],
        ["２.md", "10.md"],
        ["总.md", "总/a.md", "总/乙/a.md"],
        ["二〇二二年.md", "二〇二三年.md"],
        ["b.md", "a/1.md"],
    ],
)
def test_names_stand_in_the_order_in_which_people_count(names: list[str]):
    turned = names[::-1]
    assert sorted(turned, key=natural_key) == names


@given(st.lists(st.text(st.sampled_from("第一十百千万〇2０9½a./（甲"), max_size=8)))
def test_every_name_has_a_place(names: list[str]):
    ordered = sorted(names, key=natural_key)
    turned = ordered[::-1]
    assert sorted(turned, key=natural_key) == ordered


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("汇编", "汇编"),
        ("总结/计划: 甲*乙?", "总结／计划： 甲＊乙？"),
        (" ..隐藏.. ", "隐藏"),
        ("CON", "CON_"),
        ("com1.报告", "com1.报告_"),
        ("a\u200bb\tc\nd", "ab c d"),
        ("///", "／／／"),
        (" . ", "collection"),
    ],
)
def test_titles_become_file_names(title: str, name: str):
    assert safe_name(title, "collection") == name


@given(st.text())
def test_file_names_are_safe_on_every_system(title: str):
    name = safe_name(title, "collection")
    assert name
    assert len(name.encode()) <= 121
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.strip(" .")


@pytest.mark.parametrize(
    ("written", "date"),
    [("2023", "2023"), ("2023年", "2023"), ("2023年5月", "2023-05"), ("2023-5-4", "2023-05-04"), ("2023.5", "2023-05")],
)
def test_dates_become_iso_8601(written: str, date: str):
    assert iso_date(written) == date


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("entry", ["docs", "docs/*.txt", "docs/**/*.txt", "'*/*.txt'", "."])
def test_links_that_lead_out_of_a_folder_are_no_part_of_it(entry: str, tmp_path: Path):
    home = tmp_path / "home"
    (home / "docs").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "b.txt").write_text("暗号")
    (home / "docs" / "a.txt").write_text("甲")
    (home / "docs" / "b.txt").symlink_to(tmp_path / "secret" / "b.txt")
    (home / "docs" / "c").symlink_to(tmp_path / "secret")
    (home / "docs" / "d.txt").symlink_to("a.txt")  # within: the same text again, which is not for us to judge
    (home / "collection.yaml").write_text(f"title: 文集\nsources: {entry}\n")
    outcome = load_manifest(home / "collection.yaml")
    assert [source.name for source in outcome.value.parts[0].sources] == ["docs/a.txt", "docs/d.txt"]
    assert "M032" in {each.code for each in outcome.diagnostics}
    assert "docs/b.txt" in "".join(map(str, outcome.diagnostics))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_that_are_named_are_followed(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.txt").write_text("甲")
    (home / "docs").symlink_to(tmp_path / "archive")
    (home / "b.txt").symlink_to(tmp_path / "archive" / "a.txt")
    for entry, names in (("docs", ["docs/a.txt"]), ("docs/*.txt", ["docs/a.txt"]), ("b.txt", ["b.txt"])):
        (home / "collection.yaml").write_text(f"title: 文集\nsources: {entry}\n")
        outcome = load_manifest(home / "collection.yaml")
        assert [source.name for source in outcome.value.parts[0].sources] == names
        assert outcome.diagnostics == ()
