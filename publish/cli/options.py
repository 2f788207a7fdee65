"""Arguments and options that several commands have, said once."""

from pathlib import Path
from typing import Annotated

import typer

ManifestPath = Annotated[
    Path | None, typer.Argument(help="The manifest; if none, collection.yaml here.", show_default=False)
]
WorkerCount = Annotated[
    int, typer.Option("--workers", metavar="N", min=0, help="Share work among N processes.", show_default=False)
]
ClusterAddress = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Share the work out to a Dask cluster.")
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Do everything anew, and remember nothing.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print every warning and remark.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
