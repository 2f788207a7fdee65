"""Nothing is lost: the letters of the documents are those of the source, less what the edits took out."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.diagnostics import Outcome, Span
from publish.model.document import Structured
from publish.model.edits import Edit
from publish.model.ports import SplitPlan
from publish.model.raw import (
    Align,
    CellPlace,
    Hints,
    ImagePlace,
    ListPlace,
    Mark,
    MarkKind,
    Origin,
    RawBlock,
    RawDocument,
)
from publish.model.walk import block_lines
from publish.structure import infer

TEXTS = tuple(
    """\
关于做好节水工作的通知
在全县供水工作会议上的讲话
水务工作材料汇编（三篇）
范文一：关于供水情况的调研报告
同志们：
各镇人民政府，区直有关单位：
临政办发〔2022〕25号
（2024年5月13日）
2024年5月13日
云岭县水利局
附件：1.任务分解表
2.联系人名单
附件1
谢谢大家！
——以云岭县为例
（联系人：张三，电话：123）
第一章　总则
一、基本情况
二、下一步打算。
（一）聚焦供水保障，形成工作合力。继续在柳河镇开展试点。
1.1 总体要求
1.落实管护
（1）一是抓好落实；
①坚持问题导向，逐项列出清单。
三、四季度抓好落实
2023年，全市完成投资1.5亿元。
推动主管与现有系统对接，三月底前实现数据互通，继续在柳河镇开展试点
成熟一个推广一个，不搞一刀切，把好事办到群众心坎上，明确责任人和完
表1　任务分工
图1 河道
""".splitlines()
)
TEXTS = (*TEXTS, "第一行\n第二行", "一、甲\n二、乙\n丙")


def places(size: int) -> st.SearchStrategy[int]:
    return st.integers(0, size)


@st.composite
def marks(draw: st.DrawFn, length: int) -> tuple[Mark, ...]:
    found = []
    for kind in draw(st.lists(st.sampled_from(MarkKind), max_size=4)):
        start, end = sorted((draw(places(length)), draw(places(length))))
        if kind is MarkKind.NOTE:
            found.append(Mark(kind, start, start, draw(st.sampled_from("abc"))))
        elif start < end:
            found.append(Mark(kind, start, end, "x"))
    return tuple(found)


@st.composite
def hints(draw: st.DrawFn) -> Hints:
    kind = draw(st.sampled_from(["plain"] * 8 + ["list", "cell", "quote", "code", "note", "image", "rule", "away"]))
    small = st.integers(0, 3)
    return Hints(
        origin=Origin.FOOTER if kind == "away" else Origin.BODY,
        level=draw(st.sampled_from([None, None, None, 0, 1, 3])),
        bold=draw(st.booleans()),
        align=draw(st.sampled_from([None, None, Align.CENTER, Align.RIGHT])),
        list=ListPlace(draw(small), draw(small), draw(small), draw(st.booleans())) if kind == "list" else None,
        cell=CellPlace(draw(small), draw(small), draw(small)) if kind == "cell" else None,
        image=ImagePlace("0f") if kind == "image" else None,
        note=draw(st.sampled_from("abc")) if kind == "note" else None,
        quote=draw(st.integers(1, 30)) if kind == "quote" else 0,
        code="" if kind == "code" else None,
        rule=kind == "rule",
        blank_before=draw(small),
    )


@st.composite
def documents(draw: st.DrawFn) -> RawDocument:
    blocks = []
    for number in range(draw(st.integers(0, 24))):
        text = draw(st.sampled_from(["", "　　", "          ", "\n"])) + draw(
            st.sampled_from(TEXTS) | st.text(max_size=30)
        )
        text += draw(st.sampled_from(["", " "]))
        text = draw(st.sampled_from([text, text, text, text, ""]))
        blocks.append(RawBlock(text, Span("x.txt", number + 1, 1, len(text)), draw(hints()), draw(marks(len(text)))))
    return RawDocument("x.txt", "txt", tuple(blocks))


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())


def body(document: RawDocument, texts: Iterable[str]) -> Counter[str]:
    pairs = zip(document.blocks, texts, strict=True)
    return letters(text for block, text in pairs if block.hints.origin is Origin.BODY)


def shown(outcome: Outcome[Structured]) -> Counter[str]:
    """The letters of all documents, without titles that were made up."""
    value = outcome.value
    texts = [value.collection_title]
    for document in value.documents:
        texts += [document.metadata.title, document.metadata.subtitle, *block_lines(document.blocks)]
    made_up = [entry.message.partition("'")[2][:-1] for entry in outcome.diagnostics if entry.code == "S104"]
    return letters(texts) - letters(made_up)


def applied(document: RawDocument, edits: Iterable[Edit]) -> list[str]:
    texts = [block.text for block in document.blocks]
    for edit in edits:
        text = texts[edit.block]
        assert text[edit.start : edit.start + len(edit.before)] == edit.before
        texts[edit.block] = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    return texts


@settings(max_examples=400, deadline=None)
@given(documents())
def test_letters_are_those_of_the_source_after_the_edits(document: RawDocument) -> None:
    outcome = infer(document)
    assert shown(outcome) == body(document, applied(document, outcome.value.edits))


@settings(max_examples=100, deadline=None)
@given(documents())
def test_edits_move_letters_or_take_titles_out(document: RawDocument) -> None:
    moved = [edit for edit in infer(document).value.edits if edit.rule in ("S001", "S002")]
    assert letters(edit.before for edit in moved) == letters(edit.after for edit in moved)
    removed = [edit for edit in infer(document).value.edits if edit.rule in ("S003", "S004")]
    assert all(edit.before and not edit.after for edit in removed)


@settings(max_examples=100, deadline=None)
@given(documents(), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))
def test_letters_stay_whatever_the_plan(document: RawDocument, starts: list[str]) -> None:
    outcome = infer(document, SplitPlan(starts=tuple(starts)))
    assert shown(outcome) == body(document, applied(document, outcome.value.edits))


@settings(max_examples=50, deadline=None)
@given(documents())
def test_the_same_source_gives_the_same_documents(document: RawDocument) -> None:
    assert infer(document) == infer(document)
