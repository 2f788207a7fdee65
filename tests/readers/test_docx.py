"""Word files, feature by feature."""

import io

import docx
import pytest
from PIL import Image

from publish.diagnostics import Outcome, PublishError
from publish.model.ports import Source
from publish.model.raw import Reading
from publish.readers import read

from .dump import dump
from .word import numbered, p, r, word_file


def reading(data: bytes) -> Outcome[Reading]:
    return read(Source("a.docx", data))


def shown(body: str, links: dict[str, str] | None = None, **parts: str | bytes) -> list[str]:
    return dump(reading(word_file(body, links, **parts)).value).splitlines()


def style(identifier: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'


def level(index: int, kind: str, text: str, more: str = "") -> str:
    content = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{content}</w:lvl>'


def definition(*levels: str) -> str:
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{number}'


class TestHeadings:
    @pytest.mark.parametrize(
        ("named", "expected"),
        [("Title", 0), ("heading 1", 1), ("Heading 3", 3), ("标题 2", 2), ("标题", 0), ("見出し 1", 1), ("Titre 4", 4)],
    )
    def test_by_the_name_of_the_style_in_any_language(self, named, expected):
        body = p("概况", '<w:pStyle w:val="x"/>')
        assert shown(body, styles=style("x", named)) == [f"1:1 level={expected} '概况'"]

    def test_by_outline_level_of_a_style_that_it_is_based_on(self):
        styles = style("a", "正文小标题", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        styles += style("b", "我的", '<w:basedOn w:val="a"/>')
        assert shown(p("概况", '<w:pStyle w:val="b"/>'), styles=styles) == ["1:1 level=2 '概况'"]

    def test_body_level_takes_a_heading_back(self):
        styles = style("h", "heading 1") + style("n", "像标题", '<w:basedOn w:val="h"/>')
        body = p("概况", '<w:pStyle w:val="h"/><w:outlineLvl w:val="9"/>')
        assert shown(body, styles=styles) == ["1:1 '概况'"]

    def test_a_circle_of_styles_ends(self):
        styles = style("a", "甲", '<w:basedOn w:val="b"/>') + style("b", "乙", '<w:basedOn w:val="a"/>')
        assert shown(p("字", '<w:pStyle w:val="a"/>'), styles=styles) == ["1:1 '字'"]


class TestLooks:
    def test_formatting_by_hand_is_claimed(self):
        title = p(r("标题", '<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>')
        [block] = reading(word_file(title)).value.document.blocks
        assert (block.hints.font, block.hints.size, block.hints.bold, block.hints.align) == (
            "黑体",
            22.0,
            True,
            "center",
        )

    def test_marks_over_single_runs(self):
        runs = r("见") + r("重点", "<w:b/>") + r("强调", "<w:i/>") + r("2", '<w:vertAlign w:val="superscript"/>')
        runs += r("不", '<w:b w:val="0"/>')
        assert shown(p(runs)) == ["1:1 '见重点强调2不' [strong 重点@1] [emphasis 强调@3] [superscript 2@5]"]

    def test_bold_of_the_style_is_a_claim_but_no_mark(self):
        styles = style("h", "heading 1", "<w:rPr><w:b/></w:rPr>")
        assert shown(p("概况", '<w:pStyle w:val="h"/>'), styles=styles) == ["1:1 level=1 bold '概况'"]


class TestNumbers:
    def test_chinese_numbers_become_text_and_restart_below(self):
        numbering = definition(
            level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>'),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3."),
        )
        body = numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 2) + numbered("戊", 1)
        body += numbered("己") + numbered("庚", 1)
        texts = [line.partition(" ")[2] for line in shown(body, numbering=numbering)]
        assert texts == [
            f"'{text}'" for text in ("一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "二、己", "（一）庚")
        ]

    def test_chapters_and_legal_numbers(self):
        numbering = definition(
            level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>'), level(1, "decimal", "%1.%2", "<w:isLgl/>")
        )
        body = "".join(numbered("章") for _ in range(12)) + numbered("条", 1)
        assert [line.split(" ", 1)[1] for line in shown(body, numbering=numbering)][-3:] == [
            "'第十一章 章'",
            "'第十二章 章'",
            "'12.1 条'",
        ]

    @pytest.mark.parametrize(
        ("form", "labels"),
        [("%1)", ("1) ", "2) ")), ("(%1)", ("(1) ", "(2) ")), ("（%1）", ("（1）", "（2）")), ("%1）", ("1）", "2）"))],
    )
    def test_numbers_in_parentheses_are_text_with_their_delimiter(self, form, labels):
        numbering = definition(level(0, "decimal", form), level(1, "lowerLetter", "%2)"))
        body = numbered("甲") + numbered("子", 1) + numbered("乙")
        assert shown(body, numbering=numbering) == [
            f"1:1 '{labels[0]}甲'",
            "2:1 'a) 子'",
            f"3:1 '{labels[1]}乙'",
        ]

    def test_plain_numbers_and_bullets_are_lists(self):
        numbering = definition(level(0, "decimal", "%1."), level(1, "bullet", "•"))
        body = numbered("甲") + numbered("子", 1) + numbered("丑", 1) + numbered("乙") + p("文") + numbered("丙")
        assert shown(body, numbering=numbering) == [
            "1:1 list=0.0/0:from-1 '甲'",
            "2:1 list=1.0/1:bullet '子'",
            "3:1 list=1.1/1:bullet '丑'",
            "4:1 list=0.1/0:from-1 '乙'",
            "5:1 '文'",
            "6:1 '3. 丙'",
        ]

    def test_numbered_headings_keep_their_level(self):
        numbering = definition(level(0, "decimal", "%1."))
        styles = style("h", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        body = p("概况", '<w:pStyle w:val="h"/>') + p("文") + p("打算", '<w:pStyle w:val="h"/>')
        assert shown(body, styles=styles, numbering=numbering) == [
            "1:1 level=1 '1. 概况'",
            "2:1 '文'",
            "3:1 level=1 '2. 打算'",
        ]


class TestTables:
    @staticmethod
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    def test_merged_header_and_empty_cells(self):
        cell = self.cell
        wide, tall = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>"
        first = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('题', wide)}{cell('注')}</w:tr>"
        second = f"<w:tr>{cell('甲', tall)}{cell('1')}{cell('')}</w:tr>"
        third = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('2')}{cell('3')}</w:tr>"
        assert shown(p("前") + f"<w:tbl>{first}{second}{third}</w:tbl>" + p("后")) == [
            "1:1 '前'",
            "2:1 header=0.0.0+1x2 '题'",
            "3:1 header=0.0.2 '注'",
            "4:1 cell=0.1.0+2x1 '甲'",
            "5:1 cell=0.1.1 '1'",
            "6:1 cell=0.1.2 ''",
            "7:1 cell=0.2.1 '2'",
            "8:1 cell=0.2.2 '3'",
            "9:1 '后'",
        ]

    def test_a_table_of_one_cell_is_a_frame(self):
        assert shown(f"<w:tbl><w:tr>{self.cell('框中')}</w:tr></w:tbl>") == ["1:1 '框中'"]

    def test_a_table_in_a_cell_becomes_paragraphs_of_it(self):
        inner = f"<w:tbl><w:tr>{self.cell('甲')}{self.cell('乙')}</w:tr></w:tbl>"
        outer = f"<w:tbl><w:tr><w:tc>{inner}{p('丙')}</w:tc>{self.cell('丁')}</w:tr></w:tbl>"
        assert [line.split(" ", 1)[1] for line in shown(outer)] == [
            "cell=0.0.0 '甲'",
            "cell=0.0.0 '乙'",
            "cell=0.0.0 '丙'",
            "cell=0.0.1 '丁'",
        ]


class TestChanges:
    def test_tracked_changes_are_accepted(self):
        body = p(f"{r('甲')}<w:ins>{r('乙')}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>{r('丁')}")
        outcome = reading(word_file(body))
        assert dump(outcome.value) == "1:1 '甲乙丁'"
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["R041"]

    def test_a_deleted_paragraph_end_joins_two_paragraphs(self):
        assert shown(p("前一半", "<w:rPr><w:del/></w:rPr>") + p("后一半")) == ["2:1 '前一半后一半'"]

    def test_comments_are_left_out_and_told_of(self):
        body = p(f"{r('正文')}<w:r><w:commentReference w:id='0'/></w:r>")
        comment = f"<w:comment w:id='0'>{p('批注')}</w:comment>"
        outcome = reading(word_file(body, comments=comment))
        assert dump(outcome.value) == "1:1 '正文'"
        assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["R040"]

    def test_hidden_text_is_kept_apart(self):
        assert shown(p(r("看得见") + r("水印", "<w:vanish/>") + r("的字"))) == ["1:1 '看得见的字'", "1:1 hidden '水印'"]


class TestStories:
    def test_headers_and_footers_of_all_sections_once(self):
        reference = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/>'
        body = p("一", f"<w:sectPr>{reference}</w:sectPr>") + p("二") + f"<w:sectPr>{reference}</w:sectPr>"
        assert shown(body, header1=p("眉"), footer1=p("脚")) == [
            "1:1 '一'",
            "2:1 new-page '二'",
            "3:1 header '眉'",
            "4:1 footer '脚'",
        ]

    def test_notes_come_after_the_body_in_the_order_of_their_calls(self):
        call = "<w:r><w:{kind}Reference w:id='{number}'/></w:r>"
        body = p(f"{r('甲')}{call.format(kind='endnote', number=2)}{r('乙')}{call.format(kind='footnote', number=1)}")
        foot = f"<w:footnote w:type='separator' w:id='0'>{p('线')}</w:footnote>"
        foot += f"<w:footnote w:id='1'>{p('脚注')}</w:footnote>"
        assert shown(body, footnotes=foot, endnotes=f"<w:endnote w:id='2'>{p('尾注')}</w:endnote>") == [
            "1:1 '甲乙' [note →endnote-2@1] [note →footnote-1@2]",
            "2:1 note=endnote-2 '尾注'",
            "3:1 note=footnote-1 '脚注'",
        ]

    def test_text_boxes_once_although_they_are_stored_twice(self):
        box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        run = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
        assert shown(p(r("正文") + run)) == ["1:1 '正文'", "2:1 '框内'"]

    def test_content_controls_are_transparent(self):
        assert shown(f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>") == ["1:1 '甲'"]


class TestInline:
    def test_breaks_tabs_and_special_characters(self):
        run = (
            "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:sym w:char='2713'/></w:r>"
        )
        assert shown(p(run)) == ["1:1 '甲\\n乙\\t丙‑✓'"]

    def test_page_breaks_part_paragraphs(self):
        body = p(f"{r('甲')}<w:r><w:br w:type='page'/><w:t>乙</w:t></w:r>") + p("丙", "<w:pageBreakBefore/>")
        assert shown(body) == ["1:1 '甲'", "1:1 new-page '乙'", "2:1 new-page '丙'"]

    def test_links_by_relationship_and_by_field(self):
        def field(kind: str) -> str:
            return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

        instruction = "<w:r><w:instrText> HYPERLINK &quot;http://b.cn&quot; </w:instrText></w:r>"
        body = p(f"<w:hyperlink r:id='l1'>{r('甲')}</w:hyperlink>{r('和')}")
        body += p(f"{field('begin')}{instruction}{field('separate')}{r('乙')}{field('end')}{r('丙')}")
        assert shown(body, {"l1": "http://a.cn"}) == [
            "1:1 '甲和' [link 甲→http://a.cn@0]",
            "2:1 '乙丙' [link 乙→http://b.cn@0]",
        ]

    def test_formulas_and_readings(self):
        ruby = f"<w:r><w:ruby><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby></w:r>"
        formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
        assert shown(p(ruby + r("字") + formula)) == ["1:1 '汉字x=1' [ruby 汉→hàn@0]"]

    def test_images(self):
        buffer = io.BytesIO()
        Image.new("RGB", (3, 2)).save(buffer, "PNG")
        drawing = (
            '<w:drawing><wp:inline><wp:extent cx="36000" cy="24000"/><wp:docPr id="1" name="x" descr="图示"/>'
            '<a:graphic><a:graphicData><a:blip r:embed="image1"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        body = p(f"{r('见图')}<w:r>{drawing}</w:r>")
        found = reading(word_file(body, image1=buffer.getvalue())).value
        [asset] = found.assets
        assert (asset.media_type, asset.width, asset.height) == ("image/png", 3, 2)
        assert dump(found).splitlines() == ["1:1 '见图'", "1:1 image(图示) ''"]
        place = found.document.blocks[1].hints.image
        assert place is not None
        assert (place.digest, place.width, place.height) == (asset.digest, 36000, 24000)
        assert shown(body, image1=b"no image") == ["1:1 '见图图示'"]


class TestProperties:
    @staticmethod
    def made(**properties: str) -> bytes:
        document = docx.Document()
        document.add_paragraph("正文")
        for name, value in properties.items():
            setattr(document.core_properties, name, value)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    def test_title_and_author_are_claimed(self):
        claims = reading(self.made(title="年度报告", author="张三")).value.document.claims
        assert (claims.title, claims.author, claims.date) == ("年度报告", "张三", "")

    def test_what_a_program_put_there_is_not(self):
        claims = reading(self.made()).value.document.claims
        assert (claims.title, claims.author) == ("", "")


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "R002"),
            (b"no zip", "R002"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "R002"),
            (word_file(p("字"))[:-40], "R002"),
        ],
    )
    def test_what_is_no_word_file(self, data, code):
        with pytest.raises(PublishError) as caught:
            reading(data)
        assert [diagnostic.code for diagnostic in caught.value.diagnostics] == [code]
        assert caught.value.diagnostics[0].hint
