"""Headings, contents, sections, styles and settings as Word expects them."""

from collections.abc import Callable

import msgspec
import pytest
from lxml import etree
from word_package import W, WordFile, codes, style_of, text, value
from word_torture import manuscript, pagination, par, style
from word_torture import text as words

from publish.model.book import Book, BookMetadata, Chapter, Contents, Part, TocEntry
from publish.model.document import Block, Heading, Lead, Metadata, Paragraph, Role
from publish.model.manuscript import Manuscript
from publish.model.pages import PagePlace, Pagination
from publish.model.style import (
    CharacterRole,
    CharacterStyle,
    Dots,
    FootPlace,
    FootStyle,
    HeadContent,
    HeadStyle,
    StyleSheet,
)
from publish.units import mm
from publish.writers.docx import write_docx
from publish.writers.docx.names import Levels

NOWHERE = Pagination({}, ())


def small(*blocks: Block, part: str = "", titles: tuple[str, ...] = ("甲", "乙")) -> Book:
    chapters = tuple(Chapter(f"c{n}", Metadata(title=title), blocks) for n, title in enumerate(titles))
    return Book(BookMetadata("书名"), (Part("p", part, chapters),), (), title_page=False)


def written(book: Book, sheet: StyleSheet | None = None, pages: Pagination = NOWHERE) -> WordFile:
    return WordFile(write_docx(Manuscript(book, sheet or style(), {}), pages).value)


def outline(word: WordFile) -> list[tuple[int, str]]:
    """Outline level from 1 and text of each paragraph that has one."""
    found = []
    for p in word.body.iter(W + "p"):
        level = value(word.styles[style_of(p)], "pPr/outlineLvl")
        if level is not None:
            found.append((int(level) + 1, text(p)))
    return found


DEEP = tuple(Heading(level, words(f"第{level}级")) for level in range(1, 10))


def test_documents_are_the_first_level_of_a_book_without_parts() -> None:
    assert outline(written(small(DEEP[0], DEEP[1], titles=("甲",)))) == [(1, "甲"), (2, "第1级"), (3, "第2级")]


def test_parts_are_the_first_level_of_a_book_that_has_them() -> None:
    found = outline(written(small(DEEP[0], part="上编", titles=("甲",))))
    assert found == [(1, "上编"), (2, "甲"), (3, "第1级")]


def test_word_has_nine_levels_and_deeper_headings_stay_on_the_ninth() -> None:
    found = outline(written(small(*DEEP, part="上编", titles=("甲",))))
    assert [level for level, _ in found] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]


def test_a_run_in_heading_is_part_of_its_paragraph_in_a_style_linked_to_that_of_a_heading() -> None:
    block = Paragraph(words("各单位要重视。"), lead=Lead(2, words("加强领导。"), "（一）", "l"))
    word = written(small(block, titles=("甲",)))
    assert word.paragraphs("BodyText") == ["（一）加强领导。各单位要重视。"]
    runs = [text(r) for r in word.body.iter(W + "r") if value(r, "rPr/rStyle") == "RunInHeading3Char"]
    assert runs == ["（一）", "加强领导。"]
    assert value(word.styles["RunInHeading3"], "link") == "RunInHeading3Char"
    assert value(word.styles["RunInHeading3Char"], "link") == "RunInHeading3"
    assert value(word.styles["RunInHeading3"], "pPr/outlineLvl") == "2"


def test_a_run_in_heading_without_text_is_a_paragraph_of_its_own() -> None:
    word = written(small(Paragraph((), lead=Lead(1, words("标题。"))), titles=("甲",)))
    assert outline(word) == [(1, "甲"), (2, "标题。")]


def mixed() -> Book:
    """A document before the parts, one with run-in headings, and a part."""
    lead = Paragraph(words("要重视。"), lead=Lead(2, words("加强领导。"), "（一）", "l"))
    alone = Chapter("a", Metadata(title="前言"), (Heading(1, words("缘起"), anchor="h"), lead))
    inside = Chapter("b", Metadata(title="讲话"), (Heading(1, words("成绩")),))
    return Book(BookMetadata("书名"), (Part("p1", "", (alone,)), Part("p2", "上编", (inside,))), (), title_page=False)


