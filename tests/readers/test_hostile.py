"""Files that are broken or mean harm: a result or a PublishError, nothing else."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.diagnostics import PublishError, Severity
from publish.model.ports import Source
from publish.readers import READERS, read

from .word import p, word_file

WORD_FILE = word_file(p("一") + p("二"), styles="", numbering="", header1=p("眉"))
MARKUP = st.text(alphabet="<>/!-[]()*_`#>|\\&;:^~ \n\tab1中。“”", max_size=200)


def survive(source: Source) -> list[str]:
    """The codes of the messages; every error names the file and says what to do."""
    try:
        return [diagnostic.code for diagnostic in read(source).diagnostics]
    except PublishError as refusal:
        for diagnostic in refusal.diagnostics:
            assert diagnostic.severity is Severity.ERROR
            assert diagnostic.hint
            assert diagnostic.span is not None
            assert diagnostic.span.path.startswith(source.path)
        return [diagnostic.code for diagnostic in refusal.diagnostics]


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_random_bytes(suffix, data):
    survive(Source(f"a.{suffix}", data))


@given(st.sampled_from(["md", "html", "txt"]), MARKUP)
def test_random_markup(suffix, text):
    survive(Source(f"a.{suffix}", text.encode()))


@settings(max_examples=200)
@given(st.integers(0, len(WORD_FILE) - 1), st.integers(0, 255))
def test_a_word_file_with_one_byte_changed(at, value):
    survive(Source("a.docx", WORD_FILE[:at] + bytes((value,)) + WORD_FILE[at + 1 :]))


@given(st.integers(0, len(WORD_FILE) - 1))
def test_a_word_file_cut_off(at):
    survive(Source("a.docx", WORD_FILE[:at]))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 20_000,
        "^[" * 20_000,
        ">" * 5_000,
        "- " * 5_000,
        "<!--" * 20_000,
        "*a _b " * 5_000,
        "\\" * 50_000,
    ],
    ids=lambda text: text[:4],
)
def test_markdown_that_costs_other_parsers_minutes(text):
    survive(Source("a.md", text.encode()))
    survive(Source("a.html", text.encode()))


def test_deep_nesting_loses_no_text():
    deep = "".join("  " * level + "- x\n" for level in range(100))
    outcome = read(Source("a.md", deep.encode()))
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["R031"]
    assert sum(block.text.count("x") for block in outcome.value.document.blocks) == 100
    assert survive(Source("a.html", ("<div>" * 5_000 + "x").encode())) == ["R004"]


def test_attacks(shared, tmp_path):
    subprocess.run([sys.executable, shared / "tools/make-hostile.py", tmp_path], check=True)
    outcomes = {
        path.name: survive(Source(path.name, path.read_bytes(), folder=str(tmp_path))) for path in tmp_path.iterdir()
    }
    assert outcomes["xxe.docx"] == ["R005"]
    assert outcomes["zip-bomb.docx"] == outcomes["xml-bomb.docx"] == ["R003"]
    assert outcomes["billion-laughs.docx"] == outcomes["deep.docx"] == ["R002"]
    assert outcomes["traversal.docx"] == outcomes["duplicate.docx"] == []
    assert outcomes["scheme.html"] == ["R021", "R021"]
    assert outcomes["controls.txt"] == ["R012"]
    assert not (tmp_path.parent / "outside.txt").exists()


def test_an_unknown_type_is_refused_with_the_known_ones():
    with pytest.raises(PublishError, match=r"cannot read files of type '.xls'.*\.docx"):
        read(Source("a.xls", b""))
    with pytest.raises(PublishError, match="a file without suffix"):
        read(Source(".txt", b""))


def test_parsers_are_loaded_only_when_they_are_needed():
    parsers = {"lxml", "docx", "markdown_it", "PIL", "ruamel", "pdfminer"}
    code = f"import sys, publish.readers as r; print(*{parsers} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
