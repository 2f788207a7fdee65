"""Mistakes in a manifest: all of them at once, each with its place and advice."""

import os
import sys
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML
from yaml_cases import Case, cases, shown

from publish.diagnostics import PublishError
from publish.manifest import load_manifest, manifest_schema

CASES = Path(__file__).parent / "cases"
ALL = cases(CASES / "mistakes.md", "collection.yaml")


def of_shape(case: Case) -> bool:
    """Whether a schema can see a mistake of the case; keys that stand twice are lost before it is asked."""
    return any(code in case.expected for code in ("M014", "M015", "M016")) and "M013" not in case.expected


@pytest.mark.parametrize("case", ALL)
def test_every_mistake_is_reported(case: Case, tmp_path: Path):
    path = case.lay_out(tmp_path)
    with pytest.raises(PublishError) as caught:
        load_manifest(path, rules=frozenset({"C101", "C301", "page-number-line"}))
    assert shown(caught.value.diagnostics, path) == case.expected


@pytest.mark.parametrize("case", [each for each in ALL if of_shape(each.values[0])])
def test_the_schema_refuses_the_same_shapes(case: Case):
    """An editor that checks the file by the schema sees what the loader sees (as far as a schema can)."""
    data = YAML(typ="safe", pure=True).load(next(iter(case.texts.values())))
    assert not jsonschema.Draft202012Validator(manifest_schema()).is_valid(data)


def test_a_missing_manifest_is_named_with_the_one_that_is_there(tmp_path: Path):
    (tmp_path / "collection.yaml").write_text("title: x\n")
    with pytest.raises(PublishError) as caught:
        load_manifest(tmp_path / "colection.yaml")
    (message,) = caught.value.diagnostics
    assert message.code == "M010"
    assert message.hint == f"did you mean '{tmp_path / 'collection.yaml'}'?"


def test_a_folder_is_no_manifest(tmp_path: Path):
    (tmp_path / "collection.yaml").write_text("title: x\n")
    with pytest.raises(PublishError, match=r"this is a folder.*did you mean"):
        load_manifest(tmp_path)


def test_a_manifest_in_another_encoding(tmp_path: Path):
    path = tmp_path / "collection.yaml"
    path.write_bytes("language: zh-CN\ntitle: 汇编\n".encode("gb18030"))
    with pytest.raises(PublishError) as caught:
        load_manifest(path)
    (message,) = caught.value.diagnostics
    assert (message.code, message.span.line, message.hint) == ("M011", 2, "save the file with the encoding UTF-8")


@pytest.mark.parametrize("data", [b"", b"# nothing but a comment\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_manifest(tmp_path: Path, data: bytes):
    path = tmp_path / "collection.yaml"
    path.write_bytes(data)
    with pytest.raises(PublishError, match="the file is empty"):
        load_manifest(path)


def test_aliases_that_grow_without_end_are_refused(tmp_path: Path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    path = tmp_path / "collection.yaml"
    path.write_text("\n".join([*lines, "title: x", "sources: *a29"]))
    with pytest.raises(PublishError, match="with its aliases the file has more than"):
        load_manifest(path)


@pytest.mark.parametrize("text", ["title: &a [*a]\n", "sources: " + "[" * 3000, "title: *nobody\n"])
def test_hostile_yaml_ends_in_a_message(tmp_path: Path, text: str):
    path = tmp_path / "collection.yaml"
    path.write_text(text)
    with pytest.raises(PublishError):
        load_manifest(path)


def test_characters_that_no_output_may_have(tmp_path: Path):
    (tmp_path / "a.md").write_text("x")
    path = tmp_path / "collection.yaml"
    path.write_text('title: "a\\0b"\nsources: a.md\n"k\\ud800": 1\n')
    with pytest.raises(PublishError) as caught:
        load_manifest(path)
    assert [message.message for message in caught.value.diagnostics] == [
        r"'\x00' is no character that a text can have",
        "unknown key 'k'",
        r"'\ud800' is no character that a text can have",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / os.fsdecode("报告.txt".encode("gb18030"))).write_text("x")
    path = tmp_path / "collection.yaml"
    path.write_text("title: t\nsources: docs\n")
    with pytest.raises(PublishError, match="whose name is no text"):
        load_manifest(path)
