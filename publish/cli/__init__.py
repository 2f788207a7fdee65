"""The command line: one module per command, arguments into one call of the pipeline, diagnostics into text."""

from publish.cli.app import main

__all__ = ["main"]
