"""The open faces travel along with a Word file when that is wanted."""

import io

import pytest
import uharfbuzz as hb
from PIL import ImageFont
from test_docx_shape import par, small
from word_package import R, W, WordFile, value
from word_torture import style

from publish.model.manuscript import Manuscript, WordOptions
from publish.model.pages import Pagination
from publish.writers.docx import write_docx
from publish.writers.docx.embedding import obfuscate

TEXT = "春种一粒粟"


@pytest.fixture(scope="module")
def word() -> WordFile:
    manuscript = Manuscript(small(par(TEXT)), style(), {}, word=WordOptions(embed_fonts=True))
    return WordFile(write_docx(manuscript, Pagination({}, ())).value)


def files(word: WordFile) -> dict[tuple[str, str], bytes]:
    """The fonts as they were before they were hidden, by name and kind."""
    relations = word.relations("word/_rels/fontTable.xml.rels")
    found = {}
    for font in word.part("word/fontTable.xml"):
        for kind in ("Regular", "Bold"):
            for embedded in font.findall(f"{W}embed{kind}"):
                digits = embedded.get(W + "fontKey", "").strip("{}").replace("-", "")
                data = word.parts["word/" + relations[embedded.get(R + "id", "")]]
                found[font.get(W + "name", ""), kind] = obfuscate(data, digits)
    return found


def test_each_file_is_the_face_that_it_is_called(word: WordFile) -> None:
    fonts = files(word)
    assert fonts
    for (name, kind), data in fonts.items():
        assert ImageFont.truetype(io.BytesIO(data)).getname() == (name, kind)


def test_faces_are_cut_down_to_the_text(word: WordFile) -> None:
    named = word.styles["BodyText"].find(f"{W}rPr/{W}rFonts").get(W + "eastAsia")
    body = ImageFont.truetype(io.BytesIO(files(word)[named, "Regular"]), 40)
    missing = bytes(body.getmask("爨"))
    assert all(bytes(body.getmask(char)) != missing for char in TEXT)
    assert len(files(word)[named, "Regular"]) < 200_000


def test_each_file_says_whose_it_is_and_under_which_terms(word: WordFile) -> None:
    for data in files(word).values():
        names = [hb.Face(data).get_name(number) for number in (0, 13, 14)]  # copyright, licence, its address
        assert "SIL Open Font License" in names[1]
        assert all(names)


def test_styles_call_the_faces_by_their_names(word: WordFile) -> None:
    embedded = {name for name, _ in files(word)}
    assert {font.get(W + "eastAsia") for s in word.styles.values() for font in s.iter(W + "rFonts")} <= embedded
    assert value(word.part("word/settings.xml"), "embedTrueTypeFonts") is None
    assert word.part("word/settings.xml").find(W + "embedTrueTypeFonts") is not None


def test_nothing_travels_unasked() -> None:
    plain = WordFile(write_docx(Manuscript(small(par(TEXT)), style(), {}), Pagination({}, ())).value)
    assert not [name for name in plain.parts if name.endswith(".odttf")]
    assert plain.part("word/settings.xml").find(W + "embedTrueTypeFonts") is None
