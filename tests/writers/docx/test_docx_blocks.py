"""Tables, lists, pictures, links; and the package around them."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import docx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_package import W, WordFile, codes, style_of, text, value
from word_torture import WIDE, asset, cell, manuscript, note, pagination, par, png, style
from word_torture import text as words

from publish.diagnostics import Outcome
from publish.model.book import Book, BookMetadata, Chapter, Cover, Part
from publish.model.document import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Row,
    Ruby,
    Strong,
    Table,
)
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.model.raw import Asset
from publish.model.style import StyleRole
from publish.units import mm
from publish.writers.docx import write_docx
from publish.writers.docx.tables import plan_table

MEASURE = mm(150)


def outcome(*blocks: Block, assets: tuple[Asset, ...] = ()) -> Outcome[bytes]:
    chapter = Chapter("c", Metadata(title="题"), blocks)
    book = Book(BookMetadata("书"), (Part("p", "", (chapter,)),), (), title_page=False)
    return write_docx(Manuscript(book, style(), {a.digest: a for a in assets}), Pagination({}, ()))


def written(*blocks: Block, assets: tuple[Asset, ...] = ()) -> WordFile:
    return WordFile(outcome(*blocks, assets=assets).value)


def shape(table: Table) -> list[str]:
    """Rows as a line each: the text of a cell, '|' for one that goes on, repeated over the columns that it spans."""
    grid = plan_table(table, MEASURE, style())
    return [" ".join(_mark(slot.cell, slot.continued) * slot.columns for slot in row) for row in grid.rows]


def _mark(cell: Cell | None, continued: bool) -> str:
    return "|" if continued else (_first(cell) if cell else ".")


def _first(cell: Cell) -> str:
    block = cell.blocks[0]
    assert isinstance(block, Paragraph)
    return "".join(inline.text for inline in block.content if hasattr(inline, "text"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((Row((cell("a"), cell("b"))), Row((cell("c"), cell("d")))), ["a b", "c d"]),
        ((Row((cell("a", columns=2),)), Row((cell("c"), cell("d")))), ["aa", "c d"]),
        ((Row((cell("a", rows=2), cell("b"))), Row((cell("c"),))), ["a b", "| c"]),
        ((Row((cell("a", 2, 2), cell("b"))), Row((cell("c"),))), ["aa b", "|| c"]),
        ((Row((cell("a"), cell("b", rows=3))), Row((cell("c"),)), Row((cell("d"),))), ["a b", "c |", "d |"]),
        ((Row((cell("a"), cell("b"), cell("c"))), Row((cell("d"),)), Row(())), ["a b c", "d . .", ". . ."]),
        ((Row((cell("a", rows=9),)),), ["a"]),
        ((Row((cell("a"), cell("b", rows=2))), Row((cell("c", columns=5),))), ["a b . . . .", "c | . . . ."]),
    ],
    ids=["plain", "across", "down", "both", "right edge", "ragged", "beyond the end", "overlapping"],
)
def test_cells_stand_where_spans_leave_them_room(rows: tuple[Row, ...], expected: list[str]) -> None:
    assert shape(Table(rows)) == expected


spans = st.integers(1, 4)
cells = st.builds(Cell, st.just((par("x"),)), spans, spans)
random_tables = st.builds(
    Table, st.lists(st.builds(Row, st.lists(cells, max_size=4).map(tuple)), min_size=1, max_size=5).map(tuple)
)


@given(random_tables)
def test_every_table_becomes_a_regular_grid_that_keeps_all_cells(table: Table) -> None:
    grid = plan_table(table, MEASURE, style())
    assert {sum(slot.columns for slot in row) for row in grid.rows} == {len(grid.widths)}
    assert sum(grid.widths) == round(MEASURE / 635)
    kept = [slot.cell for row in grid.rows for slot in row if slot.cell]
    assert len(kept) == sum(len(row.cells) for row in table.rows)


def test_numbers_of_a_column_stand_below_each_other_in_its_middle() -> None:
    rows = [
        Row((cell("项目"), cell("数额"))),
        *[Row((cell("开支"), cell(each))) for each in ("1,204.5", "37.0", "8.5")],
    ]
    word = written(Table(tuple(rows), header_rows=1))
    indents = [p.find(f"{W}pPr/{W}ind") for p in word.body.iter(W + "p") if style_of(p) == "TableCell"]
    shifts = [0 if indent is None else int(indent.get(W + "left")) for indent in indents]
    digit = style().text[StyleRole.TABLE_CELL].size // 635 // 2
    assert shifts[0::2] == [0, 0, 0]
    assert [shift - shifts[1] for shift in shifts[1::2]] == pytest.approx([0, 2.5 * digit, 3.5 * digit], abs=1)
    width = sum(int(each.get(W + "w")) for each in list(word.body.iter(W + "gridCol"))[1:])
    assert 2 * shifts[1] + 6 * digit == pytest.approx(width - 2 * 60, abs=2)


def test_head_rows_are_repeated_and_no_row_is_cut() -> None:
    word = written(Table((Row((cell("头"),)), Row((cell("甲"),)), Row((cell("乙"),))), header_rows=1))
    rows = list(word.body.iter(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert word.paragraphs("TableHeader") == ["头"]
    assert word.paragraphs("TableCell") == ["甲", "乙"]


def test_numbers_of_captions_are_sequences_that_give_the_same_numbers_when_they_are_updated() -> None:
    rows = (Row((cell("甲"),)),)
    captions = ("表1 人员", "表2 经费", "表1 另一篇的", "表2-1 分章的", "没有编号的")
    word = written(*[Table(rows, caption=words(caption)) for caption in captions])
    fields = [code for code in codes(word.body) if code.startswith("SEQ")]
    assert fields == ["SEQ 表 \\* ARABIC", "SEQ 表 \\* ARABIC", "SEQ 表 \\* ARABIC \\r 1"]
    assert tuple(word.paragraphs("TableCaption")) == captions


def test_tables_in_a_row_stay_two_tables() -> None:
    table = Table((Row((cell("甲"),)),))
    word = written(table, table)
    assert [child.tag.removeprefix(W) for child in word.body][2:6] == ["tbl", "p", "p", "tbl"]


def test_the_space_around_a_table_is_that_of_its_caption_or_of_paragraphs_without_text() -> None:
    rows = (Row((cell("甲"),)),)
    assert [style_of(p) for p in written(Table(rows)).body.findall(W + "p")][1:] == ["TableSpace", "TableSpace"]
    captioned = written(Table(rows, caption=words("表1")))
    assert [style_of(p) for p in captioned.body.findall(W + "p")][1:] == ["TableCaption", "TableSpace"]


def test_a_cell_ends_with_a_paragraph_whatever_is_in_it() -> None:
    inner = Table((Row((cell("内"),)),))
    word = written(Table((Row((Cell(()), Cell((inner,)))),)))
    assert all(cell[-1].tag == W + "p" for cell in word.body.iter(W + "tc"))


def numbers(word: WordFile) -> list[tuple[str, str, str]]:
    """Text, list number and level of each item's first line."""
    return [
        (text(p), value(p, "pPr/numPr/numId") or "", value(p, "pPr/numPr/ilvl") or "")
        for p in word.body.iter(W + "p")
        if p.find(f"{W}pPr/{W}numPr") is not None
    ]