def test_documents_outside_of_parts_stand_on_the_level_of_parts_and_look_like_documents() -> None:
    word = written(mixed())
    assert outline(word) == [(1, "前言"), (2, "缘起"), (1, "上编"), (2, "讲话"), (3, "成绩")]
    outside, inside = word.styles["OutsideHeading1"], word.styles["Heading2"]
    assert value(outside, "basedOn") == "Heading1"
    assert value(outside, "rPr/sz") == value(inside, "rPr/sz")
    assert value(word.styles["OutsideHeading2"], "pPr/pageBreakBefore") == "0"


def test_contents_list_documents_outside_of_parts_as_they_list_the_others() -> None:
    children = (TocEntry("缘起", "h", 2),)
    entries = (TocEntry("前言", "a", 1, children), TocEntry("上编", "p2", 0, (TocEntry("讲话", "b", 1),)))
    word = written(msgspec.structs.replace(mixed(), contents=Contents("目录", 2, entries)))
    styles = [style for style, _ in contents_lines(word)]
    assert styles == ["TOCHeading", "TOC2", "TOC3", "TOC1", "TOC2"]
    (instruction,) = [code for code in codes(word.body) if code.startswith("TOC")]
    assert instruction == ('TOC \\o "1-3" \\h \\z \\t "段首标题 3,3,单篇标题 1,2,单篇标题 2,3,单篇段首标题 2,3"')


def test_running_heads_find_the_titles_of_documents_outside_of_parts() -> None:
    word = written(mixed())
    heads = [word.furniture(section)["header default"] for section in word.sections()]
    assert heads == ["前言", "书名", "讲话"]
    names = [name for name in word.parts if name.startswith("word/header")]
    assert 'STYLEREF "单篇标题 1"' in {code for name in names for code in codes(word.part(name))}


def listed(part: str = "", depth: int = 2) -> tuple[Book, Pagination]:
    book = small(Heading(1, words("概述"), number="一、", anchor="h"), part=part, titles=("甲",))
    document = TocEntry("甲", "c0", 1, (TocEntry("一、概述", "h", 2),))
    entries = (TocEntry(part, "p", 0, (document,)),) if part else (document,)
    contents = Contents("目录", depth, entries)
    places = {"p": PagePlace(3, "1"), "c0": PagePlace(5, "3"), "h": PagePlace(6, "4")}
    return msgspec.structs.replace(book, contents=contents), Pagination(places, ("", "i", "", "1", "2", "3", "4"))


def contents_lines(word: WordFile) -> list[tuple[str, str]]:
    return [(style_of(p), text(p)) for p in word.body.iter(W + "p") if style_of(p).startswith("TOC")]


def test_contents_have_their_entries_and_the_page_numbers_of_the_layout() -> None:
    book, pages = listed()
    expected = [("TOCHeading", "目录"), ("TOC1", "甲\t3"), ("TOC2", "一、概述\t4")]
    assert contents_lines(written(book, pages=pages)) == expected


def test_contents_of_a_book_with_parts_begin_with_the_parts() -> None:
    book, pages = listed("上编")
    word = written(book, pages=pages)
    assert contents_lines(word)[1:] == [("TOC1", "上编\t1"), ("TOC2", "甲\t3"), ("TOC3", "一、概述\t4")]
    assert codes(word.body)[0] == 'TOC \\o "1-3" \\h \\z \\t "段首标题 3,3"'


