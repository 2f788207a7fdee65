"""Documents that are nearly the same: found without comparing each with each, reported, left out when asked."""

import random

import pytest

from publish.assembly import Comparison, assemble, compare_documents, likeness, report_duplicates
from publish.assembly.likeness import ALIKE
from publish.assembly.shingles import cut_shingles, masked_text
from publish.assembly.signature import sign_text
from publish.manifest.plan import Dedup
from publish.model.likeness import Kinship, Likeness
from publish.model.walk import block_lines

from .books import book_of, codes, document, manifest, paragraph, source

WORDS = "推进落实加强管理群众服务工作完善机制提高质量会议部署检查整改责任清单项目资金建设社区平台数据窗口培训考核"


def text(seed: int, length: int = 600) -> str:
    """Text that has nothing in common with that of another seed but its characters."""
    picker = random.Random(seed)
    return "".join(picker.choice(WORDS) for _ in range(length))


def variant(original: str, every: int = 100) -> str:
    """The text with one character in so many replaced."""
    return "".join("新" if at % every == every - 1 else char for at, char in enumerate(original))


def titled(title: str, body: str):
    return document(title, *(paragraph(body[at : at + 80]) for at in range(0, len(body), 80)))


def jaccard(one: str, other: str) -> float:
    first, second = set(cut_shingles(masked_text(one))), set(cut_shingles(masked_text(other)))
    return len(first & second) / len(first | second)


def find_likenesses(texts: list[str]) -> tuple[Likeness, ...]:
    return likeness.find_likenesses(texts.__getitem__, [sign_text(each) for each in texts])


# --- what is compared ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年完成整改12件", "2023年完成整改7件"),
        ("投入资金xx万元", "投入资金3.5万元"),
        ("在某县召开会议", "在云河县召开会议"),
        ("二〇二二年的总结", "2023年的总结"),
        ("工作扎实，成效明显。", "工作扎实,成效明显."),
        ("X市卫健委", "临江市卫健委"),
    ],
)
def test_figures_years_places_and_marks_do_not_count(one, other):
    assert masked_text(one) == masked_text(other)


def test_words_do_count():
    assert masked_text("加强社区管理") != masked_text("加强社区服务")


# --- what is found -------------------------------------------------------------------------------


def test_versions_of_a_text_are_found_with_their_share():
    first, later = text(1), variant(text(1))
    (found,) = find_likenesses([text(2), first, text(3), later])
    assert (found.kind, found.first, found.second) == (Kinship.NEAR, 1, 3)
    assert found.share == jaccard(first, later) > ALIKE


def test_equal_texts_are_pairs_all_of_them():
    assert find_likenesses(["同", "同", "异", "同"]) == (
        Likeness(Kinship.SAME, 0, 1, 1.0),
        Likeness(Kinship.SAME, 0, 3, 1.0),
        Likeness(Kinship.SAME, 1, 3, 1.0),
    )


def test_a_text_inside_of_a_longer_one():
    outer = text(1, 4000)
    (found,) = find_likenesses([outer, text(2, 4000), outer[1000:1800]])
    assert (found.kind, found.first, found.second) == (Kinship.INSIDE, 2, 0)
    assert found.share > 0.99


def test_a_formula_shared_by_all_is_no_likeness():
    formula = text(99, 80)
    assert find_likenesses([formula + text(number) + formula for number in range(60)]) == ()


def test_nothing_and_short_texts():
    assert find_likenesses([]) == find_likenesses(["", ""]) == find_likenesses(["甲" * 30, "乙" * 30]) == ()