def items(*names: str) -> tuple[ListItem, ...]:
    return tuple(ListItem((par(name),)) for name in names)


def test_each_counted_list_has_a_count_of_its_own_from_its_start() -> None:
    word = written(ListBlock(items("甲"), ordered=True), ListBlock(items("乙", "丙"), ordered=True, start=4))
    assert numbers(word) == [("甲", "2", "0"), ("乙", "3", "0"), ("丙", "3", "0")]
    lists = {num.get(W + "numId"): num for num in word.part("word/numbering.xml").iter(W + "num")}
    assert value(lists["3"], "lvlOverride/startOverride") == "4"


def test_lists_stand_in_lists_and_further_paragraphs_belong_to_their_item() -> None:
    inner = ListBlock(items("内"), ordered=True)
    word = written(ListBlock((ListItem((par("外"), par("续"), inner)), *items("二"))))
    assert numbers(word) == [("外", "1", "0"), ("内", "2", "1"), ("二", "1", "0")]
    assert word.paragraphs("ListContinue") == ["续"]


def test_lists_may_be_deeper_than_word_can_count() -> None:
    block = ListBlock(items("底"))
    for _ in range(12):
        block = ListBlock((ListItem((block,)),))
    assert {level for _, _, level in numbers(written(block))} == {str(level) for level in range(9)}


