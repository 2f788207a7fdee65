"""The head of an official document as the manifest states it."""

import pytest

from publish.manifest.plan import Form, LetterheadPlan
from publish.model.document import Document, Metadata, Paragraph, Role, Text
from publish.model.walk import inline_text

from .books import book_of, document, source


def of_role(role: Role, text: str) -> Paragraph:
    return Paragraph((Text(text),), role=role)


OWN = Document(
    Metadata(title="通知"),
    (
        of_role(Role.URGENCY, "加急"),
        of_role(Role.MASTHEAD, "云岭县水利局文件"),
        of_role(Role.DOCUMENT_NUMBER, "云水发〔2024〕1号"),
        of_role(Role.ADDRESSEE, "各镇："),
    ),
)


def heads(*documents: Document, **told: object) -> list[list[tuple[Role, str]]]:
    outcome = book_of(source("a.txt", *documents, letterhead=LetterheadPlan(**told)))
    chapters = outcome.value.parts[0].chapters
    return [[(block.role, inline_text(block.content)) for block in each.blocks] for each in chapters]


def test_what_is_told_takes_the_place_of_what_the_document_says_in_the_order_of_the_standard():
    (told,) = heads(OWN, urgency="特急", secrecy="秘密", copy_number="000001", number="云水发〔2024〕2号")
    assert told == [
        (Role.COPY_NUMBER, "000001"),
        (Role.SECRECY, "秘密"),
        (Role.URGENCY, "特急"),
        (Role.MASTHEAD, "云岭县水利局文件"),
        (Role.DOCUMENT_NUMBER, "云水发〔2024〕2号"),
        (Role.ADDRESSEE, "各镇："),
    ]


def test_a_signatory_stands_on_the_line_of_the_number():
    outcome = book_of(source("a.txt", OWN, letterhead=LetterheadPlan(signatory="张三", number="云水报〔2024〕2号")))
    (chapter,) = outcome.value.parts[0].chapters
    assert [block.role for block in chapter.blocks] == [Role.URGENCY, Role.MASTHEAD, Role.SIGNATORY, Role.ADDRESSEE]
    assert inline_text(chapter.blocks[2].content) == "云水报〔2024〕2号\u3000签发人：张三"
    assert chapter.metadata.number == "云水报〔2024〕2号"


def test_letters_have_another_masthead():
    (told,) = heads(OWN, form=Form.LETTER, issuer="云岭县水利局")
    assert told[0] == (Role.LETTER_MASTHEAD, "云岭县水利局")


def test_the_number_of_an_order_stands_below_its_title():
    (told,) = heads(document("云岭县人民政府令"), form=Form.ORDER, number="第12号", urgency="特急")
    assert told[:2] == [(Role.URGENCY, "特急"), (Role.ORDER_NUMBER, "第12号")]


@pytest.mark.parametrize("key", ["number", "copy_number", "signatory"])
def test_several_documents_of_a_source_share_all_but_numbers_and_names(key: str):
    one, other = heads(OWN, OWN, **{key: "000009", "secrecy": "秘密"})
    assert one == other
    assert (Role.SECRECY, "秘密") in one
    assert not any("000009" in text for _, text in one)


def test_nothing_told_changes_nothing():
    (told,) = heads(OWN)
    assert [role for role, _ in told] == [block.role for block in OWN.blocks]
