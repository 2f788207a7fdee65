"""The cleaning as tracked changes: accepted, the text is the clean one; rejected, it is that of the sources."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from zipfile import ZipFile

import pytest
from building import ROOT, Build, run
from lxml import etree
from word_decision import accepted, paragraph_texts, rejected
from word_package import W, WordFile, text
from word_torture import style
from word_torture import text as words

from publish.diagnostics import Span
from publish.manifest import load_manifest
from publish.model.book import Book, BookMetadata, Chapter, Part
from publish.model.document import Block, Cell, Note, Paragraph, Row, Table, Text
from publish.model.document import Metadata as About
from publish.model.edits import RevisedLine, Stretch
from publish.model.manuscript import Manuscript
from publish.model.pages import Pagination
from publish.pipeline import Journal
from publish.pipeline.examine import examine
from publish.plugins import load_tables
from publish.writers.docx import write_docx

PARTS = ("word/document.xml", "word/footnotes.xml")


def same(content: str) -> Stretch:
    return Stretch(content, content)


def out(content: str) -> Stretch:
    return Stretch(content, "", "C410", "promotion")


def line(*stretches: Stretch, number: int = 1, in_note: bool = False) -> RevisedLine:
    return RevisedLine(Span("a.txt", number), stretches, in_note)


def written(blocks: tuple[Block, ...], *lines: RevisedLine) -> WordFile:
    book = Book(BookMetadata("书名"), (Part("p", "", (Chapter("c", About(title="甲"), blocks),)),), ())
    return WordFile(write_docx(Manuscript(book, style(), {}, revisions={"c": lines}), Pagination({}, ())).value)


def body(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(words(each)) for each in texts)


def read(word: WordFile, decide: Callable[[bytes], etree._Element]) -> list[str]:
    return [each for part in PARTS for each in paragraph_texts(decide(word.parts[part])) if each != "书名"]


COMMA = Stretch(",", "，", "C701", "half-width mark")


def test_a_change_inside_a_line() -> None:
    word = written(body("好,很好。甲，乙"), line(same("好,很好。甲"), COMMA, same("乙")))
    assert read(word, accepted) == ["甲", "好,很好。甲，乙"]
    assert read(word, rejected) == ["甲", "好,很好。甲,乙"]
    authors = {change.get(W + "author") for name in ("ins", "del") for change in word.body.iter(W + name)}
    assert authors == {"publish C701: half-width mark"}


def test_a_removed_line_is_a_paragraph_again_when_it_is_rejected() -> None:
    lines = (line(out("首页>正文")), line(same("甲")), line(same("一段")), line(out("点击下载")))
    word = written(body("一段"), *lines)
    assert read(word, accepted) == ["甲", "一段"]
    assert read(word, rejected) == ["首页>正文", "甲", "一段", "点击下载"]


def test_joined_lines_are_parted_by_a_line_break_when_that_is_rejected() -> None:
    joint = Stretch("\n", "", "S001", "broken line")
    word = written(body("前半后半"), line(same("甲")), line(same("前半"), joint, same("后半")))
    assert read(word, accepted) == ["甲", "前半后半"]
    assert read(word, rejected) == ["甲", "前半\n后半"]


def test_looks_and_notes_keep_their_places() -> None:
    note = Note(body("见，附件"))
    blocks = (Paragraph((Text("甲，"), note, Text("乙，丙"))),)
    lines = (
        line(same("甲"), COMMA, same("乙"), COMMA, same("丙")),
        line(same("见"), COMMA, same("附件"), in_note=True),
    )
    word = written(blocks, *lines)
    assert read(word, accepted) == ["甲", "甲，乙，丙", " 见，附件"]
    assert read(word, rejected) == ["甲", "甲,乙,丙", " 见,附件"]


def test_what_has_no_place_is_in_a_comment() -> None:
    table = Table((Row((Cell(body("一")),)), Row((Cell(body("二")),))))
    word = written((table,), line(same("一")), line(out("广告"), number=7), line(same("二")))
    assert read(word, rejected) == ["甲", "一", "二"]
    (comment,) = word.part("word/comments.xml").iter(W + "comment")
    assert "a.txt:7:1: info C410: '广告' → '': promotion" in text(comment)


def test_a_removed_line_before_a_table_does_not_join_it() -> None:
    table = Table((Row((Cell(body("一")),)),))
    word = written((*body("前"), table), line(same("前")), line(out("广告")), line(same("一")))
    assert read(word, accepted) == ["甲", "前", "一"]
    assert read(word, rejected) == ["甲", "前", "广告", "一"]


# --- the whole way --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tracked")
    run("build", ROOT / "examples/office/collection.yaml", "--docx", "--docx-tracked", "--no-cache", "--out", folder)
    (path,) = folder.glob("*.docx")
    return path


def test_the_example_accepted_is_the_clean_one(tracked: Path, office: Build) -> None:
    with ZipFile(tracked) as changed, ZipFile(office.output("docx")) as clean:
        for part in PARTS:
            assert paragraph_texts(accepted(changed.read(part))) == paragraph_texts(etree.fromstring(clean.read(part)))


def test_the_example_rejected_has_every_line_of_its_sources(tracked: Path) -> None:
    with ZipFile(tracked) as changed:
        texts = [text for part in PARTS for text in paragraph_texts(rejected(changed.read(part)))]
    found = Counter("".join(line.split()) for text in texts for line in text.split("\n"))
    manifest = load_manifest(ROOT / "examples/office/collection.yaml").value
    examined = examine(manifest, load_tables().value, Journal())
    raw = [block.text for each in examined for block in each.reading.document.blocks]
    wanted = Counter("".join(line.split()) for text in raw for line in text.split("\n") if line.strip())
    titles = {"".join(each.structured.collection_title.split()) for each in examined}
    assert {line for line in wanted - found if not any(title and title in line for title in titles)} == set()


def test_the_reader_takes_changes_as_accepted(tracked: Path, office: Build, tmp_path: Path) -> None:
    stages = []
    for path in (tracked, office.output("docx")):
        shown = run("show", path, "--stage", "document", "--as", "neutral").stdout
        stages.append(shown)
    assert stages[0] == stages[1]


@pytest.mark.validators
def test_libreoffice_opens_it(tracked: Path, tmp_path: Path, missing: Callable[[object], NoReturn]) -> None:
    import shutil
    import subprocess

    soffice = shutil.which("soffice") or missing("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", tmp_path, tracked]
    subprocess.run(command, check=True, capture_output=True)
    (shown,) = tmp_path.glob("*.txt")
    assert "松涧" in shown.read_text("utf-8")
