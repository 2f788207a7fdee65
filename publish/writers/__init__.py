"""Book or pages to bytes: one module or package for each format."""
