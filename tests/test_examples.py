"""The small examples and what they promise."""

import zipfile
from pathlib import Path

import pytest
from building import FORMATS, ROOT, build, run

RED = "a01818"


@pytest.mark.parametrize(("kind", "name"), [("manifest", "collection.schema.json"), ("style", "style.schema.json")])
def test_schemas_in_docs_are_the_published_ones(kind: str, name: str):
    stale = (ROOT / "docs" / name).read_text("utf-8") != run("schema", kind).stdout
    assert not stale, "run 'make schema'"


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("office/collection.yaml", "collection.schema.json"),
        ("my-style/collection.yaml", "collection.schema.json"),
        ("my-style/my.yaml", "style.schema.json"),
    ],
)
def test_first_line_leads_editors_to_the_schema(name: str, schema: str):
    path = ROOT / "examples" / name
    comment, _, place = path.read_text("utf-8").splitlines()[0].partition("$schema=")
    assert comment == "# yaml-language-server: "
    assert (path.parent / place).resolve() == ROOT / "docs" / schema


def test_three_lines_make_a_book(tmp_path: Path):
    manifest = ROOT / "examples/minimal/collection.yaml"
    assert len(manifest.read_text("utf-8").splitlines()) == 3
    built = build(manifest, tmp_path)
    assert all(built.output(suffix).stat().st_size > 1000 for suffix in FORMATS)


def test_nothing_of_the_site_is_left_in_the_book(tmp_path: Path):
    """The site that the example's sources were copied from is in menus, lines, sentences, across line ends."""
    built = build(ROOT / "examples/office/collection.yaml", tmp_path)
    with zipfile.ZipFile(built.output("epub")) as ebook:
        pages = "".join(ebook.read(name).decode() for name in ebook.namelist() if name.endswith(".xhtml"))
    assert "砚友" not in pages


def test_one_line_of_style_colours_the_headings_of_all_outputs(tmp_path: Path):
    built = build(ROOT / "examples/my-style/collection.yaml", tmp_path)
    with zipfile.ZipFile(built.output("docx")) as word:
        assert RED in word.read("word/styles.xml").decode().lower()
    with zipfile.ZipFile(built.output("epub")) as ebook:
        sheets = [ebook.read(name).decode().lower() for name in ebook.namelist() if name.endswith(".css")]
    assert any(RED in sheet for sheet in sheets)
    assert paints(built.output("pdf"), RED)


def paints(path: Path, color: str) -> bool:
    """Whether a PDF sets this fill colour anywhere."""
    import pikepdf

    wanted = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "rg" and all(
                    abs(float(value) - part) < 0.01 for value, part in zip(operands, wanted, strict=True)
                ):
                    return True
    return False