def test_a_picture_stands_in_its_size_with_its_description() -> None:
    picture = Figure(WIDE.digest, alt='"图" & <文>', width=360_000, height=90_000)
    word = written(picture, assets=(WIDE,))
    (drawn,) = word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert drawn.get("descr") == '"图" & <文>'
    (size,) = word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert (size.get("cx"), size.get("cy")) == ("360000", "90000")
    assert word.parts[f"word/media/{WIDE.digest[:24]}.png"] == WIDE.data


@pytest.mark.parametrize("size", [(10_000, 10), (10, 10_000), (4000, 4000)])
def test_no_picture_is_larger_than_the_type_area(size: tuple[int, int]) -> None:
    image = asset(4, 4)
    large = Asset(image.digest, "image/png", image.data, *size)
    word = written(Figure(large.digest), assets=(large,))
    (extent,) = word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    wide, high = int(extent.get("cx", "")), int(extent.get("cy", ""))
    assert wide <= mm(210 - 31.6 - 26)
    assert high < mm(237)
    assert abs(wide / high - size[0] / size[1]) / (size[0] / size[1]) < 0.01 * max(size)


def test_one_picture_used_twice_is_stored_once() -> None:
    word = written(Figure(WIDE.digest), Figure(WIDE.digest), assets=(WIDE,))
    assert len([name for name in word.parts if name.startswith("word/media/")]) == 1
    numbers = [
        node.get("id")
        for node in word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert numbers == ["1", "2"]


@pytest.mark.parametrize("media_type", ["image/webp", "image/svg+xml"])
def test_a_picture_that_word_cannot_show_is_reported_and_its_caption_stays(media_type: str) -> None:
    data = png(2, 2)
    odd = Asset(hashlib.sha256(data).hexdigest(), media_type, data, 2, 2)
    result = outcome(Figure(odd.digest, caption=words("图题")), assets=(odd,))
    assert [d.code for d in result.diagnostics] == ["W203"]
    assert WordFile(result.value).paragraphs("Caption") == ["图题"]


def linked(target: str) -> tuple[str, list[str]]:
    result = outcome(Heading(1, words("节"), anchor="h"), Paragraph((Link(words("词"), target),)))
    word = WordFile(result.value)
    (link,) = list(word.body.iter(W + "hyperlink")) or [None]
    codes = [d.code for d in result.diagnostics]
    if link is None:
        return "", codes
    relation = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    return word.relations()[relation] if relation else "#" + (link.get(W + "anchor") or ""), codes


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("http://例子.中国/路径 一", "http://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%E5%BE%84%20%E4%B8%80"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/%E4%B8%AD", "https://example.org/%E4%B8%AD"),
        ("#h", "#_Ref000000021"),
    ],
)
def test_links_lead_to_valid_addresses(target: str, expected: str) -> None:
    assert linked(target) == (expected, [])


@pytest.mark.parametrize(
    "target",
    ["", "#nowhere", "javascript:alert(1)", "page.html", "http://", "file:///etc/passwd", "http://[::1", "//x"],
)
def test_a_link_that_leads_nowhere_is_text_and_reported(target: str) -> None:
    assert linked(target) == ("", ["W201"])


