"""The JSON Schema of a settings file, from the struct that its loader uses."""

from typing import Any

import msgspec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: type, title: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of files that `fit` reads as `kind`."""
    schema = msgspec.json.schema(kind)
    definitions = schema.pop("$defs")
    name = schema["$ref"].rpartition("/")[2]
    for definition in definitions.values():
        _allow_empty(definition)
        _allow_bare_values(definition)
    root = definitions.pop(name)
    whole = {"$schema": DIALECT, **root, "title": title, "$defs": definitions}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))  # defaults are tuples
    return plain


def _allow_empty(definition: dict[str, Any]) -> None:
    """A value that is left empty counts as not given, where it need not be given."""
    required = definition.get("required", ())
    for name, value in definition.get("properties", {}).items():
        if name not in required and {"type": "null"} not in value.get("anyOf", ()):
            described = {key: value.pop(key) for key in ("description", "examples", "default") if key in value}
            definition["properties"][name] = {"anyOf": [value, {"type": "null"}], **described}


def _allow_bare_values(schema: Any) -> None:
    """Where text is wanted, `title: 2023` is text as well."""
    if isinstance(schema, dict):
        if schema.get("type") == "string" and "enum" not in schema:
            schema["type"] = ["string", "number", "boolean"]
        for key, value in schema.items():
            if key != "examples":
                _allow_bare_values(value)
    elif isinstance(schema, list):
        for value in schema:
            _allow_bare_values(value)
