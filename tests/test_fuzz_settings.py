"""Broken manifests, style files and model JSON: a value, or an error with its place or with advice."""

from pathlib import Path

import msgspec
import pytest
from breaking import CUTS, broken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.manifest import load_manifest
from publish.model.codec import dump_model, load_model
from publish.model.document import Document
from publish.model.ports import Source
from publish.model.raw import RawDocument
from publish.readers import read
from publish.structure import infer
from publish.stylesheet import load_style

MANIFEST = """\
title: 供水工作材料汇编
subtitle: 二〇二四年卷
editors: [县政府办公室]
date: 2024-06
style: book
toc: {depth: 2}
sources:
  - part: 讲话
    sources: [a.txt, {path: a.txt, title: 发言, split: never}]
  - "*.txt"
clean: {profile: careful, off: [C204], patterns: ['内部资料.*']}
limits: {file_mb: 10}
outputs: {folder: out, name: 汇编}
"""
STYLE = """\
extends: book
page: {width: 210mm, margin-inner: 28mm}
roles:
  heading-1: {color: '#a01818', size: 16pt, align: center, space-before: 12pt}
  body: {first-line-indent: 2em, line-height: 28pt}
families: {serif: {names: [FangSong], file: a.ttf}}
"""
DEPTH = 6
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from(["a.txt", "book", "~"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=DEPTH,
)
once_for_all = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def says_where_or_what_to_do(problem: PublishError) -> None:
    assert problem.diagnostics
    for each in problem.diagnostics:
        assert each.message
        assert each.hint or each.span, each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("关于供水的通知\n各镇：\n请抓好落实。\n", "utf-8")
    return tmp_path


def try_manifest(folder: Path, data: bytes) -> None:
    path = folder / "collection.yaml"
    path.write_bytes(data)
    try:
        load_manifest(path, rules=frozenset({"C204"}))
    except PublishError as problem:
        says_where_or_what_to_do(problem)


def try_style(folder: Path, data: bytes) -> None:
    (folder / "my.yaml").write_bytes(data)
    try:
        load_style("my", folder)
    except PublishError as problem:
        says_where_or_what_to_do(problem)


@once_for_all
@given(cuts=CUTS)
def test_broken_manifests(folder: Path, cuts: list[tuple[str, float, int]]) -> None:
    try_manifest(folder, broken(MANIFEST.encode(), cuts))


@once_for_all
@given(key=st.sampled_from(["title", "editors", "sources", "clean", "toc", "limits", "outputs", "cover"]), value=VALUES)
def test_manifests_with_any_value(folder: Path, key: str, value: object) -> None:
    lines = [line for line in MANIFEST.splitlines() if not line.startswith((key, " "))]
    try_manifest(folder, "\n".join([*lines, f"{key}: "]).encode() + msgspec.json.encode(value))


@once_for_all
@given(cuts=CUTS)
def test_broken_styles(folder: Path, cuts: list[tuple[str, float, int]]) -> None:
    try_style(folder, broken(STYLE.encode(), cuts))


@once_for_all
@given(key=st.sampled_from(["extends", "page", "roles", "families"]), value=VALUES)
def test_styles_with_any_value(folder: Path, key: str, value: object) -> None:
    try_style(folder, f"{key}: ".encode() + msgspec.json.encode(value))


RAW = read(Source("a.txt", "关于供水的通知\n各镇：\n请抓好落实。\n".encode())).value.document
MODELS = {
    "raw": (dump_model(RAW), RawDocument),
    "document": (dump_model(infer(RAW).value.documents[0]), Document),
}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_broken_models(name: str) -> None:
    data, kind = MODELS[name]

    @settings(max_examples=300)
    @given(CUTS)
    def try_one(cuts: list[tuple[str, float, int]]) -> None:
        try:
            load_model(broken(data, cuts), kind)
        except PublishError as problem:
            says_where_or_what_to_do(problem)

    try_one()
