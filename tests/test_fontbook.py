"""Which face draws what, and what is said about it."""

import itertools
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from publish.fontbook import GETA, SOFT_HYPHEN, Face, FontBook, Forms, Outlines
from publish.model.style import SYSTEM, FontFamily
from publish.resources import resource_folder
from publish.stylesheet import load_families

FAMILIES = load_families()


def faces(fonts: FontBook, text: str, latin: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return [(text[start:end], face.name) for face, start, end in fonts.split("songti", text, latin)]


def test_marks_of_latin_text_come_from_a_variant_of_the_same_file():
    assert faces(FontBook(FAMILIES), "don’t", (3,)) == [
        ("don", "NotoSerifSC-Regular"),
        ("’", "NotoSerifSC-Regular-latin"),
        ("t", "NotoSerifSC-Regular"),
    ]


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.role)
def test_each_face_has_quotes_of_an_em_and_narrow_ones(family: FontFamily):
    face = Face("any", resource_folder("fonts") / family.files[0])
    assert face.advance("’") >= 900 or not face.covers("’")
    assert face.latin.forms is Forms.LATIN
    assert face.latin.advance("’") < 500
    assert face.advance(SOFT_HYPHEN) == face.advance("-")


def test_a_missing_character_is_told_once_with_its_documents():
    fonts = FontBook(FAMILIES)
    for title, role in itertools.product(("甲", "乙"), ("songti", "heiti")):
        fonts.document = title
        list(fonts.split(role, "字\U0002b746字"))
    assert [f"{d.code} {d.message}" for d in fonts.diagnostics()] == [
        "F002 no font has these characters of 黑体, 宋体: \U0002b746 (U+2B746), used in '甲', '乙'"
    ]
    assert fonts.coverage("songti").face("\U0002b746").covers(GETA)


def test_a_substituted_character_names_face_and_documents():
    fonts = FontBook(FAMILIES)
    fonts.document = "甲"
    list(fonts.split("songti", "字ά"))
    assert [d.message for d in fonts.diagnostics()] == ["宋体 lacks ά in '甲'; set in ZhuqueFangsong-Regular"]


def test_writing_from_right_to_left_is_told_once():
    fonts = FontBook(FAMILIES)
    for title in ("甲", "乙"):
        fonts.document = title
        list(fonts.split("songti", f"字{title}\u0627\u0628"))
        list(fonts.split("heiti", "\u05d0"))
    told = [d.message for d in fonts.diagnostics() if d.code == "F003"]
    assert told == ["writing from right to left in '甲', '乙' is set letter by letter, from the left"]


def test_many_documents_are_counted():
    fonts = FontBook(FAMILIES)
    for number in range(8):
        fonts.document = f"第{number}篇"
        list(fonts.split("songti", "\U0002b746"))
    assert fonts.diagnostics()[0].message.endswith("'第3篇', '第4篇' and 3 more")


@pytest.mark.skipif(not shutil.which("fc-match"), reason="needs fontconfig")
def test_fonts_of_the_computer_are_asked_only_where_the_style_says_so():
    asking = {role: replace(family, fallback=(*family.fallback, SYSTEM)) for role, family in FAMILIES.items()}
    found = FontBook(asking).coverage("songti").face("ת")
    if not found.covers("ת"):
        pytest.skip("no font of this computer has Hebrew letters")
    assert FontBook(asking).faces[found.name].path == found.path
    assert not FontBook(FAMILIES).coverage("songti").face("ת").covers("ת")


def test_truetype_and_cff_are_told_apart():
    assert Face("any", resource_folder("fonts") / FAMILIES["songti"].files[0]).outlines is Outlines.TRUETYPE
    path = next(iter(sorted(Path("/usr/share/fonts").rglob("*.otf"))), None)
    if path is None:
        pytest.skip("no .otf on this computer")
    assert Face("any", path).outlines is Outlines.CFF
