"""`publish schema`: the JSON Schema of manifests or styles."""

import json
from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The files that a schema describes."""

    MANIFEST = "manifest"
    STYLE = "style"


def schema_command(
    kind: Annotated[Kind, typer.Argument(help="What the schema is to describe.")] = Kind.MANIFEST,
) -> None:
    """Print the JSON Schema of manifests or styles.

    Editors complete and check collection.yaml and style files with it.
    """
    match kind:
        case Kind.MANIFEST:
            from publish.manifest import manifest_schema

            schema = manifest_schema()
        case Kind.STYLE:
            from publish.stylesheet import style_schema

            schema = style_schema()
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=2))
