"""The contents are compared with the pages that LibreOffice makes."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from word_torture import manuscript, pagination, style

from publish.cli.summary import summary
from publish.diagnostics import Diagnostic, Severity
from publish.pipeline import BuildReport
from publish.stylesheet import load_style
from publish.writers.docx import write_docx
from publish.writers.docx.verification import Entry, font_settings, read_entries, verify_docx


def written() -> bytes:
    book = manuscript()
    return write_docx(book, pagination(book.book)).value


def test_entries_are_read_with_their_numbers() -> None:
    entries = list(read_entries(written()))
    assert entries
    assert all(isinstance(entry, Entry) and entry.bookmark.startswith("_Toc") for entry in entries)
    assert all(entry.label.isdecimal() and entry.title for entry in entries)


def test_the_summary_of_a_build_tells_how_many_headings_are_where_the_contents_say() -> None:
    told = Diagnostic("W222", Severity.INFO, "616 of 619 headings on the page that the contents print")
    console = Console(width=120, file=StringIO())
    console.print(summary(BuildReport("书", 1, 1, 9, 2, (), (), {}, (told,)), 1.0))
    (line,) = [line for line in console.file.getvalue().splitlines() if line.startswith("contents")]
    assert line.split(maxsplit=1)[1].rstrip() == told.message


def test_faces_of_the_program_stand_in_for_those_that_word_files_name(tmp_path: Path) -> None:
    settings = font_settings(load_style("gbt9704", tmp_path).value, tmp_path)
    for name, face in (("宋体", "Noto Serif SC"), ("黑体", "Noto Sans SC")):
        _, _, alias = settings.partition(f"<string>{name}</string>")
        assert face in alias.partition("</match>")[0]
    _, _, alias = settings.partition("<string>仿宋</string>")
    assert "Zhuque Fangsong" not in alias.partition("</match>")[0]  # whose quotation marks are narrow
    assert "Times New Roman" not in settings  # for which the computer has an equal


def test_without_libreoffice_a_warning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (told,) = verify_docx(written(), style()).diagnostics
    assert told.code == "W221"
    assert "LibreOffice" in told.message


@pytest.mark.slow
@pytest.mark.validators
def test_the_numbers_of_the_example_are_true(office, missing) -> None:
    if not shutil.which("soffice"):
        missing("LibreOffice is not installed")
    pytest.importorskip("pikepdf")
    data = office.output("docx").read_bytes()
    found = verify_docx(data, style("book"))
    assert found.value.entries > 40
    assert found.value.wrong == 0
