"""Draws the cases of tests/layout/cases/gbt9704.md into a PDF, to look at: each as a document of a book.

python scripts/page_cases.py pages.pdf && pdftoppm -r 60 -png pages.pdf pages
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from publish.fontbook import FontBook  # noqa: E402
from publish.layout import lay_out  # noqa: E402
from publish.model.manuscript import Manuscript  # noqa: E402
from publish.writers.pdf.write import write_pdf  # noqa: E402
from tests.layout.books import book, style  # noqa: E402
from tests.layout.page_cases import chapter_of, page_cases  # noqa: E402


def main(path: str) -> None:
    """Writes the PDF."""
    cases = page_cases(ROOT / "tests" / "layout" / "cases" / "gbt9704.md")
    whole = book(*(chapter_of(case.document, number) for number, case in enumerate(cases, 1)))
    manuscript = Manuscript(whole, style("gbt9704"), {})
    fonts = FontBook(manuscript.style.families)
    Path(path).write_bytes(write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value)


if __name__ == "__main__":
    main(sys.argv[1])
