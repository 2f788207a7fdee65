"""Heads of official documents in Word files: places that named styles give."""

import re
from pathlib import Path

import pytest
from round_trip import as_book
from word_package import W, WordFile, style_of, value

from publish.model.document import Document, Metadata, Paragraph, Role, Text
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.stylesheet import load_style
from publish.writers.docx import write_docx

CHARACTER = 156 / 28 / 25.4 * 1440  # of the grid, twips


def word(*documents: Document, style: str = "gbt9704") -> WordFile:
    manuscript = Manuscript(as_book(documents), load_style(style, Path()).value, {})
    return WordFile(write_docx(manuscript, Pagination({}, ())).value)


def document(title: str, *lines: tuple[Role, str]) -> Document:
    return Document(Metadata(title=title), tuple(Paragraph((Text(text),), role=role) for role, text in lines))


SIGNED = ((Role.BODY, "现予公布。"), (Role.SIGNATURE, "县长　张三"), (Role.DATE, "2024年4月3日"))
ORDER = document("云岭县人民政府令", (Role.ORDER_NUMBER, "第12号"), *SIGNED)


def test_signer_and_date_of_an_order_stand_four_characters_from_the_edge_and_no_others() -> None:
    """7.3.5.3, 7.3.5.2"""
    file = word(ORDER, document("通知", *SIGNED))
    styles = [style_of(p) for p in file.body.iter(W + "p") if style_of(p).startswith(("Signature", "Date"))]
    indents = [int(value(file.styles[style], "pPr/ind", "right") or 0) for style in styles]
    assert indents == pytest.approx([4 * CHARACTER, 4 * CHARACTER, 2 * CHARACTER, 2 * CHARACTER], abs=2)


def test_titles_below_heads_are_in_the_contents() -> None:
    file = word(ORDER)
    (title,) = [style_of(p) for p in file.body.iter(W + "p") if style_of(p).startswith("Heading1")]
    name = value(file.styles[title], "name")
    codes = "".join(code.text or "" for code in file.body.iter(W + "instrText"))
    assert title != "Heading1"
    assert f'\\t "{name},1"' in codes


def test_plain_heads_need_no_styles_of_their_own() -> None:
    masthead = (Role.MASTHEAD, "云岭县人民政府文件")
    file = word(ORDER, document("通知", masthead, *SIGNED), style="book")
    assert [style_of(p) for p in file.body.iter(W + "p")].count("Masthead") == 1
    assert not any(re.fullmatch(r"\w+Variant\d", style) for style in file.styles)


def test_attachments_are_named_below_each_other() -> None:
    """7.3.4: the second number stands below the first, behind the room of the word 附件："""
    names = [(Role.ATTACHMENT_NOTE, text) for text in ("附件：1.资金测算表", "2.项目清单")]
    file = word(document("请示", (Role.BODY, "妥否，请批示。"), *names, *SIGNED))
    styles = [style_of(p) for p in file.body.iter(W + "p") if style_of(p).startswith("AttachmentNote")]
    first, second = (int(value(file.styles[style], "pPr/ind", "firstLine") or 0) for style in styles)
    assert second - first == pytest.approx(3 * 16 * 20, abs=20)
