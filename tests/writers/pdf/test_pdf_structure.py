"""The structure tree of the file: each element knows its content, each page the elements of its content."""

import io
from collections.abc import Iterator

import pikepdf

from publish.fontbook import FontBook
from publish.layout import lay_out
from publish.model.manuscript import Manuscript
from publish.writers.pdf.write import write_pdf
from tests.layout.books import book, chapter, heading, note, paragraph, style

Place = tuple[tuple[int, int], int]
"""A page, as an object, and the number of a piece of its content."""


def written() -> bytes:
    long = paragraph("一个长段，要占好几页。" * 400, note("脚注"))
    manuscript = Manuscript(book(chapter(1, "甲", heading(1, "一、要点", "h1"), long), contents=True), style(), {})
    fonts = FontBook(manuscript.style.families)
    return write_pdf(manuscript, lay_out(manuscript, fonts), fonts).value


def places(element: pikepdf.Object) -> Iterator[tuple[Place, pikepdf.Object]]:
    """The content below an element, each piece with the element in which it hangs (ISO 32000-1, 14.7.2)."""
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    for kid in kids:
        if not isinstance(kid, pikepdf.Dictionary):
            yield (element.Pg.objgen, int(kid)), element
        elif kid.get("/Type") == "/MCR":
            yield (kid.Pg.objgen, int(kid.MCID)), element
        elif kid.get("/Type") != "/OBJR":
            yield from places(kid)


def test_pages_find_for_each_piece_of_content_the_element_that_lists_it() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        listed = {place: element.objgen for place, element in places(pdf.Root.StructTreeRoot.K)}
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        found = {
            (page.objgen, number): element.objgen
            for page in pdf.pages
            for number, element in enumerate(parents[int(page.StructParents)])
        }
        assert listed == found


def test_a_paragraph_over_several_pages_has_content_on_each_of_them() -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        pages: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for (page, _), element in places(pdf.Root.StructTreeRoot.K):
            if element.S == "/P":
                pages.setdefault(element.objgen, set()).add(page)
        assert max(map(len, pages.values())) > 2