def test_contents_can_be_updated_and_do_not_ask_for_it() -> None:
    book, pages = listed()
    word = written(book, pages=pages)
    assert codes(word.body)[0] == 'TOC \\o "1-2" \\h \\z \\t "段首标题 2,2"'
    assert value(word.body, "sdt/sdtPr/docPartObj/docPartGallery") == "Table of Contents"
    kinds = [mark.get(W + "fldCharType") for mark in word.body.iter(W + "fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    everything = b"".join(word.parts.values())
    assert b"w:dirty" not in everything
    assert b"updateFields" not in everything


def test_each_entry_leads_to_its_heading_and_asks_for_its_page() -> None:
    book, pages = listed()
    word = written(book, pages=pages)
    for link in word.body.iter(W + "hyperlink"):
        name = link.get(W + "anchor")
        assert name
        assert name.startswith("_Toc")
        assert codes(link) == [f"PAGEREF {name} \\h"]
        (mark,) = [mark for mark in word.body.iter(W + "bookmarkStart") if mark.get(W + "name") == name]
        assert text(mark.getparent()) == text(link).partition("\t")[0]


def test_turned_lines_of_contents_are_a_character_further_in() -> None:
    indents = [written(listed()[0]).styles[f"TOC{level}"].find(f"{W}pPr/{W}ind") for level in (1, 2)]
    assert [(ind.get(W + "left"), ind.get(W + "hanging")) for ind in indents] == [("240", "240"), ("630", "210")]


def test_the_leader_of_contents_is_the_style_sheets() -> None:
    word = written(listed()[0])
    stop = word.styles["TOC1"].find(f"{W}pPr/{W}tabs/{W}tab")
    assert stop is not None
    page = style().page
    edge = round((page.width - page.margin_inner - page.margin_outer) / 635)
    assert dict(stop.attrib) == {W + "val": "right", W + "leader": "middleDot", W + "pos": str(edge)}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("", "i", "1"), ("lowerRoman", "1")),
        (("", "", "III", "1"), ("upperRoman", "3")),
        (("", "2", "1"), ("decimal", "2")),
        (("", "", "1"), None),
    ],
)
def test_contents_number_their_pages_as_the_layout_does(
    labels: tuple[str, ...], expected: tuple[str, str] | None
) -> None:
    book, _ = listed()
    word = written(book, pages=Pagination({"c0": PagePlace(len(labels) - 1, "1")}, labels))
    section = word.sections()[0]
    numbers = section.find(W + "pgNumType")
    found = None if numbers is None else (numbers.get(W + "fmt"), numbers.get(W + "start"))
    assert found == expected
    assert bool(word.furniture(section)) is (expected is not None)


def test_the_text_begins_on_page_one_on_a_right_hand_page_and_counts_on() -> None:
    book, pages = listed()
    sections = written(book, pages=Pagination({**pages.places, "c0": PagePlace(2, "1")}, pages.labels)).sections()
    assert value(sections[1], "pgNumType", "start") == "1"
    assert value(sections[1], "type") == "oddPage"
    assert [value(section, "pgNumType", "start") for section in sections[2:]] == []


def test_running_heads_know_collection_and_document_page_numbers_stand_outside() -> None:
    word = written(small(par("文"), titles=("甲", "乙")))
    heads = [word.furniture(section) for section in word.sections()]
    assert [head["header default"] for head in heads] == ["甲", "乙"]
    assert [head["header even"] for head in heads] == ["书名", "书名"]
    names = [name for name in word.parts if name.startswith("word/header")]
    fields = {code for name in names for code in codes(word.part(name))}
    assert fields == {"STYLEREF 1"}
    feet = {style_of(next(word.part(n).iter(W + "p"))) for n in word.parts if n.startswith("word/footer")}
    assert feet == {"FooterOdd", "FooterEven"}
    assert value(word.styles["FooterOdd"], "pPr/jc") == "right"
    assert value(word.styles["FooterEven"], "pPr/jc") == "left"


def test_page_numbers_of_official_documents_stand_between_dashes() -> None:
    word = written(small(), style("gbt9704"))
    assert word.furniture(word.sections()[0]) == {"footer default": "— 1 —", "footer even": "— 1 —"}
    assert len(word.sections()) == 1  # heads never change, so one section will do


def changed(**fields: object) -> StyleSheet:
    return msgspec.structs.replace(style(), **fields)


def test_pages_that_a_title_opens_have_no_running_head() -> None:
    word = written(small(), changed(head=HeadStyle(HeadContent.DOCUMENT, HeadContent.COLLECTION, mm(7))))
    for section in word.sections():
        assert section.find(W + "titlePg") is not None
        assert word.furniture(section)["header first"] == ""
        assert word.furniture(section)["footer first"] == word.furniture(section)["footer default"]


