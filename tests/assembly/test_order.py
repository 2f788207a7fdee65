"""Which documents come where, and under which title."""

import pytest

from publish.assembly import assemble
from publish.diagnostics import PublishError

from .books import book_of, codes, document, manifest, source

COMPILATION = ("汇编（2篇）", [document("丙"), document("丁")])


def outline(book):
    return [(part.title, [chapter.metadata.title for chapter in part.chapters]) for part in book.parts]


def compilation(name, title="汇编（2篇）"):
    return source(name, document(f"{name}之一"), document(f"{name}之二"), collection=title)


def test_documents_follow_the_manifest():
    a, b = source("a.txt", document("甲"), document("乙")), source("b.txt", document("丙"))
    outcome = assemble(manifest([("", [b, a])]), (a, b))
    assert outline(outcome.value) == [("", ["丙", "甲", "乙"])]
    assert not outcome.value.divided


def test_parts_of_the_manifest():
    a, b = source("a.txt", document("甲")), source("b.txt", document("乙"))
    book = assemble(manifest([("上编", [a]), ("下编", [b])]), (a, b)).value
    assert outline(book) == [("上编", ["甲"]), ("下编", ["乙"])]
    assert book.divided


def test_the_only_source_is_the_book_so_its_common_title_is_not_a_part():
    outcome = book_of(compilation("a.txt"))
    assert outline(outcome.value) == [("", ["a.txt之一", "a.txt之二"])]
    assert codes(outcome) == ["A007"]


def test_compilations_that_close_the_book_become_parts():
    outcome = book_of(source("a.txt", document("甲")), compilation("b.txt", "乙汇编"), compilation("c.txt", "丙汇编"))
    assert outline(outcome.value) == [
        ("", ["甲"]),
        ("乙汇编", ["b.txt之一", "b.txt之二"]),
        ("丙汇编", ["c.txt之一", "c.txt之二"]),
    ]


def test_no_document_may_seem_to_belong_to_the_part_before_it():
    outcome = book_of(compilation("a.txt"), source("b.txt", document("乙")))
    assert outline(outcome.value) == [("", ["a.txt之一", "a.txt之二", "乙"])]
    assert codes(outcome) == ["A007"]


def test_the_manifest_groups_or_the_compilations_do_but_not_both():
    a, b = compilation("a.txt"), compilation("b.txt")
    outcome = assemble(manifest([("上编", [a, b])]), (a, b))
    assert [title for title, _ in outline(outcome.value)] == ["上编"]
    assert codes(outcome) == ["A007", "A007"]


def test_a_title_given_to_a_compilation_names_its_part():
    named = source("b.txt", document("丙"), document("丁"), collection="旧名", title="新名")
    outcome = book_of(source("a.txt", document("甲")), named)
    assert outline(outcome.value) == [("", ["甲"]), ("新名", ["丙", "丁"])]


def test_a_source_without_documents_is_reported():
    assert codes(book_of(source("a.txt", document("甲")), source("b.txt"))) == ["A006"]


def test_a_book_without_documents_is_refused():
    with pytest.raises(PublishError, match="A005") as refused:
        book_of(source("a.txt"))
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["A006", "A005"]


def test_equal_texts_are_both_printed_and_reported():
    first, again = source("a.txt", document("甲", *document("同").blocks)), source("b.txt", document("同"))
    outcome = book_of(first, again)
    assert outline(outcome.value) == [("", ["甲", "同"])]
    assert codes(outcome) == ["A003"]
    assert str(outcome.diagnostics[0].span) == "b.txt:1:1"
    assert "'甲' (a.txt:1:1)" in outcome.diagnostics[0].message
