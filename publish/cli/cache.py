"""`publish cache`: what is remembered of former builds."""

from __future__ import annotations

from typing import Annotated

import typer


def cache_command(
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything that is remembered.")] = False,
) -> None:
    """Show what is remembered of former builds, and where; or remove it.

    Removing it costs nothing but the time of the next build.
    """
    from publish.cache import LIMIT, Cache, default_folder
    from publish.cli.summary import size

    cache = Cache(default_folder())
    found = cache.clear() if clear else cache.survey()
    told = f"{'removed ' if clear else ''}{found.entries:,} entries, {size(found.size)}"
    typer.echo(f"{cache.folder}: {told}{'' if clear else f' (at most {size(LIMIT)})'}")
