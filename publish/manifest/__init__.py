"""Reads collection.yaml: sources, order, metadata, style, outputs; every mistake with line and column."""

from publish.manifest.file import manifest_schema
from publish.manifest.load import SUFFIXES, load_manifest

__all__ = ["SUFFIXES", "load_manifest", "manifest_schema"]
