"""Finished pages to a PDF file. Drawing (`content`) needs none of the libraries that the file (`write`) needs."""