def test_a_run_inside_several_looks_has_a_style_that_joins_them() -> None:
    word = written(Paragraph((Link((Strong(words("词")),), "https://example.org/"),)))
    (run,) = [run for run in word.body.iter(W + "r") if text(run) == "词"]
    assert value(run, "rPr/rStyle") == "HyperlinkStrong"
    joined = word.styles["HyperlinkStrong"]
    assert value(joined, "rPr/rFonts", "eastAsia") == "黑体"
    assert value(joined, "rPr/color") == "1F3A5F"


def test_readings_stand_above_their_characters() -> None:
    word = written(Paragraph((Ruby("漢字", "hànzì"),)))
    (ruby,) = word.body.iter(W + "ruby")
    base, reading = ruby.find(W + "rubyBase"), ruby.find(W + "rt")
    assert text(base) == "漢字"
    assert "".join(node.text or "" for node in reading.iter(W + "t")) == "hànzì"


def test_a_note_in_a_note_stands_below_it() -> None:
    outer = Note((Paragraph((*words("外"), note("内"), *words("后"))),))
    result = outcome(Paragraph((*words("文"), outer)))
    assert [text(p) for p in WordFile(result.value).notes["1"]] == [" 外＊后", "＊内"]
    assert [d.code for d in result.diagnostics] == ["W202"]


def test_notes_of_heading_and_text_are_counted_in_reading_order() -> None:
    word = written(Heading(1, (*words("题"), note("一"))), Paragraph((note("二"), *words("文"), note("三"))))
    assert [text(word.notes[number]).strip() for number in ("1", "2", "3")] == ["一", "二", "三"]


def package() -> tuple[Manuscript, bytes]:
    given_book = manuscript()
    return given_book, write_docx(given_book, pagination(given_book.book)).value


def test_properties_come_from_the_metadata_and_nothing_from_a_template() -> None:
    given_book, data = package()
    properties = docx.Document(BytesIO(data)).core_properties
    metadata = given_book.book.metadata
    assert properties.title == metadata.title
    assert properties.author == "张三、李四"
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified
    assert properties.modified is not None
    assert properties.modified.isoformat() == "2024-05-01T00:00:00+00:00"
    everything = b"".join(WordFile(data).parts.values())
    assert b"python-docx" not in everything
    assert b"2013-12-23" not in everything


def test_the_organisation_stands_for_missing_editors() -> None:
    given_book, _ = package()
    metadata = msgspec.structs.replace(given_book.book.metadata, editors=())
    book = msgspec.structs.replace(given_book.book, metadata=metadata)
    data = write_docx(msgspec.structs.replace(given_book, book=book), Pagination({}, ())).value
    assert docx.Document(BytesIO(data)).core_properties.author == "某某市人民政府办公室"


def test_the_archive_is_sorted_and_without_dates() -> None:
    entries = ZipFile(BytesIO(package()[1])).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_an_image_is_the_whole_cover() -> None:
    image = asset(300, 400)
    book = Book(BookMetadata("书名"), (), (), cover=Cover(image.digest), title_page=False)
    word = WordFile(write_docx(Manuscript(book, style(), {image.digest: image}), Pagination({}, ())).value)
    (drawn,) = word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert (drawn.get("cx"), drawn.get("cy")) == (str(mm(210)), str(mm(280)))
    assert not word.paragraphs("Title")


def test_a_generated_cover_and_the_title_page_show_the_metadata() -> None:
    word = WordFile(package()[1])
    assert word.paragraphs("Title") == ["文件汇编 & 选编：<上>／“卷”"] * 2
    assert word.paragraphs("CoverLine") == ["某某市人民政府办公室", "张三　李四", "2024年5月1日"] * 2


def test_a_break_is_a_short_rule_and_adds_no_characters() -> None:
    word = written(par("前"), Break(), par("后"))
    assert word.paragraphs("SceneBreak") == [""]
    assert word.styles["SceneBreak"].find(f"{W}pPr/{W}pBdr/{W}bottom") is not None


def test_attachments_and_signers_stand_line_below_line() -> None:
    styles = WordFile(outcome(par("文")).value).styles
    joined = {name for name, each in styles.items() if each.find(f"{W}pPr/{W}contextualSpacing") is not None}
    assert joined == {"AttachmentNote", "Attendance", "Signature"}