@pytest.mark.parametrize(("dots", "mark"), [(Dots.BELOW, "underDot"), (Dots.ABOVE, "dot")])
def test_emphasis_dots_of_the_style_are_words_own(dots: Dots, mark: str) -> None:
    characters = {**style().characters, CharacterRole.EMPHASIS: CharacterStyle(dots=dots)}
    found = written(small(), changed(characters=characters)).styles["Emphasis"].find(f"{W}rPr/{W}em")
    assert found is not None
    assert found.get(f"{W}val") == mark


def test_part_titles_can_be_running_heads() -> None:
    sheet = changed(head=HeadStyle(HeadContent.DOCUMENT, HeadContent.PART, mm(7)))
    word = written(small(part="上编", titles=("甲",)), sheet)
    assert [word.furniture(s).get("header even") for s in word.sections()] == ["上编", "上编"]
    assert word.furniture(word.sections()[1])["header default"] == "甲"
    names = [name for name in word.parts if name.startswith("word/header")]
    assert {code for name in names for code in codes(word.part(name))} == {"STYLEREF 1", "STYLEREF 2"}


def test_without_parts_the_collections_title_stands_for_that_of_the_part() -> None:
    sheet = changed(head=HeadStyle(HeadContent.PART, HeadContent.PART, mm(7)))
    word = written(small(titles=("甲",)), sheet)
    assert word.furniture(word.sections()[0])["header default"] == "书名"


def test_a_plain_page_has_one_foot_for_all_sides() -> None:
    plain = msgspec.structs.replace(style().page, mirrored=False)
    sheet = changed(
        page=plain,
        head=HeadStyle(HeadContent.NONE, HeadContent.NONE, mm(7)),
        foot=FootStyle("第 {n} 页", FootPlace.CENTER, mm(8)),
    )
    word = written(small(), sheet)
    assert word.furniture(word.sections()[0]) == {"footer default": "第 1 页"}
    settings = word.part("word/settings.xml")
    assert settings.find(W + "evenAndOddHeaders") is None
    assert settings.find(W + "mirrorMargins") is None


def test_the_colophon_has_heads_and_numbers_only_as_the_layout_says() -> None:
    book = msgspec.structs.replace(small(titles=("甲",)), colophon=(par("来源"),), colophon_title="说明")
    bare = written(book)
    assert set(bare.furniture(bare.sections()[-1]).values()) == {""}
    numbered = written(book, pages=Pagination({"colophon": PagePlace(9, "9")}, ()))
    furniture = numbered.furniture(numbered.sections()[-1])
    assert furniture["footer default"] == "1"
    assert (furniture["header default"], furniture["header first"]) == ("说明", "")


def test_contents_have_heads_from_their_second_page() -> None:
    word = written(listed()[0], pages=Pagination({"c0": PagePlace(3, "1")}, ("", "", "iv", "1")))
    (section, *_) = word.sections()
    furniture = word.furniture(section)
    heads = {side: furniture[f"header {side}"] for side in ("first", "default", "even")}
    assert heads == {"first": "", "default": "目录", "even": "书名"}
    assert section.find(W + "titlePg") is not None


def test_a_title_over_two_lines_is_one_line_in_heads() -> None:
    word = written(small(titles=("在会议上的\n讲话",)))
    assert word.furniture(word.sections()[0])["header default"] == "在会议上的讲话"


def test_a_heading_ends_its_bookmark_before_the_mark_that_may_hang() -> None:
    word = written(small(Heading(1, words("创造一流业绩。"), number="三、", anchor="h")))
    (mark,) = [mark for mark in word.body.iter(W + "bookmarkEnd") if "业绩" in text(mark.getparent())]
    assert [text(run) for run in mark.itersiblings()] == ["。"]
    assert text(mark.getparent()) == "三、创造一流业绩。"


def test_paper_margins_and_grid_of_gb_t_9704() -> None:
    section = written(small(), style("gbt9704")).sections()[0]
    assert dict(section.find(W + "pgSz").attrib) == {W + "w": "11906", W + "h": "16838"}
    margins = {etree.QName(name).localname: int(length) for name, length in section.find(W + "pgMar").attrib.items()}
    assert margins | {"top": 2098, "bottom": 1984, "left": 1587, "right": 1474} == margins
    grid = section.find(W + "docGrid")
    assert {etree.QName(name).localname: content for name, content in grid.attrib.items()} == {
        "type": "linesAndChars",
        "linePitch": "579",
        "charSpace": "-848",
    }