def test_every_pair_of_a_large_collection_as_by_comparing_each_with_each():
    texts = [
        text(number // 3, 300) if number % 3 == 0 else variant(text(number // 3, 300), 40 * (number % 3))
        for number in range(90)
    ]
    expected = {
        (one, other)
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
        if jaccard(texts[one], texts[other]) >= ALIKE
    }
    assert {(found.first, found.second) for found in find_likenesses(texts)} == expected
    assert len(expected) == 90


def test_many_versions_of_one_text_do_not_make_a_square_of_pairs():
    original = text(1)
    texts = [original[:at] + "新" + original[at:] for at in range(0, 600, 2)]
    found = find_likenesses(texts)
    assert len(found) < 25 * len(texts)
    assert {each.second for each in found} == set(range(1, len(texts)))


# --- what is said and done -----------------------------------------------------------------------

LONG, SHORT, OTHER = titled("长稿", variant(text(1)) + text(5, 60)), titled("短稿", text(1)), titled("别的", text(2))


def titles(book):
    return [chapter.metadata.title for part in book.parts for chapter in part.chapters]


def test_near_duplicates_are_printed_and_reported_with_both_places():
    outcome = book_of(source("a.txt", SHORT), source("b.txt", OTHER, LONG))
    assert titles(outcome.value) == ["短稿", "别的", "长稿"]
    (told,) = outcome.diagnostics
    assert told.code == "A008"
    assert str(told.span) == "b.txt:1:1"
    assert "'长稿' is nearly the same as '短稿' (a.txt:1:1), " in told.message
    assert "% alike, figures and places aside" in told.message


@pytest.mark.parametrize(
    ("choice", "kept"), [(Dedup.KEEP_FIRST, ["短稿", "别的"]), (Dedup.KEEP_LONGEST, ["别的", "长稿"])]
)
def test_one_of_them_is_left_out_when_asked_and_that_is_told(choice, kept):
    outcome = book_of(source("a.txt", SHORT), source("b.txt", OTHER, LONG), dedup=choice)
    assert titles(outcome.value) == kept
    assert codes(outcome) == ["A010"]
    assert "is left out; it is nearly the same as" in outcome.diagnostics[0].message
    colophon = list(block_lines(outcome.value.colophon))
    assert "收文2篇" in colophon[0]
    assert "另有1篇与所收文件基本相同，未收。" in colophon


def test_a_relative_of_a_relative_stays():
    steps = [text(1), variant(text(1), 25), variant(variant(text(1), 25), 24)]
    pairs = [
        jaccard(steps[0], steps[1]) >= ALIKE,
        jaccard(steps[1], steps[2]) >= ALIKE,
        jaccard(steps[0], steps[2]) < ALIKE,
    ]
    assert all(pairs)
    outcome = book_of(
        *(source(f"{at}.txt", titled(str(at), body)) for at, body in enumerate(steps)), dedup=Dedup.KEEP_FIRST
    )
    assert titles(outcome.value) == ["0", "2"]


def test_an_extract_is_reported_and_printed():
    outer = text(1, 4000)
    sources = source("a.txt", titled("全文", outer)), source("b.txt", titled("摘编", outer[800:1600]))
    outcome = book_of(*sources, dedup=Dedup.KEEP_LONGEST)
    assert (titles(outcome.value), codes(outcome)) == (["全文", "摘编"], ["A009"])


def test_a_part_that_loses_all_its_documents_goes():
    first, again = source("a.txt", SHORT, OTHER), source("b.txt", SHORT, collection="合集")
    book = book_of(first, again, dedup=Dedup.KEEP_FIRST).value
    assert [part.anchor for part in book.parts] == ["p1"]


def test_documents_are_compared_by_their_text_not_by_their_titles():
    assert [each.kind for each in compare_documents([titled("甲", text(1)), titled("乙", text(1))])] == [Kinship.SAME]


def test_documents_compared_later_get_the_same_messages() -> None:
    alike = [source(name, document("甲", paragraph("同一篇讲话的内容，" * 30))) for name in ("a.txt", "b.txt")]
    plan = manifest([("", alike)])
    now, later = assemble(plan, tuple(alike)), assemble(plan, tuple(alike), comparison=Comparison.LATER)
    assert now.value == later.value
    assert (*later.diagnostics, *report_duplicates(plan, tuple(alike))) == now.diagnostics
    assert [each.code for each in report_duplicates(plan, tuple(alike))] == ["A003"]
