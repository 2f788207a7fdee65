"""The text of a book as XHTML and CSS: what e-books and web pages have in common.

blocks, tables, inlines (elements); css, colors (looks); places, images, labels, findings and draft are what the steps
know of each other.
"""
