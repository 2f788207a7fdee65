"""Turns piles of messy documents into clean books: PDF, Word and EPUB from one manifest."""

__version__ = "0.1.0"
