"""Book to web pages: one page that holds everything, and a small site with search.

page and site (the two outputs) → frame (what is around the text), search (the index); the text itself is made in
`writers.xhtml`, as for e-books. Neither asks for anything from elsewhere. Diagnostics: those of e-books, W30x.
"""

from publish.writers.html.page import write_html
from publish.writers.html.site import write_site

__all__ = ["write_html", "write_site"]
