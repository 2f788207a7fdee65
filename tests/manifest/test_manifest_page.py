"""docs/manifest.md describes the keys that there are, their defaults, and examples that are right."""

import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from publish.manifest import SUFFIXES, manifest_schema

PAGE = (Path(__file__).parents[2] / "docs/manifest.md").read_text("utf-8")
SECTIONS = {
    "The collection": "",
    "Sources": "ItemEntry",
    "Letterhead": "LetterheadEntry",
    "Contents": "ContentsEntry",
    "Cleaning": "CleaningEntry",
    "Outputs": "OutputsEntry",
    "Names": "NamesEntry",
    "Word": "WordEntry",
    "Limits": "LimitsEntry",
}
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.*?) ?\| `(.+?)` \|$", re.MULTILINE)


def rows(section: str) -> dict[str, tuple[str, str, str]]:
    """Meaning, default and example by key, of the table in a section."""
    text = re.search(rf"^##+ {section}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert text
    return {key: (meaning, default, example) for key, meaning, default, example in _ROW.findall(text[1])}


def truth(value: object) -> object:
    """What the loader makes of the words for yes and no."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def properties(name: str) -> dict[str, dict[str, object]]:
    schema = manifest_schema()
    return (schema["$defs"][name] if name else schema)["properties"]


@pytest.mark.parametrize(("section", "name"), SECTIONS.items())
def test_every_key_is_described_and_no_other(section: str, name: str):
    assert list(rows(section)) == list(properties(name))


@pytest.mark.parametrize(("section", "name"), SECTIONS.items())
def test_defaults_are_told(section: str, name: str):
    for key, (_, told, _) in rows(section).items():
        default = properties(name)[key].get("default")
        if default not in (None, "", []) and not isinstance(default, dict):  # mappings have sections of their own
            assert told == f"`{default}`".replace("True", "true").replace("False", "false"), key


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


@pytest.mark.parametrize(("section", "name"), SECTIONS.items())
def test_examples_fit_the_schema(section: str, name: str):
    schema = manifest_schema()
    for key, (_, _, example) in rows(section).items():
        value = YAML(typ="base", pure=True).load(example)
        value = {name: truth(each) for name, each in value.items()} if isinstance(value, dict) else truth(value)
        value = _number(value) if key in {"toc", "depth"} or section == "Limits" else value
        value = {name: _number(each) for name, each in value.items()} if key == "limits" else value
        jsonschema.Draft202012Validator({**properties(name)[key], "$defs": schema["$defs"]}).validate(value)


def test_the_described_schema_examples_are_right():
    schema = manifest_schema()
    for entry in [schema, *schema["$defs"].values()]:
        for key, described in entry.get("properties", {}).items():
            assert described.get("description"), key
            for example in described.get("examples", []):
                jsonschema.Draft202012Validator({**described, "$defs": schema["$defs"]}).validate(example)


def test_the_formats_are_told():
    assert all(suffix in PAGE for suffix in SUFFIXES)


def test_whole_manifests_on_the_page_are_manifests():
    whole = [
        text for text in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL) if text.startswith("title:")
    ]
    assert whole
    for text in whole:
        jsonschema.Draft202012Validator(manifest_schema()).validate(YAML(typ="safe", pure=True).load(text))
