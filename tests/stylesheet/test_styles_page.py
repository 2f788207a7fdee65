"""docs/styles.md describes the keys and roles that there are, with values that are right."""

import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from publish.model.style import CharacterRole, StyleRole
from publish.settings import builtin_styles
from publish.stylesheet import load_style, style_schema
from publish.stylesheet.inherit import BASES
from publish.stylesheet.values import COLOR_NAMES, PAPER_SIZES, SIZE_NAMES

PAGE = (Path(__file__).parents[2] / "docs/styles.md").read_text("utf-8")
SECTIONS = {
    "The file": "",
    "`page`": "PageEntry",
    "`head`": "HeadEntry",
    "`foot`": "FootEntry",
    "`table`": "TableEntry",
    "`roles`": "RoleEntry",
}


def section(title: str) -> str:
    found = re.search(rf"^##+ {title}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1].partition("The roles:")[0]


def entry(name: str) -> dict[str, dict[str, object]]:
    schema = style_schema()
    return (schema["$defs"][name] if name else schema)["properties"]


@pytest.mark.parametrize(("title", "name"), SECTIONS.items())
def test_every_key_is_described_and_no_other(title: str, name: str):
    assert re.findall(r"^\| `([\w-]+)` \|", section(title), re.MULTILINE) == list(entry(name))


@pytest.mark.parametrize(("title", "name"), list(SECTIONS.items())[1:])
def test_examples_are_accepted(title: str, name: str, tmp_path: Path):
    for key, example in re.findall(r"^\| `([\w-]+)` \|.*\| `(.+)` \|$", section(title), re.MULTILINE):
        group = title.strip("`")
        lines = f"  body: {{{key}: {example}}}" if group == "roles" else f"  {key}: {example}"
        (tmp_path / "my.yaml").write_text(f"extends: book\n{group}:\n{lines}\n", "utf-8")
        load_style("my", tmp_path)


def test_every_role_and_name_is_told():
    names = [*StyleRole, *CharacterRole, *builtin_styles(), *PAPER_SIZES, *list(SIZE_NAMES)[:13]]
    names += [name for name in COLOR_NAMES if "gray" not in name]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_what_is_based_on_another_role_is_told():
    told = PAGE.partition("## What is inherited")[2].partition("## The file")[0]
    for role, base in BASES.items():
        shown = role if not role.startswith("heading") else "heading-1"
        line = next(item for item in re.split(r"^- |;", told, flags=re.MULTILINE) if f"`{shown}`" in item)
        assert f"`{base}`" in line, role


def test_the_style_on_the_page_works(tmp_path: Path):
    text = re.search(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert text
    jsonschema.Draft202012Validator(style_schema()).validate(YAML(typ="safe", pure=True).load(text[1]))
    (tmp_path / "my.yaml").write_text(text[1], "utf-8")
    assert load_style("my.yaml", tmp_path).value.text[StyleRole.HEADING_4].color == "#8b0000"
