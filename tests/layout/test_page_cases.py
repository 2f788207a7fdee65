"""Pages of GB/T 9704: the cases of cases/gbt9704.md."""

from pathlib import Path

import pytest

from .books import book, pages_of, style
from .page_cases import PageCase, chapter_of, dump_of, page_cases

CASES = page_cases(Path(__file__).parent / "cases" / "gbt9704.md")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: PageCase) -> None:
    sheet = style("gbt9704")
    pages, _ = pages_of(book(chapter_of(case.document)), sheet)
    assert dump_of(pages, sheet) == case.pages