def test_twenty_two_lines_and_twenty_eight_characters_fit_the_type_area() -> None:
    body = written(small(), style("gbt9704")).styles["BodyText"]
    line, size, spacing = (
        int(found)
        for found in (
            value(body, "pPr/spacing", "line"),
            value(body, "rPr/sz"),
            value(body, "rPr/spacing"),
        )
        if found
    )
    assert 22 * line <= 225 / 25.4 * 1440 < 23 * line
    assert 28 * (size * 10 + spacing) <= 156 / 25.4 * 1440 < 29 * (size * 10 + spacing)


def test_a_style_names_all_four_faces_and_no_theme() -> None:
    word = written(small())
    fonts = word.styles["Heading1"].find(f"{W}rPr/{W}rFonts")
    assert {etree.QName(name).localname: face for name, face in fonts.attrib.items()} == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "eastAsia": "方正小标宋简体",
        "cs": "Times New Roman",
    }
    assert not [name for name, part in word.parts.items() if b"Theme=" in part or b"themeColor" in part]


def test_the_body_is_indented_by_characters_and_by_length() -> None:
    indent = written(small()).styles["BodyText"].find(f"{W}pPr/{W}ind")
    assert (indent.get(W + "firstLineChars"), indent.get(W + "firstLine")) == ("200", "480")


def test_headings_stay_with_their_text_and_titles_begin_a_page() -> None:
    title = written(small()).styles["Heading1"]
    assert not [name for name in ("keepNext", "keepLines", "pageBreakBefore") if value(title, f"pPr/{name}")]
    assert all(title.find(f"{W}pPr/{W}{name}") is not None for name in ("keepNext", "keepLines", "pageBreakBefore"))
    assert value(title, "next") == "BodyText"


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-CN", ("en-US", "zh-CN")), ("zh-TW", ("en-US", "zh-TW")), ("fr", ("fr", "zh-CN"))]
)
def test_languages_of_latin_and_chinese_words(language: str, expected: tuple[str, str]) -> None:
    book = small()
    word = written(msgspec.structs.replace(book, metadata=BookMetadata("书", language=language)))
    (lang,) = word.part("word/styles.xml").iter(W + "lang")
    assert (lang.get(W + "val"), lang.get(W + "eastAsia")) == expected
    theme = word.part("word/settings.xml").find(W + "themeFontLang")
    assert theme.get(W + "eastAsia") == expected[1]


def test_word_squeezes_chinese_punctuation_and_needs_no_compatibility_mode() -> None:
    settings = written(small()).part("word/settings.xml")
    assert value(settings, "characterSpacingControl") == "compressPunctuation"
    modes = {node.get(W + "name"): node.get(W + "val") for node in settings.iter(W + "compatSetting")}
    assert modes["compatibilityMode"] == "15"


@pytest.mark.parametrize(("divided", "levels"), [(False, [1, 1, 2, 3]), (True, [1, 2, 3, 4])])
def test_levels_of_entries(divided: bool, levels: list[int]) -> None:
    level_of: Callable[[int], int] = Levels(divided).entry
    assert [level_of(level) for level in range(4)] == levels


def test_the_same_book_gives_the_same_bytes() -> None:
    first, second = manuscript(), manuscript()
    assert write_docx(first, pagination(first.book)).value == write_docx(second, pagination(second.book)).value


def test_a_signature_never_stands_without_text() -> None:
    blocks = (par("一"), par("二"), Paragraph(words("某办公室"), role=Role.SIGNATURE))
    word = written(small(*blocks, titles=("甲",)))
    assert word.paragraphs("BodyTextKept") == ["二"]
    assert word.styles["BodyTextKept"].find(f"{W}pPr/{W}keepNext") is not None
    assert value(word.styles["BodyTextKept"], "basedOn") == "BodyText"
