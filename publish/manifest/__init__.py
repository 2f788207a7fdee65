"""Reads collection.yaml: sources, order, metadata, style, outputs; every mistake with line and column."""
