"""Whatever stands in a settings file, it ends in a value or in messages; and the schema thinks as the loader does."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.diagnostics import Diagnostic, PublishError
from publish.manifest import load_manifest, manifest_schema
from publish.manifest.file import ManifestFile
from publish.settings import Mistakes, fit, json_schema, load_tree
from publish.stylesheet import load_style, style_schema
from publish.stylesheet.sheet import StyleFile

IN_ONE_FOLDER = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
SHAPE = {"14", "15", "16"}  # unknown keys, wrong types, missing keys


def words(schema: Any) -> set[str]:
    """All keys and examples of a schema: what a person would write, rightly or wrongly."""
    if isinstance(schema, dict):
        found = set(schema.get("properties", {})) | {str(name) for name in schema.get("enum", ())}
        return found.union(*(words(value) for value in schema.values()))
    return set().union(*(words(value) for value in schema)) if isinstance(schema, list) else set()


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Data that looks like the file: its keys and words in all kinds of places."""
    known = st.sampled_from(sorted(words(schema)))
    single = st.one_of(
        known, st.sampled_from(["a.md", "docs", "2023", "16pt", "x"]), st.integers(0, 9), st.booleans(), st.none()
    )
    nested = st.recursive(single, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(known, inner, max_size=4))
    return st.dictionaries(st.sampled_from(sorted(schema["properties"])), nested, max_size=8)


def messages(text: str, kind: type, folder: Path) -> set[str]:
    """The last digits of the codes of all messages about a file's shape."""
    (folder / "file.yaml").write_text(text, "utf-8")
    mistakes = Mistakes("file.yaml", "M0")
    tree = load_tree(folder / "file.yaml", mistakes)
    assert tree
    fit(tree, kind, mistakes)
    return {message.code[-2:] for message in mistakes.found}


@IN_ONE_FOLDER
@given(data=values(manifest_schema()))
def test_the_loader_and_the_schema_agree_on_manifests(data: dict[str, Any], tmp_path: Path):
    agree(data, ManifestFile, tmp_path)


@IN_ONE_FOLDER
@given(data=values(style_schema()))
def test_the_loader_and_the_schema_agree_on_styles(data: dict[str, Any], tmp_path: Path):
    agree(data, StyleFile, tmp_path)


def agree(data: dict[str, Any], kind: type, folder: Path) -> None:
    codes = messages(json.dumps(data), kind, folder)
    fits = jsonschema.Draft202012Validator(json_schema(kind, "test")).is_valid(data)
    if codes & SHAPE:
        assert not fits
    if not codes:
        assert fits


@IN_ONE_FOLDER
@given(data=values(manifest_schema()))
def test_a_manifest_ends_in_a_plan_or_in_messages(data: dict[str, Any], tmp_path: Path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "file.yaml").write_text(json.dumps(data))
    attempt(lambda: load_manifest(tmp_path / "file.yaml"))


@IN_ONE_FOLDER
@given(data=values(style_schema()))
def test_a_style_ends_in_a_sheet_or_in_messages(data: dict[str, Any], tmp_path: Path):
    (tmp_path / "file.yaml").write_text(json.dumps({"extends": "book", **data}))
    attempt(lambda: load_style("file", tmp_path))


@IN_ONE_FOLDER
@given(text=st.text(st.sampled_from("ab:： -#[]{}&*!|>'\"%@\t\n\r\x00\u2028,?~="), max_size=30))
def test_any_text_ends_in_messages(text: str, tmp_path: Path):
    (tmp_path / "file.yaml").write_text(text, "utf-8", newline="")
    with pytest.raises(PublishError):
        load_manifest(tmp_path / "file.yaml")


@IN_ONE_FOLDER
@given(data=st.binary(max_size=40))
def test_any_bytes_end_in_messages(data: bytes, tmp_path: Path):
    (tmp_path / "file.yaml").write_bytes(data)
    with pytest.raises(PublishError):
        load_manifest(tmp_path / "file.yaml")


def attempt(load: Any) -> None:
    found: tuple[Diagnostic, ...] = ()
    try:
        load()
    except PublishError as problem:
        found = problem.diagnostics
    places = [(message.span.line, message.span.column) for message in found if message.span]
    assert places == sorted(places)
