"""What the layout makes of languages, emphasis and Latin text in a whole book."""

from msgspec.structs import replace

from publish.model.document import Emphasis, Metadata, Text
from publish.model.pages import Box, Page, Shape, TextRun
from publish.model.style import CharacterRole, CharacterStyle, Dots, Kinsoku, StyleSheet
from tests.layout.books import book, chapter, lines, pages_of, paragraph, style


def dotted(dots: Dots) -> StyleSheet:
    sheet = style()
    return replace(sheet, characters={**sheet.characters, CharacterRole.EMPHASIS: CharacterStyle(dots=dots)})


def emphasised(dots: Dots) -> Page:
    return pages_of(book(chapter(1, "甲", paragraph("前", Emphasis((Text("重，点"),)), "后"))), dotted(dots))[0][0]


def test_emphasis_dots_stand_below_the_characters_but_not_below_marks():
    page = emphasised(Dots.BELOW)
    dots = [item for item in page.items if isinstance(item, Box) and item.shape is Shape.DISC]
    run = next(item for item in page.items if isinstance(item, TextRun) and "重" in item.text)
    middles = [dot.x + dot.width / 2 for dot in dots]
    assert [round((middle - run.x) / run.size, 2) for middle in middles] == [0.5, 2.5]
    assert all(dot.y > run.y for dot in dots)


def test_emphasis_dots_may_stand_above():
    page = emphasised(Dots.ABOVE)
    run = next(item for item in page.items if isinstance(item, TextRun) and "重" in item.text)
    assert all(
        item.y < run.y - 0.8 * run.size for item in page.items if isinstance(item, Box) and item.shape is Shape.DISC
    )


def test_emphasis_has_no_dots_unless_the_style_says_so():
    page = emphasised(Dots.NONE)
    assert not any(isinstance(item, Box) and item.shape is Shape.DISC for item in page.items)


def test_lines_break_by_the_language_of_the_document():
    sheet = replace(style(), kinsoku=Kinsoku.STRICT)
    text = "あ" * 34 + "ったったった" + "あ" * 20
    japanese = replace(chapter(1, "甲", paragraph(text)), metadata=Metadata(title="甲", language="ja"))
    for one, begins in ((chapter(1, "甲", paragraph(text)), "っ"), (japanese, "あっ")):
        assert lines(pages_of(book(one), sheet)[0][0])[2].startswith(begins), begins


def test_the_hyphen_of_a_parted_word_is_a_soft_one():
    text = (
        "misunderstandings to whatsoever misunderstandings the whatsoever demonstrated to in notwithstanding many "
        "whatsoever demonstrated few the demonstrated considerable few to demonstrated a considerable demonstrated "
        "representatives of demonstrated notwithstanding"
    )
    shown = lines(pages_of(book(chapter(1, "甲", paragraph(text))))[0][0])
    assert any(line.endswith("\u00ad") for line in shown)
    assert "".join(shown[1:-1]).replace("\u00ad", "").replace(" ", "") == text.replace(" ", "")


def test_messages_name_the_document():
    _, layout = pages_of(book(chapter(1, "甲", paragraph("字\U0002b746")), chapter(2, "乙", paragraph("字"))))
    assert [d.message for d in layout.diagnostics if d.code == "F002"] == [
        "no font has these characters of 宋体: \U0002b746 (U+2B746), used in '甲'"
    ]
