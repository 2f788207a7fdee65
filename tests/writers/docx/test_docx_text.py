"""Nothing is lost, nothing is altered, nothing is formatted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_package import R, W, WordFile, reading_order, style_of, text, value
from word_torture import manuscript, pagination, style
from word_torture import text as words

from publish.diagnostics import Severity, Span
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block, CodeBlock, Metadata, Paragraph
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.walk import book_lines
from publish.writers.docx import write_docx
from publish.writers.docx.markup import NAMESPACES, text_runs
from publish.writers.docx.names import COVER_BANDS


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


@pytest.mark.parametrize("divided", [True, False])
@pytest.mark.parametrize("style_name", ["book", "gbt9704"])
def test_the_letters_of_the_file_are_the_letters_of_the_book_in_their_order(divided: bool, style_name: str) -> None:
    given_book = manuscript(divided, style_name)
    word = WordFile(write_docx(given_book, pagination(given_book.book)).value)
    assert letters("".join(reading_order(word))) == letters("".join(book_lines(given_book.book)))


def runs_of(xml: str) -> list[tuple[str, bool]]:
    """Text of each run, and whether it asks for the East Asian face."""
    runs = etree.fromstring(f"<w:p {NAMESPACES}>{xml}</w:p>")
    return [(text(run), run.find(f"{W}rPr/{W}rFonts") is not None) for run in runs]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("通知如下", [("通知如下", False)]),
        ("他说：“好”", [("他说：“好”", True)]),
        ("——", [("——", True)]),
        ("plain words", [("plain words", False)]),
        ("He said “no”", [("He said “no”", False)]),
        ("他说don’t，又说“好”", [("他说", True), ("don’t", False), ("，又说“好”", True)]),
        ("在café里……", [("在", True), ("café", False), ("里……", True)]),
        ("±3℃", [("±3℃", True)]),
    ],
)
def test_quotes_and_dashes_of_chinese_text_take_the_chinese_face(
    written: str, expected: list[tuple[str, bool]]
) -> None:
    assert runs_of(text_runs(written)) == expected


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
        | st.sampled_from("“”‘’—…&<>\"' \t\n中é")
    )
)
def test_runs_hold_exactly_their_text(written: str) -> None:
    assert "".join(run for run, _ in runs_of(text_runs(written))) == written


def test_long_unspaced_latin_text_takes_no_quadratic_time() -> None:
    written = "a" * 1_000_000 + "中——"
    assert "".join(run for run, _ in runs_of(text_runs(written))) == written


def one_paragraph(*blocks: Block, title: str = "题") -> Manuscript:
    chapter = Chapter("c", Metadata(title=title), tuple(blocks))
    book = Book(BookMetadata("书"), (Part("p", "", (chapter,)),), (), title_page=False)
    return Manuscript(book, style(), {})


NOWHERE = Pagination({}, ())


def test_a_character_that_xml_forbids_is_reported_with_its_place_and_shown_as_missing() -> None:
    outcome = write_docx(one_paragraph(Paragraph(words("甲\x00乙\x1b丙"), Span("a.txt", 3))), NOWHERE)
    assert [(d.code, d.severity, d.span) for d in outcome.diagnostics] == [
        ("W204", Severity.WARNING, Span("a.txt", 3)),
        ("W204", Severity.WARNING, Span("a.txt", 3)),
    ]
    assert "U+0000" in outcome.diagnostics[0].message
    assert WordFile(outcome.value).paragraphs("BodyText") == ["甲\ufffd乙\ufffd丙"]


@pytest.mark.parametrize("title", ["甲\ud800", "\uffff"])
def test_forbidden_characters_of_titles_are_reported_too(title: str) -> None:
    outcome = write_docx(one_paragraph(title=title), NOWHERE)
    assert [d.code for d in outcome.diagnostics] == ["W204"]


def test_tabs_and_blanks_of_program_text_stay() -> None:
    code = "def f():\n\treturn 1\n    # 结束  "
    word = WordFile(write_docx(one_paragraph(CodeBlock(code)), NOWHERE).value)
    assert word.paragraphs("SourceCode") == [code]


def test_an_empty_book_is_a_file_that_opens() -> None:
    book = Book(BookMetadata("空"), (), (), title_page=False)
    word = WordFile(write_docx(Manuscript(book, style(), {}), NOWHERE).value)
    assert [child.tag for child in word.body] == [W + "sectPr"]


@pytest.fixture(scope="module", params=["book", "gbt9704"])
def torture(request: pytest.FixtureRequest) -> WordFile:
    given_book = manuscript(style_name=request.param)
    return WordFile(write_docx(given_book, pagination(given_book.book)).value)


def test_every_look_is_a_named_style(torture: WordFile) -> None:
    allowed = {"pStyle", "numPr", "sectPr"}
    for root in (torture.part("word/document.xml"), torture.part("word/footnotes.xml")):
        for properties in root.iter(W + "pPr"):
            style = value(properties, "pStyle")
            framed = {"framePr"} if style in ("CoverLine", *COVER_BANDS) else set()
            shifted = {"ind"} if style == "TableCell" else set()  # numbers below each other
            assert {etree.QName(child).localname for child in properties} <= allowed | framed | shifted
        for properties in root.iter(W + "rPr"):
            if properties.getparent().tag == W + "r" and not list(properties.iterancestors(W + "rt")):
                assert {etree.QName(child).localname for child in properties} <= {"rStyle", "rFonts"}


def test_every_style_that_is_used_exists(torture: WordFile) -> None:
    used = {
        reference.get(W + "val")
        for name, content in torture.parts.items()
        if name.startswith("word/") and name.endswith(".xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for reference in etree.fromstring(content).iter(W + tag)
    }
    assert used <= set(torture.styles)


def test_every_link_and_reference_has_a_goal(torture: WordFile) -> None:
    body = torture.part("word/document.xml")
    marks = [mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert all(len(mark) <= 40 and mark[0] == "_" for mark in marks if mark)
    assert {link.get(W + "anchor") for link in body.iter(W + "hyperlink")} - {None} <= set(marks)
    pointers = {node.get(R + "id") or node.get(R + "embed") for node in body.iter()} - {None}
    assert pointers <= set(torture.relations())


def test_footnotes_are_word_footnotes_numbered_in_their_order(torture: WordFile) -> None:
    called = [int(call.get(W + "id", "")) for call in torture.body.iter(W + "footnoteReference")]
    assert called == list(range(1, len(called) + 1))
    assert set(torture.notes) == {"-1", "0", *map(str, called)}
    assert all(style_of(note[0]) == "FootnoteText" for number, note in torture.notes.items() if int(number) > 0)
    assert torture.notes["1"].find(f".//{W}footnoteRef") is not None


def test_no_note_stands_in_a_note(torture: WordFile) -> None:
    assert not list(torture.part("word/footnotes.xml").iter(W + "footnoteReference"))
